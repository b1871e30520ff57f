"""The language of a reply, and that it is langdetect's own answer."""

import random
from itertools import product
from typing import Any

import pytest
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from driftsim.constraints.detection import language
from driftsim.constraints.languages import NAMES

SENTENCES = [
    "The lighthouse keeper wrote in his diary every evening.",
    "Der Leuchtturmwärter schrieb jeden Abend in sein Tagebuch.",
    "Le gardien du phare écrivait chaque soir dans son journal.",
    "El farero escribía todas las noches en su diario.",
    "Смотритель маяка каждый вечер писал в своём дневнике.",
    "灯台守は毎晩日記を書いていました。",
    "灯塔看守人每天晚上都写日记。",
    "台灣的夏天很熱，我們常常去海邊游泳。",
    "등대지기는 매일 저녁 일기를 썼다.",
    "كان حارس المنارة يكتب في مذكراته كل مساء.",
    "Người gác hải đăng viết nhật ký mỗi tối.",
    "प्रकाशस्तंभ का रखवाला हर शाम अपनी डायरी लिखता था।",
    "Paznicul farului scria în jurnalul său în fiecare seară, șoptind.",
]
ODD = [
    "12345",
    "!?",
    "A",
    "AB CD",
    "a@b.org https://x.org/y",
    "x" * 20_000,
    "\ud800\udfff\x00",
    "ễ Ế e\u0301\u0323",
]


@pytest.fixture(scope="module")
def reference() -> Any:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.seed = 0
    return factory


def langdetect(factory: Any, text: str) -> str | None:
    detector = factory.create()
    detector.append(text)
    try:
        return str(detector.detect())
    except LangDetectException:
        return None


def some_texts() -> list[str]:
    draw = random.Random(11)
    mixed = [f"{one} {two}" for one, two in draw.sample([*product(SENTENCES, SENTENCES)], 50)]
    cut = [text[draw.randrange(20) :][: draw.choice([4, 12, 30])] for text in mixed]
    blocks = [
        range(0x20, 0x7F),
        range(0xA0, 0x250),
        range(0x300, 0x530),
        range(0x5D0, 0x700),
        range(0x1E00, 0x2070),
        range(0x3040, 0x3130),
        range(0x4E00, 0x5000),
        range(0xAC00, 0xAC80),
        range(0xD7F0, 0xE010),
    ]
    noise = [
        "".join(chr(draw.choice(draw.choice(blocks))) + draw.choice(["", " ", "e", "A"]) for _ in range(size))
        for size in (3, 9, 40)
        for _ in range(20)
    ]
    return [
        *SENTENCES,
        *(s.upper() for s in SENTENCES),
        *(s.lower() for s in SENTENCES),
        *ODD,
        *mixed,
        *cut,
        *noise,
    ]


def test_the_code_is_always_that_of_langdetect(reference: Any) -> None:
    texts = some_texts()
    assert len(texts) > 200
    assert [text for text in texts if language(text) != langdetect(reference, text)] == []


def test_every_language_of_the_detector_has_a_name(reference: Any) -> None:
    reference.create()
    assert set(reference.langlist) <= set(NAMES)


@pytest.mark.parametrize(
    ("name", "wanted", "reply", "held"),
    [
        ("semantic.language", "zh", SENTENCES[6], True),
        ("semantic.language", "zh", SENTENCES[7], True),
        ("semantic.language", "zh-cn", SENTENCES[6], True),
        ("semantic.language", "en", "12345", False),
        ("semantic.language", "en", SENTENCES[1], False),
        ("language:response_language", "en", "12345", True),
        ("language:response_language", "ar", SENTENCES[9], True),
        ("language:response_language", "ar", SENTENCES[0], False),
    ],
)
def test_verdict(check: Any, name: str, wanted: str, reply: str, held: bool) -> None:
    assert check(name, reply, language=wanted).held is held


def test_the_reason_names_both_languages(check: Any) -> None:
    assert check("semantic.language", SENTENCES[0], language="de").reason == "English, asked for German"
    assert (
        check("semantic.language", "123", language="de").reason == "no language recognised, asked for German"
    )
