"""A whole run, from its plan to its folder."""

import asyncio
import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Protocol

import polars as pl

from driftsim import tokens
from driftsim.errors import InputError
from driftsim.events import Checked, ConversationDone, Event, Faulted
from driftsim.journal import Manifest, Run
from driftsim.models.tracing import untraced
from driftsim.runner.folder import open_run
from driftsim.runner.local import hold_all
from driftsim.runner.manifest import manifest_of
from driftsim.runner.plan import RunPlan
from driftsim.runner.stop import Stop

_ALLOCATIONS: Final = 20_000  # new objects between two searches for garbage


class Listener(Protocol):
    """Who wants to know what happens."""

    def begin(self, done: int) -> None:
        """The run begins; so many of its conversations are finished already."""

    def take(self, event: Event) -> None:
        """Something happened."""


@dataclass(slots=True)
class Outcome:
    """What a run did.

    Args:
        counts: Of the whole run, with what was done before it was resumed; empty if it was stopped.
        finished: Whether every conversation has ended.
        done: How many conversations have ended, in this process.
        turns: How many turns were held in it.
        faults: How often conversations ended in each fault's words, in this process.
    """

    counts: dict[str, int] = field(default_factory=dict)
    finished: bool = False
    done: int = 0
    turns: int = 0
    faults: dict[str, int] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Count one event."""
        match event:
            case Checked():
                self.turns += 1
            case ConversationDone():
                self.done += 1
            case Faulted():
                self.done += 1
                told = f"{event.kind}: {event.message}"
                self.faults[told] = self.faults.get(told, 0) + 1


def run(
    plan: RunPlan,
    folder: Path,
    *,
    resume: bool = False,
    concurrency: int = 20,
    listener: Listener | None = None,
    stop: Stop | None = None,
) -> Outcome:
    """Hold all conversations of a plan and write them into a run's folder.

    The same plan gives the same conversations, whatever the concurrency and however often it is stopped
    and resumed, as far as its models do.

    Args:
        plan: What the run is to be.
        folder: The run's folder, which must not exist, or with `resume` must.
        resume: Go on with a run that stopped: finished conversations are left as they are, others are
            taken up at the turn after the last finished one.
        concurrency: How many conversations are held at a time.
        listener: Told of every event; of a finished turn once it is durable.
        stop: Tells the run to stop.

    Raises:
        InputError: the folder is not as it must be, or a model refuses.
    """
    if concurrency < 1:
        raise InputError(f"{concurrency} conversations at a time: at least 1 is expected")
    tokens.encoder(plan.encoding)
    manifest = manifest_of(plan, name=folder.name, limits={"max_concurrency": concurrency})
    outcome, stop = Outcome(), stop or Stop()

    def listen(event: Event) -> None:
        outcome.take(event)
        if listener is not None:
            listener.take(event)

    with (
        _nothing_if_refused(folder, outcome, resume=resume),
        open_run(folder, manifest, resume=resume) as journal,
        untraced(),
    ):
        before = sum(journal.is_done(one.id) for one, _ in plan.conversations())
        if listener is not None:
            listener.begin(before)
        with _seldom_garbage():
            asyncio.run(hold_all(plan, journal, concurrency=concurrency, stop=stop, listen=listen))
    if before + outcome.done == len(plan):
        outcome.finished, outcome.counts = True, _finish(folder)
    return outcome


@contextmanager
def _nothing_if_refused(folder: Path, outcome: Outcome, *, resume: bool) -> Iterator[None]:
    """A new run in which not one turn came about, as with a wrong key, leaves no folder behind."""
    fresh = not resume and not os.path.lexists(folder)
    try:
        yield
    except InputError:
        if fresh and not outcome.turns:
            shutil.rmtree(folder, ignore_errors=True)
        raise


@contextmanager
def _seldom_garbage() -> Iterator[None]:
    """Garbage is searched for seldom, and never among what the imports brought: most of ours is no cycle."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _judged(rows: pl.DataFrame) -> dict[str, int]:
    """What the judge cost, apart from the models under test."""
    paid = rows.filter(~pl.col("cached"))
    tokens_of = {f"judge_{name}": int(paid[name].sum()) for name in ("input_tokens", "output_tokens")}
    return {"judgements": len(rows), "judge_calls": len(paid), **tokens_of}


def _finish(folder: Path) -> dict[str, int]:
    """Count what is there, and write the tables as Parquet."""
    found = Run(folder)
    counts, manifest = found.counts(), Manifest.read(folder)
    if manifest.judge:
        counts |= _judged(found.table("judgements"))
    replace(manifest, counts=counts).write(folder)
    found.write_parquet()
    return counts
