"""A run's numbers for people: in words, as a chart in text cells, and as tables."""

from typing import TYPE_CHECKING

from driftsim.lazy import lazily

if TYPE_CHECKING:
    from driftsim.report.document import render_document
    from driftsim.report.markdown import render_markdown
    from driftsim.report.terminal import render_terminal
    from driftsim.report.view import Side, sides
else:  # a screen needs the glyphs, and none of the charts
    __getattr__ = lazily(
        __name__,
        {
            "Side": "view",
            "render_document": "document",
            "render_markdown": "markdown",
            "render_terminal": "terminal",
            "sides": "view",
        },
    )

__all__ = ["Side", "render_document", "render_markdown", "render_terminal", "sides"]
