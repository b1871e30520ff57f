"""How families hang together: failing together, recovering together, and where in a reply each fails."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from driftsim.report.figures import Rate, rate
from driftsim.report.html.blocks import Block, Drawing, Gallery, Omitted, Section
from driftsim.report.html.exhibit import Exhibit
from driftsim.report.html.figures import intervals, matrix
from driftsim.report.html.figures.figure import Figure, both, named
from driftsim.report.html.figures.intervals import Intervals
from driftsim.report.html.figures.matrix import Matrix
from driftsim.report.html.show import Show
from driftsim.report.sheets import Cell, Sheet
from driftsim.visible import safe

_TOGETHER: Final = "Failing together beyond chance"
_ABOUT_TOGETHER: Final = (
    "Whether two families fail at the same turns more often than their conversation, age and load explain: a"
    " filled square more often, an empty one less often; bold where the interval leaves out 0."
)
_BACK: Final = "Coming back together"
_ABOUT_BACK: Final = (
    "How much more often the one family is back at the next turn where the other has just come back. Right of"
    " 0: more often."
)
_PLACE: Final = "Where in the reply violations begin"
_ABOUT_PLACE: Final = "Of the violations that a checker can point at, the share in each third of the reply."
_THIRDS: Final = ("start", "middle", "end")


def section(show: Show) -> Section | Omitted:
    """A matrix, the transfer of recovery and the place in the reply, for every side that has them."""
    drawings = [
        *_drawn(show.exhibits, _together),
        *_drawn(show.exhibits, _back),
        *_drawn(show.exhibits, _places),
    ]
    if not drawings:
        return Omitted(
            "Skills", "families that are checked at the same turns are needed, or violations with a place."
        )
    blocks: list[Block] = [Gallery(drawings)]
    return Section(
        "skills", "Skills", blocks, ("skills", "skills.co_failure", "skills.transfer", "by_position")
    )


def _drawn(exhibits: Sequence[Exhibit], make: Any) -> Iterator[Drawing]:
    made = [found for place, one in enumerate(exhibits) if (found := make(place, one))]
    if made:
        title, caption = made[0][0], made[0][1]
        yield Drawing(title, caption, named([figure for _, _, figure in made], exhibits))


def _skills(exhibit: Exhibit, key: str) -> list[Mapping[str, Any]]:
    raw = exhibit.side.metrics.get("skills")
    found = raw.get(key) if isinstance(raw, Mapping) else None
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _together(place: int, exhibit: Exhibit) -> tuple[str, str, Figure] | None:
    rows = _skills(exhibit, "co_failure")
    known = {(safe(row.get("a")), safe(row.get("b"))): rate(row.get("partial")) for row in rows}
    known = {pair: found for pair, found in known.items() if found.value is not None}
    if not known:
        return None
    drawn = Matrix(
        f"{_TOGETHER}: {exhibit.name}", list(dict.fromkeys(n for pair in known for n in pair)), known
    )
    plain = {(safe(row.get("a")), safe(row.get("b"))): rate(row.get("phi")) for row in rows}
    told = tuple((f"{a}, {b}", found, plain[a, b], _n(found)) for (a, b), found in known.items())
    sheet = Sheet("Numbers of this figure", ("families", "beyond chance", "at all (phi)", "turns"), told)
    pictures = both(lambda width: matrix.draw(drawn, width))
    return (
        _TOGETHER,
        _ABOUT_TOGETHER,
        Figure(f"together-{place}", _TOGETHER, safe(exhibit.name), pictures, sheet),
    )


def _back(place: int, exhibit: Exhibit) -> tuple[str, str, Figure] | None:
    rows = _skills(exhibit, "transfer")
    known = {f"{row.get('a')} after {row.get('b')}": rate(row.get("difference")) for row in rows}
    groups = {safe(name): [found] for name, found in known.items() if found.value is not None}
    if not groups:
        return None
    drawn = Intervals(f"{_BACK}: {exhibit.name}", [exhibit.name], groups, low=-1, high=1, zero=0.0)
    pictures = both(lambda width: intervals.draw(drawn, width))
    sheet = Sheet("Numbers of this figure", ("families", "difference", "turns"), _rows(groups))
    return _BACK, _ABOUT_BACK, Figure(f"back-{place}", _BACK, safe(exhibit.name), pictures, sheet)


def _places(place: int, exhibit: Exhibit) -> tuple[str, str, Figure] | None:
    raw = exhibit.side.metrics.get("skills")
    families = raw.get("position") if isinstance(raw, Mapping) else None
    found = {
        "all": exhibit.side.metrics.get("by_position"),
        **(families if isinstance(families, Mapping) else {}),
    }
    groups = {
        safe(name): [rate(thirds.get(third)) for third in _THIRDS]
        for name, thirds in found.items()
        if isinstance(thirds, Mapping) and rate(thirds.get("start")).value is not None
    }
    if not groups:
        return None
    drawn = Intervals(f"{_PLACE}: {exhibit.name}", _THIRDS, groups)
    rows: tuple[tuple[Cell, ...], ...] = tuple((name, *each, _n(each[0])) for name, each in groups.items())
    sheet = Sheet("Numbers of this figure", ("family", *_THIRDS, "n"), rows)
    pictures = both(lambda width: intervals.draw(drawn, width))
    return _PLACE, _ABOUT_PLACE, Figure(f"position-{place}", _PLACE, safe(exhibit.name), pictures, sheet)


def _rows(groups: Mapping[str, Sequence[Rate]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((name, found, _n(found)) for name, (found,) in groups.items())


def _n(found: Rate) -> str:
    return f"{found.n or 0:,}"
