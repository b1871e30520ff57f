"""Answers to tasks: the right one, a wrong one that could be meant, and how a text comes to give it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from random import Random
from typing import Final

from driftsim.constraints.surgery.lines import with_last_line
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.sentences import with_sentence
from driftsim.tasks import Task, last_number

_NUMBER: Final = re.compile(r"-?\d+(?:[.,]\d+)*")
_SAYING: Final = ("So the answer is {}.", "That makes {}.", "In the end it comes to {}.", "The answer is {}.")
_CLASSES: Final = tuple(
    tuple(row.split())
    for row in (
        "yes no",
        "true false",
        "left right",
        "north east south west",
        "monday tuesday wednesday thursday friday saturday sunday",
        "january february march april may june july august september october november december",
        "red blue green yellow black white",
        "knight knave",
        "first second third fourth fifth",
        "one two three four five six seven eight nine ten",
        "a b c d e",
    )
)
_GENERIC: Final = ("none of them", "it cannot be said")


def wrong(task: Task, chance: Random) -> str:
    """An answer that is not right, but could be meant.

    Example:
        >>> wrong(Task("Tuesday", "exact"), Random(1)) in ("Tuesday", "")
        False
    """
    told = str(task.answer)
    number = last_number(told)
    if number is not None and isfinite(number) and _NUMBER.search(told):
        return _other_number(number, chance)
    for row in _CLASSES:
        if told.strip().lower() in row:
            other = chance.choice([word for word in row if word != told.strip().lower()])
            return other.capitalize() if told[:1].isupper() else other
    return next(words for words in _GENERIC if not task.grade(words))


def _other_number(number: float, chance: Random) -> str:
    near = {number + 1, number - 1, number + 10, number * 2, number / 2}
    if number > 0:
        near = {value for value in near if value > 0}
    whole = number.is_integer()
    choices = sorted(value for value in near if value != number and (not whole or value.is_integer()))
    chosen = chance.choice(choices)
    return str(int(chosen)) if chosen.is_integer() else f"{chosen:.10g}"


@dataclass(frozen=True, slots=True)
class Answer:
    """That a text gives the right answer to a task, or does not.

    Args:
        task: The task.
        right: Whether its answer is to be right.
    """

    task: Task
    right: bool

    def met(self, text: str) -> bool:
        """Whether the text is graded so; a text without an answer is wrong."""
        return self.task.grade(text) is self.right

    def given(self, text: str, chance: Random) -> str:
        """The text with the answer said in it, for a text that says none yet."""
        told = str(self.task.answer) if self.right else wrong(self.task, chance)
        if self.task.match == "exact":
            return with_last_line(text, told)
        return f"{text.rstrip()} {chance.choice(_SAYING).replace('{}', told)}"

    def nearer(self, text: str, chance: Random) -> Iterator[str]:
        """Texts near this one that ought to be graded so."""
        told = str(self.task.answer) if self.right else wrong(self.task, chance)
        piece = like(text, chance.choice(_SAYING).replace("{}", told))
        if self.task.match == "number":
            yield from _last_numbers(text, told)
        if not self.right:
            yield re.sub(re.escape(str(self.task.answer)), told, text, flags=re.IGNORECASE)
        if self.task.match == "exact":
            yield with_last_line(text, like(text, told), gap="\n")
            yield with_last_line(text, like(text, told))
        yield with_sentence(text, piece)
        yield f"{text.rstrip()} {piece}"
        yield with_last_line(text, piece)
        yield with_last_line(text, told)


def _last_numbers(text: str, told: str) -> Iterator[str]:
    """The text with its last number, or the one before it, changed to another one."""
    for match in reversed(list(_NUMBER.finditer(text))[-2:]):
        yield text[: match.start()] + told + text[match.end() :]
