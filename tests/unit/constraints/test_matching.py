"""Patterns from files: bounded in time, refused when broken."""

import pytest

from driftsim.constraints import matching
from driftsim.constraints.matching import groups, pattern, whole_word
from driftsim.errors import CheckError


def test_a_whole_word_has_edges_only_where_it_is_a_word() -> None:
    assert whole_word("c++").spans("C++ c++x xc++") == [(0, 3), (4, 7)]
    assert whole_word("$5").spans("a$5 $51") == [(1, 3)]


def test_a_pattern_stands_between_others() -> None:
    assert pattern("b|c", before=r"\b", after=r"\b").spans("ba c") == [(0, 1), (3, 4)]


def test_a_pattern_that_takes_too_long_is_an_error_and_no_violation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "TIME_LIMIT", 0.05)
    pattern.cache_clear()
    with pytest.raises(CheckError, match=r"took more than 0\.05 s"):
        pattern("(a|aa)+$").first("a" * 60 + "b")
    pattern.cache_clear()


@pytest.mark.parametrize(
    "source", ["(", "a{99999999999999999999}", "*", "[z", "(" * 3000 + ")" * 3000, "(?P<a>b)(?P<a>c)"]
)
def test_a_broken_pattern_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="is no regular expression"):
        pattern(source)


def test_groups_are_counted() -> None:
    assert (groups("(?:a)b"), groups("(a)(b)")) == (0, 2)
