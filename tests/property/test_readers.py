"""Valid files, damaged: reading and auditing them succeeds or ends with an InputError, never otherwise."""

import copy
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import given, settings

from driftsim.audit import replay_recorded
from driftsim.errors import InputError
from driftsim.files import parse_json
from driftsim.formats import Source, read_ifeval, read_recorded

RECORDED: list[dict[str, Any]] = [
    {
        "id": "c1",
        "model": "gpt-4",
        "system": None,
        "scenario": "s1",
        "trial": 0,
        "turns": [
            {
                "user": "Plan a day.",
                "assistant": "A plan 😀: an oak, an elm.",
                "topic": "days",
                "add": {
                    "short": {"check": "length.words", "at_most": 5, "scope": "topic"},
                    "oak": {"check": "lexical.include", "words": ["oak", "elm"]},
                    "no": {"check": "not", "of": {"check": "format.title"}},
                    "theirs": {
                        "ifeval": "length_constraints:number_words",
                        "kwargs": {"num_words": 3, "relation": "at least"},
                    },
                },
            },
            {"user": "Shorter.", "assistant": None, "revise": {"short": {"at_most": 3}}, "negate": ["oak"]},
            {
                "user": "More.",
                "assistant": "",
                "retract": ["short"],
                "restate": ["oak"],
                "metadata": {"n": 1},
            },
        ],
    },
    {"id": 2, "turns": [{"user": "Hello.", "assistant": "Hi."}]},
]
PROMPTS: list[dict[str, Any]] = [
    {
        "key": 1,
        "prompt": "Write.",
        "instruction_id_list": ["keywords:existence", "length_constraints:number_words"],
        "kwargs": [{"keywords": ["oak"]}, {"num_words": 3, "relation": "at least", "n": None}],
    },
    {
        "key": "b",
        "prompt": "Sing. ",
        "instruction_id_list": ["en:punctuation:no_comma", "startend:end_checker"],
        "kwargs": ["{}", '{"end_phrase": "So long."}'],
    },
]
RESPONSES: list[dict[str, Any]] = [
    {"prompt": "Write.", "response": "An oak, tall.", "model": "gpt-4"},
    {"prompt": "Sing.", "response": None},
]
ODD: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 3) | st.sampled_from([10**30, -(10**30), 2**63]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5)
    | st.sampled_from(["conversation", "c1", "short", "(", "length.words", "\\", "\ud800"]),
    st.lists(st.none() | st.integers() | st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.none() | st.integers(), max_size=2),
)


def lines(records: list[Any]) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


@st.composite
def bytes_damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Some bytes deleted, inserted or changed."""
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(content)))
        kind = draw(st.sampled_from(["delete", "insert", "flip", "cut", "repeat"]))
        if kind == "delete":
            del content[at : at + draw(st.integers(1, 20))]
        elif kind == "insert":
            content[at:at] = draw(
                st.binary(min_size=1, max_size=4) | st.sampled_from([b'"', b"\n", b"{", b"]", b"\\u"])
            )
        elif kind == "flip" and at < len(content):
            content[at] ^= 1 << draw(st.integers(0, 7))
        elif kind == "cut":
            del content[at:]
        elif kind == "repeat":
            content[at:at] = content[at : at + 40]
    return bytes(content)


@st.composite
def values_damaged(draw: st.DrawFn, records: list[Any]) -> bytes:
    """Some keys dropped or renamed, some values replaced, wherever they stand."""
    damaged = copy.deepcopy(records)
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(damaged))
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        kind = draw(st.sampled_from(["drop", "replace", "rename", "copy"]))
        if kind == "drop":
            del holder[key]
        elif kind == "replace":
            holder[key] = draw(ODD)
        elif kind == "rename" and isinstance(holder, dict):
            holder[draw(st.sampled_from([f"{key}s", key.upper(), "", "check", "of", "scope", "oak"]))] = (
                holder.pop(key)
            )
        else:
            other, name = draw(st.sampled_from(places))
            holder[key] = copy.deepcopy(other[name])
    return lines(damaged)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a value inside lists and objects, as its holder and its key."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    found = []
    for key in keys:
        found += [(value, key), *_places(value[key])]
    return found


def audited(open_source: Callable[[], Source]) -> None:
    """Read and check everything, or be told in one line what is wrong."""
    told: InputError | None = None
    try:
        for conversation in open_source().conversations:
            for _ in replay_recorded(conversation):
                pass
    except InputError as error:
        told = error
    assert told is None or (told.where and "\n" not in str(told)), told


def recorded(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "chat.jsonl"
        path.write_bytes(content)
        audited(lambda: read_recorded(path))


def ifeval(prompts: bytes, responses: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        paths = Path(place) / "prompts.jsonl", Path(place) / "responses.jsonl"
        for path, content in zip(paths, (prompts, responses), strict=True):
            path.write_bytes(content)
        audited(lambda: read_ifeval(*paths))


def test_undamaged_they_are_read() -> None:
    recorded(lines(RECORDED))
    ifeval(lines(PROMPTS), lines(RESPONSES))


@given(bytes_damaged(lines(RECORDED)))
@settings(max_examples=300, deadline=None)
def test_damaged_bytes(content: bytes) -> None:
    recorded(content)


@given(values_damaged(RECORDED))
@settings(max_examples=500, deadline=None)
def test_damaged_values(content: bytes) -> None:
    recorded(content)


@given(bytes_damaged(lines(PROMPTS)), bytes_damaged(lines(RESPONSES)))
@settings(max_examples=150, deadline=None)
def test_damaged_bytes_of_ifeval(prompts: bytes, responses: bytes) -> None:
    ifeval(prompts, lines(RESPONSES))
    ifeval(lines(PROMPTS), responses)


@given(values_damaged(PROMPTS), values_damaged(RESPONSES))
@settings(max_examples=200, deadline=None)
def test_damaged_values_of_ifeval(prompts: bytes, responses: bytes) -> None:
    ifeval(prompts, lines(RESPONSES))
    ifeval(lines(PROMPTS), responses)


@given(st.text(max_size=40) | st.text('[]{}":,\\u0d8eE+-.1tnf \n', max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_json_or_refused(text: str) -> None:
    try:
        value = parse_json(text)
    except InputError:
        return
    json.dumps(value, ensure_ascii=False).encode()
