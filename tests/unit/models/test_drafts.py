from random import Random

import pytest

from driftsim.models.drafts import draft, reasoning

ABOUT = ("the quiet weekend in Lisbon", "two adults")


@pytest.mark.parametrize("size", range(1, 13))
@pytest.mark.parametrize("curt", [True, False])
def test_a_draft_is_plain(size: int, curt: bool) -> None:
    for seed in range(20):
        text = draft(ABOUT, Random(seed), size=size, curt=curt)
        assert text.count(".") == size
        assert not set(text) & set(",;:!?\"'*#-<>[]{}|`0123456789")


def test_drafts_differ_and_come_again() -> None:
    assert len({draft(ABOUT, Random(seed)) for seed in range(100)}) > 90
    assert draft(ABOUT, Random(3)) == draft(ABOUT, Random(3))


def test_reasoning_is_about_as_long_as_asked() -> None:
    assert reasoning(ABOUT, 0, Random(1)) == ""
    assert 60 <= len(reasoning(ABOUT, 60, Random(1)).split()) <= 75
