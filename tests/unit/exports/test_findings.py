from driftsim.exports.findings import findings, quoted
from tests.unit.exports.build import check, talk, turn


def test_by_arm_scenario_and_constraint() -> None:
    told = [
        talk("a", turn(1, "x", check("c"), check("d", held=None)), turn(2, "x", check("c", held=False))),
        talk("b", turn(1, "x", check("c", held=False, check="other"))),
        talk("e", turn(1, "x", check("c")), arm="b"),
    ]
    first, second, third = findings(told)
    assert (first.arm, first.scenario, first.constraint) == ("a", "s", "c")
    assert (first.conversations, first.checks, first.held, first.violated, first.broken) == (2, 3, 1, 2, 2)
    assert list(first.kinds) == ["length.words", "other"]
    assert [(place.conversation, place.turn) for place in first.violations] == [("b", 1), ("a", 2)]
    assert first.told() == "held in 1 of 3 checks; violated in 2 of 2 conversations"
    assert second.told() == "held in 0 of 0 checks; 1 undecided"
    assert second.errors[0].told() == "a, turn 1: error: because"
    assert (third.arm, third.violated) == ("b", 0)


def test_the_first_five_places_by_turn() -> None:
    told = [talk(str(i), *(turn(t, "x", check(held=t < 9 - i)) for t in range(1, 10))) for i in range(8)]
    (found,) = findings(told)
    assert [(place.conversation, place.turn) for place in found.violations] == [
        ("7", 2), ("6", 3), ("7", 3), ("5", 4), ("6", 4),
    ]  # fmt: skip


def test_a_quotation_is_harmless_and_short() -> None:
    assert quoted("Try \x1b[31mthis\n", "4:14") == "␛[31mthis␊"
    assert quoted("x" * 500, "0:500") == "x" * 120 + "…"
    assert quoted("x", None) == quoted(None, None) == ""
