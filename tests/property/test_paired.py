"""Laws of comparisons, on small runs of any shape."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driftsim.metrics.paired import Arms, compare, holm
from tests.unit.metrics.build import Talk, run

VERDICTS = st.text("+-?.", min_size=1, max_size=5)
ROWS = st.lists(st.tuples(st.integers(0, 2), VERDICTS, VERDICTS), min_size=1, max_size=5)


def tables(rows, arm, order=1):
    return run(
        *[
            Talk({"x": one, "y": other}, f"{arm}{i}", f"s{scenario}", i, arm, family={"x": "format"})
            for i, (scenario, one, other) in [*enumerate(rows)][::order]
        ]
    )


def against(a, b, order=1):
    one, other = tables(a, "a", order), tables(b, "b", order)
    return compare(Arms(one, "a"), Arms(other, "b"), resamples=40)


@given(ROWS, st.data())
@settings(max_examples=12)
def test_every_difference_lies_in_its_interval_and_turns_with_the_arms(a, data):
    b = [(scenario, data.draw(VERDICTS), data.draw(VERDICTS)) for scenario, *_ in a]
    found, turned = against(a, b), against(b, a)
    for key, there in found["metrics"].items():
        back = turned["metrics"][key]
        if there["value"] is not None and there["low"] is not None and there["high"] is not None:
            assert there["low"] <= there["value"] <= there["high"]
        assert (there["value"] is None) == (back["value"] is None)
        assert there["value"] is None or there["value"] == pytest.approx(-back["value"])
        assert there.get("p") == back.get("p")
        assert there.get("p") is None or 0 < there["p"] <= 1
    if "refused" not in found["flips"]:
        assert found["flips"]["pairs"] + found["flips"]["undecided"] + found["flips"]["unmatched"][
            "a"
        ] == sum(len(text.replace(".", "")) for _, *texts in a for text in texts)


@given(ROWS)
@settings(max_examples=5)
def test_an_arm_does_not_differ_from_itself_whatever_the_order(rows):
    found = against(rows, rows)
    values = [each["value"] for each in found["metrics"].values()]
    assert all(value is None or value == 0 for value in values)
    assert against(rows, rows, order=-1) == found


@given(st.dictionaries(st.integers(0, 9), st.none() | st.floats(0.0001, 1), max_size=8))
def test_holm_makes_no_p_smaller_and_keeps_their_order(p):
    adjusted = holm({str(name): value for name, value in p.items()})
    known = sorted((value, adjusted[str(name)]) for name, value in p.items() if value is not None)
    assert all(after >= before for before, after in known)
    assert [after for _, after in known] == sorted(after for _, after in known)
