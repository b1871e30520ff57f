"""What generated conversations are about: subjects with their aspects, and ways to bring one up."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from driftsim.chance import source


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to talk about for a long time.

    Args:
        name: One word, for nodes and topics.
        phrase: The same in a sentence.
        opening: What a user says who comes to it first.
        aspects: What can be asked about, as noun phrases.
    """

    name: str
    phrase: str
    opening: str
    aspects: tuple[str, ...]

    def says(self, *key: str | int) -> Iterator[str]:
        """One question after another, none of them twice; the key determines their order.

        There are `len(self.aspects) * len(ASKING)` of them.
        """
        asked = [(frame, aspect) for frame in ASKING for aspect in self.aspects]
        source("says", self.name, *key).shuffle(asked)
        return (frame.format(aspect) for frame, aspect in asked)


ASKING: Final = (
    "What should I know about {}?",
    "Tell me more about {}.",
    "What do people get wrong about {}?",
    "Walk me through {}.",
    "I keep putting off {}. Where do I start?",
    "What would you do about {} in my place?",
    "What matters most with {}?",
    "I am not sure about {}. What are my choices?",
    "Let us talk about {} for a moment.",
    "What could go wrong with {}?",
    "Which questions should I ask about {}?",
    "Explain {} to somebody who is new to it.",
    "How do others deal with {}?",
    "I had a thought about {} this morning. What is your view?",
    "How much time should I set aside for {}?",
)

RETURNING: Final = (
    "Back to {}.",
    "I would like to return to {}.",
    "We left {} unfinished, I think.",
    "Now {} again.",
)


def _subject(block: str) -> Subject:
    head, opening, aspects = block.splitlines()
    name, phrase = head.split(": ")
    return Subject(name, phrase, opening, tuple(aspects.split("; ")))


def _all() -> tuple[Subject, ...]:
    _, *blocks = (files("driftsim") / "data" / "subjects.txt").read_text("utf-8").strip().split("\n\n")
    return tuple(map(_subject, blocks))


SUBJECTS: Final = _all()
