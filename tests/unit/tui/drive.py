"""Drives the application without a terminal."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from driftsim_tui.app import Allowed, Cost, DriftApp
from driftsim_tui.state import State

WIDE = (140, 40)
SMALL = (80, 24)

Script = Callable[[DriftApp, Pilot[None]], Awaitable[None]]


def drive(
    first: Callable[[], Screen[Any]],
    script: Script,
    *,
    size: tuple[int, int] = WIDE,
    state: Path | None = None,
    allowed: Allowed | None = None,
    theme: str | None = None,
    cost: Cost | None = None,
) -> DriftApp:
    """Start the application, wait until all is read, and follow a script."""
    with tempfile.TemporaryDirectory() as folder:
        app = DriftApp(first, state=State(state or Path(folder)), allowed=allowed, cost=cost)
        if theme:
            app.theme = theme

        async def go() -> None:
            async with app.run_test(size=size) as pilot:
                await settle(app, pilot)
                await script(app, pilot)

        asyncio.run(go())
    return app


async def settle(app: DriftApp, pilot: Pilot[None]) -> None:
    """Wait until what is read in threads is here and drawn."""
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def press(app: DriftApp, pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after another, each when the one before has done its work."""
    for key in keys:
        await pilot.press(key)
        if app.workers:
            await settle(app, pilot)
    await settle(app, pilot)


def seen(app: DriftApp) -> str:
    """What is on the screen, as text."""
    strips: list[Strip] = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def said(app: DriftApp) -> str:
    """The messages that were shown in passing."""
    return "\n".join(notification.message for notification in app._notifications)
