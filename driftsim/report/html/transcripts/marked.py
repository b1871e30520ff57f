"""A reply in pieces: what a violation points at stands apart, and what is long is cut around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from driftsim.visible import safe

HEAD: Final = 1_600
AROUND: Final = 160
LONGEST: Final = 600


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a reply.

    Args:
        start: In characters, from 0.
        end: Where it ends.
        name: The constraint that points at it.
        outcome: How the constraint was violated.
    """

    start: int
    end: int
    name: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text.

    Args:
        text: What it says, with everything that hides made visible; of a gap, how much is not shown.
        spans: What points at it; none where it is plain.
        gap: Whether it stands for what is not shown.
    """

    text: str
    spans: tuple[Span, ...] = ()
    gap: bool = False


def visible(text: str) -> str:
    r"""A text with its lines and tabs as they are, and everything else that acts or hides made visible.

    Example:
        >>> visible("a\n\x1b[1mb\u2028")
        'a\n␛[1mb⟨U+2028⟩'
    """
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join("\t".join(safe(part) for part in line.split("\t")) for line in lines)


def span(written: str | None, name: str, outcome: str) -> Span | None:
    """A span out of a table, where it is `start:end`; None where there is none."""
    start, _, end = (written or "").partition(":")
    if not (start.isdigit() and end.isdigit() and int(start) < int(end)):
        return None
    return Span(int(start), int(end), name, outcome)


def pieces(text: str, spans: Sequence[Span] = ()) -> list[Piece]:
    """A text in pieces: marked where spans lie, gaps where it is too long to show whole.

    The first `HEAD` characters are shown, and what surrounds the beginning of each span.

    Example:
        >>> [(p.text, len(p.spans)) for p in pieces("a bad end", [Span(2, 5, "c", "ignored")])]
        [('a ', 0), ('bad', 1), (' end', 0)]
    """
    shown = _shown(len(text), spans)
    edges = {0, len(text), *(edge for part in shown for edge in part)}
    edges |= {min(edge, len(text)) for s in spans for edge in (s.start, s.end)}
    found = []
    for start, end in pairwise(sorted(edges)):
        if any(low <= start and end <= high for low, high in shown):
            over = tuple(s for s in spans if s.start <= start and end <= s.end)
            found.append(Piece(visible(text[start:end]), over))
        else:
            found.append(Piece(str(end - start), gap=True))
    return list(_joined(found))


def _shown(length: int, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """The stretches that are shown, in order and apart."""
    wanted = [(0, HEAD if length > HEAD + AROUND else length)]
    for each in sorted(spans, key=lambda s: s.start):
        if each.start < length:
            wanted.append((each.start - AROUND, min(each.end, each.start + LONGEST) + AROUND))
    apart: list[tuple[int, int]] = []
    for low, high in sorted((max(low, 0), min(high, length)) for low, high in wanted):
        if apart and low <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(high, apart[-1][1]))
        else:
            apart.append((low, high))
    return apart


def _joined(found: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbouring gaps as one."""
    gap = 0
    for piece in found:
        if piece.gap:
            gap += int(piece.text)
            continue
        if gap:
            yield _gap(gap)
        gap = 0
        yield piece
    if gap:
        yield _gap(gap)


def _gap(characters: int) -> Piece:
    return Piece(f"{characters:,} characters not shown", gap=True)
