"""A screen as text: what stands in every cell, and beside it in which style."""

from string import ascii_letters
from typing import Any

from rich.style import Style

from driftsim_tui.app import DriftApp


def drawn(app: DriftApp) -> str:
    """The screen's characters, then a letter of its style for each, then what the letters mean."""
    strips = app.screen._compositor.render_strips()
    cells = [
        [(letter, _told(segment.style)) for segment in strip for letter in segment.text] for strip in strips
    ]
    styles = sorted({style for row in cells for _, style in row})
    names = dict(zip(styles, ascii_letters, strict=False))
    text = ["".join(letter for letter, _ in row).rstrip() for row in cells]
    marks = ["".join(names.get(style, "?") for _, style in row) for row in cells]
    legend = [f"{name}: {style}" for style, name in names.items()]
    return "\n".join([*text, "", *marks, "", *legend, ""])


def _told(style: Style | None) -> str:
    """A style in words, without what differs from one time to the next."""
    if style is None:
        return "plain"
    kept: Any = ("bold", "dim", "italic", "underline", "reverse", "strike")
    words = [word for word in kept if getattr(style, word)]
    colours = [colour.name if colour else "-" for colour in (style.color, style.bgcolor)]
    return " ".join([" on ".join(colours), *words])
