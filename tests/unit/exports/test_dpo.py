from collections.abc import Iterable
from typing import Any

from driftsim.exports.dialogue import Dialogue
from driftsim.exports.dpo import dpo_rows
from driftsim.exports.verified import Tally
from tests.unit.exports.build import bad, check, good, talk, turn


def pairs(*told: Dialogue, tally: Tally | None = None, **options: Any) -> list[tuple[str, str]]:
    found: Iterable[dict[str, Any]] = dpo_rows(lambda: told, tally or Tally(), **options)
    return [(row["chosen"][0]["content"], row["rejected"][0]["content"]) for row in found]


def test_both_replies_were_given_to_the_same_messages() -> None:
    told = [
        talk("a", good(1, "Same."), good(2, "Good."), system="Be brief."),
        talk(
            "b", good(1, "Same."), turn(2, "Bad.", check(held=False, reason="too long")), system="Be brief."
        ),
        talk("c", good(1, "Other."), bad(2, "Elsewhere."), system="Be brief."),
    ]
    tally = Tally()
    (row,) = dpo_rows(lambda: told, tally)
    assert row == {
        "prompt": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Question 1."},
            {"role": "assistant", "content": "Same."},
            {"role": "user", "content": "Question 2."},
        ],
        "chosen": [{"role": "assistant", "content": "Good."}],
        "rejected": [{"role": "assistant", "content": "Bad."}],
        "scenario": "s",
        "turn": 2,
        "constraints": ["short"],
        "violated": ["short"],
        "reasons": ["too long"],
        "chosen_from": "a",
        "rejected_from": "b",
    }
    assert tally.rows == 1
    assert "1 of 3 contexts have both" in tally.notes[0]


def test_whatever_differs_before_makes_another_context() -> None:
    for other in (
        talk("b", bad(1), system="Be brief."),
        talk("b", bad(1), scenario="t"),
        talk("b", bad(1, user="Question  1.")),
        talk("b", bad(1, edits='{"retract": ["x"]}')),
        talk("b", bad(1, topic="food")),
        talk("b", bad(1, node="n")),
        talk("b", good(1, "Yes. "), bad(2)),
    ):
        assert not pairs(talk("a", good(1), good(2)), other)


def test_errors_and_cut_replies_are_neither() -> None:
    violated_and_undecided = turn(1, "Half.", check("a", held=False), check("b", held=None))
    tally = Tally()
    told = [
        talk("a", good(1)),
        talk("b", violated_and_undecided),
        talk("c", bad(1, "Cut.", finish="length")),
        talk("d", good(1, "Wrong.", task=None, answered=None), bad(2)),
    ]
    assert not pairs(*told, tally=tally)
    assert tally.left_out == {"undecided": 1, "cut": 1}


def test_a_wrong_answer_is_not_chosen_unless_told() -> None:
    wrong = good(1, "Good, wrong.", task="{}", answered=False)
    rejected = talk("b", bad(1, "Bad.", task="{}", answered=True))
    assert not pairs(talk("a", wrong), rejected)
    assert pairs(talk("a", wrong), rejected, any_answer=True) == [("Good, wrong.", "Bad.")]


def test_every_reply_stands_once_and_more_pairs_may_be_asked_for() -> None:
    told = [talk(f"g{i}", good(1, f"G{i}")) for i in range(3)] + [
        talk(f"b{i}", bad(1, f"B{i}")) for i in range(2)
    ]
    assert pairs(*told) == [("G0", "B0"), ("G1", "B1"), ("G2", "B0")]
    every = pairs(*told, most=100)
    assert len(set(every)) == len(every) == 6
    assert pairs(*told, most=1) == [("G0", "B0")]
    mirrored = [talk(f"g{i}", good(1, f"G{i}")) for i in range(2)] + [
        talk(f"b{i}", bad(1, f"B{i}")) for i in range(3)
    ]
    assert pairs(*mirrored) == [("G0", "B0"), ("G1", "B1"), ("G0", "B2")]
    assert len(set(pairs(*mirrored, most=100))) == 6


def test_the_same_reply_counts_once_and_never_on_both_sides() -> None:
    assert pairs(talk("a", good(1, "G")), talk("b", good(1, "G")), talk("c", bad(1, "B"))) == [("G", "B")]
    tally = Tally()
    assert not pairs(talk("a", good(1, "X")), talk("b", bad(1, "X")), tally=tally)
    assert tally.left_out == {"both": 1}


def test_no_pair_is_explained() -> None:
    tally = Tally()
    assert not pairs(talk("a", good(1)), tally=tally)
    assert "1 have compliant ones only, 0 violating ones only" in tally.notes[0]
    assert tally.notes[1].startswith("no pair")
