import pytest

from driftsim.errors import InputError
from driftsim.scenario.guards import (
    ALWAYS,
    And,
    Facts,
    Followed,
    Mentions,
    Not,
    Or,
    Violated,
    Wrong,
    parse_guard,
)

HELD = Facts({"a": True, "b": False, "c": None}, answered=False, reply="Come to NEW\nYork, straße!")


@pytest.mark.parametrize(
    ("guard", "holds"),
    [
        ("always", True),
        ("followed", False),
        ("violated", True),
        ("followed(a)", True),
        ("followed(c)", False),
        ("violated(c)", False),
        ("followed(nobody) or violated(nobody)", False),
        ("answered", False),
        ("wrong", True),
        ('mentions("new york")', True),
        ('mentions("STRASSE")', True),
        ('mentions("new yor")', False),
        ('mentions("york,")', True),
        ("not violated(c) and not followed(c)", True),
        ("not (wrong or followed(a))", False),
        ("wrong or wrong and followed(b)", True),
        ("(wrong or wrong) and followed(b)", False),
    ],
)
def test_what_holds(guard: str, holds: bool) -> None:
    assert parse_guard(guard).holds(HELD) is holds


def test_an_error_is_neither_followed_nor_violated() -> None:
    undecided = Facts({"a": None})
    assert not any(
        parse_guard(g).holds(undecided) for g in ("followed", "violated", "followed(a)", "violated(a)")
    )
    assert not any(parse_guard(g).holds(undecided) for g in ("answered", "wrong"))


def test_with_nothing_in_force_everything_is_followed() -> None:
    assert parse_guard("followed").holds(Facts())
    assert not parse_guard("violated").holds(Facts())


def test_not_binds_closer_than_and_and_and_closer_than_or() -> None:
    assert parse_guard("not wrong and followed or violated(x)") == Or(
        (And((Not(Wrong()), Followed())), Violated("x"))
    )


@pytest.mark.parametrize(
    "guard",
    [
        ALWAYS,
        Followed("no_meat"),
        Violated("with space"),
        Followed('quo"te \\ \n'),
        Followed("not"),
        Mentions("it's"),
        Not(And((ALWAYS, Not(ALWAYS)))),
        And((Or((ALWAYS, Wrong())), And((Wrong(), ALWAYS)))),
    ],
)
def test_a_guard_is_read_as_it_is_written(guard: Followed) -> None:
    assert parse_guard(str(guard)) == guard


def test_names_and_quotes() -> None:
    assert parse_guard("followed('a b') and violated(c-1.x)").names() == {"a b", "c-1.x"}


@pytest.mark.parametrize(
    ("guard", "message"),
    [
        ("", "column 1 is the end; a condition is expected"),
        ("violted", "column 1 is 'violted'; a condition is expected; did you mean 'violated'?"),
        ("followed and", "column 13 is the end; a condition is expected"),
        ("followed violated", "column 10 is 'violated'; 'and', 'or' or the end is expected"),
        ("followed(", "column 10 is the end; a name is expected"),
        ("followed(a", "column 11 is the end; ')' is expected"),
        ("(followed", "column 10 is the end; ')' is expected"),
        ("answered(a)", "column 9 is '('; 'and', 'or' or the end is expected"),
        ("mentions(vegan)", "column 10 is 'vegan'; a text in quotes"),
        ("mentions", "column 9 is the end; '(' is expected"),
        ('mentions(" ")', "a text in quotes"),
        ('mentions("a\\q")', "a backslash in quotes"),
        ("followed('a)", 'column 10 is "\'a)"; a quote that was opened here is not closed'),
        ("__import__('os')", "column 1 is '__import__'; a condition is expected"),
        ("not " * 41 + "wrong", "'not' and parentheses go at most 40 deep"),
        ("(" * 1000 + "wrong" + ")" * 995, "'not' and parentheses go at most 40 deep"),
        ("wrong or " * 300 + "wrong", "a guard has at most 2000 characters"),
    ],
)
def test_errors_point_at_the_column(guard: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_guard(guard)
    assert message in str(caught.value)
