"""What holds for each registered constraint, built in or plugged in."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from driftsim.constraints import Constraint, Context, Reply, constraint_from, registered
from driftsim.constraints.ifbench.lone import Lone

JUDGED = ("judged",)  # decided with a judge's answers only: test_judged.py
CLASSES = {name: cls for name, cls in registered().items() if name not in JUDGED}
NOTHING_WRONG = Context()


@cache
def example_of(cls: type[Constraint]) -> Constraint:
    parameters = dict(cls.example.parameters)
    if cls.source_id:
        return constraint_from({"ifeval": cls.source_id, "kwargs": parameters})
    return constraint_from({"check": cls.kind, **parameters})


def values(parameters: Any) -> list[str]:
    if isinstance(parameters, dict):
        return [text for key, value in parameters.items() if key != "check" for text in values(value)]
    return (
        [text for value in parameters for text in values(value)]
        if isinstance(parameters, list)
        else [str(parameters)]
    )


def test_the_25_of_ifeval_and_their_siblings_are_there() -> None:
    twins = [cls for cls in registered().values() if cls.source_id]
    assert len(twins) >= 25
    for cls in twins:
        if issubclass(cls, Lone):
            continue
        assert registered()[cls.kind].family == cls.family


def its_example_passes_and_fails(cls: type[Constraint]) -> None:
    constraint = example_of(cls)
    assert constraint.strict(Reply(cls.example.passes), cls.example.context).held
    assert not constraint.strict(Reply(cls.example.fails), cls.example.context).held


def its_verdicts_have_reasons_and_places(cls: type[Constraint]) -> None:
    for text in (cls.example.passes, cls.example.fails):
        verdict = example_of(cls).strict(Reply(text), cls.example.context)
        assert verdict.reason
        assert 0 <= verdict.score <= 1
        if verdict.span is not None:
            assert 0 <= verdict.span[0] <= verdict.span[1] <= len(text)


def asking_is_a_sentence_that_names_each_parameter(cls: type[Constraint]) -> None:
    constraint = example_of(cls)
    asked = constraint.ask()
    assert asked[0].isupper()
    spoken = {"de": "German", "fr": "French", "less than": "fewer than"}
    spoken |= {"csv": "CSV", "min_upper": "capitals", "must_include": "Use"}
    if cls.kind not in ("opposite", "not"):
        assert [
            v
            for v in values(json.loads(json.dumps(constraint.parameters())))
            if spoken.get(v, v) not in asked
        ] == []


def it_survives_a_file(cls: type[Constraint]) -> None:
    constraint = example_of(cls)
    again = constraint_from(json.loads(json.dumps(constraint.spec())))
    assert again == constraint
    assert hash(again) == hash(constraint)


def its_negation_is_another_request_and_negating_twice_gives_it_back(cls: type[Constraint]) -> None:
    constraint = example_of(cls)
    negation = constraint.negation()
    assert negation.negation() == constraint
    assert len({constraint.ask(), negation.ask(), constraint.release()}) == 3
    assert constraint_from(json.loads(json.dumps(negation.spec()))) == negation


def its_negation_is_no_longer_satisfied_by_what_it_asked_for(cls: type[Constraint]) -> None:
    negation = example_of(cls).negation()
    assert not negation.strict(Reply(cls.example.passes), cls.example.context).held


def a_blank_reply_satisfies_neither_it_nor_its_negation(cls: type[Constraint]) -> None:
    for constraint in (example_of(cls), example_of(cls).negation()):
        if constraint.blank_fails:  # EvolIF has no guard against blank replies
            assert not constraint.strict(Reply(" \n\t"), NOTHING_WRONG).held
            assert not constraint.loose(Reply(""), NOTHING_WRONG)


LAWS = (
    its_example_passes_and_fails,
    its_verdicts_have_reasons_and_places,
    asking_is_a_sentence_that_names_each_parameter,
    it_survives_a_file,
    its_negation_is_another_request_and_negating_twice_gives_it_back,
    its_negation_is_no_longer_satisfied_by_what_it_asked_for,
    a_blank_reply_satisfies_neither_it_nor_its_negation,
)


def broken(law: Callable[[type[Constraint]], None]) -> dict[str, str]:
    """The kinds that break a law, with what goes wrong."""
    found = {}
    for name, cls in CLASSES.items():
        try:
            law(cls)
        except Exception as error:
            found[name] = f"{type(error).__name__}: {error}"
    return found


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_every_kind_obeys(law: Callable[[type[Constraint]], None]) -> None:
    assert broken(law) == {}


@pytest.mark.parametrize(
    "text",
    [
        "*" * 20_000,
        "[" * 20_000,
        "<" * 20_000,
        "- " * 10_000,
        "x" + "\n" * 20_000 + "x",
        "x" + " " * 20_000 + "x",
        "a" * 100_000,
        "\ud800\x00",
        "שלום עולם",
        "😀" * 99,
        "{" * 5_000,
        "[" * 100_000,
        "1" * 5_000,
        '"' * 999,
    ],
    ids=lambda text: repr(text[:3]),
)
def test_any_text_is_decided(text: str) -> None:
    one, other = Reply(text), Reply(text)

    def decides(cls: type[Constraint]) -> None:
        constraint = example_of(cls)
        assert constraint.strict(one, NOTHING_WRONG) == constraint.strict(other, NOTHING_WRONG)

    assert broken(decides) == {}
