"""Short sentences in many languages, and which of these languages a text is in, without the detector."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from random import Random

from driftsim.constraints.surgery.filler import stream
from driftsim.constraints.surgery.manner import SMALL

ENGLISH = "en"
_WORD = re.compile(r"\w+")
_LOOKED_AT = 400  # characters that are enough to know a language by
_SCRIPTS = dict(
    pair.split("=")
    for pair in "CYRILLIC=ru GREEK=el HEBREW=he ARABIC=ar DEVANAGARI=hi BENGALI=bn GUJARATI=gu GURMUKHI=pa"
    " KANNADA=kn MALAYALAM=ml TAMIL=ta TELUGU=te THAI=th HIRAGANA=ja KATAKANA=ja HANGUL=ko CJK=zh-cn".split()
)


@lru_cache(maxsize=1)
def spoken() -> Mapping[str, tuple[str, ...]]:
    """The sentences that ship with driftsim, by the code of their language; English is put together anew."""
    found: dict[str, list[str]] = {}
    code = ""
    for line in files("driftsim").joinpath("data", "sayings.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            code = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(code, []).append(line)
    return {name: tuple(lines) for name, lines in found.items()}


def speaks(code: str) -> bool:
    """Whether there are sentences in a language; `zh` has those of simplified Chinese."""
    return code in ("zh", ENGLISH) or code in spoken()


def saying_stream(code: str, chance: Random) -> Iterator[str]:
    """Sentences in a language without end, each once before one comes again; English where there are none."""
    bank = spoken().get("zh-cn" if code == "zh" else code)
    if bank is None:
        yield from stream(chance)
    while bank:
        yield from chance.sample(bank, len(bank))


def sayings(code: str, number: int, chance: Random) -> list[str]:
    """So many sentences in a language."""
    return list(islice(saying_stream(code, chance), number))


def clipped(saying: str, words: int) -> str:
    """The beginning of a sentence, so many words long, with its closing mark; whole where it is no longer.

    Example:
        >>> clipped("Morgen regnet es leider wieder.", 3)
        'Morgen regnet es.'
    """
    ends = [match.end() for match in _WORD.finditer(saying)]
    if words >= len(ends):
        return saying
    mark = saying[-1] if not saying[-1].isalnum() else ""
    return saying[: ends[words - 1]] + mark


def tongue(text: str) -> str:
    """The code of the shipped language that a text is most likely in; English by default.

    Example:
        >>> tongue("Morgen gehen wir mit den Leuten ans Meer."), tongue("Bring water.")
        ('de', 'en')
    """
    head = text[:_LOOKED_AT]
    votes: Counter[str] = Counter()
    for word in set(_WORD.findall(head.lower())):
        votes.update(_tongues_by_word().get(word, ()))
    english = votes.pop(ENGLISH, 0)
    if votes:
        code, most = votes.most_common(1)[0]
        if most > english and (most > 1 or not head.isascii()):
            return code
    return ENGLISH if head.isascii() else _by_script(head)


@lru_cache(maxsize=1)
def _tongues_by_word() -> Mapping[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = dict.fromkeys(SMALL, (ENGLISH,))
    for code, lines in spoken().items():
        for word in set(_WORD.findall(" ".join(lines).lower())):
            known[word] = (*known.get(word, ()), code)
    return known


def _by_script(text: str) -> str:
    scripts = Counter(unicodedata.name(char, "NONE").split()[0] for char in text if char.isalpha())
    return _SCRIPTS.get(scripts.most_common(1)[0][0], ENGLISH) if scripts else ENGLISH
