"""IFBench's `format` ids that shape the whole reply: its lines, its quotations, its one answer."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import chain, pairwise
from random import Random
from typing import Any, Final

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.format.choice import Choice
from driftsim.constraints.format.emoji import SINGLE, SentenceEmoji
from driftsim.constraints.format.explained_quotes import ExplainedQuotes, unexplained
from driftsim.constraints.format.growing_indent import GrowingIndent, first_step_down
from driftsim.constraints.format.one_word_lines import OneWordLines
from driftsim.constraints.ifeval.reference import Reference
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph, sentence
from driftsim.constraints.types import Trimmed, listed
from driftsim.text import edged, unmarked

_LETTERED: Final = re.compile(r"\W*[aA]\W*[bB]\W*[cC]\W*")


class Options(Reference):
    """The reply is one of the options that a string lists, divided by `/`, else by `or`, else by commas.

    Options that begin with a, b and c must be hit to the letter; of others capitals and marks around them are
    free.
    """

    source_id = "format:options"
    ours = Choice
    example = Example({"options": "oak/elm"}, passes=" Oak! ", fails="oak, surely")
    options: Trimmed
    phrasings = Phrasings(
        ask=('Pick one of these as your whole answer: "{options}"',),
        release=('You no longer have to keep to these answers: "{options}"',),
    )

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The options one by one."""
        divider = next((mark for mark in ("/", "or") if mark in self.options), ",")
        return tuple(option.strip() for option in self.options.split(divider))

    @cached_property
    def to_the_letter(self) -> bool:
        """Whether nothing but the very option will do."""
        return _LETTERED.match(self.options) is not None

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare with each option."""
        said = reply.text if self.to_the_letter else edged(reply.text).lower()
        for option in self.choices:
            if said == (option if self.to_the_letter else edged(option).lower()):
                return Verdict(held=True, reason=f'the answer is "{option}"')
        return Verdict(held=False, reason=f"the answer is none of {listed(self.choices)}")

    def ask(self) -> str:
        """As a user would."""
        return f'Answer with one of the following options and nothing else: "{self.options}"'

    def deny(self) -> str:
        """As a user would."""
        return f'Do not answer with just one of the following options: "{self.options}"'

    def twin_parameters(self) -> dict[str, Any]:
        """The options one by one."""
        return {"options": self.choices}

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """One of the options to the letter."""
        yield from chance.sample(self.choices, len(self.choices))


class Newline(Reference):
    """When all marks are gone, as many lines are left as words; lines of blanks count as lines."""

    source_id = "format:newline"
    ours = OneWordLines
    example = Example({}, passes="Oak\nelm\n\nash.", fails="Oak elm\nash")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count both."""
        lines, words = sum(map(bool, unmarked(reply.text).strip().split("\n"))), len(reply.bare_pieces)
        return Verdict(lines == words, f"{words} words on {lines} lines")

    def ask(self) -> str:
        """As a user would."""
        return "Write each word on a new line."


class Emoji(Reference):
    """The last or last but one character of each sentence is an emoji, or the first of the next sentence.

    Marks are left out of account. An emoji is one character: flags and keycaps are none.
    """

    source_id = "format:emoji"
    ours = SentenceEmoji
    example = Example({}, passes="I am glad 🎉. You too! 😀", fails="I am in France 🇫🇷.")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at the end of each sentence and at the beginning of the next one."""
        parts = chain((unmarked(part).strip() for part in reply.sentences), ("",))
        for place, (part, after) in enumerate(pairwise(parts)):
            if not part or not (_any_emoji(part[-2:]) or _any_emoji(after[:1])):
                span = reply.sentence_places[place]
                return Verdict(
                    held=False, reason=f"sentence {place + 1} does not end with an emoji", span=span
                )
        return Verdict(held=True, reason="each sentence ends with an emoji")

    def ask(self) -> str:
        """As a user would."""
        return "Use an emoji at the end of every sentence."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A sentence for each line, and an emoji behind it."""
        lines = [edged(line.strip()) for line in draft.split("\n")]
        yield " ".join(f"{line} 😀." for line in lines if line)


def _any_emoji(text: str) -> bool:
    return SINGLE.search(text) is not None


class LineIndent(Reference):
    """Each line is indented by more blanks than the one before; of blank lines in a row about half count."""

    source_id = "format:line_indent"
    ours = GrowingIndent
    example = Example({}, passes="Oak\n\n elm\n  ash", fails="Oak\n\n\n elm\n  ash")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare neighbours, as far as they are left."""
        place = first_step_down(left_of(reply.lines))
        if place is None:
            return Verdict(held=True, reason="each line is indented further than the one before")
        return Verdict(held=False, reason=f"line {place + 1} is not indented further than the one before")

    def ask(self) -> str:
        """As a user would."""
        return "Make stairs of the lines: indent each new line a little further."


def left_of(lines: list[str]) -> list[str]:
    """The lines without those blank ones that the reference takes away while it walks over them.

    Behind a blank line it passes over the next one; each time the first line of that very text goes.
    """
    gone: Counter[str] = Counter()
    place = 0
    while place < len(lines):
        blank = not lines[place].strip()
        if blank:
            gone[lines[place]] += 1
        place += 2 if blank else 1
    left = []
    for line in lines:
        if gone[line] > 0:
            gone[line] -= 1
        else:
            left.append(line)
    return left


class QuoteUnquote(Reference):
    """Something stands behind each quotation in straight quotation marks; curly ones are none."""

    source_id = "format:quote_unquote"
    ours = ExplainedQuotes
    example = Example({}, passes='"Go" means leave, “go”.', fails='He said "go".')

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for neighbours and at the end."""
        wrong = unexplained(reply.text)
        return Verdict(wrong is None, wrong or "each quoted phrase has something unquoted behind it")

    def ask(self) -> str:
        """As a user would."""
        return "Put an unquoted explanation behind every quoted phrase."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft without quotation marks."""
        yield draft.replace('"', "")
        yield paragraph(chance)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A quotation at the end."""
        yield f'{draft} "{sentence(chance)}"'
