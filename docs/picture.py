"""Draw the picture of the README: the head of the example's terminal report, as SVG.

Run it as `python docs/picture.py`.
"""

import io
import re
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from driftsim.audit import audit
from driftsim.cli.measuring import measured
from driftsim.formats import read_recorded
from driftsim.journal import Run
from driftsim.report import render_terminal, sides

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples" / "travel.recorded.jsonl"
WIDTH, LINES = 100, 56


def picture() -> str:
    """The words, the curves and the first tables as one SVG that loads nothing."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "demo"
        audit(read_recorded(EXAMPLE), folder, files=(EXAMPLE,))
        run = Run(folder)
        shown = sides([("demo", run.manifest.as_dict(), measured(run))])
    drawn = io.StringIO()
    render_terminal(shown, Console(width=WIDTH, file=drawn, force_terminal=True, color_system="truecolor"))
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, highlight=False)
    for line in drawn.getvalue().splitlines()[:LINES]:
        console.print(Text.from_ansi(line))
    svg = console.export_svg(title="driftsim report runs/demo", theme=MONOKAI, unique_id="driftsim")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    (HERE / "images" / "report.svg").write_text(picture(), "utf-8")
