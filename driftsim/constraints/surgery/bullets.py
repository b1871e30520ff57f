"""Sentences made into bullet points, bullet points added, put together or made prose again."""

import re
from collections.abc import Sequence
from random import Random

from driftsim.constraints.base import Span
from driftsim.constraints.surgery.edits import replaced, replaced_all
from driftsim.constraints.surgery.lines import chunks
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.parts import in_more, sentence_gaps
from driftsim.constraints.surgery.tongues import sayings, tongue

_MARKER = re.compile(r"\s*[*+•-]\s+")
_STRUCTURED = re.compile(r"\n|\s*(?:[#>|<`{\[]|\*\*\*|---)")


def listed(text: str, number: int, chance: Random) -> str:
    """Prose with so many of its sentences as bullet points.

    The first sentence introduces them where there are enough, what is left over closes.

    Example:
        >>> from random import Random
        >>> print(listed("Pack light. Bring water. Start early.", 2, Random(1)))
        Pack light.
        <BLANKLINE>
        - Bring water.
        - Start early.
    """
    prose = [span for span in chunks(text) if not _STRUCTURED.search(text[slice(*span)])]
    if not prose:
        return "\n\n".join(filter(None, (text.rstrip(), _items(sayings(tongue(text), number, chance)))))
    start, end = max(prose, key=lambda span: span[1] - span[0])
    pieces = in_more([text[start:end]], len(list(sentence_gaps(text[start:end]))) + 1, chance)
    if len(pieces) < number:
        pieces = in_more([text[start:end]], number, chance)
    intro = pieces[:1] if len(pieces) > number else []
    items, rest = pieces[len(intro) : len(intro) + number], pieces[len(intro) + number :]
    block = "\n\n".join(filter(None, (*intro, _items(items), " ".join(rest))))
    return replaced(text, (start, end), block)


def _items(pieces: Sequence[str], marker: str = "- ") -> str:
    return "\n".join(marker + piece for piece in pieces)


def lengthened(text: str, bullets: Sequence[Span], number: int, chance: Random) -> str:
    """So many bullet points more, behind the last one and like it."""
    start, end = bullets[-1]
    marker = _MARKER.match(text, start)
    pieces = [like(text, piece) for piece in sayings(tongue(text), number, chance)]
    items = _items(pieces, marker[0].replace("\n", "") if marker else "- ")
    return replaced(text, (end, end), f"\n{items}")


def shortened(text: str, bullets: Sequence[Span], number: int) -> str:
    r"""So many bullet points fewer: the last ones go on in the line before them, without their marks.

    Example:
        >>> shortened("- Red\n- Blue.", [(0, 5), (6, 13)], 1)
        '- Red; Blue.'
    """
    changes = []
    for index in range(len(bullets) - number, len(bullets)):
        start, end = bullets[index]
        marker = _MARKER.match(text, start, end)
        stop = marker.end() if marker else start
        before = bullets[index - 1] if index else None
        if before and not text[before[1] : start].strip():
            changes.append(((before[1], stop), " " if text[before[1] - 1] in ".!?:;," else "; "))
        else:
            changes.append(((start, stop), ""))
    return replaced_all(text, changes)
