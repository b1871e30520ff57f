"""The runs under a folder, with the numbers that tell them apart."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from textual.content import Content

from driftsim.errors import DriftsimError
from driftsim.journal.manifest import MANIFEST
from driftsim.journal.read import Run
from driftsim_tui.disk import DiskSource
from driftsim_tui.source import Filter, Point

DEEPEST: Final = 4
"""So many folders below the given one are looked into."""


@dataclass(frozen=True, slots=True)
class Side:
    """One arm of one run.

    Args:
        folder: The run's folder.
        name: It, from where one looked.
        arm: The arm; empty where the run cannot be read.
        several: Whether the run has other arms.
        model: The model behind it, where that is told.
        size: How many conversations.
        errors: How many checks could not be decided, and conversations ended in a fault.
        broken: Why the run cannot be read; empty where it can.
        csr: The share of checks that held.
        half_life: In turns after uptake.
        by_age: The drift curve.
    """

    folder: Path
    name: str
    arm: str = ""
    several: bool = False
    model: str = ""
    size: int = 0
    errors: int = 0
    broken: str = ""
    csr: Point | None = None
    half_life: Point | None = None
    by_age: tuple[Point, ...] = ()

    @property
    def key(self) -> tuple[Path, str]:
        """What tells it from all others."""
        return self.folder, self.arm

    def has(self, wanted: str) -> bool:
        """Whether its name, arm or model has this, in small letters."""
        return wanted in f"{self.name} {self.arm} {self.model}".casefold()

    def sortable(self, key: str) -> float | str | None:
        """The value of a column."""
        if self.broken and key != "run":
            return None
        if key in ("csr", "half_life"):
            point: Point | None = getattr(self, key)
            return None if point is None else point.value
        known: dict[str, float | str] = {"arm": self.arm, "size": self.size, "errors": self.errors}
        return known.get(key, self.name)

    def told_csr(self) -> Content:
        """The share with its interval."""
        if self.csr is None:
            return Content.styled("…" if not self.by_age else "–", "$faint")
        low, high = self.csr.low, self.csr.high
        return Content(
            f"{self.csr.value:.2f}"
            if low is None or high is None
            else f"{self.csr.value:.2f} [{low:.2f}, {high:.2f}]"
        )

    def told_half_life(self) -> str:
        """The turns, or a dash where half were never violated."""
        return "–" if self.half_life is None else f"{self.half_life.value:g}"


def find(folder: Path) -> Iterator[Side]:
    """The arms of all runs at or under a folder, in the order of their names; broken ones with the reason."""
    for place in _runs(folder, DEEPEST):
        name = os.fsencode(place.relative_to(folder) if place != folder else place.name).decode(
            errors="replace"
        )
        try:
            yield from _sides(Run(place), name)
        except (DriftsimError, OSError) as error:
            yield Side(place, name, broken=str(getattr(error, "message", error)))


def measured(side: Side) -> Side:
    """The same with its numbers."""
    try:
        source = DiskSource(side.folder)
        (curves,) = source.curves(Filter(arm=side.arm)) or (None,)
        listed = source.conversations(Filter(arm=side.arm))
    except (DriftsimError, OSError) as error:
        return replace(side, broken=str(getattr(error, "message", error)))
    if curves is None:
        return side
    errors = int(listed["errors"].sum()) + listed.height - listed["fault"].null_count()
    return replace(
        side,
        size=listed.height,
        errors=errors,
        csr=curves.csr,
        half_life=curves.half_life,
        by_age=curves.by_age,
    )


def _sides(run: Run, name: str) -> Iterator[Side]:
    manifest = run.manifest
    arms = manifest.arms or ("",)
    for arm in arms:
        model = manifest.models.get(arm)
        told = str(model.get("name", "")) if isinstance(model, dict) else ""
        yield Side(
            run.folder,
            name,
            arm,
            len(arms) > 1,
            told,
            int(manifest.counts.get("conversations", 0)) // len(arms),
        )


def _runs(folder: Path, deep: int) -> Iterator[Path]:
    if (folder / MANIFEST).exists() or (folder / "journal.sqlite").exists():
        yield folder
        return
    if not deep:
        return
    try:
        below = sorted(
            entry.path for entry in os.scandir(folder) if entry.is_dir() and not entry.name.startswith(".")
        )
    except OSError:
        return
    for place in below:
        yield from _runs(Path(place), deep - 1)
