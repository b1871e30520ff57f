from typing import Any

import pytest

from driftsim.errors import InputError
from driftsim.ledger import definition_from, edits_from

WORDS = {"check": "length.words", "at_most": 80}


def test_all_keys_are_optional_and_may_be_null() -> None:
    assert not edits_from({})
    assert not edits_from(dict.fromkeys(("add", "revise", "negate", "retract", "restate")))


def test_other_keys_are_not_looked_at() -> None:
    assert not edits_from({"user": "Hello", "delete": ["c"]})


@pytest.mark.parametrize("scope", ["conversation", "topic", "turn"])
def test_scopes(scope: str) -> None:
    assert definition_from({**WORDS, "scope": scope}).scope == scope


@pytest.mark.parametrize(
    ("scope", "message"),
    [
        ("topics", "unknown scope 'topics'; did you mean 'topic'?"),
        ("x", "unknown scope 'x'; known: conversation, topic, turn"),
        (None, "unknown scope None"),
        (["turn"], "unknown scope"),
        (1, "unknown scope 1"),
    ],
)
def test_a_wrong_scope(scope: Any, message: str) -> None:
    with pytest.raises(InputError) as caught:
        definition_from({**WORDS, "scope": scope})
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"add": ["c"]}, "'add' is a mapping"),
        ({"add": "c"}, "'add' is a mapping"),
        ({"revise": ["c"]}, "'revise' is a mapping"),
        ({"negate": "c"}, "'negate' is a list of constraints' names, not 'c'"),
        ({"retract": {"c": 1}}, "'retract' is a list"),
        ({"restate": [1]}, "'restate' is a list"),
        ({"restate": [None]}, "'restate' is a list"),
        ({"add": {"c": None}}, "add of 'c': a constraint is a mapping"),
        ({"add": {"c": "length.words"}}, "add of 'c': a constraint is a mapping"),
        ({"add": {"c": {}}}, "add of 'c': a constraint has either 'check' or 'ifeval', this one has none"),
        ({"add": {"c": {"at_most": 4}}}, "add of 'c': a constraint has either 'check' or 'ifeval'"),
        ({"add": {"c": {"check": "length.word", "at_most": 4}}}, "did you mean 'length.words'?"),
        ({"add": {"c": {"check": "length.words", "at_mots": 4}}}, "did you mean 'at_most'?"),
        ({"add": {"c": {"check": "length.words", "at_most": -4}}}, "parameter 'at_most' is -4"),
        ({"add": {"c": {"check": "length.words", "at_most": True}}}, "parameter 'at_most' is True"),
        ({"add": {"c": {"check": 5}}}, "unknown check 5"),
        ({"add": {"c": {"check": ["length.words"]}}}, "unknown check ['length.words']"),
        ({"add": {"c": {"check": "not"}}}, "add of 'c': not: parameter 'of' is missing"),
        ({"add": {"c": {"check": "not", "of": 4}}}, "a constraint is a mapping"),
        ({"add": {"c": {"ifeval": "punctuation:no_comma", "num": 4}}}, "unknown key 'num' beside"),
        ({"add": {"c": {"ifeval": "x", "check": "y"}}}, "has either 'check' or 'ifeval'"),
        ({"add": {" ": WORDS}}, "a constraint needs a name"),
    ],
)
def test_what_is_wrong_is_named(written: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError) as caught:
        edits_from(written)
    assert message in str(caught.value)
