"""IFBench's quiz of four questions that get longer."""

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Final

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.ifbench.lone import Lone
from driftsim.constraints.surgery.lines import with_first_line
from driftsim.constraints.types import times

_QUESTION: Final = "Question"
_HEADING: Final = re.compile(r"Question \d+[.|):;]?\s*")
_OPTION: Final = re.compile(r"[A-Ea-e][.|)]\s*\w+")
_QUIZ: Final = (
    ("Who painted Guernica?", "Picasso/Miró/Dalí/Braque/Gris"),
    ("Which movement did Dalí belong to?", "Surrealism/Cubism/Fauvism/Dada/Pop art"),
    ("Which school of design did Gropius found in 1919?", "Bauhaus/De Stijl/Ulm/Vkhutemas/Black Mountain"),
    (
        "Which artist showed a signed urinal as a sculpture under the title Fountain?",
        "Duchamp/Man Ray/Arp/Ernst/Picabia",
    ),
)


def _quiz() -> str:
    parts = []
    for number, (question, answers) in enumerate(_QUIZ, 1):
        options = [f"{letter}) {answer}" for letter, answer in zip("abcde", answers.split("/"), strict=True)]
        parts.append("\n".join([f"{_QUESTION} {number}. {question}", *options]))
    return "\n\n".join(parts)


class McqCountLength(Lone):
    """Four questions with five options each, every question longer than the one before."""

    source_id = "custom:mcq_count_length"
    family = "format"
    example = Example({}, passes=_quiz(), fails=f"Sure:\n{_quiz()}")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Divide at the headings, tell options from questions, compare the lengths."""
        if not reply.text.startswith(_QUESTION):
            return Verdict(held=False, reason=f'the reply does not begin with "{_QUESTION}"')
        parts = [part for part in map(str.strip, _HEADING.split(reply.text)) if part]
        if len(parts) != len(_QUIZ):
            return Verdict(held=False, reason=f"{times(len(parts), 'question')}, asked for {len(_QUIZ)}")
        lengths = []
        for number, part in enumerate(parts, 1):
            question, options = _read(part)
            if options != 5:
                reason = f"question {number} has {times(options, 'option')}, asked for 5"
                return Verdict(held=False, reason=reason)
            lengths.append(len(question))
        held = all(one < other for one, other in pairwise(lengths))
        return Verdict(held, f"the questions have {', '.join(map(str, lengths))} characters")

    def ask(self) -> str:
        """As a user would."""
        return (
            "Write 4 multiple choice questions about the art of the 20th century, each with the label"
            ' "Question", a number and 5 options, and each longer than the one before.'
        )

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft from its first question on, else a quiz of our own."""
        start = draft.find(_QUESTION)
        if start > 0:
            yield draft[start:]
        yield _quiz()

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A line before the first question."""
        yield with_first_line(draft, "Here are the questions:")


def _read(part: str) -> tuple[str, int]:
    """The question in a part, and how many options it has."""
    lines = [line.strip() for line in part.split("\n")]
    places = [place for place, line in enumerate(lines) if _OPTION.match(line)]
    question = lines[: places[0]] if places else lines
    return " ".join(question).strip(), len(places)
