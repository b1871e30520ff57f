"""IFEval's `length_constraints`."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from random import Random
from typing import Any

from driftsim.constraints.base import Context, Example, Reply, Span, Verdict
from driftsim.constraints.ifeval.reference import Compared, Reference
from driftsim.constraints.structural.nth_paragraph import NthParagraph
from driftsim.constraints.structural.paragraphs import Paragraphs
from driftsim.constraints.structural.sentences import SentenceCount
from driftsim.constraints.structural.words import Words
from driftsim.constraints.surgery.ends import headed
from driftsim.constraints.surgery.filler import sentence
from driftsim.constraints.surgery.json_text import is_json, with_value
from driftsim.constraints.surgery.parts import in_fewer, in_more
from driftsim.constraints.types import Count, Phrase, Positive, Relation, times
from driftsim.text import places, words_beyond

_DIVIDER = "***"
_WORD_END = re.compile("[.,?!'\"]")


class NumberSentences(Compared):
    """The number of sentences is at least, or less than, a number."""

    source_id = "length_constraints:number_sentences"
    ours = SentenceCount
    example = Example(
        {"num_sentences": 3, "relation": "less than"},
        passes="It rains. Dr. Wu stays in.",
        fails="It rains. Stay in. Read.",
    )
    number_name = "num_sentences"
    unit = "sentence"
    num_sentences: Count
    relation: Relation

    def count(self, reply: Reply) -> int:
        """Sentences as Punkt splits them."""
        return len(reply.sentences)

    def places(self, reply: Reply) -> Sequence[Span]:
        """These sentences."""
        return reply.sentence_places


class NumberWords(Compared):
    """The number of words is at least, or less than, a number."""

    source_id = "length_constraints:number_words"
    ours = Words
    example = Example(
        {"num_words": 5, "relation": "at least"},
        passes="It's a well-known fact.",
        fails="It's well-known.",
    )
    number_name = "num_words"
    unit = "word"
    num_words: Count
    relation: Relation

    def count(self, reply: Reply) -> int:
        """Runs of word characters."""
        return len(reply.words)

    def excess(self, reply: Reply, most: int) -> Span | None:
        """Those that are too many."""
        return words_beyond(reply.text, most)


class NumberParagraphs(Reference):
    """The number of parts between three asterisks, wherever these stand, is exactly a number."""

    source_id = "length_constraints:number_paragraphs"
    ours = Paragraphs
    example = Example(
        {"num_paragraphs": 2}, passes="Rain at dawn. *** Sun at noon.", fails="Rain at dawn.\n\nSun at noon."
    )
    num_paragraphs: Positive

    def spoken(self) -> dict[str, str]:
        """The number as `amount`."""
        return {"amount": f"exactly {times(self.num_paragraphs, 'paragraph')}"}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count the parts; only the first and the last may be blank."""
        parts = [part.strip() for part in reply.text.split(_DIVIDER)]
        if not all(parts[1:-1]):
            return Verdict(held=False, reason="nothing stands between two dividers")
        number = len(parts) - (not parts[0]) - (not parts[-1])
        reason = f"{times(number, 'paragraph')}, asked for exactly {self.num_paragraphs}"
        return Verdict(number == self.num_paragraphs, reason)

    def ask(self) -> str:
        """As a user would."""
        number = times(self.num_paragraphs, "paragraph")
        return f"Answer in exactly {number} with *** between one and the next."

    def deny(self) -> str:
        """As a user would."""
        return f"Do not answer in exactly {times(self.num_paragraphs, 'paragraph')} divided by ***."

    def twin_parameters(self) -> dict[str, Any]:
        """So many paragraphs."""
        return {"exactly": self.num_paragraphs}

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The parts that count here joined or divided."""
        yield self._parted(draft, self.num_paragraphs, chance)
        yield self._parted(draft.replace("*", ""), self.num_paragraphs, chance)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One paragraph less, or one more."""
        for number in (self.num_paragraphs - 1 or 2, self.num_paragraphs + 1):
            yield self._parted(draft, number, chance)

    @staticmethod
    def _parted(draft: str, number: int, chance: Random) -> str:
        parts = [part.strip() for part in draft.split(_DIVIDER) if part.strip()]
        return "\n***\n".join(in_more(in_fewer(parts, number, "\n"), number, chance))

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """In JSON dividers inside a string, which count as well; else dividers between the parts."""
        if is_json(draft):
            parts = (f"*** {sentence(chance)}" for _ in range(self.num_paragraphs - 1))
            yield with_value(draft, " ".join(parts))
        yield from super().rewrites(draft, chance)


class NthParagraphFirstWord(Reference):
    """Two line feeds divide the reply into so many parts, and one of these begins with a word.

    Blank parts are not counted, but they take a place in the order.
    """

    source_id = "length_constraints:nth_paragraph_first_word"
    ours = NthParagraph
    example = Example(
        {"num_paragraphs": 2, "nth_paragraph": 2, "first_word": "finally"},
        passes="It rained.\n\nFinally, the sun came.",
        fails="It rained.\n\nThe sun finally came.",
    )
    num_paragraphs: Positive
    nth_paragraph: Positive
    first_word: Phrase

    def spoken(self) -> dict[str, str]:
        """The number of paragraphs as `amount`, place and word as the sibling calls them."""
        amount = f"exactly {times(self.num_paragraphs, 'paragraph')}"
        return {"amount": amount, "nth": str(self.nth_paragraph), "first_word": self.first_word}

    @cached_property
    def looked_at(self) -> int:
        """The paragraph whose first word decides.

        Asked for one beyond the last, the reference draws a paragraph from 1 to one beyond the last; this
        is what it draws with its generator seeded 0, the seed of the language detector too.
        """
        if self.nth_paragraph <= self.num_paragraphs:
            return self.nth_paragraph
        return Random(0).randint(1, self.num_paragraphs + 1)

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count the parts, then look at the first word of the one asked for."""
        parts = [part.strip() for part in reply.text.split("\n\n")]
        number = sum(map(bool, parts))
        if number != self.num_paragraphs:
            reason = f"{times(number, 'paragraph')}, asked for exactly {self.num_paragraphs}"
            return Verdict(held=False, reason=reason)
        word = _first_word(parts[self.looked_at - 1]) if self.looked_at <= number else ""
        reason = f'paragraph {self.looked_at} begins with "{word}", asked for "{self.first_word}"'
        return Verdict(word == self.first_word.lower(), reason, self._place(parts, reply))

    def _place(self, parts: list[str], reply: Reply) -> Span | None:
        """Where the word stands that decides; a part that is blank or not there has none."""
        if self.looked_at > len(parts) or not parts[self.looked_at - 1]:
            return None
        start, end = places(parts, reply.text)[self.looked_at - 1]
        return start, start + len(reply.text[start:end].split(None, 1)[0])

    def ask(self) -> str:
        """As a user would."""
        return (
            f"Answer in exactly {times(self.num_paragraphs, 'paragraph')}, separated by blank lines,"
            f' and begin paragraph {self.nth_paragraph} with the word "{self.first_word}".'
        )

    def deny(self) -> str:
        """As a user would."""
        return (
            f"Do not answer in exactly {times(self.num_paragraphs, 'paragraph')} of which paragraph"
            f' {self.nth_paragraph} begins with the word "{self.first_word}".'
        )

    def twin_parameters(self) -> dict[str, Any]:
        """The same by our names, without a paragraph beyond the last."""
        return {"paragraphs": self.num_paragraphs, "nth": self.looked_at, "first_word": self.first_word}

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The parts that count here joined or divided."""
        parts = in_more(in_fewer(_parts(draft), self.num_paragraphs, "\n"), self.num_paragraphs, chance)
        if self.looked_at <= self.num_paragraphs:
            place = self.looked_at - 1
            parts[place] = headed(parts[place], self.first_word)
            yield "\n\n".join(parts)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Another word in front, or all in one paragraph."""
        parts = _parts(draft)
        place = min(self.looked_at, len(parts)) - 1
        if place >= 0:
            parts[place] = headed(parts[place], "still")
            yield "\n\n".join(parts)
        yield "\n".join(parts)
        yield f"{draft}\n\n{sentence(chance)}"


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _first_word(part: str) -> str:
    if not part:
        return ""
    word = part.split(None, 1)[0].lstrip("'").lstrip('"')
    return _WORD_END.split(word, maxsplit=1)[0].lower()
