"""A run's numbers as one HTML file: words, figures, tables, conversations, definitions."""

from driftsim.report.html.exhibit import Exhibit, exhibits
from driftsim.report.html.page import render_html

__all__ = ["Exhibit", "exhibits", "render_html"]
