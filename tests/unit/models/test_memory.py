from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest

from driftsim.models import memory
from driftsim.models.decisions import State, Turn, decide_turn
from driftsim.models.law import Profile
from driftsim.models.memory import Memory
from driftsim.models.messages import Note

LAW = Profile(b_family=0.4, b_age=-0.05, sigma_u=0.7, rho=0.3)
ADD = {"add": {"short": {"check": "length.words", "at_most": 40}, "plain": {"check": "format.no_comma"}}}


def conversation(trial: int = 0, turns: int = 12) -> list[Note]:
    edits = {1: ADD, 5: {"restate": ["short"]}, 8: {"negate": ["plain"]}}
    return [Note(1, "s", trial, turn, edits.get(turn, {})) for turn in range(1, turns + 1)]


def plainly(notes: list[Note]) -> Turn:
    state, turn = State(), Turn()
    for note in notes:
        state, turn = decide_turn(LAW, state, note)
    return turn


def test_turn_by_turn_is_the_same_as_all_at_once() -> None:
    remembering, notes = Memory(LAW), conversation()
    for end in range(1, len(notes) + 1):
        assert remembering.decide(notes[:end]) == plainly(notes[:end])


def test_asked_again_another_way_or_from_the_middle() -> None:
    remembering, notes = Memory(LAW), conversation()
    other = [*notes[:6], replace(notes[6], edits={"restate": ["plain"]}), *notes[7:]]
    for asked in (notes[:9], notes[:9], notes[:3], other, notes, other[:8], notes[:1]):
        assert remembering.decide(asked) == plainly(asked)


def test_conversations_do_not_mix() -> None:
    remembering = Memory(LAW)
    everyone = [conversation(trial) for trial in range(30)]
    for end in range(1, 13):
        for notes in everyone:
            assert remembering.decide(notes[:end]) == plainly(notes[:end])


def test_a_turn_costs_no_more_late_than_early(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counting(profile: Profile, state: State, note: Note) -> tuple[State, Turn]:
        asked.append(note.turn)
        return decide_turn(profile, state, note)

    monkeypatch.setattr(memory, "decide_turn", counting)
    remembering, notes = Memory(LAW), conversation(turns=50)
    for end in range(1, 51):
        remembering.decide(notes[:end])
    assert len(asked) <= 2 * 50


def test_what_is_forgotten_is_folded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_REMEMBERED", 2)
    remembering = Memory(LAW)
    everyone = [conversation(trial) for trial in range(5)]
    for end in (4, 5, 12):
        assert [remembering.decide(n[:end]) for n in everyone] == [plainly(n[:end]) for n in everyone]
    assert len(remembering._known) == 2


def test_from_several_threads() -> None:
    remembering = Memory(LAW)
    asked = [conversation(trial)[:end] for end in range(1, 13) for trial in range(8)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(remembering.decide, asked)) == [plainly(notes) for notes in asked]


def test_the_notes_of_a_conversation_are_what_counts() -> None:
    first, second = conversation(), conversation()
    assert all(a is not b for a, b in zip(first, second, strict=True))
    remembering = Memory(LAW)
    for before, after in pairwise(range(1, 12)):
        remembering.decide(first[:before])
        assert remembering.decide(second[:after]) == plainly(second[:after])
