"""A text with a certain share of its letters in capitals."""

import re
from collections.abc import Callable, Iterator

_WORD = re.compile(r"[^\W\d_]+")

Cased = Callable[[str], bool]


def share(text: str) -> float:
    """Capitals for each hundred of letters that have a case; 0 where there are none."""
    capitals = sum(map(str.isupper, text))
    letters = capitals + sum(map(str.islower, text))
    return 100 * capitals / letters if letters else 0.0


def with_share(text: str, low: int, high: int) -> Iterator[str]:
    """The text with between `low` and `high` percent of its letters as capitals: whole words, then letters.

    Example:
        >>> next(with_share("rain at dawn", 40, 45))
        'RAIN at dawn'
    """
    yield _by_words(text, (low + high) / 2)
    yield _by_letters(text, (low + high) / 2)


def _by_words(text: str, target: float) -> str:
    """Words raised from the front until the share is reached, the one that would go beyond left small."""
    letters = sum(char.isupper() or char.islower() for char in text)
    left = round(target * letters / 100)
    pieces, end = [], 0
    for match in _WORD.finditer(text):
        size = sum(char.isupper() or char.islower() for char in match[0])
        raise_it = size <= left
        left -= size if raise_it else 0
        pieces += [text[end : match.start()], match[0].upper() if raise_it else match[0].lower()]
        end = match.end()
    return "".join([*pieces, text[end:]])


def _by_letters(text: str, target: float) -> str:
    """Letters raised from the front; what has no single capital stays small."""
    letters = sum(char.isupper() or char.islower() for char in text)
    left, changed = round(target * letters / 100), []
    for char in text:
        if not (char.isupper() or char.islower()):
            changed.append(char)
        elif left > 0 and len(char.upper()) == 1 and char.upper().isupper():
            changed.append(char.upper())
            left -= 1
        else:
            changed.append(char.lower() if len(char.lower()) == 1 else char)
    return "".join(changed)
