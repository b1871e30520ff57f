"""No word too often."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.cores import folded
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.sentences import appended
from driftsim.constraints.types import Positive, times
from driftsim.text import sentences

_MANY = 20_000  # nobody repeats a word more often
_SCRATCH = "Rain fell early while some people slept."

WordsOf = Callable[[str], Sequence[str]]


def most_frequent(words: Iterable[str]) -> tuple[str, int]:
    """The most frequent word and how often it occurs; nothing where there are no words."""
    counts = Counter(words)
    most = max(counts.values(), default=0)
    return next(((word, number) for word, number in counts.items() if number == most), ("", 0))


def thinned(draft: str, at_most: int, words_of: WordsOf) -> Iterator[str]:
    """Texts near a draft in which no word occurs too often: some of its sentences, or of its words."""
    for pieces in (sentences(draft), draft.split()):
        yield " ".join(filter(_limit(at_most, words_of), pieces))
    yield like(draft, _SCRATCH)


def _limit(at_most: int, words_of: WordsOf) -> Callable[[str], bool]:
    """Whether a piece fits to those that were let through before it."""
    seen: Counter[str] = Counter()

    def fits(piece: str) -> bool:
        new = Counter(words_of(piece))
        if any(seen[word] + number > at_most for word, number in new.items()):
            return False
        seen.update(new)
        return True

    return fits


def repeating(draft: str, number: int) -> Iterator[str]:
    """The draft with a word so many times more."""
    if number <= _MANY:
        yield appended(draft, f"Take it {'very ' * number}easy.")


class Repeats(Constraint):
    """No word occurs more often than so many times, whatever its case."""

    kind = "lexical.repeats"
    family = "lexical"
    example = Example({"at_most": 2}, passes="Oak, oak and elm.", fails="Oak, oak and OAK.")
    at_most: Positive
    phrasings = Phrasings(
        ask=("Never use a word more often than this many times: {at_most}.",),
        release=("Words may occur more often than this many times again: {at_most}.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count each word."""
        word, number = most_frequent(map(str.casefold, reply.cores))
        reason = f'"{word}" occurs {times(number, "time")}, asked for at most {self.at_most}'
        return Verdict(number <= self.at_most, reason if number else "no word at all")

    def ask(self) -> str:
        """As a user would."""
        return f"Do not use any word more than {times(self.at_most, 'time')}."

    def deny(self) -> str:
        """As a user would."""
        return f"Use at least one word more than {times(self.at_most, 'time')}."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Without the sentences, or the words, that are too many."""
        return thinned(draft, self.at_most, folded)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A word once too often."""
        return repeating(draft, self.at_most + 1)
