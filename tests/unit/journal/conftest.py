from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from driftsim.audit import replay_recorded
from driftsim.checks import Checker
from driftsim.events import (
    Call,
    Checked,
    ConversationStarted,
    Drawn,
    Event,
    Faulted,
    Judgement,
    ReplyDone,
    Retried,
    TurnStarted,
)
from driftsim.formats import RecordedConversation, RecordedTurn
from driftsim.journal import Journal, Manifest, Run
from driftsim.ledger import Ledger, edits_from

WORDS = {"check": "length.words", "at_most": 3}


def talk(name: str, *turns: tuple[dict[str, Any], str | None], **fields: Any) -> RecordedConversation:
    made = tuple(
        RecordedTurn(f"User {i}.", reply, edits_from(edits), edits) for i, (edits, reply) in enumerate(turns)
    )
    return RecordedConversation(name, made, **{"scenario": name, **fields})


CONVERSATIONS = (
    talk("a", ({"add": {"c": WORDS}}, "One two."), ({"revise": {"c": {"at_most": 1}}}, "One two.")),
    talk(
        "b", ({}, "Hello."), ({"add": {"c": WORDS}}, None), ({"retract": ["c"]}, "x"), scenario="s", trial=2
    ),
    talk("c", ({}, ""), arm="gpt-4", system="Be kind."),
)
LAW = (Drawn("c", 1, 0.1 + 0.2, decided=True, realized=False),)
JUDGED = (
    Judgement("c", 1, 1, "f00d", 1, held=False, reason="too curt", quote="One", input_tokens=90),
    Judgement("c", 1, 1, "f00d", 2, held=None, reason="no verdict", output_tokens=9, cached=True),
)


SLOW = Call(cause="timeout", message="no answer in 5 s", seconds=5.0)


def live(name: str, *, turns: int = 1) -> list[Event]:
    """A conversation as a simulated model gives it, so far unfinished; the first turn has a task."""
    events: list[Event] = [ConversationStarted(name, "s", "sim", seed=7)]
    checker, edits = Checker(), {"add": {"c": WORDS}}
    ledger = Ledger()
    for turn in range(1, turns + 1):
        ledger = ledger.apply(edits_from(edits if turn == 1 else {}), turn=turn)
        task = {"answer": 4, "match": "number"} if turn == 1 else None
        events += [
            TurnStarted(name, turn, f"User {turn}.", edits if turn == 1 else {}, f"n{turn}", 1, None, task),
            ReplyDone(name, turn, "One two.", LAW, 9, 8, 7, "Think.", "stop", Call(attempt=2, waited=0.5)),
            Checked(
                name,
                turn,
                checker.turn(ledger, f"User {turn}.", "One two."),
                answered=None if task is None else False,
                judged=JUDGED if turn == 1 else (),
            ),
        ]
    return events


FAULT = Faulted("l", 2, "model", "connection refused", Call("model", 2, "connection", "refused", waited=0.5))


def write(
    folder: Path,
    conversations: tuple[RecordedConversation, ...] = CONVERSATIONS,
    further: Iterable[Event] = (),
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with Journal(folder) as journal:
        for conversation in conversations:
            for event in replay_recorded(conversation):
                journal.record(event)
        for event in further:
            journal.record(event)
    Manifest(name=folder.name, command="audit", arms=("recorded", "gpt-4"), counts={"turns": 6}).write(folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A finished run of three conversations."""
    return write(tmp_path / "run")


@pytest.fixture
def run(folder: Path) -> Run:
    return Run(folder)


@pytest.fixture
def written() -> Callable[..., Path]:
    return write


@pytest.fixture
def begun() -> Callable[..., list[Event]]:
    return live


@pytest.fixture
def full(tmp_path: Path) -> Run:
    """A run with something in every table."""
    return Run(write(tmp_path / "full", CONVERSATIONS, [*live("l"), Retried("l", 2, SLOW, 0.5), FAULT]))
