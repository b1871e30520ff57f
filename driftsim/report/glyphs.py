"""The visual language: the same thing looks the same everywhere, and never by colour alone.

The colours are Okabe and Ito's, safe for colour-blind eyes.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Mark:
    """How one kind of thing is drawn."""

    glyph: str
    colour: str


OUTCOMES: Final[dict[str, Mark]] = {
    "followed": Mark("●", "#009E73"),
    "stale": Mark("◒", "#D55E00"),
    "forgotten": Mark("◐", "#E69F00"),
    "ignored": Mark("○", "#CC79A7"),
    "error": Mark("×", "#999999"),
    "lingering": Mark("◌", "#56B4E9"),
}

EDITS: Final[dict[str, str]] = {"add": "+", "revise": "~", "negate": "¬", "retract": "−", "restate": "·"}

NOTHING: Final = "–"
POINT: Final = OUTCOMES["followed"]
BAND: Final = Mark("░", "#007A5A")
SURVIVAL: Final = Mark("─", "#0072B2")
FRAME: Final = "bright_black"


def outcome(name: str) -> Mark:
    """The mark of an outcome; a question mark for one that is not known here."""
    return OUTCOMES.get(name, Mark("?", "#999999"))
