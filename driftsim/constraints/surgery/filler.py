"""Plain English to lengthen a text with: no commas, no digits, no capitals but the first letter.

Sentences are put together from three lists, so that a thousand of them can be drawn before one comes again.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random

_SUBJECTS = (
    "An early start/The first step/Good preparation/The simple option/Some extra time/Fresh air"
    "/The second visit/One clear plan/The quiet side street/Every small break/The longer route"
    "/Asking a neighbour/Reading ahead/The usual order/Keeping notes/Another look/The afternoon"
    "/Starting small/The middle part/Local advice"
).split("/")
_PREDICATES = (
    "makes a real difference/helps more than most people expect/is worth the effort/saves time later"
    "/keeps everything simple/takes less than an hour/gives everyone room to breathe/works well"
    "/pays off quickly/brings some calm into the day/leaves enough room for surprises"
    "/costs very little/is easy to arrange/solves most of the problem/feels lighter than it sounds"
    "/deserves a little more attention"
).split("/")
_ADJUNCTS = (
    "/in the long run/on most days/for almost everyone/before anything else happens/when plans change"
    "/at this time of year/without much trouble/if nothing else comes up/once the basics are settled"
    "/for all we know/with some practice/in most places"
).split("/")
_TAILS: dict[int, tuple[str, ...]] = {
    1: ("again", "anyway", "overall", "too", "mostly"),
    2: ("as well", "in general", "for now", "in practice", "most days", "in short"),
    3: ("as a rule", "in most cases", "in the end", "at any rate", "more or less", "for a while"),
    4: ("if there is time", "at your own pace", "without too much effort", "in the usual way"),
    5: (
        "in one way or another",
        "when the weather allows it",
        "for as long as possible",
        "on a day like this",
        "with the others in mind",
        "from the very first day",
        "without any need to rush",
        "as far as it goes",
        "even on a busy morning",
        "and everybody knows about it",
    ),
    6: ("with a little bit of patience", "and that is often quite enough", "as long as there is time"),
    7: (
        "and the rest will follow from there",
        "so that nobody has to wait long",
        "while there is still time for it",
    ),
    8: (
        "which makes the rest a good deal easier",
        "because the small things tend to add up",
        "so there is no need to hurry anything",
        "and nobody will mind if it takes longer",
        "since the best moments are hard to plan",
    ),
}
LONGEST_TAIL = max(_TAILS)
_TITLES = ("Some Thoughts", "The Short Version", "What Matters Here", "One Way To Go", "The Plan So Far")


def sentence(chance: Random) -> str:
    """One sentence, of four to eleven words."""
    return next(stream(chance))


def stream(chance: Random) -> Iterator[str]:
    """Sentences without end, of which neighbours differ in all their parts."""
    turns = (_in_turn(pieces, chance) for pieces in (_SUBJECTS, _PREDICATES, _ADJUNCTS))
    for pieces in zip(*turns, strict=True):
        yield " ".join(filter(None, pieces)) + "."


def _in_turn(pieces: Sequence[str], chance: Random) -> Iterator[str]:
    while True:
        yield from chance.sample(pieces, len(pieces))


def sentences(number: int, chance: Random) -> list[str]:
    """So many sentences."""
    return list(islice(stream(chance), number))


def paragraph(chance: Random, size: int = 4) -> str:
    """Some sentences in a row."""
    return " ".join(sentences(size, chance))


def tail(words: int, chance: Random, *, unlike: str = "") -> str:
    """So many words that can follow the last one of a sentence.

    Args:
        words: From 1; tails above `LONGEST_TAIL` are put together from shorter ones.
        chance: Which one.
        unlike: A text whose own tails are not repeated while there are others.
    """
    parts: list[str] = []
    while words > LONGEST_TAIL:
        parts.append(_fresh(5, " ".join([unlike, *parts]), chance))
        words -= 5
    return " ".join([*parts, _fresh(words, " ".join([unlike, *parts]), chance)])


def _fresh(words: int, unlike: str, chance: Random) -> str:
    """A tail of so many words; of those that stand in a text one that stands there least often."""
    seen = unlike.lower()
    least = min(seen.count(piece) for piece in _TAILS[words])
    return chance.choice([piece for piece in _TAILS[words] if seen.count(piece) == least])


def title(chance: Random) -> str:
    """A few words to head a text with."""
    return chance.choice(_TITLES)
