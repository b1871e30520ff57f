"""Small words put between two neighbours that must not stand side by side."""

import re
from collections.abc import Callable, Sequence

from driftsim.constraints.surgery.edits import replaced_all
from driftsim.constraints.surgery.manner import like

_PIECE = re.compile(r"\S+")
Clash = Callable[[str, str], bool]
Known = Callable[[str], str]


def bridged(text: str, words: Sequence[str], known: Known, clash: Clash) -> str:
    """The text with a word in front of each piece that clashes with the one before it.

    Args:
        text: The text; its white space stays.
        words: What may stand between; the first that clashes with neither neighbour is taken.
        known: What a piece between white space is known as; one that is known as nothing is passed over.
        clash: Whether two may not stand side by side, by what they are known as.

    Example:
        >>> bridged("Dogs do eat.", ["also"], str.lower, lambda one, two: one[0] == two[0])
        'Dogs also do eat.'
    """
    changes, before = [], ""
    for match in _PIECE.finditer(text):
        name = known(match[0])
        if not name:
            continue
        if before and clash(before, name):
            between = _between(words, before, name, clash)
            changes.append(((match.start(), match.start()), f"{like(text, between)} "))
        before = name
    return replaced_all(text, changes)


def _between(words: Sequence[str], before: str, after: str, clash: Clash) -> str:
    return next((word for word in words if not clash(before, word) and not clash(word, after)), words[0])
