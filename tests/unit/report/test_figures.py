import math

import pytest

from driftsim.report.figures import Point, Rate, curve, difference, named, rate, sign, turned
from driftsim.report.written import decimal, ordinal, short, told, told_finely, turns


@pytest.mark.parametrize(
    "raw", [None, {}, "x", [], {"value": None}, {"value": "1"}, True, math.nan, math.inf]
)
def test_what_is_no_rate_is_an_empty_one(raw):
    assert rate(raw) == Rate()


def test_a_rate_keeps_what_it_has():
    assert rate({"value": 1, "low": 0.5, "high": None, "n": 3}) == Rate(1.0, 0.5, None, 3)
    assert rate(0.5) == Rate(0.5)


@pytest.mark.parametrize("raw", [None, {}, {"refused": "collinear"}, "curve", [None, 1, {"value": 1}]])
def test_what_is_no_curve_is_an_empty_one(raw):
    assert curve(raw) == ()


def test_a_curve_is_in_order():
    assert curve([{"x": 2, "value": 0.1}, {"x": 0, "value": None}]) == (Point(0, Rate()), Point(2, Rate(0.1)))


def test_groups_give_their_compliance():
    assert named({"a": {"value": 0.5}, "b": {"csr": {"value": 0.2}}, "c": None}) == {
        "a": Rate(0.5),
        "b": Rate(0.2),
        "c": Rate(),
    }
    assert named(None) == {}


def test_difference_is_movers():
    found = difference(Rate(0.8, 0.7, 0.86), Rate(0.5, 0.42, 0.6))
    assert found.value == pytest.approx(0.3)
    assert found.low == pytest.approx(0.3 - math.hypot(0.1, 0.1))
    assert found.high == pytest.approx(0.3 + math.hypot(0.06, 0.08))


@pytest.mark.parametrize("other", [Rate(0.5), Rate(0.5, 0.5, 0.5), Rate(0.5, 0.4, None)])
def test_without_two_intervals_a_difference_has_none(other):
    assert difference(Rate(0.75, 0.7, 0.8), other) == Rate(0.25)
    assert sign(difference(other, Rate(0.75, 0.7, 0.8))) == 0


def test_a_difference_from_nothing_is_nothing():
    assert difference(Rate(0.5, 0.4, 0.6), Rate()) == Rate()


def test_turned_swaps_the_ends():
    assert turned(Rate(-0.2, -0.3, -0.1)) == Rate(0.2, 0.1, 0.3)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0.1, 0.2, 1), (-0.2, -0.1, -1), (-0.1, 0.1, 0), (1e-6, 0.1, 0), (None, None, 0)],
)
def test_sign_is_only_claimed_outside_nought(low, high, expected):
    assert sign(Rate(0.0, low, high)) == expected


def test_above_needs_two_intervals_that_lie_apart():
    assert Rate(0.9, 0.8, 1).above(Rate(0.5, 0.4, 0.6))
    assert not Rate(0.9, 0.6, 1).above(Rate(0.5, 0.4, 0.6))
    assert not Rate(0.9).above(Rate(0.5, 0.4, 0.6))
    assert not Rate(0.9, 0.9, 0.9).above(Rate(0.5, 0.4, 0.6))


def test_numbers_are_written_one_way():
    assert told(Rate(0.834, 0.79, 0.871)) == "0.83 [0.79, 0.87]"
    assert told(Rate(-0.1, -0.2, 0.1), signed=True) == "−0.10 [−0.20, +0.10]"
    assert told(Rate(0.5, 0.4, None)) == "0.50"
    assert told(Rate()) == "–"
    assert decimal(-0.001) == "0.00"
    assert decimal(0.001, signed=True) == "0.00"


@pytest.mark.parametrize(
    ("rate", "shown"),
    [
        (Rate(0.2, 0.1, 0.3), "0.20 [0.10, 0.30]"),
        (Rate(0.2, 0.004, 0.3), "0.200 [0.004, 0.300]"),
        (Rate(0.2, 0.0001, 0.3), "0.2000 [0.0001, 0.3000]"),
        (Rate(0.2, 0.0, 0.3), "0.20 [0.00, 0.30]"),
    ],
)
def test_an_end_that_is_not_nought_does_not_look_like_it(rate, shown):
    assert told_finely(rate) == shown


def test_turns():
    assert turns(Rate(6, 4, 9), unit=" turns") == "6 turns [4, 9]"
    assert turns(Rate(6, 4, None), unreached="not reached") == "6 [4, not reached]"
    assert turns(Rate()) == "–"


def test_short_counts_have_four_characters_at_most():
    assert [short(n) for n in (None, 0, 12_345, 999_999, 12_000_000)] == ["", "0", "12k", "999k", "12M"]


def test_ordinals():
    assert [ordinal(n) for n in (2, 3, 4, 11, 12, 21, 112)] == "2nd 3rd 4th 11th 12th 21st 112th".split()
