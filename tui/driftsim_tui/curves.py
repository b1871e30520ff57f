"""A run's curves as a plot draws them, and their figures in words."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from driftsim_tui import paint
from driftsim_tui.source import Curves
from driftsim_tui.widgets.curve import Line

KINDS: Final = (
    ("by_age", "Followed by age"),
    ("by_turn", "Followed by turn"),
    ("survival", "Not yet violated, by turns after uptake"),
)
"""The curves that there are: an attribute of `Curves`, and a title."""

_COLOURS: Final = ("followed", "forgotten", "lingering", "ignored", "stale", "survival")
_MOST_TOLD: Final = 3


def lines(arms: Sequence[Curves], kind: str) -> list[Line]:
    """A line for each arm, the first with its band."""
    return [
        Line(
            getattr(arm, kind),
            _colour(place),
            band="band" if place == 0 else None,
            steps=kind == "survival",
            dots=len(arms) == 1,
        )
        for place, arm in enumerate(arms)
    ]


def figures(arms: Sequence[Curves]) -> Content:
    """The csr of one arm with its interval, or of several in their colours."""
    if len(arms) == 1:
        return Content(f"csr {_told(arms[0], interval=True)}")
    told = [
        Content.assemble(paint.text(arm.arm, f"${_colour(place)}"), f" {_told(arm)}")
        for place, arm in enumerate(arms[:_MOST_TOLD])
    ]
    return Content("  ").join(told)


def _told(arm: Curves, *, interval: bool = False) -> str:
    if arm.csr is None:
        return "–"
    low, high = arm.csr.low, arm.csr.high
    between = f" [{low:.2f}, {high:.2f}]" if interval and low is not None and high is not None else ""
    return f"{arm.csr.value:.2f}{between}"


def _colour(place: int) -> str:
    return _COLOURS[place % len(_COLOURS)]
