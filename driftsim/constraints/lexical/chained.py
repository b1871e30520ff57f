"""Sentences and paragraphs tied together by a word: what ends one begins the next, or ends where it began."""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.cores import folded
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph, sentence
from driftsim.constraints.surgery.manner import capitalized, decapitalized, like
from driftsim.constraints.surgery.sentence_count import more
from driftsim.constraints.surgery.sentences import appended
from driftsim.constraints.types import times
from driftsim.text import sentences

_CHAIN: Final = "Start with tea. Tea helps on cold days. Days like these pass slowly."
_ENDS: Final = ".!?… \t\n"
Tied = Callable[[str, str], bool]
Closed = Callable[[str], bool]


def chained(draft: str, tied: Tied, chance: Random) -> Iterator[str]:
    """Texts near a draft in which each sentence begins with the end of the one before; two there are."""
    text = draft if len(sentences(draft)) > 1 else more(draft, 1, chance)
    parts = sentences(text)
    for join in (_named, _hinged):
        pieces = [part.strip() for part in parts]
        for place in range(1, len(pieces)):
            if not tied(pieces[place - 1], pieces[place]):
                pieces[place - 1 : place + 1] = join(pieces[place - 1], pieces[place])
        yield " ".join(pieces)
    yield like(draft, _CHAIN)
    yield _CHAIN


def _named(left: str, right: str) -> tuple[str, str]:
    """The second begins with the last word of the first."""
    word = (folded(left) or ["so"])[-1]
    return left, f"{capitalized(word)} again: {right}"


def _hinged(left: str, right: str) -> tuple[str, str]:
    """A word of ours ends the first and begins the second."""
    stem = left.rstrip(_ENDS)
    return f"{stem} there{left[len(stem) :].strip() or '.'}", f"There we go: {right}"


def framed(draft: str, closed: Closed) -> Iterator[str]:
    """Texts near a draft in which each line ends with the word with which it begins."""
    for frame in (_echoed, _wrapped):
        yield "\n".join(line if closed(line) else like(line, frame(line)) for line in draft.split("\n"))
    yield like(draft, "Rain fell on the rain.")


def _echoed(line: str) -> str:
    stem = line.rstrip(_ENDS)
    return f"{stem} – {(folded(stem) or ['so'])[0]}."


def _wrapped(line: str) -> str:
    return f"Now {decapitalized(line.strip().rstrip(_ENDS))} now."


def _tied(left: str, right: str) -> bool:
    ends, begins = folded(left)[-1:], folded(right)[:1]
    return bool(ends) and ends == begins


class ChainedSentences(Constraint):
    """Each sentence begins with the word that ended the one before; there are two at least."""

    kind = "lexical.chained_sentences"
    family = "lexical"
    example = Example({}, passes="We saw a “fox”. Fox: it ran.", fails="We saw a fox. It ran.")
    phrasings = Phrasings(
        ask=("Begin each sentence with the word that ended the sentence before it.",),
        release=("A sentence need not begin with the word that ended the one before any more.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare neighbours."""
        parts = reply.sentences
        for place in range(1, len(parts)):
            if not _tied(parts[place - 1], parts[place]):
                reason = f"sentence {place + 1} does not begin with the word that ends sentence {place}"
                return Verdict(held=False, reason=reason, span=reply.sentence_places[place])
        return Verdict(len(parts) > 1, f"{times(len(parts), 'sentence')} in a chain, asked for at least 2")

    def ask(self) -> str:
        """As a user would."""
        return "Start every sentence with the last word of the sentence before it."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The last word in front of the next sentence."""
        return chained(draft, _tied, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A sentence behind it that breaks the chain."""
        return unchained(draft, chance)


def unchained(draft: str, chance: Random) -> Iterator[str]:
    """The draft with a sentence more; then sentences of our own."""
    yield appended(draft, sentence(chance))
    yield paragraph(chance)


def framing(reply: Reply, closed: Callable[[str], bool]) -> Verdict:
    """Whether each line ends as it begins, by a reading of what that means; else the first that does not."""
    start = 0
    for line in reply.lines:
        if not closed(line):
            span = (start, start + len(line))
            return Verdict(held=False, reason="a paragraph does not end as it begins", span=span)
        start += len(line) + 1
    return Verdict(held=True, reason="each paragraph ends as it begins")


class FramedParagraphs(Constraint):
    """Each line ends with the word with which it begins, whatever its case; one word is enough."""

    kind = "lexical.framed_paragraphs"
    family = "lexical"
    example = Example({}, passes="“Night” fell on a quiet night.\n\nDay.", fails="Night fell.\nDay came.")
    phrasings = Phrasings(
        ask=("Begin and end each paragraph with the same word.",),
        release=("A paragraph need not end with the word it begins with any more.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare both ends of each line; lines without a word are passed over."""
        return framing(reply, _closed)

    def ask(self) -> str:
        """As a user would."""
        return "End each paragraph with the same word with which it begins."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The first word once more at the end."""
        return framed(draft, _closed)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A paragraph more that does not."""
        yield f"{draft.rstrip()}\n\n{like(draft, sentence(chance))}"


def _closed(line: str) -> bool:
    words: Sequence[str] = folded(line)
    return not words or words[0] == words[-1]
