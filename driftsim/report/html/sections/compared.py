"""How the further sides differ from the first: in words, on one scale, and as curves in one frame."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from driftsim.report.compared import tables, words
from driftsim.report.compared.forest import reach
from driftsim.report.compared.pair import Difference, Pair
from driftsim.report.compared.tables import Compared, Row
from driftsim.report.figures import Point, Rate, curve, known
from driftsim.report.html.blocks import Block, Drawing, Gallery, Numbers, Section, Words
from driftsim.report.html.exhibit import Exhibit
from driftsim.report.html.figures import intervals, lines
from driftsim.report.html.figures.figure import Figure, both, named
from driftsim.report.html.figures.intervals import Intervals
from driftsim.report.html.figures.lines import Lines
from driftsim.report.html.show import Show
from driftsim.report.plots import from_start
from driftsim.report.sheets import Cell, Sheet
from driftsim.visible import safe

FULL: Final = 3
"""So many comparisons are told in full; of more the answer, and what the figures hold."""
BANDED: Final = 3
"""So many curves are drawn with their bands: more would hide each other."""
_CURVES: Final = {
    "csr_by_age": ("Followed, by age", "age: turns since the instruction was given"),
    "survival_after_uptake": ("Never broken, by age", "turns since first followed"),
    "csr_by_turn": ("Followed, by turn", "turn of the conversation"),
}


def section(show: Show) -> Section | None:
    """Nothing for a single side."""
    if len(show.exhibits) < 2:
        return None
    found = show.pairs
    drawings = [*_differences(show.exhibits, found), *_together(show.exhibits)]
    further = _tables(found) if len(found) <= FULL else ()
    blocks: list[Block] = [*_words(found), *([Gallery(drawings)] if drawings else []), *further]
    return Section(
        "compared", "Compared", blocks, ("csr", "csr_by_age", "survival_after_uptake", "by_family")
    )


def _words(found: Sequence[Pair]) -> Iterator[Block]:
    for pair in found:
        if len(found) > 1:
            yield Words(words.answer(pair))
        if len(found) <= FULL:
            yield from _details(pair)
    minded = dict.fromkeys(safe(text) for pair in found for text in words.mind(pair))
    yield from (Words(text, lead="Mind", tone="mind") for text in minded)


def _details(pair: Pair) -> Iterator[Block]:
    told = {"Where": words.where(pair), "Flips": words.flips(pair), "How sure": words.sure(pair)}
    yield from (Words(text, lead=lead) for lead, text in told.items() if text)


def _differences(exhibits: Sequence[Exhibit], found: Sequence[Pair]) -> Iterator[Drawing]:
    """A figure a table: the differences of all sides from the first on one scale."""
    made = [list(tables.tables(pair, safe)) for pair in found]
    for title in ("Numbers", "By family"):
        of = [next((table for table in each if table.title == title), None) for each in made]
        groups = _groups([table for table in of if table])
        if groups and all(of):
            name = f"{title}: difference from {safe(exhibits[0].name)}"
            yield _forest(title, name, [safe(pair.b) for pair in found], groups)


def _groups(of: Sequence[Compared]) -> Mapping[str, Sequence[Difference]]:
    """By what is compared, the difference of each side; only what may share a scale."""
    names = {row.meaning or row.name: None for table in of for row in table.rows if row.drawn}
    each = [{row.meaning or row.name: row.found for row in table.rows} for table in of]
    nothing = Difference(Rate(), None, None, None, "unknown")
    return {name: [found.get(name, nothing) for found in each] for name in names}


def _forest(
    key: str, title: str, names: Sequence[str], groups: Mapping[str, Sequence[Difference]]
) -> Drawing:
    end = reach([found for each in groups.values() for found in each])
    rates = {name: [found.rate for found in each] for name, each in groups.items()}
    drawn = Intervals(title, names, rates, low=-end, high=end, zero=0.0)
    caption = "Right of 0: more than the first. What can be claimed is said above, and in p below."
    rows: tuple[tuple[Cell, ...], ...] = tuple((name, *each) for name, each in rates.items())
    pictures = both(lambda width: intervals.draw(drawn, width))
    sheet = Sheet("Numbers of this figure", ("", *names), rows)
    figure = Figure(f"difference-{key.lower().replace(' ', '-')}", title, "", pictures, sheet)
    return Drawing(title, caption, named([figure], names))


def _together(exhibits: Sequence[Exhibit]) -> Iterator[Drawing]:
    for key, (title, axis) in _CURVES.items():
        found = [(safe(one.name), _points(one, key)) for one in exhibits]
        found = [(name, points) for name, points in found if points]
        if len(found) > 1 and any(len(points) > 1 for _, points in found):
            drawn = Lines(title, found, axis, bands=len(found) <= BANDED, steps="survival" in key)
            pictures = both(lambda width, drawn=drawn: lines.draw(drawn, width))  # type: ignore[misc]
            figure = Figure(f"together-{key}", title, "", pictures, lines.sheet(drawn))
            yield Drawing(title, "", named([figure], exhibits))


def _points(exhibit: Exhibit, key: str) -> tuple[Point, ...]:
    points = known(curve(exhibit.side.metrics.get(key)))
    return from_start(points) if "survival" in key else points


def _tables(found: Sequence[Pair]) -> Iterator[Block]:
    for pair in found:
        of = f"{safe(pair.b)} (B) against {safe(pair.a)} (A)"
        for table in tables.tables(pair, safe, most=None):
            if table.p:
                yield Numbers(_sheet(table, f"{table.title}: {of}"), keyed=table.heading == "key")
        yield Words(f"{tables.size(pair)}.", tone="quiet")


def _sheet(table: Compared, title: str) -> Sheet:
    meant = any(each.meaning for each in table.rows)
    headings = (table.heading, *(("meaning",) if meant else ()), "A", "B", "B − A", table.p)
    return Sheet(title, headings, tuple(_row(each, meant=meant) for each in table.rows))


def _row(each: Row, *, meant: bool) -> tuple[str, ...]:
    told = (each.meaning,) if meant else ()
    return (each.name, *told, *tables.values(each.found), tables.p_value(each.found))
