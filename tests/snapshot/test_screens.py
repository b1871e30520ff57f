"""Every screen, as it was looked at and found right.

To accept others: DRIFTSIM_SNAPSHOTS=accept pytest tests/snapshot
"""

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from driftsim_tui.app import DriftApp
from driftsim_tui.byhand import Heard, Wanted
from driftsim_tui.disk import DiskSource
from driftsim_tui.graph import graph
from driftsim_tui.pairs import End, ends, pairs
from driftsim_tui.screens.arms import ArmsScreen
from driftsim_tui.screens.chat import ChatScreen
from driftsim_tui.screens.graph import GraphScreen
from driftsim_tui.screens.live import LiveScreen
from driftsim_tui.screens.pair import PairScreen
from driftsim_tui.screens.replay import ReplayScreen
from driftsim_tui.screens.run import RunScreen
from driftsim_tui.screens.runs import RunsScreen
from driftsim_tui.source import Curves, Filter, Point
from tests.snapshot.screens import drawn
from tests.unit.tui import made
from tests.unit.tui.drive import SMALL, WIDE, drive, press, settle
from tests.unit.tui.made import DINNER, talk, write
from tests.unit.tui.test_chat import OLD, SHORT
from tests.unit.tui.test_chat import Fake as Talk
from tests.unit.tui.test_graph import WRITTEN, went
from tests.unit.tui.test_live import Fake as Going
from tests.unit.tui.test_pairs import OTHERWISE

KEPT = Path(__file__).parent / "screens"


class Fixed(DiskSource):
    """A run on disk with curves that are made up: what is tried here is how they are drawn."""

    def curves(self, which: Filter) -> tuple[Curves, ...]:
        falling = tuple(Point(x, 1 - x / 12, 0.9 - x / 12, min(1.0, 1.1 - x / 12), 9) for x in range(9))
        csr, half = Point(0, 0.7, 0.5, 0.9, 50), Point(0, 3.0)
        arms = (which.arm,) if which.arm else self.run.manifest.arms
        return tuple(Curves(arm, falling, falling[1:], falling[1:], csr, half) for arm in arms)


EVERYTHING = Path("runs/everything")


def runs() -> Screen[Any]:
    return RunsScreen(Path("runs"))


def run() -> Screen[Any]:
    return RunScreen(Fixed(EVERYTHING))


def replay() -> Screen[Any]:
    return ReplayScreen(Fixed(EVERYTHING), "dinner", turn=5)


def alive() -> Screen[Any]:
    return ReplayScreen(Fixed(EVERYTHING), "alive", turn=2)


def sides() -> tuple[End, End]:
    source = Fixed(Path("pairs/two"))
    return ends((source, "first"), (source, "second"))


def arms() -> Screen[Any]:
    return ArmsScreen(*sides())


def pair() -> Screen[Any]:
    both = sides()
    return PairScreen(*both, pairs(*both)[0])


def scenario() -> Screen[Any]:
    return GraphScreen(graph(WRITTEN, went("ask", "again", "again")), 2, lambda _: None)


def by_hand() -> Screen[Any]:
    return ChatScreen(Waiting(Path("runs/everything")))


def live() -> Screen[Any]:
    return LiveScreen(Fixed(EVERYTHING), Going(done=3, turns=41, seconds=30, faults=1, spent="1,234 tokens"))


class Waiting(Talk):
    """A conversation that waits for a reply from the start."""

    def start(self, hear: Callable[[Heard], None]) -> None:
        wanted = Wanted(4, "model", "How many cups?", (SHORT, OLD), ("bullets",))
        threading.Thread(target=hear, args=(wanted,)).start()


CASES = {
    "arms": (arms, WIDE, "dark", ["s"]),
    "arms_light": (arms, WIDE, "light", []),
    "arms_80": (arms, SMALL, "dark", []),
    "pair": (pair, WIDE, "dark", ["right_square_bracket"]),
    "pair_light": (pair, WIDE, "light", ["right_square_bracket"]),
    "pair_80": (pair, SMALL, "dark", ["end"]),
    "graph": (scenario, WIDE, "dark", []),
    "graph_light": (scenario, WIDE, "light", ["n"]),
    "graph_80": (scenario, SMALL, "dark", ["down"]),
    "chat": (by_hand, WIDE, "dark", [*"a b c d e f"]),
    "chat_light": (by_hand, WIDE, "light", [*"a b"]),
    "chat_80": (by_hand, SMALL, "dark", [*"a b"]),
    "live": (live, WIDE, "dark", ["j"]),
    "live_light": (live, WIDE, "light", ["j"]),
    "live_80": (live, SMALL, "dark", ["j"]),
    "runs": (runs, WIDE, "dark", ["m"]),
    "runs_80": (runs, SMALL, "dark", []),
    "run": (run, WIDE, "dark", []),
    "run_light": (run, WIDE, "light", ["j"]),
    "run_80": (run, SMALL, "dark", []),
    "run_80_side": (run, SMALL, "dark", ["tab", "right", "v"]),
    "run_filter": (run, SMALL, "dark", ["f"]),
    "replay": (replay, WIDE, "dark", ["c"]),
    "replay_light": (replay, WIDE, "light", []),
    "replay_80": (replay, SMALL, "dark", []),
    "replay_plain": (replay, SMALL, "plain", ["c"]),
    "replay_alive": (alive, WIDE, "dark", ["c", "r"]),
    "replay_help": (replay, SMALL, "dark", ["question_mark"]),
    "replay_export": (replay, SMALL, "light", ["e"]),
    "replay_find": (replay, SMALL, "dark", ["slash", *"soup", "enter"]),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("snapshot")
    made.everything(place / "runs" / "everything")
    shutil.copytree(place / "runs" / "everything", place / "runs" / "again")
    write(
        place / "pairs" / "two",
        talk("a0", DINNER, scenario="one", arm="first"),
        talk("b0", OTHERWISE, scenario="one", arm="second"),
        arms=("first", "second"),
    )
    (place / "runs" / "broken").mkdir()
    (place / "runs" / "broken" / "run.json").write_text("{}")
    return place


QUICK = ("runs_80", "run", "run_80_side", "replay_light", "replay_plain", "pair", "graph_80", "chat_light")


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in CASES]
)
def test_a_screen(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first: Callable[[], Screen[Any]]
    first, size, theme, keys = CASES[name]
    monkeypatch.chdir(folder)
    monkeypatch.setattr("driftsim_tui.folders.DiskSource", Fixed)
    monkeypatch.setattr(
        "driftsim_tui.screens.arms.verdict", lambda left, right: "csr -0.10 [-0.20, 0.00]: they may differ"
    )

    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, *(key if key != " " else "space" for key in keys))
        await pilot.pause(0.4 if first in (by_hand, live) else 0)
        await settle(app, pilot)
        found.append(drawn(app))

    found: list[str] = []
    drive(first, script, size=size, theme=f"driftsim-{theme}")
    kept = KEPT / f"{name}.txt"
    if os.environ.get("DRIFTSIM_SNAPSHOTS") == "accept":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(found[0], encoding="utf-8")
    assert found[0] == kept.read_text(encoding="utf-8")
