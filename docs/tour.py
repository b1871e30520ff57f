"""Draw the tour of the terminal UI for the README: its screens as SVG, from a real run.

Run it as `python docs/tour.py`.
"""

import asyncio
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from textual.screen import Screen

from driftsim_tui.app import DriftApp
from driftsim_tui.disk import DiskSource
from driftsim_tui.screens.replay import ReplayScreen
from driftsim_tui.screens.run import RunScreen
from driftsim_tui.state import State

HERE = Path(__file__).parent
SCENARIOS = "weekend-in-new-york support-desk negation format-switch persona long-haul"
RUN = f"{SCENARIOS} --trials 3 --model sim:forgetful"
LONG = "long-haul.t1"


@dataclass(frozen=True)
class Picture:
    """One picture: the screen, what is pressed on it, and its size in columns and lines."""

    name: str
    first: Callable[[DiskSource], Screen[Any]]
    keys: Sequence[str] = ()
    size: tuple[int, int] = (124, 36)
    theme: str = "driftsim-dark"


PICTURES: Final = (
    Picture("tour-run", RunScreen, ("s",)),
    Picture("tour-replay", lambda source: ReplayScreen(source, LONG, turn=23), ("right_square_bracket", "c")),
    Picture(
        "tour-light",
        lambda source: ReplayScreen(source, LONG, turn=40),
        size=(100, 30),
        theme="driftsim-light",
    ),
)


def draw(picture: Picture, run: Path, state: Path) -> str:
    """A screen as one SVG that loads nothing."""
    app = DriftApp(lambda: picture.first(DiskSource(run)), state=State(state))
    app.theme = picture.theme

    async def go() -> str:
        async with app.run_test(size=picture.size) as pilot:
            for key in ("", *picture.keys):
                await pilot.press(*filter(None, [key]))
                await app.workers.wait_for_complete()
                await pilot.pause(0.2)
            return app.export_screenshot(title="driftsim replay")

    svg = re.sub(r"@font-face \{.*?\}", "", asyncio.run(go()), flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", picture.name, svg).replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        run = Path(place) / "demo"
        subprocess.run([sys.executable, "-m", "driftsim", "run", *RUN.split(), "-o", str(run)], check=True)
        for picture in PICTURES:
            drawn = draw(picture, run, Path(place) / "state")
            (HERE / "images" / f"{picture.name}.svg").write_text(drawn, "utf-8")
