"""How IFBench's checkers cut a text into pieces; the last few texts are remembered, for several ids ask.

Runs of word characters are `Reply.words`, sentences `Reply.sentences`, Treebank tokens `Reply.tokens`. Small
letters are those of the whole text, `pieces(reply.lower)`, for a word may be lower-cased otherwise alone.
"""

from functools import lru_cache

from driftsim.text import edged, unmarked

__all__ = ["edged", "pieces", "unmarked", "unmarked_words"]


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
