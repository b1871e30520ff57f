"""How IFBench's checkers cut a text into pieces; the last few texts are remembered, for several ids ask.

Runs of word characters are `Reply.words`, sentences `Reply.sentences`, Treebank tokens `Reply.tokens`. Small
letters are those of the whole text, `pieces(reply.lower)`, for a word may be lower-cased otherwise alone.
"""

from functools import lru_cache

from driftsim.text import ASCII_PUNCTUATION

__all__ = ["edged", "pieces", "unmarked", "unmarked_words"]

_UNMARKED = str.maketrans("", "", ASCII_PUNCTUATION)
_EDGES = ASCII_PUNCTUATION + " "


def unmarked(text: str) -> str:
    """A text without any ASCII punctuation; nothing is put in its place.

    Example:
        >>> unmarked("well-known: 3.5")
        'wellknown 35'
    """
    return text.translate(_UNMARKED)


def edged(word: str) -> str:
    """A text without ASCII punctuation and spaces (U+0020) at its ends.

    Example:
        >>> edged('("well-known",')
        'well-known'
    """
    return word.strip(_EDGES)


@lru_cache(maxsize=8)
def pieces(text: str) -> tuple[str, ...]:
    """What stands between white space, punctuation and all.

    Example:
        >>> pieces("It is well-known!")
        ('It', 'is', 'well-known!')
    """
    return tuple(text.split())


@lru_cache(maxsize=8)
def unmarked_words(text: str) -> tuple[str, ...]:
    """What stands between white space when all ASCII punctuation is gone.

    Example:
        >>> unmarked_words("- It is well-known!")
        ('It', 'is', 'wellknown')
    """
    return tuple(unmarked(text).split())
