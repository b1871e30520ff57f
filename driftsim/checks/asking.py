"""What a judge is asked for the sake of one turn's checks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from driftsim.constraints import Context, Reply
from driftsim.constraints.questions import Question
from driftsim.ledger import Entry, Ledger


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what it is asked for.

    Args:
        constraint: The constraint's name.
        version: Its version.
        about: The turn whose reply it is about.
        question: The question.
    """

    constraint: str
    version: int
    about: int
    question: Question


def asked_now(ledger: Ledger, reply: Reply, context: Context) -> list[Asked]:
    """What is asked about this turn's reply: by what is in force, what it replaced, and what is retired."""
    entries = [*ledger, *replaced_and_retired(ledger)]
    return [asked for entry in entries for asked in _asked(entry, ledger.turn, reply, context)]


def asked_of_earlier(entry: Entry, answered: Iterable[tuple[int, str, str]]) -> list[Asked]:
    """What is asked about the replies before a constraint was first added.

    Args:
        entry: The version in question.
        answered: The turns so far, as number, message and reply.
    """
    return [
        asked
        for turn, user, reply in answered
        if turn < entry.first_added
        for asked in _asked(entry, turn, Reply(reply), Context(user))
    ]


def replaced_and_retired(ledger: Ledger) -> Iterator[Entry]:
    """The versions that are checked although they are not in force."""
    yield from (entry.previous for entry in ledger if entry.previous is not None)
    yield from (retired.entry for retired in ledger.retired.values())


def _asked(entry: Entry, turn: int, reply: Reply, context: Context) -> Iterator[Asked]:
    for question in entry.constraint.judge_questions(reply, context):
        yield Asked(entry.name, entry.version, turn, question)
