"""What to type next, in the terminal."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from driftsim.report import glyphs


def following(commands: Sequence[tuple[str, str]], width: int) -> RenderableType:
    """Commands, each with what it gives: beside it where there is room, or else below.

    Args:
        commands: The command and what it gives.
        width: Columns.
    """
    return Group(Text("Next", style="bold"), *(_line(*both, width) for both in commands))


def _line(command: str, why: str, width: int) -> Text:
    one_line = len(command) + len(why) + 5 <= width
    return Text.assemble("  ", command, "   " if one_line else "\n    ", (why, glyphs.FRAME))
