"""Two arms held against each other, for people: the answer in words, differences as figures, tables."""

from driftsim.report.compared.document import render_comparisons_document
from driftsim.report.compared.markdown import render_comparisons_markdown
from driftsim.report.compared.pair import Pair
from driftsim.report.compared.terminal import render_comparisons

__all__ = ["Pair", "render_comparisons", "render_comparisons_document", "render_comparisons_markdown"]
