"""Text from elsewhere neither crashes nor styles the screen."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from driftsim_tui import paint
from driftsim_tui.app import DriftApp
from driftsim_tui.disk import DiskSource
from driftsim_tui.screens.replay import ReplayScreen
from driftsim_tui.screens.run import RunScreen
from driftsim_tui.screens.runs import RunsScreen
from driftsim_tui.source import Filter
from driftsim_tui.widgets.transcript import Transcript
from tests.unit.tui import made
from tests.unit.tui.drive import SMALL, drive, press, seen

FORBIDDEN = "\x1b\u202e\u202c\u200b\x00\x07\r\x9b"


def clean(told: str) -> None:
    assert not set(FORBIDDEN) & set(told)


def test_a_conversation(evil: Path) -> None:
    name = DiskSource(evil).conversations(Filter())["conversation"][0]

    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        told = seen(app)
        clean(told)
        assert "[bold red]x[/] [/nothing] $accent ␛[31mred␛[0m ⟨U+202E⟩evil⟨U+202C⟩" in told
        await press(app, pilot, "c", "right", "r", "slash", *"bold", "enter", "y", "question_mark")
        clean(seen(app))

    drive(lambda: ReplayScreen(DiskSource(evil), name), script)


def test_a_run_and_its_filter_and_all_runs(evil: Path) -> None:
    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        clean(seen(app))
        assert "[bold red]x" in seen(app)
        await press(app, pilot, "tab", "right", "enter")
        clean(seen(app))
        await press(app, pilot, "f", "enter")
        clean(seen(app))

    async def runs(app: DriftApp, pilot: Pilot[None]) -> None:
        clean(seen(app))
        assert "[bold re…" in seen(app)

    drive(lambda: RunScreen(DiskSource(evil)), script)
    drive(lambda: RunsScreen(evil.parent), runs, size=SMALL)


@given(st.text(max_size=60), st.integers(0, 70), st.integers(0, 70))
def test_whatever_is_said_is_shown_harmless(told: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(told)), min(b, len(told))))
    content = paint.prose(told, [(start, end, "underline")])
    clean(content.plain)
    clean(paint.text(told).plain)
    assert all(0 <= span.start <= span.end <= len(content.plain) for span in content.spans)


@given(st.text(alphabet="ab\t\x1b\u202e\n", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_span_covers_what_its_text_became(told: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(told)), min(b, len(told))))
    shown = paint.visible(told)
    assert shown.text[shown.at(start) : shown.at(end)] == paint.visible(told[start:end]).text


def test_marks_piled_up_on_one_letter_are_named() -> None:
    assert paint.visible("z" + "\u0301" * 6).text == "z" + "\u0301" * 3 + "⟨U+0301⟩" * 3


@pytest.mark.parametrize("length", [paint.MOST + 1, 1_000_000])
def test_a_long_text_is_painted_in_parts_with_its_spans(length: int) -> None:
    told = "a" * (length - 3) + "XYZ"
    content = paint.prose(told, [(length - 3, length, "underline")])
    assert len(content.plain) < paint.MOST
    assert "more characters; o opens the whole" in content.plain
    (span,) = content.spans[-1:]
    assert content.plain[span.start : span.end] == "XYZ"


@pytest.mark.slow
def test_a_megabyte_and_ten_thousand_turns(tmp_path: Path) -> None:
    run = made.huge(tmp_path / "huge")

    async def script(app: DriftApp, pilot: Pilot[None]) -> None:
        assert "more characters" in "".join(
            str(block.content) for block in app.screen.query_one(Transcript)._blocks
        )
        await press(app, pilot, "right", "right", "r", "slash", *"word", "enter", "end", "home")
        clean(seen(app))

    async def long(app: DriftApp, pilot: Pilot[None]) -> None:
        await press(
            app,
            pilot,
            "end",
            "left_square_bracket",
            "home",
            "right_square_bracket",
            "slash",
            *"d e",
            "enter",
            "N",
        )
        assert "of 10000" in seen(app)
        assert len(app.screen.query_one(Transcript)._blocks) < 20

    drive(lambda: ReplayScreen(DiskSource(run), "huge"), script)
    drive(lambda: ReplayScreen(DiskSource(run), "endless"), long)


def test_an_export_of_hostile_text_is_whole(evil: Path, tmp_path: Path) -> None:
    from driftsim_tui.written import as_json, as_markdown

    source = DiskSource(evil)
    name = source.conversations(Filter())["conversation"][0]
    whole = source.conversation(name)
    said = source.said(name, 1, 2)
    assert json.loads(as_json(whole, whole.turns, said))["turns"][0]["reply"] == said[1].reply
    told = as_markdown(whole, whole.turns, said)
    assert said[1].reply is not None
    assert said[1].reply in told
    assert "# ../\\[bold red\\]" in told
