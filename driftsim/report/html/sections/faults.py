"""What went wrong that is no score: undecided checks, simulator faults, conversations broken off."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import polars as pl

from driftsim.report import facts
from driftsim.report.figures import number, rate
from driftsim.report.html.blocks import Block, Numbers, Section, Words
from driftsim.report.html.exhibit import Exhibit
from driftsim.report.html.show import Show
from driftsim.report.sheets import Cell, Sheet
from driftsim.report.view import Document
from driftsim.report.written import decimal, told
from driftsim.visible import safe

MOST: Final = 12
LONGEST: Final = 240
_COUNTS: Final = {
    "checks": "checks that could not be decided",
    "turns": "turns that could not be decided",
    "conversations": "conversations left out of ssr, edr and pass^k",
    "unfinished": "conversations without an end",
    "faults": "conversations that the model broke off",
}


def section(show: Show) -> Section:
    """Always there: that nothing went wrong is worth telling."""
    return Section(
        "faults",
        "Errors and faults",
        list(_blocks(show.exhibits)),
        ("errors", "csr_bounds", "simulator_faults"),
        short="Errors",
    )


def _blocks(exhibits: Sequence[Exhibit]) -> Iterator[Block]:
    rows = [row for row in _rows(exhibits) if any(cell not in ("0", "–") for cell in row[1:])]
    if not rows:
        yield Words("Every check could be decided, and no conversation broke off.")
    else:
        names = [safe(one.name) for one in exhibits] if len(exhibits) > 1 else ["how many"]
        yield Words("None of these is counted as a violation: they stand in no other number.")
        yield Numbers(Sheet("What could not be decided, or broke off", ("", *names), tuple(rows)))
    for exhibit in exhibits:
        yield from _bounds(exhibit, several=len(exhibits) > 1)
        yield from _included(exhibit, several=len(exhibits) > 1)
    yield from _messages(exhibits)


def _rows(exhibits: Sequence[Exhibit]) -> Iterator[tuple[Cell, ...]]:
    metrics = [one.side.metrics for one in exhibits]
    for key, what in _COUNTS.items():
        yield (what, *(_count(_errors(each).get(key)) for each in metrics))
    yield (
        "conversations that the simulated user or the scenario broke off",
        *(_count(each.get("simulator_faults")) for each in metrics),
    )


def _errors(metrics: Document) -> Document:
    raw = metrics.get("errors")
    return raw if isinstance(raw, dict) else {}


def _count(raw: Any) -> str:
    found = number(raw)
    return "–" if found is None else f"{int(found):,}"


def _bounds(exhibit: Exhibit, *, several: bool) -> Iterator[Block]:
    bounds = rate(exhibit.side.metrics.get("csr_bounds"))
    if facts.errors(exhibit.side.metrics) and bounds.low is not None and bounds.high is not None:
        whose = f"{safe(exhibit.name)}: with" if several else "With"
        ends = f"csr would be {decimal(bounds.low)}, with each one held {decimal(bounds.high)}"
        yield Words(f"{whose} every undecided check violated {ends}.")


def _included(exhibit: Exhibit, *, several: bool) -> Iterator[Block]:
    """The headline with the conversations that the simulator spoilt."""
    raw = exhibit.side.metrics.get("with_simulator_faults")
    if isinstance(raw, Mapping):
        whose = f"{safe(exhibit.name)}: with" if several else "With"
        numbers = ", ".join(f"{key} {told(rate(raw.get(key)))}" for key in ("csr", "isr", "ssr"))
        yield Words(f"{whose} the conversations that the simulator spoilt: {numbers}.")


def _messages(exhibits: Sequence[Exhibit]) -> Iterator[Block]:
    """What broke conversations off, the most frequent first."""
    found = pl.concat([one.faults.with_columns(side=pl.lit(safe(one.name))) for one in exhibits])
    if found.is_empty():
        return
    counted = (
        found.group_by("side", "kind", "message").len().sort(["len", "message"], descending=[True, False])
    )
    rows = tuple(
        (side, safe(kind), _cut(safe(message)), f"{many:,}")
        for side, kind, message, many in counted.head(MOST).iter_rows()
    )
    more = counted.height - MOST
    note = f"{more:,} further messages are not shown." if more > 0 else ""
    yield Numbers(
        Sheet("What broke conversations off", ("side", "whose fault", "message", "conversations"), rows),
        note=note,
    )


def _cut(message: str) -> str:
    return message if len(message) <= LONGEST else f"{message[: LONGEST - 1]}…"
