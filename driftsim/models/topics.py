"""What a user's message is about, as far as the words around its nouns tell: the simulated model's subjects.

No dictionary is at hand. A word behind an article or a preposition is taken for a noun, one behind a pronoun
for a verb, one behind a form of `be` for an adjective.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from driftsim.text import Sentences

NOTHING: Final = "this"  # what a message is about that names nothing

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SENTENCE: Final = re.compile(r"[^.!?\n:;]+")
_TITLES: Final = re.compile(r"\b(Mrs|Mr|Ms|Dr)\.")
_LOOKED_AT: Final = 600  # characters of a message
_LONGEST: Final = 6  # words of a phrase
_MOST: Final = 3  # phrases
_JOINTS: Final = frozenset(("of", "in"))
_ARTICLES: Final = frozenset("a an the my your our his her their this that these those".split())
_BEFORE_NOUNS: Final = frozenset(
    "for about of in on at with into from by over under near like during".split()
)
_NUMBERS: Final = frozenset("two three four five six seven eight nine ten twelve twenty fifty".split())
_BEFORE_VERBS: Final = frozenset(
    "i you he she it we they who which there to not never can could will would shall should may might must"
    " do does did don't doesn't didn't can't won't i'll you'll we'll i've you've we've have has had".split()
)
_BEFORE_ADJECTIVES: Final = frozenset(
    "is are was were be been being am as so too very more less most i'm it's that's you're we're".split()
)
_DULL: Final = frozenset(
    (Sentences.SMALL - {"new", "two"})
    | Sentences.STARTERS
    | _BEFORE_VERBS
    | _BEFORE_ADJECTIVES
    | frozenset(
        "own everything anything nothing thin plan explain describe suggest compare recommend summarize"
        " create draft show help propose name actually answer answers final forgot give given going good"
        " have having keep list make makes making many message most much need needs only please really"
        " reply short something sure tell than thanks that there thing things want wanted wants well were"
        " when which while with word words work would write writing written sentence sentences paragraph"
        " paragraphs never ever always been being could might must shall should your yours mine theirs"
        " ours myself still again once twice said says asked asking and has was its got off out too also"
        " takes take costs cost read reads see seen wonder hello thank okay yes works along between among"
        " looks sounds sound later soon last first whatever whenever wrong right easy easier better worse"
        " done put came went comes upstairs downstairs outside inside together apart enough other until"
        " during near behind ahead cannot knows know else whose nobody somebody anybody anyone everyone back"
        " wait live lives goes belongs".split()
    )
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A run of words that says something, and whether what stands before it makes it a noun."""

    text: str
    sure: bool


def topics(message: str) -> tuple[str, ...]:
    """What a user's message is about: up to three phrases of its first sentence that names something.

    Example:
        >>> topics("Please plan a quiet weekend in New York for two adults. Use no commas.")
        ('the quiet weekend in New York', 'two adults')
    """
    for sentence in _SENTENCE.findall(_TITLES.sub(r"\1", message[:_LOOKED_AT])):
        found = list(dict.fromkeys(_phrases(_WORD.findall(sentence))))
        chosen = [phrase.text for phrase in found if phrase.sure] or [phrase.text for phrase in found]
        if chosen:
            return tuple(dict.fromkeys(chosen))[:_MOST]
    return (NOTHING,)


def _phrases(words: Sequence[str]) -> Iterator[_Phrase]:
    """Runs of words that say something, with what joins them; `the` where the message has an article."""
    run: list[str] = []
    before = ""
    for place, word in enumerate([*words, ""]):
        small = word.lower()
        if _says_something(word, first=place == 0):
            run.append(small if place == 0 or word.isupper() else word)
        elif run and small in _JOINTS:
            run.append(small)
        else:
            yield from _phrase(before, run)
            run, before = [], small


def _phrase(before: str, run: list[str]) -> Iterator[_Phrase]:
    sure = before in _ARTICLES or before in _BEFORE_NOUNS
    if before in _BEFORE_ADJECTIVES:
        return
    if before in _BEFORE_VERBS or (run and not sure and run[0].endswith("ing")):
        run = run[1:]
    while run and (run[-1] in _JOINTS or (len(run) > 1 and run[-1].endswith(("ing", "ed")))):
        run = run[:-1]
    if 0 < len(run) <= _LONGEST:
        named = run[0][0].isupper() or run[0] in _NUMBERS
        yield _Phrase(("the " if before in _ARTICLES else "") + " ".join(run), sure or named)


def _says_something(word: str, *, first: bool) -> bool:
    small = word.lower()
    if small in _DULL or small in _JOINTS or small in _BEFORE_NOUNS:
        return False
    if small.endswith("ly") or not word.replace("'", "").replace("’", "").isalpha():
        return False
    return len(word) > 3 or (len(word) == 3 and not first)
