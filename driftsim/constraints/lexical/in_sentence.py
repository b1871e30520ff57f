"""A word in a certain sentence."""

from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.matching import Finder, whole_word
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.edits import replaced
from driftsim.constraints.surgery.filler import paragraph, stream
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.replacement import without
from driftsim.constraints.surgery.sentence_count import more
from driftsim.constraints.types import Phrase, Positive, times
from driftsim.text import places, sentences

_FRAMES = ("Think of {} too.", "And so on with {}", "{}.", "{}")
_MOST = 20_000  # nobody writes a text with more sentences


def look(reply: Reply, number: int, finder: Finder) -> Verdict:
    """Whether something is found in a certain sentence."""
    parts = reply.sentences
    if len(parts) < number:
        return Verdict(held=False, reason=f"{times(len(parts), 'sentence')}, asked for at least {number}")
    span = places(parts, reply.text)[number - 1]
    found = finder.first(parts[number - 1])
    if found is None:
        return Verdict(held=False, reason=f"not found in sentence {number}", span=span)
    return Verdict(
        held=True, reason=f"found in sentence {number}", span=(span[0] + found[0], span[0] + found[1])
    )


def placed(draft: str, number: int, wordings: Sequence[str], chance: Random) -> Iterator[str]:
    """Texts near a draft whose sentence of a certain number is one that holds a word.

    Args:
        draft: The text.
        number: Which sentence, from 1.
        wordings: Ways to write the word.
        chance: Where a choice is free.
    """
    if number > _MOST:
        return
    own = [*(sentence for _, sentence in zip(range(number), stream(chance), strict=False))]
    for start in (draft, " ".join(own)):
        lacking = number - len(sentences(start))
        text = more(start, lacking, chance, same_words=False) if lacking > 0 else start
        spans = places(sentences(text), text)
        if len(spans) < number:
            continue
        for frame in _FRAMES:
            for wording in wordings:
                yield replaced(text, spans[number - 1], like(text, frame).replace("{}", wording))


class InSentence(Constraint):
    """A word or phrase occurs in the sentence of a certain number, whole and in any case."""

    kind = "lexical.in_sentence"
    family = "lexical"
    example = Example(
        {"word": "lamp", "sentence": 2}, passes="It is dark. Bring a Lamp!", fails="A lamp. Bring lamps!"
    )
    word: Phrase
    sentence: Positive
    phrasings = Phrasings(
        ask=('Make sure that "{word}" occurs in sentence number {sentence}.',),
        forbid=('Keep "{word}" out of sentence number {sentence}.',),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for it there."""
        return look(reply, self.sentence, whole_word(self.word))

    def ask(self) -> str:
        """As a user would."""
        return f'Use the word "{self.word}" in sentence {self.sentence} of your answer.'

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Another sentence in its place, with the word."""
        return placed(draft, self.sentence, (self.word,), chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Another word instead."""
        yield from without(draft, whole_word(self.word).spans, chance)
        yield paragraph(chance)
