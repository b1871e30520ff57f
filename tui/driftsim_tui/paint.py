"""Text and marks as `Content`: whatever comes from elsewhere passes here, and none of it is ever markup."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content, Span

from driftsim.report.glyphs import EDITS, outcome
from driftsim.visible import safe

MOST: Final = 20_000
"""So many characters of a text are painted; of a longer one its beginning, and what lies around spans."""

_AROUND: Final = 2_000
_MARKS: Final = frozenset({"Mn", "Me"})
_MOST_MARKS: Final = 3
_BARS: Final = "▁▂▃▄▅▆▇█"

Marked = tuple[int, int, str]
"""Where a text is styled: start, end, and the style."""


def text(told: object, style: str = "") -> Content:
    """One line of text from elsewhere, made harmless."""
    return Content.styled(safe(told), style) if style else Content(safe(told))


def mark(name: str | None) -> Content:
    """The glyph of an outcome in its colour; a space for none."""
    return Content.styled(outcome(name).glyph, f"${name}") if name else Content(" ")


def edit_mark(kind: str) -> Content:
    """The glyph of an edit."""
    return Content.styled(EDITS.get(kind, "?"), "$accent bold")


def strip(outcomes: Iterable[str | None], *, room: int) -> Content:
    """Outcomes one after another, the last `room` of them; a dot where the constraint was not in force."""
    every = list(outcomes)
    kept = every[-room:] if len(every) <= room else every[-(room - 1) :]
    marks = [Content.styled("·", "$faint") if name is None else mark(name) for name in kept]
    return Content("").join(marks if len(kept) == len(every) else [Content.styled("…", "$faint"), *marks])


def prose(told: str, marked: Sequence[Marked] = (), style: str = "") -> Content:
    """Text of several lines from elsewhere, with spans of it styled.

    Args:
        told: The text.
        marked: What to style, in characters of the text.
        style: The style of the whole.
    """
    pieces = _pieces(len(told), marked)
    painted: list[Content] = []
    reached = 0
    for start, end in pieces:
        if start > reached:
            painted.append(_left_out(start - reached))
        painted.append(
            _painted(told[start:end], [(a - start, b - start, how) for a, b, how in marked], style)
        )
        reached = end
    if reached < len(told):
        painted.append(_left_out(len(told) - reached))
    return Content("\n").join(painted)


def _left_out(many: int) -> Content:
    return Content.styled(f"⋯ {many:,} more characters; o opens the whole ⋯", "$faint italic")


def _pieces(length: int, marked: Sequence[Marked]) -> list[tuple[int, int]]:
    """Which parts of a text are painted, in order and apart."""
    if length <= MOST:
        return [(0, length)]
    wanted = [
        (0, MOST // 2),
        *((max(0, a - _AROUND), min(length, a + _AROUND)) for a, _, _ in sorted(marked)[:5]),
    ]
    joined = [wanted[0]]
    for start, end in wanted[1:]:
        before, reached = joined[-1]
        joined[-1:] = [(before, max(reached, end))] if start <= reached else [(before, reached), (start, end)]
    return joined


def _painted(told: str, marked: Sequence[Marked], style: str) -> Content:
    shown = visible(told)
    spans = [Span(0, len(shown.text), style)] if style and shown.text else []
    for start, end, how in marked:
        a, b = shown.at(start), shown.at(end)
        if a < b:
            spans.append(Span(a, b, how))
    return Content(shown.text, spans)


@dataclass(frozen=True, slots=True)
class Visible:
    """A text with everything made visible that a terminal obeys or hides.

    Args:
        text: What is shown.
        moved: Where it is longer than what was told: place in the told text, and how much longer up to there.
    """

    text: str
    moved: tuple[tuple[int, int], ...] = ()

    def at(self, place: int) -> int:
        """Where a place of the told text is in the shown one."""
        longer = 0
        for where, by in self.moved:
            if where >= place:
                break
            longer = by
        return max(0, min(place + longer, len(self.text)))


def visible(told: str) -> Visible:
    r"""The text with line breaks kept, tabs as spaces, and everything hidden or obeyed made visible.

    Example:
        >>> visible("a\tb\n\x1b[1m").text
        'a    b\n␛[1m'
    """
    told = told.replace("\r\n", " \n")
    if told.isascii() and told.replace("\n", "").isprintable():
        return Visible(told)
    shown: list[str] = []
    moved: list[tuple[int, int]] = []
    longer = marks = 0
    for place, character in enumerate(told):
        marks = marks + 1 if unicodedata.category(character) in _MARKS else 0
        one = _one(character) if marks <= _MOST_MARKS else f"⟨U+{ord(character):04X}⟩"
        shown.append(one)
        if len(one) != 1:
            longer += len(one) - 1
            moved.append((place, longer))
    return Visible("".join(shown), tuple(moved))


def _one(character: str) -> str:
    if character == "\n":
        return character
    return "    " if character == "\t" else safe(character)


def spark(values: Sequence[float], *, room: int) -> Content:
    """Shares between 0 and 1 as small bars, thinned to the room there is."""
    if not values:
        return Content("")
    step = max(1.0, len(values) / room)
    some = [values[int(place * step)] for place in range(min(room, len(values)))]
    return Content.styled("".join(_BARS[min(7, max(0, int(value * 8)))] for value in some), "$followed")
