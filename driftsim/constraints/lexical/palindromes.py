"""How many palindromes."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice, product
from random import Random
from typing import Final

from driftsim.constraints.base import Example, Reply
from driftsim.constraints.bounded import Bounded
from driftsim.constraints.room import Room
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.frames import carrying
from driftsim.constraints.surgery.kept import spans_of
from driftsim.constraints.surgery.replacement import without
from driftsim.constraints.types import Positive
from driftsim.text import unmarked

_KNOWN: Final = (
    "level radar civic rotor refer kayak madam tenet minim solos stats sagas rotator reviver deified racecar"
    " repaper redder hannah reifier rotavator redivider kinnikinnik"
).split()
_LETTERS: Final = "abdeilmnorstu"


def palindrome(word: str, letters: int) -> bool:
    """Whether a word without punctuation reads the same backwards and is long enough."""
    return len(word) >= letters and word == word[::-1]


def palindromes(words: Iterable[str], letters: int) -> list[str]:
    """The palindromes among some words, of which none is empty."""
    return [word for word in words if word[0] == word[-1] and palindrome(word, letters)]


def _meant(piece: str, letters: int) -> str:
    word = unmarked(piece.lower())
    return word if palindrome(word, letters) else ""


def without_palindromes(draft: str, gone: Callable[[str], bool], chance: Random) -> Iterator[str]:
    """Texts near a draft with other words instead of some palindromes."""
    return without(draft, lambda text: spans_of(text, gone), chance)


class Palindromes(Bounded):
    """The reply has so many different words that read the same backwards, each of so many letters or more."""

    kind = "lexical.palindromes"
    family = "lexical"
    example = Example(
        {"at_least": 2, "letters": 5}, passes="The kayak has a radar.", fails="Level by level, noon by noon."
    )
    unit = "different palindrome"
    letters: Positive = 5
    phrasings = Phrasings(
        ask=("Your answer should have {amount} of at least {letters} letters each, such as level.",),
        release=("You no longer need {amount} of at least {letters} letters each.",),
    )

    def count(self, reply: Reply) -> int:
        """The different ones."""
        return len(self._used(reply))

    def _used(self, reply: Reply) -> list[str]:
        return list(dict.fromkeys(palindromes(reply.small_bare_pieces, self.letters)))

    def ask(self) -> str:
        """As a user would."""
        return f"Use {self.amount()} of at least {self.letters} letters each."

    def deny(self) -> str:
        """As a user would."""
        return f"Do not use {self.amount()} of at least {self.letters} letters each."

    def resized(self, draft: str, room: Room, chance: Random) -> Iterator[str]:
        """More of them in one more sentence, or other words instead of the last."""
        used = self._used(Reply(draft))
        if lacking := room.lacking(len(used)):
            yield from carrying(draft, list(islice(self._more(used, chance), lacking)), chance)
            yield " ".join(islice(self._more([], chance), room.low))
        elif room.high is not None:
            gone = set(used[room.high :])
            yield from without_palindromes(draft, lambda p: _meant(p, self.letters) in gone, chance)

    def _more(self, used: list[str], chance: Random) -> Iterator[str]:
        """Known ones by chance, then built ones."""
        known = [word for word in _KNOWN if len(word) >= self.letters and word not in used]
        yield from chance.sample(known, len(known))
        for half in count(max(-(-self.letters // 2), 3)):
            for letters in product(_LETTERS, repeat=half):
                word = "".join([*letters, *letters[-2::-1]])
                if word not in known and word not in used and len(word) >= self.letters:
                    yield word
