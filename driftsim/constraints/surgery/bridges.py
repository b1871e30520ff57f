"""Small words put between two neighbours that must not stand side by side."""

import re
from collections.abc import Callable, Sequence

from driftsim.constraints.base import Span
from driftsim.constraints.surgery.edits import replaced_all
from driftsim.constraints.surgery.manner import like

_PIECE = re.compile(r"\S+")
Clash = Callable[[str, str], bool]
Known = Callable[[str], str]


def bridged(text: str, words: Sequence[str], known: Known, clash: Clash) -> str:
    """The text with a word in front of each piece that clashes with the one before it.

    Args:
        text: The text; its white space stays.
        words: What may stand between; by turns, those that clash with neither neighbour.
        known: What a piece between white space is known as; one that is known as nothing is passed over.
        clash: Whether two may not stand side by side, by what they are known as.

    Example:
        >>> bridged("Dogs do eat.", ["also"], str.lower, lambda one, two: one[0] == two[0])
        'Dogs also do eat.'
    """
    changes: list[tuple[Span, str]] = []
    before = ""
    for match in _PIECE.finditer(text):
        name = known(match[0])
        if not name:
            continue
        if before and clash(before, name):
            between = _between(_turned(words, len(changes)), before, name, clash)
            changes.append(((match.start(), match.start()), f"{like(text, between)} "))
        before = name
    return replaced_all(text, changes)


def _turned(words: Sequence[str], turn: int) -> Sequence[str]:
    start = turn % len(words)
    return [*words[start:], *words[:start]]


def _between(words: Sequence[str], before: str, after: str, clash: Clash) -> str:
    return next((word for word in words if not clash(before, word) and not clash(word, after)), words[0])
