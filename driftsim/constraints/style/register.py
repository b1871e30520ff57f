"""Marks of formal and of informal English: short lists of our own."""

import re
from dataclasses import dataclass
from typing import Final

from driftsim.constraints.base import Span
from driftsim.constraints.quoted import unquoted

_CONTRACTIONS: Final = (
    r"(?:ain|aren|can|couldn|didn|doesn|don|hadn|hasn|haven|isn|mustn|shouldn|wasn|weren|won|wouldn)['’]t"
    r"|[a-z]{1,9}['’](?:m|re|ve|ll|d)|(?:it|that|there|here|what|he|she|who|how|where|let)['’]s"
)
_GREETINGS: Final = "hey hi hiya howdy yo cheers thanks"
_SLANG: Final = (
    "yeah yep yup nope nah kinda sorta gonna wanna gotta gimme lemme dunno cuz coz awesome cool dude bro"
    " buddy pal mate guys folks stuff crap lol lmao omg btw asap thx pls plz ok okay wow oops yay haha hehe"
    " ugh duh whoa hmm basically totally super kids nuts lame chill grab"
)
_SAYINGS: Final = (
    "pretty much|hang out|no worries|no way|no problem|a bunch|tons of|loads of|sure thing|my bad|you bet"
    "|guess what|heads up|catch you|see you|big deal|freaks? out|mess(?:ed)? up|here you go|good to go|a sec"
)
_STIFF: Final = (
    "accordingly|furthermore|moreover|consequently|nevertheless|nonetheless|notwithstanding|hence|thus|whom"
    "|hereby|herein|hereafter|thereof|therein|henceforth|regarding|concerning|pursuant|subsequent(?:ly)?"
    "|therefore|sincerely?|dear|kindly|regrets?|enclosed|shall|informed|request(?:s|ed)?|require[sd]?"
    "|inquir(?:y|e|ies)|enquir(?:y|e|ies)|undersigned|appreciated|hesitate|assistance|obtain(?:ed)?|purchased?"
    "|commenced?|prior to|in accordance with|with respect to|in order to|in conclusion|on behalf of"
    "|subject to|at your disposal"
)
_LOOSE: Final = "|".join([_CONTRACTIONS, _SAYINGS, *_GREETINGS.split(), *_SLANG.split()])
_INFORMAL: Final = re.compile(
    rf"(?<![\w'’])(?:{_LOOSE})(?![\w'’])|!|[\U0001f300-\U0001faff\u2600-\u27bf]|(?<!\S)[:;]-?[)(DP](?!\S)",
    re.IGNORECASE,
)
_FORMAL: Final = re.compile(rf"(?<![\w'’])(?:{_STIFF})(?![\w'’])", re.IGNORECASE)
_YOU: Final = re.compile(r"(?<![\w'’])your?(?:s|self|selves)?(?!\w)", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")
_SHORT: Final = 50  # a shorter text counts as one of so many words
_OF_YOU: Final = 0.25  # a letter says "you" as well
BOUND: Final = 2.0


@dataclass(frozen=True, slots=True)
class Register:
    """The marks that were found.

    Args:
        informal: Where contractions, slang, greetings, exclamation marks and emojis stand.
        formal: How many formal words there are.
        you: How often the reader is addressed.
        words: How many words there are.
    """

    informal: tuple[Span, ...]
    formal: int
    you: int
    words: int

    @property
    def points(self) -> float:
        """Informal marks, less the formal ones, for each hundred words."""
        marks = len(self.informal) + _OF_YOU * self.you - self.formal
        return 100 * marks / max(self.words, _SHORT)

    @property
    def is_informal(self) -> bool:
        """Whether there are two or more."""
        return self.points >= BOUND


def register(text: str) -> Register:
    """Look for the marks; what is quoted is another's word."""
    own = unquoted(text)
    return Register(
        tuple(found.span() for found in _INFORMAL.finditer(own)),
        sum(1 for _ in _FORMAL.finditer(own)),
        sum(1 for _ in _YOU.finditer(own)),
        sum(1 for _ in _WORD.finditer(own)),
    )
