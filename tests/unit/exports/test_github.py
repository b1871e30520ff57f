from driftsim.exports.findings import findings
from driftsim.exports.github import MOST, annotations
from driftsim.exports.requirement import Requirement
from tests.unit.exports.build import check, talk, turn


def test_errors_for_thresholds_and_warnings_for_constraints() -> None:
    told = [
        talk("c", turn(1, "x", check("a,b", held=False, reason="50% : gone")), turn(2, "x", check("a,b")))
    ]
    required = [Requirement("csr >= 0.9", "0.5", missed=True), Requirement("isr >= 0", "0.5", missed=False)]
    assert list(annotations(findings(told), required, arms=1)) == [
        "::notice title=driftsim::held in 1 of 2 checks",
        "::error title=csr >= 0.9::missed, 0.5",
        "::warning title=s%3A a%2Cb violated::held in 1 of 2 checks; violated in 1 of 1 conversation"
        "%0Ac, turn 1: forgotten: 50%25 : gone",
    ]


def test_an_arm_is_named_where_there_are_several() -> None:
    told = [talk("c", turn(1, "x", check(held=None)))]
    assert "title=s [a]%3A short undecided::" in list(annotations(findings(told), (), arms=2))[1]


def test_the_worst_come_first_and_the_rest_is_counted() -> None:
    checks = [check(f"c{i:02}", held=False) for i in range(20)]
    told = [
        talk("c", turn(1, "x", *checks), turn(2, "x", *(check(f"c{i:02}", held=i != 7) for i in range(20))))
    ]
    lines = list(annotations(findings(told), (), arms=1))[1:]
    assert len(lines) == MOST
    assert "c07 violated" in lines[0]
    assert lines[-1] == "::warning title=driftsim::11 more constraints violated or undecided"
