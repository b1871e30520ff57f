from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from driftsim.audit import replay_recorded
from driftsim.formats import RecordedConversation, RecordedTurn
from driftsim.journal import Journal, Manifest, Run
from driftsim.ledger import edits_from

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


def write(folder: Path, conversations: tuple[RecordedConversation, ...] = CONVERSATIONS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with Journal(folder) as journal:
        for conversation in conversations:
            for event in replay_recorded(conversation):
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
