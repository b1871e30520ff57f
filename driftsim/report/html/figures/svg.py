"""SVG by plain functions: every text is escaped, every mark has an ink.

A mark carries its light colours as attributes, so that a figure that is cut out of the page is whole; the
page's style sheet knows the inks by name and turns them over on a dark ground.
"""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

from markupsafe import Markup

from driftsim.visible import safe

Spot = tuple[float, float]

BOLD: Final = 1.08
LONGEST: Final = 400
"""No line of a figure holds more characters."""

FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

INKS: Final[dict[str, dict[str, str]]] = {
    "ground": {"fill": "#ffffff"},
    "ink": {"fill": "#1b1f24"},
    "on": {"fill": "#111418"},
    "faint": {"fill": "#57606a"},
    "grid": {"stroke": "#e3e7eb", "fill": "none"},
    "axis": {"stroke": "#8c959f", "fill": "none"},
    "drift": {"fill": "#009e73"},
    "drift-few": {"fill": "#ffffff", "stroke": "#009e73", "stroke-width": "1.4"},
    "drift-line": {"stroke": "#009e73", "fill": "none", "stroke-width": "2"},
    "drift-band": {"fill": "#009e73", "fill-opacity": "0.18"},
    "drift-word": {"fill": "#006b4e"},
    "survival": {"fill": "#0072b2"},
    "survival-line": {"stroke": "#0072b2", "fill": "none", "stroke-width": "2"},
    "survival-band": {"fill": "#0072b2", "fill-opacity": "0.13"},
    "survival-word": {"fill": "#005a8c"},
    "cell": {"fill": "#dcefe8"},
    "cell-violated": {"fill": "#d55e00"},
    "cell-error": {"fill": "#e3e7eb"},
    "frame": {"fill": "none", "stroke": "#d8dee4"},
    "square": {"fill": "#9fd3ee"},
    "square-hollow": {"fill": "none", "stroke": "#d55e00", "stroke-width": "1.6", "stroke-dasharray": "3 2"},
    "tick": {"stroke": "#57606a", "stroke-width": "2"},
    "side-0": {"fill": "#0072b2", "stroke": "#0072b2"},
    "side-1": {"fill": "#d55e00", "stroke": "#d55e00"},
    "side-2": {"fill": "#009e73", "stroke": "#009e73"},
    "side-3": {"fill": "#cc79a7", "stroke": "#cc79a7"},
    "side-4": {"fill": "#b37b00", "stroke": "#b37b00"},
    "side-5": {"fill": "#57606a", "stroke": "#57606a"},
}
"""What each kind of mark looks like on a light ground."""


def tag(name: str, *children: str, **attributes: object) -> Markup:
    """An element. `class_` is written `class`, `stroke_width` `stroke-width`; None is left out.

    Example:
        >>> tag("text", "a < b", x=1.25, text_anchor="end")
        Markup('<text x="1.2" text-anchor="end">a &lt; b</text>')
    """
    told = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _written(value))
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup("").join(children)
    return Markup(f"<{name}{told}>{inside}</{name}>") if children else Markup(f"<{name}{told}/>")


def marked(name: str, ink: str, *children: str, **attributes: object) -> Markup:
    """An element in one of the `INKS`."""
    own = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    return tag(name, *children, **{"class": ink, **INKS[ink], **own})


def text(x: float, y: float, told: str, *, ink: str = "ink", anchor: str = "start", **more: object) -> Markup:
    """A line of text whose base line starts, is centred or ends at a place."""
    return marked(
        "text", ink, safe(told), x=x, y=y, text_anchor=None if anchor == "start" else anchor, **more
    )


def line(spots: Iterable[Spot], ink: str, **more: object) -> Markup:
    """A line through some places."""
    return marked("polyline", ink, points=_spots(spots), **more)


def area(spots: Iterable[Spot], ink: str, **more: object) -> Markup:
    """A filled area within some places."""
    return marked("polygon", ink, points=_spots(spots), **more)


def rect(x: float, y: float, width: float, height: float, ink: str, **more: object) -> Markup:
    """A filled rectangle."""
    return marked("rect", ink, x=x, y=y, width=width, height=height, **more)


def spot(name: str, tip: str, *children: str, **attributes: object) -> Markup:
    """An element that one can point at, or reach with the arrow keys: it tells its numbers."""
    return tag(name, tag("title", safe(tip)), *children, class_="spot", **attributes)


def inked(ink: str, children: Iterable[str], **more: object) -> Markup:
    """Many elements in one ink; nothing where there are none."""
    held = list(children)
    return marked("g", ink, *held, **more) if held else Markup()


def picture(width: float, height: float, label: str, *children: str, kind: str = "wide") -> Markup:
    """A whole picture that stands for itself.

    Args:
        width: In its own units, which are pixels at its natural size.
        height: Likewise.
        label: What a person who does not see it is told.
        children: What is drawn.
        kind: `wide` or `narrow`: for which screens.
    """
    return tag(
        "svg",
        rect(0, 0, width, height, "ground"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_written(width)} {_written(height)}",
        width=width,
        height=height,
        class_=kind,
        role="img",
        aria_label=safe(label),
        font_family=FONT,
        font_size=12,
    )


def room(told: str, size: float = 12, *, bold: bool = False) -> float:
    """About how wide a text is drawn, in pixels: capitals and ideographs are wider than the rest.

    Example:
        >>> room("abc") < room("ABC") < room("漢字漢字")
        True
    """
    return sum(map(_width, told)) * size * (BOLD if bold else 1.0)


def fitted(told: str, width: float, size: float = 12, *, bold: bool = False) -> str:
    """A text cut to a width, with an ellipsis where something is gone."""
    left = width / (size * (BOLD if bold else 1.0)) + 0.01
    ends = list(accumulate(map(_width, told[:LONGEST])))
    if len(told) <= LONGEST and (not ends or ends[-1] <= left):
        return told
    return told[: bisect_right(ends, left - _width("…"))] + "…"


def _width(character: str) -> float:
    return 1.0 if ord(character) > 0x2E80 else 0.7 if character.isupper() or character == "…" else 0.58


def _spots(spots: Iterable[Spot]) -> str:
    return " ".join(f"{_written(x)},{_written(y)}" for x, y in spots)


def _written(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
