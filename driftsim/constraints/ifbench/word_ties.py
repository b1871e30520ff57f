"""IFBench's `words` ids on the first word and on words beside each other."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Final

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.ifbench.tagger import first_tag
from driftsim.constraints.ifeval.reference import Reference
from driftsim.constraints.lexical.chained import ChainedSentences, FramedParagraphs, chained, framed, framing
from driftsim.constraints.lexical.neighbours import VariedInitials, clash, varied
from driftsim.constraints.lexical.start_verb import StartVerb, nouned, opened
from driftsim.constraints.lexical.syllables import AlternatingSyllables, alternating, syllables
from driftsim.constraints.lexical.syllables import clash as same_parity
from driftsim.constraints.types import times
from driftsim.text import ASCII_PUNCTUATION, edged, unmarked

_EDGES: Final = ASCII_PUNCTUATION + " "


class StartsWithVerb(Reference):
    """NLTK's English part-of-speech tagger takes the first token for a verb.

    Its data (`averaged_perceptron_tagger_eng`) must be where NLTK looks for data; without them the check
    cannot be decided.
    """

    source_id = "words:start_verb"
    ours = StartVerb
    example = Example({}, passes="Give me the map now.", fails="The shop is near.")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Tag it; what stands behind the third token changes nothing."""
        tokens = reply.tokens[:3]
        if not tokens:
            return Verdict(held=False, reason="no word")
        tag = first_tag(tokens)
        return Verdict("VB" in tag, f'the first word, "{tokens[0]}", is tagged {tag}')

    def ask(self) -> str:
        """As a user would."""
        return "Make sure that your answer starts with a verb."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A few words in front."""
        return opened(draft, chance)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Other words in front."""
        return nouned(draft)


class OddEvenSyllables(Reference):
    """Words with an odd and an even number of syllables take turns; one with a digit has none."""

    source_id = "words:odd_even_syllables"
    ours = AlternatingSyllables
    example = Example({}, passes="cat water dog paper", fails="cat dog water")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare neighbours."""
        for left, right in pairwise(reply.small_bare_pieces):
            if same_parity(left, right):
                both = times(syllables(left), "syllable"), times(syllables(right), "syllable")
                return Verdict(held=False, reason=f'"{left}" has {both[0]}, "{right}" after it {both[1]}')
        return Verdict(held=True, reason="odd and even numbers of syllables take turns")

    def ask(self) -> str:
        """As a user would."""
        return "Make words with an odd and with an even number of syllables take turns."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Small words between those that clash."""
        return alternating(draft, _unmarked)


class NoConsecutive(Reference):
    """No two neighbouring words begin with the same character, whatever its case."""

    source_id = "words:no_consecutive"
    ours = VariedInitials
    example = Example({}, passes="Dogs eat meat.", fails="Dogs do eat.")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare neighbours."""
        for left, right in pairwise(reply.small_bare_pieces):
            if clash(left, right):
                return Verdict(held=False, reason=f'"{left}" and "{right}" begin alike')
        return Verdict(held=True, reason="no two words in a row begin alike")

    def ask(self) -> str:
        """As a user would."""
        return "Do not begin two words in a row with the same letter."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Small words between those that begin alike."""
        return varied(draft, _unmarked)


def _unmarked(piece: str) -> str:
    return unmarked(piece.lower())


class LastFirst(Reference):
    """Each sentence begins with the word that ended the one before; one sentence alone will do."""

    source_id = "words:last_first"
    ours = ChainedSentences
    example = Example({}, passes="We saw a fox. Fox ran off.", fails="We saw a fox. Fox: it ran.")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare neighbours."""
        for place, (left, right) in enumerate(pairwise(reply.sentences), 1):
            if not _tied(left, right):
                reason = f"sentence {place + 1} does not begin with the word that ends sentence {place}"
                return Verdict(held=False, reason=reason, span=reply.sentence_places[place])
        return Verdict(held=True, reason="each sentence begins with the word that ended the one before")

    def ask(self) -> str:
        """As a user would."""
        return "Make the last word of each sentence the first word of the next one."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The last word in front of the next sentence."""
        return chained(draft, _tied, chance)


def _tied(left: str, right: str) -> bool:
    ends, begins = left.rstrip(_EDGES).split()[-1:], right.lstrip(_EDGES).split(None, 1)[:1]
    return bool(ends and begins) and ends[0].lower() == begins[0].lower()


class ParagraphLastFirst(Reference):
    """Each line ends with the word with which it begins; one word is enough."""

    source_id = "words:paragraph_last_first"
    ours = FramedParagraphs
    example = Example({}, passes="Night fell on a quiet night.\n\nDay", fails="Night fell.\nDay came.")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare both ends of each line."""
        return framing(reply, _closed)

    def ask(self) -> str:
        """As a user would."""
        return "End each paragraph with the same word with which it begins."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The first word once more at the end."""
        return framed(draft, _closed)


def _closed(line: str) -> bool:
    words = edged(line.strip().lower()).split()
    return not words or words[0] == words[-1]
