from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from driftsim.models.decisions import State, Turn, decide_turn, random_effect
from driftsim.models.law import Profile, sigmoid
from driftsim.models.messages import Note

SHORT = {"short": {"check": "length.words", "at_most": 40}}
PLAIN = {"plain": {"check": "format.no_comma"}}
NEVER, ALWAYS = Profile(b_family=-1000.0), Profile(b_family=1000.0)


def talk(profile: Profile, *edits: Mapping[str, Any], **note: Any) -> list[Turn]:
    state, turns = State(), []
    for turn, written in enumerate(edits, 1):
        topic = written.get("topic")
        given = Note(1, "s", 0, turn, {k: v for k, v in written.items() if k != "topic"}, topic=topic)
        state, decided = decide_turn(profile, state, replace(given, **note))
        turns.append(decided)
    return turns


def probabilities(turns: list[Turn], name: str = "short") -> list[float]:
    return [d.probability for turn in turns for d in turn.decisions if d.entry.name == name]


def test_age_and_the_time_since_it_was_said() -> None:
    profile = Profile(b_family=2.0, b_age=-0.3, b_recent=-0.5)
    turns = talk(profile, {"add": SHORT}, {}, {"restate": ["short"]}, {})
    inside = [2.0, 2.0 - 0.8, 2.0 - 0.6, 2.0 - 0.9 - 0.5]
    assert probabilities(turns) == pytest.approx([sigmoid(x) for x in inside])


def test_a_revision_is_young_revised_and_newest() -> None:
    profile = Profile(b_family=1.0, b_age=-0.3, b_revised=-0.7, b_newest=0.2, b_load=-0.4)
    turns = talk(profile, {"add": {**SHORT, **PLAIN}}, {"revise": {"short": {"at_most": 20}}}, {})
    assert probabilities(turns) == pytest.approx(
        [sigmoid(1.0 - 0.4 + 0.2), sigmoid(1.0 - 0.4 - 0.7 + 0.2), sigmoid(1.0 - 0.4 - 0.7 + 0.2 - 0.3)]
    )
    assert probabilities(turns, "plain")[1] == pytest.approx(sigmoid(1.0 - 0.4 - 0.3))


def test_a_negation_is_negated() -> None:
    turns = talk(Profile(b_family=1.0, b_negated=-2.0), {"add": SHORT}, {"negate": ["short"]}, {})
    assert probabilities(turns) == pytest.approx([sigmoid(1.0), sigmoid(-1.0), sigmoid(-1.0)])


STICKY = replace(NEVER, b_family=-8.0, rho=0.5)  # follows once in three thousand turns


@pytest.mark.parametrize(
    ("edits", "stuck"),
    [
        ([{"add": SHORT}, {}, {}], [False, True, True]),
        ([{"add": SHORT}, {"restate": ["short"]}, {}], [False, False, True]),
        ([{"add": SHORT}, {"revise": {"short": {"at_most": 9}}}, {}], [False, False, True]),
        ([{"add": SHORT}, {"negate": ["short"]}, {}], [False, False, True]),
        ([{"add": SHORT}, {"retract": ["short"]}, {"add": SHORT}], [False, False]),
    ],
)
def test_a_violation_sticks_until_it_is_said_again(edits: list[Mapping[str, Any]], stuck: list[bool]) -> None:
    p = sigmoid(-8.0)
    found = probabilities(talk(STICKY, *edits))
    assert found == pytest.approx([p / 2 if it_is else p for it_is in stuck])


def test_a_topic_that_returns_begins_anew() -> None:
    topical = {"short": {**SHORT["short"], "scope": "topic"}}
    edits = [{"topic": "a", "add": topical}, {"topic": "b"}, {"topic": "a"}, {}]
    p = sigmoid(-8.0)
    assert probabilities(talk(STICKY, *edits)) == pytest.approx([p, p, p / 2])


def test_what_is_followed_does_not_stick() -> None:
    assert probabilities(talk(replace(ALWAYS, rho=1.0), {"add": SHORT}, {}, {})) == [1.0, 1.0, 1.0]


def test_only_what_was_replaced_can_be_kept() -> None:
    clinging = replace(NEVER, fall_back=1.0)
    turns = talk(clinging, {"add": {**SHORT, **PLAIN}}, {"revise": {"short": {"at_most": 9}}})
    assert [[d.falls_back for d in turn.decisions] for turn in turns] == [[False, False], [True, False]]
    kept = turns[1].decisions[0].entry.previous
    assert kept is not None
    assert kept.constraint.parameters() == {"at_most": 40}
    followed = talk(replace(ALWAYS, fall_back=1.0), {"add": SHORT}, {"negate": ["short"]})
    assert not followed[1].decisions[0].falls_back


def test_tasks_by_their_skill() -> None:
    sure = Profile(skill=0.0, skill_cot=1.0)
    task = {"answer": 4, "match": "number"}
    assert [turn.right for turn in talk(sure, {}, {}, task=task)] == [False, False]
    assert [turn.right for turn in talk(sure, {}, {}, task=task, reasoned=True)] == [True, True]
    assert talk(sure, {})[0].right is None


def test_one_random_effect_a_conversation() -> None:
    profile = Profile(sigma_u=2.0)
    note = Note(1, "s", 0, 1)
    assert random_effect(profile, note) == random_effect(profile, replace(note, turn=9))
    assert len({random_effect(profile, replace(note, trial=trial)) for trial in range(20)}) == 20
    assert random_effect(Profile(), note) == 0.0
