"""An emoji at the end of each sentence."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, Final

import regex

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph, sentence
from driftsim.constraints.surgery.sentences import appended
from driftsim.text import places, sentences

# One character is enough to know an emoji by; flags are two letters of their own, keycaps end with a frame.
SINGLE: Final[Any] = regex.compile(r"[\p{Emoji}--[\x00-\x7f\U0001f1e6-\U0001f1ff]]", regex.V1)
_MADE: Final = r"[\p{Emoji}--[\x00-\x7f\U0001f1e6-\U0001f1ff]]|[\U0001f1e6-\U0001f1ff]{2}|[\d#*]\ufe0f?\u20e3"
_PLAIN: Final = r"[^\p{L}\p{N}\p{Emoji}\U0001f1e6-\U0001f1ff]"  # marks, and what an emoji is modified by
_LAST: Final[Any] = regex.compile(rf"(?:{_MADE}){_PLAIN}*\Z", regex.V1)
_FIRST: Final[Any] = regex.compile(rf"\s*(?:{_MADE})", regex.V1)
_CLOSING: Final = " \t\n.!?…,;:\"'”’)]*_"
_EMOJI: Final = "😀🎉🌟👍🌱🍀🚀🎈"
_ROUNDS = 3  # an emoji may move the end of a sentence


def without_emoji(parts: Sequence[str]) -> int | None:
    """The first sentence that neither ends with an emoji nor is followed by one; None where there is none."""
    for place, part in enumerate(parts):
        after = parts[place + 1] if place + 1 < len(parts) else ""
        if not _LAST.search(part) and not _FIRST.match(after):
            return place
    return None


def with_emoji(text: str, chance: Random, *, behind: bool) -> str:
    """The text with an emoji at the end of each sentence, before its closing marks or behind them."""
    pieces, end = [], 0
    parts = sentences(text)
    for (start, stop), part in zip(places(parts, text), parts, strict=True):
        stem = start + len(part.rstrip(" \t\n" if behind else _CLOSING))
        gap = " " if stem > start else ""
        ready = without_emoji([part]) is None
        pieces += [text[end:stem], "" if ready else gap + chance.choice(_EMOJI), text[stem:stop]]
        end = stop
    return "".join([*pieces, text[end:]])


class SentenceEmoji(Constraint):
    """Each sentence ends with an emoji: before its closing marks or behind them; flags count."""

    kind = "format.sentence_emoji"
    family = "format"
    example = Example({}, passes="I am in France 🇫🇷. Glad! 🎉", fails="I am in France 🇫🇷. Glad!")
    phrasings = Phrasings(
        ask=("Close every sentence with an emoji.", "Put an emoji at the end of each sentence."),
        release=("You may leave out the emoji at the ends of sentences.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at the end of each sentence."""
        parts = reply.sentences
        place = without_emoji(parts)
        if place is None:
            return Verdict(held=True, reason="each sentence ends with an emoji")
        span: Span = reply.sentence_places[place]
        return Verdict(held=False, reason=f"sentence {place + 1} does not end with an emoji", span=span)

    def ask(self) -> str:
        """As a user would."""
        return "End each sentence with an emoji."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """An emoji at the end of each of its sentences, then of some of our own."""
        for start in (draft, paragraph(chance)):
            for behind in (False, True):
                text = start
                for _ in range(_ROUNDS):
                    text = with_emoji(text, chance, behind=behind)
                    yield text

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One more sentence, without."""
        yield appended(draft, sentence(chance))
        yield f"{draft.rstrip()}\n{sentence(chance)}"
        yield paragraph(chance)
