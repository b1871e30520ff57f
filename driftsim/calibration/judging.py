"""A judge held against labels that people gave: how often it agrees, and how it errs."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from driftsim import __version__
from driftsim.calibration.kappa import kappa, share
from driftsim.constraints.questions import Answer, majority
from driftsim.judge import Judge
from driftsim.judge.calibrated import FORMAT
from driftsim.judge.labels import Label
from driftsim.models.tracing import untraced


@dataclass(frozen=True, slots=True)
class Judging:
    """What a judge said about labelled replies.

    Args:
        judge: The judge's identity.
        labels: The labels.
        answers: The judge's answer to each.
    """

    judge: dict[str, Any]
    labels: tuple[Label, ...]
    answers: tuple[Answer, ...]

    @property
    def undecided(self) -> int:
        """How many it gave no readable verdict on; they stand in no share."""
        return sum(answer.held is None for answer in self.answers)

    @property
    def cells(self) -> Counter[tuple[bool, bool]]:
        """How often people said this and the judge that."""
        pairs = zip(self.labels, self.answers, strict=True)
        return Counter((label.held, answer.held) for label, answer in pairs if answer.held is not None)

    def as_written(self) -> dict[str, Any]:
        """All figures as plain data; a false violation is a violation that people do not see."""
        cells = self.cells
        both, missed = cells[True, True], cells[True, False]
        passed, neither = cells[False, True], cells[False, False]
        return {
            "format": FORMAT,
            "driftsim": __version__,
            "judge": self.judge,
            "labels": len(self.labels),
            "undecided": self.undecided,
            "agreement": share(both + neither, cells.total()),
            "kappa": kappa(cells),
            "false_violation": share(missed, both + missed),
            "false_pass": share(passed, passed + neither),
            "cells": {"held_held": both, "held_violated": missed,
                      "violated_held": passed, "violated_violated": neither},
            "disagreements": self._disagreements(),
        }  # fmt: skip

    def _disagreements(self) -> list[dict[str, Any]]:
        return [
            {"line": label.line, "rubric": label.question.rubric, "held": label.held, "judged": answer.held,
             "reason": answer.reason}
            for label, answer in zip(self.labels, self.answers, strict=True)
            if answer.held is not label.held
        ]  # fmt: skip


def judged(judge: Judge, labels: Sequence[Label], *, step: Callable[[], None] = lambda: None) -> Judging:
    """Have a judge judge labelled replies.

    Args:
        judge: The judge.
        labels: What people said, which the judge is not told.
        step: Called after each answer.

    Raises:
        InputError: the judge's model refuses.
    """
    with untraced():
        answers = asyncio.run(_answers(judge, labels, step))
    return Judging(judge.identity, tuple(labels), tuple(answers))


async def _answers(judge: Judge, labels: Sequence[Label], step: Callable[[], None]) -> list[Answer]:
    async def one(label: Label) -> Answer:
        answer = majority(await judge.ask(label.question))
        step()
        return answer

    return list(await asyncio.gather(*map(one, labels)))
