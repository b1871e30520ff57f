"""Short plain sentences that carry words a reply must hold: no commas, no digits, one capital."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.surgery.insertion import inserted

FRAMES = (
    "We also thought of {}.",
    "Think of {} too.",
    "There is more to say on {} here.",
    "Remember {} as well.",
    "The notes mention {} more than once.",
)
BARE = "{}."
_ENGLISH = re.compile(r"\b(?:the|and|of|to|is|with|this|you|are|for)\b", re.IGNORECASE)
_FEW = 8  # words that are too few to tell a language by


def carrying(draft: str, words: Sequence[str], chance: Random) -> Iterator[str]:
    """Texts near the draft that hold some words once more each, in an added sentence.

    In a text that is not English the words stand alone, so that its language stays.

    Example:
        >>> next(carrying("", ["oak", "elm"], Random(0))).count("oak and elm")
        1
    """
    frames = [BARE] if _foreign(draft) else [*chance.sample(FRAMES, len(FRAMES)), BARE]
    named = " and ".join(words) if frames[0] is not BARE else " ".join(words)
    for frame in frames:
        yield from inserted(draft, frame.replace("{}", named))
    for separator in (" ", "\n", ". ", ", "):
        alone = separator.join(words)
        yield f"{draft.rstrip()}\n{alone}"
        yield f"{alone}\n{draft.lstrip()}"
        yield alone


def _foreign(draft: str) -> bool:
    return draft.count(" ") + draft.count("\n") >= _FEW and not _ENGLISH.search(draft)
