"""How many different words."""

from collections.abc import Callable, Iterator
from itertools import count, islice, product
from random import Random

from driftsim.constraints.base import Example, Reply
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import stream
from driftsim.constraints.surgery.kept import with_only
from driftsim.constraints.surgery.sentences import appended, with_sentences
from driftsim.text import edged

_DRAWN = 40  # sentences of ours after which hardly a new word comes
_SYLLABLES = [a + b for a, b in product("bdfgklmnprstv", "aiou")]


def narrowed(text: str, number: int, word: Callable[[str], str]) -> str:
    """The text with only its first so many different words; an empty word is left in and not counted."""
    known: set[str] = set()

    def keep(piece: str) -> bool:
        found = word(piece)
        if found and len(known) < number:
            known.add(found)
        return not found or found in known

    return with_only(text, keep)


def widened(text: str, number: int, chance: Random) -> str:
    """The text with sentences more until it has so many different words, then with invented words."""
    known = Reply(text).edged_pieces - {""}
    new: list[str] = []
    for sentence in islice(stream(chance), _DRAWN):
        if len(known) >= number:
            break
        found = Reply(sentence).edged_pieces
        if not found <= known:
            new.append(sentence)
            known |= found
    text = with_sentences(text, new)
    lacking = number - len(known)
    return text if lacking <= 0 else appended(text, " ".join(islice(_invented(known), lacking)) + ".")


def _invented(known: set[str]) -> Iterator[str]:
    for size in count(3):
        for parts in product(_SYLLABLES, repeat=size):
            if (word := "".join(parts)) not in known:
                yield word


class UniqueWords(Bounded):
    """The reply has so many different words, in any case; punctuation around a word is none of it."""

    kind = "length.unique_words"
    family = "structural"
    example = Example({"at_least": 4}, passes="Rain, snow and sun.", fails="Rain - rain, and more rain.")
    unit = "different word"
    request = "Use {amount} in your answer."
    refusal = "Do not use {amount} in your answer."
    phrasings = Phrasings(
        ask=("Your answer should have {amount}.", "Write your answer with {amount}."),
        release=("The number of different words no longer matters; it need not be {amount}.",),
    )

    def count(self, reply: Reply) -> int:
        """The different words."""
        return len(reply.edged_pieces - {""})

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """New words in new sentences, or only the first words of the draft."""
        if room.lacking(self.count(Reply(draft))):
            draft = widened(draft, room.low, chance)
            yield draft
        if room.high:
            yield narrowed(draft, room.high, lambda piece: edged(piece.lower()))
        elif room.high == 0:
            yield "..."
