"""Sentences that grow word by word."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.cores import cores
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import tail
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.sentences import appended
from driftsim.constraints.surgery.words import cut, grown
from driftsim.constraints.types import Count, times
from driftsim.text import sentences

_MOST: Final = 2_000  # words by which a sentence can be made to grow
_KEPT: Final = 5  # sentences of a draft that are kept
_LONG: Final = 40  # words with which a growing text does not begin
_VERBS: Final = "Rest Read Wait Walk Plan".split()
Size = Callable[[str], int]


def wrong_step(reply: Reply, by: int, size: Size) -> Verdict | None:
    """The verdict on the first sentence without so many words more than the one before; None without one."""
    for place, (one, two) in enumerate(pairwise(map(size, reply.sentences)), 1):
        if two - one != by:
            reason = f"{times(one, 'word')}, then {times(two, 'word')}, not {by} more"
            return Verdict(held=False, reason=reason, span=reply.sentence_places[place])
    return None


def growing(draft: str, by: int, size: Size, chance: Random) -> Iterator[str]:
    """Texts near a draft in which each sentence has so many words more than the one before."""
    if by > _MOST:
        return
    parts = [part.strip() for part in sentences(draft)][:_KEPT]
    parts += [""] * (2 - len(parts))
    if not 0 < size(parts[0]) <= _LONG:
        parts[0] = _built(1, chance)
    for shaped in (_shaped, lambda part, number, *_: _built(number, chance)):
        first = size(parts[0])
        rest = [shaped(part, first + by * n, size, chance) for n, part in enumerate(parts[1:], 1)]
        yield " ".join([_ended(parts[0]), *(like(draft, part) for part in rest)])
    yield " ".join(like(draft, _built(1 + by * n, chance)) for n in range(3))


def _ended(part: str) -> str:
    return part if part[-1] in ".!?" else f"{part}."


def _shaped(part: str, number: int, size: Size, chance: Random) -> str:
    """A sentence cut or grown to so many words; another one where that fails."""
    lacking = number - size(part)
    text = grown(part, lacking, chance, anew=False) if lacking > 0 else cut(part, -lacking, whole=False)
    text = " ".join(text.split())
    fits = size(text) == number and len(sentences(text)) == 1 and text[-1:] in ".!?"
    return text if fits and text else _built(number, chance)


def _built(number: int, chance: Random) -> str:
    verb = chance.choice(_VERBS)
    return f"{verb} {tail(number - 1, chance)}." if number > 1 else f"{verb}."


def shrinking(draft: str) -> Iterator[str]:
    """The draft with a long sentence and a short one behind it."""
    yield appended(draft, "Rest for a while first. Wait.")
    yield "Rest for a while first. Wait."


def _size(part: str) -> int:
    return len(cores(part))


class GrowingSentences(Constraint):
    """Each sentence has so many words more than the one before; there are two at least."""

    kind = "length.growing_sentences"
    family = "structural"
    example = Example({"by": 1}, passes="Go on. Don't go – on.", fails="Go on. Go on.")
    by: Count
    phrasings = Phrasings(
        ask=("Let each sentence have exactly this many words more than the sentence before it: {by}.",),
        release=("Sentences need not grow by this many words any more: {by}.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count the words of each sentence."""
        wrong = wrong_step(reply, self.by, _size)
        number = len(reply.sentences)
        return wrong or Verdict(number > 1, f"{times(number, 'sentence')} that grow, asked for at least 2")

    def ask(self) -> str:
        """As a user would."""
        return f"Make each sentence exactly {times(self.by, 'word')} longer than the sentence before it."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Sentences that run on or end sooner."""
        return growing(draft, self.by, _size, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A long sentence, then a short one."""
        return shrinking(draft)
