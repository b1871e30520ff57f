"""An audit: recorded conversations folded into the same events as a live run, and from there to disk."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from driftsim import text, tokens
from driftsim.checks import Checker
from driftsim.errors import InputError
from driftsim.events import Checked, ConversationDone, ConversationStarted, Event, ReplyDone, TurnStarted
from driftsim.files import fingerprint
from driftsim.formats import RecordedConversation, RecordedTurn, Source
from driftsim.journal import Journal, Manifest, Run, whole_or_nothing
from driftsim.ledger import Ledger

_BATCH: Final = 200  # conversations a transaction


@dataclass(slots=True)
class Tally:
    """What an audit counted; the arms in the order of their first conversation."""

    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("conversations", "turns", "checks", "errors"), 0)
    )
    arms: dict[str, None] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Count one event."""
        match event:
            case ConversationStarted():
                self.counts["conversations"] += 1
                self.arms.setdefault(event.arm)
            case Checked():
                self.counts["turns"] += 1
                self.counts["checks"] += len(event.result.checks)
                self.counts["errors"] += sum(check.outcome == "error" for check in event.result.checks)


def replay_recorded(conversation: RecordedConversation, *, encoding: str = tokens.DEFAULT) -> Iterator[Event]:
    """The events of one recorded conversation, every reply checked against the ledger at its turn.

    Args:
        conversation: What was recorded.
        encoding: The vocabulary that counts tokens.

    Raises:
        InputError: an edit does not fit what is in force; with file, line and turn.
    """
    name = conversation.id
    yield ConversationStarted(
        conversation=name,
        scenario=conversation.scenario,
        arm=conversation.arm,
        trial=conversation.trial,
        system=conversation.system,
    )
    ledger, checker = Ledger(), Checker(encoding)
    for number, turn in enumerate(conversation.turns, start=1):
        ledger = _edited(ledger, turn, number, conversation.where)
        yield TurnStarted(name, number, turn.user, turn.written, topic=ledger.topic)
        yield ReplyDone(name, number, turn.assistant)
        yield Checked(name, number, checker.turn(ledger, turn.user, turn.assistant))
    yield ConversationDone(name, len(conversation.turns))


def audit(
    source: Source,
    folder: Path,
    *,
    files: tuple[Path, ...],
    encoding: str = tokens.DEFAULT,
    progress: Callable[[Event], None] = lambda _: None,
) -> Manifest:
    """Check recorded conversations and write a run; no model is called.

    The run appears under its name when it is whole; whatever goes wrong before leaves nothing behind.

    Args:
        source: The conversations, from a reader of `driftsim.formats`.
        folder: The run's folder, which must not exist.
        files: The input files, for the manifest.
        encoding: The vocabulary that counts tokens.
        progress: Called with every event.

    Raises:
        InputError: the folder exists, or something in the files is wrong.
    """
    if os.path.lexists(folder):
        raise InputError("exists already; name another folder with -o, or remove it", where=(str(folder),))
    tokens.encoder(encoding)
    with whole_or_nothing(folder) as draft:
        tally = _write(source, draft, encoding, progress)
        if not tally.counts["conversations"]:
            raise InputError(
                f"none of the {len(source.gaps)} prompts has a response; do the two files belong together?",
                where=tuple(str(path) for path in files),
            )
        manifest = _manifest(source, folder, files, encoding, tally)
        manifest.write(draft)
        Run(draft).write_parquet()
    return manifest


def _edited(ledger: Ledger, turn: RecordedTurn, number: int, where: tuple[str, ...]) -> Ledger:
    try:
        return ledger.apply(turn.edits, turn=number, topic=turn.topic)
    except InputError as error:
        raise error.at(*where, f"turn {number}") from None


def _write(source: Source, draft: Path, encoding: str, progress: Callable[[Event], None]) -> Tally:
    tally = Tally()
    with Journal(draft) as journal:
        for number, conversation in enumerate(source.conversations, start=1):
            for event in replay_recorded(conversation, encoding=encoding):
                journal.record(event)
                tally.take(event)
                progress(event)
            if number % _BATCH == 0:
                journal.commit()
    return tally


def _manifest(source: Source, folder: Path, files: tuple[Path, ...], encoding: str, tally: Tally) -> Manifest:
    counts: dict[str, Any] = {**tally.counts, "gaps": len(source.gaps)}
    return Manifest(
        name=folder.name,
        command="audit",
        source={
            "format": source.format,
            "files": [fingerprint(path) for path in files],
            "gaps": source.gaps,
            "notes": source.notes,
        },
        arms=tuple(tally.arms),
        text={
            "tokens": tokens.resolve(encoding),
            "sentences": text.sentence_model(),
            "language": "langdetect, seed 0",
        },
        counts=counts,
    )
