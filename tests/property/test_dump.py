"""What is written as YAML is read back as it was."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from driftsim.scenario.document import parse_document
from driftsim.scenario.dump import dump_document

TEXT = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    | st.text("ab \n\t:#-?&*!|>%@`\"'{}[],.~1", max_size=30)
    | st.lists(st.text("abcdé.,'-:", min_size=1, max_size=12), max_size=40).map(" ".join)
    | st.lists(st.text("ab -:#", max_size=8), max_size=8).map("\n".join)
    | st.sampled_from(
        [
            "no",
            "null",
            "~",
            "1",
            "1.5",
            ".5",
            "1e3",
            "0x1F",
            "2024-01-01",
            "---",
            "...",
            "Yes",
            "a: b",
            "a:b",
            "a:-b",
            "a :b",
            "a:1",
            "a #b",
            "-",
            "{edits}",
            "e\u0301",
            "👨‍👩‍👧",
            "\u2028",
            "\x85",
            "\ufeff",
            "=",
            "<<",
            "a\n\n",
            "\na",
            " a",
            "a ",
            "a\n  b\n",
        ]
    )
)
NUMBERS = st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    TEXT | NUMBERS | st.booleans() | st.none(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(TEXT, inside, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXT, VALUES, max_size=5))
def test_plain_data_comes_back(written: dict[str, Any]) -> None:
    text = dump_document(written) or "{}"
    again, _ = parse_document(text)
    assert again == written
    assert repr(again) == repr(written)
