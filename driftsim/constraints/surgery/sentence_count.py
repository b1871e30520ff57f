"""More or fewer sentences, as Punkt counts them, with the words left as they are where that is possible."""

import re
from collections.abc import Sequence
from random import Random

from driftsim.constraints.base import Span
from driftsim.constraints.surgery.edits import replaced_all
from driftsim.constraints.surgery.manner import decapitalized
from driftsim.constraints.surgery.sentences import halved, with_sentences
from driftsim.constraints.surgery.tongues import sayings, tongue
from driftsim.constraints.surgery.units import units

_CLOSING = re.compile(r"[.!?…]+(?=[\"'”’)\]*_»]*\Z)")
_ENDS = "。।۔"  # marks of other scripts, at which Punkt ends no sentence

Change = tuple[Span, str]


def more(text: str, number: int, chance: Random, *, same_words: bool = True) -> str:
    """So many sentences more: long ones fall in two, so that the words stay, and for the rest new ones come.

    Example:
        >>> from random import Random
        >>> more("Walk to the park and eat lunch there.", 1, Random(1))
        'Walk to the park. And eat lunch there.'
    """
    for unit in reversed(units(text)):
        if same_words and number and (parted := halved(text, unit)) is not None:
            text, number = parted, number - 1
    pieces = sayings(tongue(text), number, chance) if number else []
    return with_sentences(text, [_closed(piece) for piece in pieces])


def _closed(piece: str) -> str:
    bare = piece.rstrip(_ENDS)
    return piece if bare == piece and not bare[-1].isalnum() else f"{bare}."


def fewer(text: str, spans: Sequence[Span], number: int, *, same_words: bool = False) -> str:
    """So many sentences fewer: some are joined by a semicolon, those in the middle of a line are left out.

    Args:
        text: The text.
        spans: Where its sentences stand.
        number: How many must go; at least one sentence stays.
        same_words: Whether all are joined.

    Example:
        >>> fewer("It rains. The sun hides.", [(0, 9), (10, 24)], 1)
        'It rains; the sun hides.'
    """
    middle = [index for index in range(len(spans) - 2, 0, -1) if _stands_in_line(text, spans, index)]
    gone = [] if same_words else middle[: max(2 * number - len(spans), 0)]  # as many are joined as stay
    kept = [index for index in range(len(spans)) if index not in gone]
    pairs = [*zip(kept[::2], kept[1::2], strict=False), *zip(kept[1::2], kept[2::2], strict=False)]
    changes = [((spans[index][0], spans[index + 1][0]), "") for index in gone]
    for first, second in pairs[: number - len(gone)]:
        changes += _join(text, spans[first], spans[second])
    return replaced_all(text, changes)


def _stands_in_line(text: str, spans: Sequence[Span], index: int) -> bool:
    """Whether it can go without a trace: on both sides there is prose in the same line."""
    before, after = text[spans[index - 1][1] : spans[index][0]], text[spans[index][1] : spans[index + 1][0]]
    inside = text[spans[index][0] : spans[index][1]]
    return before.isspace() and after.isspace() and "\n" not in before + inside + after


def _join(text: str, first: Span, second: Span) -> list[Change]:
    closing = _CLOSING.search(text[first[0] : first[1]])
    if closing is None:
        return []
    place = first[0] + closing.start(), first[0] + closing.end()
    changes = [(place, ";")]
    if "\n" not in text[first[1] : second[0]]:
        start, end = second
        changes.append(((start, start + 1), decapitalized(text[start:end])[:1]))
    return changes
