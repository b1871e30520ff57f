"""Plans of small runs on models that do as they are told."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from driftsim.events import Event
from driftsim.journal import Run
from driftsim.models.base import Model
from driftsim.runner import RunPlan
from driftsim.scenario.load import scenario_from
from driftsim.tables import TABLES
from tests.unit.conversation.told import WRITTEN, Speaker, told


def scenarios(*names: str) -> tuple[Any, ...]:
    return tuple(scenario_from({**WRITTEN, "id": name}, where=("here",)) for name in names)


def run_plan(*names: str, model: Model | None = None, **changes: Any) -> RunPlan:
    given = {"arms": {"told": model or told(notes=True)}, "user": Speaker(), **changes}
    return RunPlan(scenarios(*(names or ("a", "b"))), **given)


def tables(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that is in a run, without the order in which conversations came about."""
    return {name: sorted(Run(folder).table(name).rows(), key=repr) for name in TABLES}


def frame(folder: Path, name: str) -> pl.DataFrame:
    return Run(folder).table(name)


@dataclass
class Listening:
    """A listener that calls a function."""

    hear: Callable[[Event], Any]
    done: int | None = None

    def begin(self, done: int) -> None:
        self.done = done

    def take(self, event: Event) -> None:
        self.hear(event)


def after(count: int, kind: type, do: Callable[[], Any]) -> Listening:
    """A listener that does something at the count-th event of a kind."""
    seen = 0

    def listen(event: Event) -> None:
        nonlocal seen
        seen += isinstance(event, kind)
        if isinstance(event, kind) and seen == count:
            do()

    return Listening(listen)
