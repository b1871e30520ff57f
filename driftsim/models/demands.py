"""What a simulated reply is to do, one by one, each of which can be seen on a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final, Protocol

from driftsim.constraints import Constraint, Context, Reply
from driftsim.constraints.logic import Wrapped
from driftsim.models.answers import Answer
from driftsim.models.decisions import Decision

# How much a change for this kind disturbs the rest: what recasts the whole text is done first, for what comes
# later keeps to the manner of the text it finds; what stands at an end is done last.
_FIRST, _CONTENT, _AMOUNT, _COUNT, _LINES, _ENDS = range(6)
_ORDER: Final = {
    "semantic.language": _FIRST,
    "semantic.sentiment": _FIRST,
    "style.formality": _FIRST,
    "style.reading_grade": _FIRST,
    "format.uppercase": _FIRST,
    "format.lowercase": _FIRST,
    "format.json": _FIRST,
    "format.xml": _FIRST,
    "format.html": _FIRST,
    "format.csv": _FIRST,
    "format.capital_share": _ENDS,
    "evolif.format": _FIRST,
    "evolif.case": _FIRST,
    "format.choice": _FIRST,
    "content.repeat": _FIRST,
    "length.equal_sentences": _FIRST,
    "format.one_word_lines": _LINES,
    "custom.csv_city": _FIRST,
    "custom.csv_quotes": _FIRST,
    "custom.csv_special_character": _FIRST,
    "custom.date_format_list": _FIRST,
    "custom.european_capitals_sort": _FIRST,
    "custom.mcq_count_length": _FIRST,
    "custom.sentence_alphabet": _FIRST,
    "content.two_responses": _COUNT,
    "length.words": _AMOUNT,
    "length.characters": _AMOUNT,
    "evolif.length": _AMOUNT,
    "length.sentences": _COUNT,
    "length.paragraphs": _LINES,
    "length.nth_paragraph": _LINES,
    "length.text_paragraphs": _LINES,
    "format.sections": _LINES,
    "format.bullets": _LINES,
    "evolif.countableItems": _LINES,
    "format.table": _LINES,
    "format.growing_indent": _LINES,
    "format.marked_list": _LINES,
    "format.sub_bullets": _LINES,
    "format.text_then_bullets": _LINES,
    "lexical.framed_paragraphs": _LINES,
    "format.template": _LINES,
    "lexical.start": _ENDS,
    "lexical.end": _ENDS,
    "lexical.opening": _ENDS,
    "lexical.closing": _ENDS,
    "lexical.first_letter": _ENDS,
    "lexical.last_letter": _ENDS,
    "format.quoted_opening": _ENDS,
    "format.quoted_closing": _ENDS,
    "evolif.startwith": _ENDS,
    "evolif.endwith": _ENDS,
    "lexical.position": _ENDS,
    "lexical.start_verb": _ENDS,
    "lexical.alternating_syllables": _ENDS,
    "lexical.varied_initials": _ENDS,
    "format.sentence_emoji": _ENDS,
    "format.thesis": _ENDS,
    "format.title_case": _ENDS,
    "format.no_whitespace": _ENDS,
    "format.quotation": _ENDS,
    "content.postscript": _ENDS,
}


class Demand(Protocol):
    """Something that a text does or does not do."""

    @property
    def order(self) -> int:
        """When it is looked after: the smallest first."""

    @property
    def weight(self) -> int:
        """How bad it is to miss it."""

    def met(self, reply: Reply) -> bool:
        """Whether the text does it."""

    def nearer(self, text: str, chance: Random) -> Iterator[str]:
        """Texts near this one that ought to do it, the nearest first."""


@dataclass(frozen=True, slots=True)
class Held:
    """A constraint is to be satisfied, or to be violated.

    Args:
        constraint: The constraint.
        held: Which of the two.
        context: What the check may look at beside the reply.
        weight: How bad it is to miss it.
    """

    constraint: Constraint
    held: bool
    context: Context
    weight: int = 10

    @property
    def order(self) -> int:
        """By the kind of the constraint; one that is new to us counts as content."""
        inside = self.constraint
        while isinstance(inside, Wrapped):
            inside = inside.of
        return _ORDER.get(inside.kind, _CONTENT)

    def met(self, reply: Reply) -> bool:
        """Whether the checker says so; where it cannot decide, it is not."""
        try:
            return self.constraint.strict(reply, self.context).held is self.held
        except Exception:  # a checker's fault: the conversation's own check will tell of it
            return False

    def nearer(self, text: str, chance: Random) -> Iterator[str]:
        """What the constraint itself offers."""
        offers = self.constraint.rewrites if self.held else self.constraint.breaches
        return offers(text, chance)


@dataclass(frozen=True, slots=True)
class Unknowable:
    """What only a judge can see: no text is changed for it, and nobody knows what a text does."""

    order: int = _CONTENT
    weight: int = 0

    def met(self, reply: Reply) -> bool:
        """True: there is nothing that could be mended."""
        return True

    def nearer(self, text: str, chance: Random) -> Iterator[str]:
        """None."""
        return iter(())


@dataclass(frozen=True, slots=True)
class Answered:
    """A task is to be answered right, or wrong; a constraint that excludes that goes first."""

    answer: Answer
    order: int = _ENDS + 1
    weight: int = 5

    def met(self, reply: Reply) -> bool:
        """Whether it is graded so."""
        return self.answer.met(reply.text)

    def nearer(self, text: str, chance: Random) -> Iterator[str]:
        """The answer at several places."""
        return self.answer.nearer(text, chance)


def demands_of(decisions: tuple[Decision, ...], answer: Answer | None, context: Context) -> list[Demand]:
    """What the law's decisions ask of a text: first one for each decision, in their order.

    Where a version is violated by keeping the one before it, that one's demand is a wish: it weighs less, for
    the law says no more than that the version in force is violated.
    """
    found: list[Demand] = [
        Unknowable() if d.entry.constraint.is_judged else Held(d.entry.constraint, d.follows, context)
        for d in decisions
    ]
    for decision in decisions:
        old = decision.entry.previous
        if decision.falls_back and old is not None and not old.constraint.is_judged:
            found.append(Held(old.constraint, held=True, context=context, weight=1))
    if answer is not None:
        found.append(Answered(answer))
    return found
