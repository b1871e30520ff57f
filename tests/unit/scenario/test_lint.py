"""What lint says, case by case; that it says it of everything and of nothing else is in tests/property."""

import pytest

from driftsim.errors import InputError
from driftsim.scenario.lint import CODES, Finding, accepted, lint
from tests.unit.scenario.build import CONSTRAINTS, scenario

END = "\nz: {say: Bye.}"
CASES: dict[str, tuple[str, str]] = {
    "D001": ("a:\n  say: Hi.\n  next: [{to: xy, when: followed}, z]" + END,
             "a.yaml, line 5, node 'a': 'next' leads to 'xy', which is no node; known: a, z"),
    "D002": ("a: {say: Hi.}\nb: {say: Hi., next: a}",
             "a.yaml, line 4, node 'b': cannot be reached: no 'next' leads to it; lead to it from a node"),
    "D003": ("a: {say: Hi., next: b}\nb: {say: Hi., next: [{to: b, when: violated}, c]}\nc: {say: Hi., next: b}",
             "a.yaml, line 4, node 'b': b → b is a cycle without a bound; give one of its nodes `max_visits`"
             " (by way of a → b → b)"),
    "D004": ("a: {say: Hi., add: [short], next: b}\nb:\n  say: Hi.\n  negate:\n  - short\n  - long",
             "a.yaml, line 8, node 'b': negate of 'long', which is not in force: it was never added;"
             " known: short (by way of a → b)"),
    "D005": ("a: {say: Hi., add: [short], next: b}\nb: {say: Hi., add: [bullets, short]}",
             "a.yaml, line 4, node 'b': add of 'short', which is in force since turn 1; revise or retract it"),
    "D006": ("a: {say: Hi., add: [short], next: b}\nb:\n  say: Hi.\n  revise:\n    short: {at_mst: 4}",
             "a.yaml, line 7, node 'b': revise of 'short': length.words: unknown parameter 'at_mst'; did you mean"),
    "D007": ("a: {say: Hi., add: [short], next: [{to: z, when: violated(long)}, z]}" + END,
             "a.yaml, line 3, node 'a': the guard 'violated(long)' names 'long', not in force there; in force: short"),
    "D008": ("a: {say: Hi., add: [short], next: [{to: z, when: followed}, {to: z, when: violated}]}" + END,
             "a.yaml, line 3, node 'a': no way out when 'short' could not be decided: no guard holds; add a last"),
    "D009": ("a: {say: Hi., max_visits: 2, next: b}\nb: {say: Hi., next: a}",
             "a.yaml, line 4, node 'b': no way out once max_visits of a is used up; add a last edge to a node"
             " without it (by way of a → b → a → b)"),
    "D010": ("a: {say: Hi., next: [z, {to: z, when: violated}]}" + END,
             "a.yaml, line 3, node 'a': the edge to 'z' is never taken, for the one to 'z' before it has no guard"),
    "D011": ("a: {say: Hi., next: [{to: z, weight: 1}, z]}" + END,
             "a.yaml, line 3, node 'a': the edge to 'z' has no weight, others here have one; give all or none"),
    "D012": ("a: {say: Hi., next: [{to: z, weight: 1}, {to: z, weight: -0.5}]}" + END,
             "a.yaml, line 3, node 'a': the weight of the edge to 'z' is -0.5; a number above 0 is expected"),
    "D013": ("a: {say: Hi., next: [{to: z, weight: 1, when: followed}, {to: z, weight: 1}]}" + END,
             "a.yaml, line 3, node 'a': the edge to 'z' has a weight and a guard, but a draw asks no guard"),
    "D014": ("a: {say: Hi., add: [short], next: b}\nb: {say: Hi., add: [bullets, long]}",
             "a.yaml, line 4, node 'b': 'short' and 'long' cannot hold together: the number of words"),
    "D015": ("a: {say: Hi., add: [short], next: b}\nb: {say: Hi., retract: [short], add: [long]}",
             "a.yaml, line 9: the conflict of 'long' and 'short' is declared, but they are never in force together"),
    "D016": ("a: {say: Hi., add: [short]}",
             "a.yaml, line 6: the constraint 'long' is never added; add it at a node or take it out"),
    "D017": ("a: {say: 'Hi {edits}', verbatim: true, add: [short]}",
             "a.yaml, line 3, node 'a': 'say' has {edits}, which is said as it stands"),
    "D018": ("a: {say: Hi., next: b, max_visits: 4}\nb: {say: Hi., next: [a, c]}\nc: {say: Hi.}",
             "a.yaml, line 10: the longest way has 9 turns, but max_turns cuts a conversation after 8"),
    "D019": ("a: {say: Hi., next: [{to: z, when: wrong}, z]}" + END,
             "a.yaml, line 3, node 'a': the guard 'wrong' asks about an answer, but the node has no task"),
}  # fmt: skip
MORE = {
    "D015": CONSTRAINTS + "conflicts: [[short, long]]\n",
    "D018": CONSTRAINTS + "limits: {max_turns: 8}\n",
}
SHORT = "constraints: {short: {check: length.words, at_most: 50}}"
WARNINGS = {"D015", "D016", "D017", "D018", "D020"}


def found(turns: str, more: str = CONSTRAINTS) -> list[Finding]:
    return list(lint(scenario(turns, more)))


@pytest.mark.parametrize("code", CASES)
def test_every_code_has_its_message(code: str) -> None:
    turns, message = CASES[code]
    one = next(finding for finding in found(turns, MORE.get(code, CONSTRAINTS)) if finding.code == code)
    assert str(one).startswith(message)
    assert str(one).endswith(f"[{code}]")
    assert one.severity == ("warning" if code in WARNINGS else "error")
    assert one.as_dict()["meaning"] == CODES[code]


def test_weights_whose_sum_is_no_number() -> None:
    read = scenario("a: {say: Hi., next: [{to: z, weight: 1e308}, {to: z, weight: 1e308}]}" + END)
    told = [finding.message for finding in lint(read) if finding.code == "D012"]
    assert told == ["the weight of the edge to 'z' is 1e+308; at most 1,000,000,000 is expected"] * 2


@pytest.mark.parametrize("code", sorted({*CASES} - WARNINGS - {"D014", "D013", "D011", "D012"}))
def test_one_mistake_is_one_error(code: str) -> None:
    errors = [finding.code for finding in found(CASES[code][0]) if finding.severity == "error"]
    assert errors == [code]


def test_an_edge_that_nothing_takes() -> None:
    turns = """
        a: {say: Hi., add: [short], next: [{to: c, when: followed(short) and violated(short)}, b]}
        b: {say: Hi., next: c}
        c: {say: Bye.}
    """
    [one] = [finding for finding in found(turns) if finding.code == "D020"]
    assert (one.severity, one.line, one.node) == ("warning", 3, "a")


def test_too_many_states_are_not_proven() -> None:
    nodes = "".join(f"n{i}: {{say: Hi., max_visits: 9, next: [{{to: n{(i + 3) % 8}, when: violated}},"
                    f" {{to: n{(i + 1) % 8}, when: followed}}, z]}}\n" for i in range(8))  # fmt: skip
    [one] = lint(
        scenario(f"s: {{say: Hi., add: [short], next: n0}}\n{nodes}z: {{say: Bye.}}", SHORT), largest=500
    )
    assert one.code == "D021"
    assert "more than 500 states" in one.message


def test_guards_that_ask_about_too_much() -> None:
    texts = " or ".join(f'mentions("w{i}")' for i in range(18))
    [one] = found(f"a: {{say: Hi., next: [{{to: z, when: '{texts}'}}, z]}}" + END, "")
    assert one.code == "D021"


SOUND = {
    "an error goes the last way": "a: {say: Hi., add: [short], next: [{to: z, when: violated}, z]}" + END,
    "not is total": "a: {say: Hi., add: [short], next: [{to: z, when: followed}, {to: z, when: not followed}]}" + END,
    "followed is total with nothing in force": "a: {say: Hi., next: {to: z, when: followed}}" + END,
    "a longer text implies a shorter": "a: {say: Hi., next: [{to: z, when: mentions(\"york\")}, "
    "{to: z, when: not mentions(\"new york\")}]}" + END,
    "an edge without a guard that closes": "a: {say: Hi., next: b}\n"
    "b: {say: Hi., max_visits: 2, next: [b, z]}" + END,
    "re-added after a retract": "a: {say: Hi., add: [short], next: b}\nb: {say: Hi., retract: [short], next: c}\n"
    "c: {say: Hi., add: [short]}",
    "retracted and added in one turn": "a: {say: Hi., add: [short], next: b}\n"
    "b: {say: Hi., retract: [short], add: [short]}",
    "long only after short": "a: {say: Hi., add: [short], next: b}\nb: {say: Hi., retract: [short], add: [long]}",
    "a loop that toggles": "a: {say: Hi., add: [short], next: b}\n"
    "b: {say: Hi., max_visits: 3, negate: [short], next: [{to: b, when: violated}, z]}" + END,
}  # fmt: skip


@pytest.mark.parametrize("turns", SOUND.values(), ids=SOUND.keys())
def test_what_is_sound(turns: str) -> None:
    assert [str(finding) for finding in found(turns) if finding.code != "D016"] == []


def test_topics_and_turns_are_walked_too() -> None:
    more = """
constraints:
  here: {check: length.words, at_most: 50, scope: topic}
  once: {check: format.title, scope: turn}
"""
    turns = """
        a: {say: Hi., topic: food, add: [here, once], next: b}
        b: {say: Hi., topic: art, next: [{to: c, when: violated(here)}, c]}
        c: {say: Hi., topic: food, restate: [once], next: [{to: d, when: violated(here)}, d]}
        d: {say: Hi., revise: {here: {at_most: 20}}}
    """
    assert [(one.code, one.node) for one in found(turns, more)] == [("D007", "b"), ("D004", "c")]


WAYS = {
    "other parameters": (
        """
        a: {say: Hi., add: [wide], next: [{to: b, when: violated}, c]}
        b: {say: Hi., revise: {wide: {at_most: 50}}, next: c}
        c: {say: Hi., add: [long]}
        """,
        [("D014", "c", ("a", "b", "c"))],
    ),
    "something suspended": (
        """
        a: {say: Hi., topic: food, next: [{to: b, when: mentions("more")}, c]}
        b: {say: Hi., add: [here], next: c}
        c: {say: Hi., topic: art, next: d}
        d: {say: Hi., topic: food, add: [here]}
        """,
        [("D005", "d", ("a", "b", "c", "d"))],
    ),
    "another topic": (
        """
        a: {say: Hi., topic: food, next: [{to: b, when: mentions("more")}, c]}
        b: {say: Hi., topic: art, next: c}
        c: {say: Hi., next: d}
        d: {say: Hi., add: [here], next: e}
        e: {say: Hi., topic: food, restate: [here]}
        """,
        [("D004", "e", ("a", "b", "c", "d", "e"))],
    ),
    "each way lacks something else": (
        """
        a: {say: Hi., next: [{to: b, when: mentions("more")}, c]}
        b: {say: Hi., add: [wide], next: d}
        c: {say: Hi., add: [here], next: d}
        d: {say: Hi., restate: [wide, here]}
        """,
        [("D004", "d", ("a", "b", "d")), ("D004", "d", ("a", "c", "d"))],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("turns", "expected"), WAYS.values(), ids=WAYS.keys())
def test_ways_that_meet_are_told_apart_by(
    turns: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    more = """
constraints:
  wide: {check: length.words, at_most: 500}
  long: {check: length.words, at_least: 100}
  here: {check: format.bullets, exactly: 4, scope: topic}
"""
    errors = [one for one in found(turns, more) if one.severity == "error"]
    assert [(one.code, one.node, one.witness) for one in errors] == expected


def test_what_the_system_prompt_states_is_in_force_from_the_start() -> None:
    more = "constraints: {always: {check: format.title, place: system}}"
    assert found("a: {say: Hi., next: b}\nb: {say: Hi., retract: [always]}", more) == []
    [one] = found("a: {say: Hi., add: [always]}", more)
    assert (one.code, one.line) == ("D005", 3)
    assert "which the system prompt has stated" in one.message


def test_declared_conflicts_are_no_findings() -> None:
    turns = "a: {say: Hi., add: [short], next: b}\nb: {say: Hi., add: [long]}"
    assert [one.code for one in found(turns)] == ["D014", "D016"]
    assert [one.code for one in found(turns, CONSTRAINTS + "conflicts: [[long, short]]")] == ["D016"]


def test_in_imported_material_a_conflict_is_a_warning() -> None:
    turns = scenario("a: {say: Hi., add: [short, long, bullets]}")
    assert [(one.code, one.severity) for one in lint(turns, lenient=True)] == [("D014", "warning")]
    assert accepted(turns, lenient=True) == lint(turns, lenient=True)


def test_what_is_not_accepted_is_wrong_input() -> None:
    with pytest.raises(InputError) as caught:
        accepted(scenario("a: {say: Hi., next: [x, {to: y, when: followed}]}"))
    assert str(caught.value) == (
        "a.yaml, line 3, node 'a': 'next' leads to 'x', which is no node; known: a [D001];"
        " and 2 more: driftsim scenario lint a.yaml"
    )


def test_a_long_witness_is_cut_in_the_middle() -> None:
    nodes = "".join(f"n{i}: {{say: Hi., next: n{i + 1}}}\n" for i in range(30))
    [one] = [one for one in found(nodes + "n30: {say: Hi., retract: [short]}") if one.code == "D004"]
    assert len(one.witness) == 31
    assert "(by way of n0 → n1 → n2 → n3 → n4 → n5 → … → n25" in str(one)
