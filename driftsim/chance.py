"""Random numbers by name: the same key gives the same number, whoever asks and in whatever order.

Nothing here has a state, so that conversations may run in any order and any number at a time.
"""

import random
from collections.abc import Sequence
from hashlib import blake2b
from statistics import NormalDist
from typing import Final, TypeVar

Key = str | int | None
T = TypeVar("T")

_BITS: Final = 53  # a float holds no more
_STANDARD: Final = NormalDist()


def uniform(*key: Key) -> float:
    """A number above 0 and below 1 that the key determines.

    Example:
        >>> uniform("seed", 7) == uniform("seed", 7) != uniform("seed", 8)
        True
    """
    return ((_digest(key) >> (64 - _BITS)) + 0.5) / (1 << _BITS)


def normal(*key: Key) -> float:
    """A number from the standard normal distribution that the key determines."""
    return _STANDARD.inv_cdf(uniform(*key))


def pick(choices: Sequence[T], *key: Key) -> T:
    """One of the choices, each as likely as the others.

    Raises:
        IndexError: there is nothing to choose from.
    """
    return choices[int(uniform(*key) * len(choices))]


def source(*key: Key) -> random.Random:
    """A stream of numbers that the key determines, for code that needs many."""
    return random.Random(_digest(key))


def _digest(key: tuple[Key, ...]) -> int:
    return int.from_bytes(blake2b(repr(key).encode("utf-8", "replace"), digest_size=8).digest())
