"""A run's numbers for people: in words, as a chart in text cells, and as tables."""

from driftsim.report.document import render_document
from driftsim.report.markdown import render_markdown
from driftsim.report.terminal import render_terminal
from driftsim.report.view import Side, sides

__all__ = ["Side", "render_document", "render_markdown", "render_terminal", "sides"]
