"""Compliant replies for supervised fine-tuning, in TRL's conversational forms.

`prompt` and `completion` [1]: the loss is on the reply alone, so that what stands in the history need not be
exemplary. `messages` [1]: the loss may be on every reply, so that every one must be.

[1] https://huggingface.co/docs/trl/dataset_formats
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from driftsim.exports.dialogue import Dialogue, Turn
from driftsim.exports.lines import line_of
from driftsim.exports.verified import Reason, Tally, walked

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Demands:
    """What is asked of a reply beyond its own checks.

    Args:
        any_answer: A wrong answer to a task does not matter.
        clean_history: Every earlier turn must be compliant too.
    """

    any_answer: bool = False
    clean_history: bool = False


def sft_rows(dialogues: Iterable[Dialogue], demands: Demands, tally: Tally) -> Iterator[Row]:
    """A row for every compliant turn: all that was said before, and the reply.

    Args:
        dialogues: The conversations.
        demands: What a reply must be.
        tally: Counts what is taken and what is left out.

    Yields:
        `prompt` and `completion`, both lists of messages, and where they come from.
    """
    seen = _Seen()
    for dialogue in dialogues:
        whole = True
        for turn, reason, clean in walked(dialogue, any_answer=demands.any_answer):
            refused = reason or _refused(whole=whole, clean=clean or not demands.clean_history)
            row = {} if refused else _row(dialogue, turn)
            refused = refused or seen.twice(row)
            if refused:
                tally.left_out[refused] += 1
            else:
                tally.rows += 1
                yield row
            whole = whole and turn.reply is not None


def sft_conversations(dialogues: Iterable[Dialogue], demands: Demands, tally: Tally) -> Iterator[Row]:
    """A row for every conversation that began well: its turns up to the last compliant one before any lapse.

    Args:
        dialogues: The conversations.
        demands: What a reply must be; the history always must.
        tally: Counts turns left out.

    Yields:
        `messages`, and where they come from.
    """
    seen = _Seen()
    for dialogue in dialogues:
        ways = list(walked(dialogue, any_answer=demands.any_answer))
        last = max((turn.turn for turn, reason, clean in ways if clean and reason is None), default=0)
        row = _whose(dialogue) | {"messages": [*dialogue.opening(), *dialogue.history(last)], "turns": last}
        twice = seen.twice(row) if last else None
        for turn, reason, _ in ways:
            if twice or turn.turn > last:
                tally.left_out[reason or twice or "history"] += 1
        if last and not twice:
            tally.rows += 1
            yield row


def _refused(*, whole: bool, clean: bool) -> Reason | None:
    if not whole:
        return "gap"
    return None if clean else "history"


def _row(dialogue: Dialogue, turn: Turn) -> Row:
    return {
        "prompt": dialogue.prompt(turn),
        "completion": [{"role": "assistant", "content": turn.reply}],
        **_whose(dialogue),
        "turn": turn.turn,
        "constraints": [check.constraint for check in turn.checks],
    }


def _whose(dialogue: Dialogue) -> Row:
    return {
        "conversation": dialogue.conversation,
        "scenario": dialogue.scenario,
        "trial": dialogue.trial,
        "arm": dialogue.arm,
    }


class _Seen:
    """Which texts were written before, as fingerprints."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def twice(self, row: Row) -> Reason | None:
        """Whether a row with the same messages came before."""
        texts = [row.get(key) for key in ("prompt", "completion", "messages")]
        mark = blake2b(line_of(texts), digest_size=16).digest()
        if mark in self._seen:
            return "twice"
        self._seen.add(mark)
        return None
