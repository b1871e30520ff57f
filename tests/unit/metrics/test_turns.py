"""Shares of turns and conversations, by hand."""

import pytest

from driftsim.metrics import measure
from tests.unit.metrics.build import Talk, run
from tests.unit.metrics.test_rates import counts, values


def test_a_turn_is_violated_before_it_is_undecided() -> None:
    # turns: followed, violated (beside an error), undecided, followed
    found = measure(run(Talk({"a": "+-++", "b": "+???".replace("???", "??+")})))
    assert (found["isr"]["value"], found["isr"]["n"]) == (pytest.approx(2 / 3), 3)
    assert values(found["isr_by_turn"]) == [1.0, 0.0, None, 1.0]
    counts = {"checks": 2, "turns": 1, "conversations": 1, "unfinished": 0, "faults": 0}
    assert found["errors"] == counts


def test_turns_with_nothing_in_force_are_absent_and_the_others_keep_their_numbers() -> None:
    found = measure(run(Talk({"a": ".+.-"})))
    assert (found["isr"]["value"], found["isr"]["n"]) == (0.5, 2)
    assert values(found["isr_by_turn"]) == [None, 1.0, None, 0.0]
    assert found["ssr"]["value"] == 0.5
    assert found["edr_len"]["value"] == 2
    assert found["n"]["turns"] == 4


def test_ssr_is_the_mean_share_of_the_leading_run() -> None:
    talks = [Talk({"a": "++-+"}, id="x"), Talk({"a": "-+"}, id="y"), Talk({"a": "+++"}, id="z")]
    assert measure(run(*talks))["ssr"]["value"] == pytest.approx((2 / 4 + 0 + 1) / 3)


def test_a_conversation_with_an_undecided_turn_is_left_out_and_counted() -> None:
    found = measure(run(Talk({"a": "+?"}, id="x"), Talk({"a": "+-"}, id="y")))
    for key in ("ssr", "edr_len", "rob"):
        assert found[key]["n"] == 1, key
    assert found["pass_hat"]["1"]["n"] == 1
    assert found["errors"]["conversations"] == 1
    assert found["isr"]["n"] == 3


def test_an_error_beside_a_violation_leaves_the_conversation_in() -> None:
    found = measure(run(Talk({"a": "+-", "b": "+?"})))
    assert (found["ssr"]["value"], found["ssr"]["n"]) == (0.5, 1)
    assert found["pass_hat"]["1"]["value"] == 0.0


def test_clean_so_far_is_over_the_conversations_that_have_the_turn() -> None:
    talks = [Talk({"a": "-"}, id="w"), Talk({"a": "+-+"}, id="x"), Talk({"a": "+++"}, id="y")]
    found = measure(run(*talks))
    assert values(found["conversation_survival_by_turn"]) == [pytest.approx(2 / 3), 0.5, 0.5]
    assert counts(found["conversation_survival_by_turn"]) == [3, 2, 2]


def test_an_undecided_turn_breaks_no_streak_but_ends_the_risk() -> None:
    found = measure(run(Talk({"a": "+?-"}, id="x"), Talk({"a": "++-"}, id="y")))
    assert values(found["conversation_survival_by_turn"]) == [1.0, 1.0, 0.0]
    assert counts(found["conversation_survival_by_turn"]) == [2, 1, 2]
    assert counts(found["conversation_survival_km"]) == [2, 1, 1]
    assert values(found["conversation_survival_km"]) == [1.0, 1.0, 0.0]


def test_endurance_reads_up_to_the_third_violated_turn_in_a_row() -> None:
    found = measure(run(Talk({"a": "+-+---++", "b": "++++++++"})))
    # read: 6 turns, of which 2 followed; 4 failures, 1 recovery
    assert found["edr_len"]["value"] == 6
    assert found["edr_acc"]["value"] == pytest.approx(2 + 4 * 0.5)
    assert found["edr_succ"]["value"] == 2
    assert found["edr_lss"]["value"] == 1
    assert found["rob"]["value"] == pytest.approx(2 / 6)
    assert found["rec"]["value"] == pytest.approx(1 / 3)
    assert found["edr_exhausted"]["value"] == 1


def test_recoveries_need_two_failures_and_are_null_without() -> None:
    found = measure(run(Talk({"a": "+-+"})))
    assert found["rec"] == {"value": None, "low": None, "high": None, "n": 0}
    assert found["edr_exhausted"]["value"] == 0
    assert measure(run(Talk({"a": "-+-+"})))["rec"]["value"] == 2.0


def test_the_longest_streak_is_among_the_turns_that_were_read() -> None:
    found = measure(run(Talk({"a": "++-+---+++++"})))
    assert found["edr_lss"]["value"] == 2
    assert found["edr_len"]["value"] == 7
