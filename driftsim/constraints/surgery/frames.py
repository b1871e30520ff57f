"""Short plain sentences that carry words a reply must hold: no commas, no digits, one capital."""

from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.surgery.insertion import inserted
from driftsim.constraints.surgery.tongues import ENGLISH, tongue

FRAMES = (
    "We also thought of {}.",
    "Think of {} too.",
    "There is more to say on {} here.",
    "Remember {} as well.",
    "The notes mention {} more than once.",
)
BARE = "{}."
MARKS = "And so on{}"  # for what is no word
_JOINERS = (" and ", " ")


def carrying(draft: str, words: Sequence[str], chance: Random) -> Iterator[str]:
    """Texts near the draft that hold some words once more each, in an added sentence.

    In a text that is not English the words stand alone, so that its language stays.

    Example:
        >>> next(carrying("", ["oak", "elm"], Random(0))).count("oak and elm")
        1
    """
    frames, joiners = _frames(draft, words, chance)
    for joiner in joiners:
        for frame in frames:
            yield from inserted(draft, frame.replace("{}", joiner.join(words)))
    alone = " ".join(words)
    yield f"{draft.rstrip()}\n{alone}"
    yield f"{alone}\n{draft.lstrip()}"
    for joiner in joiners:
        for frame in frames:
            yield frame.replace("{}", joiner.join(words))
    for joiner in (" ", "\n", ". ", ", ", ""):
        yield joiner.join(words)


def _frames(draft: str, words: Sequence[str], chance: Random) -> tuple[Sequence[str], Sequence[str]]:
    if not any(char.isalnum() for word in words for char in word):
        return (MARKS, "{}"), ("", " ")
    if tongue(draft) != ENGLISH:
        return (BARE,), (" ",)
    return [*chance.sample(FRAMES, len(FRAMES)), BARE], _JOINERS
