"""Insults, threats and brush-offs in English: a short list of our own, and how they are aimed at somebody."""

import re
from collections.abc import Iterator
from typing import Final

from driftsim.constraints.base import Span
from driftsim.memory import Memory
from driftsim.text import words

# Said of somebody they insult, whatever stands beside them.
_NAMES: Final = (
    "idiots?|idiotic|morons?|moronic|imbeciles?|cretins?|dimwits?|nitwits?|halfwits?|scum|scumbags?|bastards?"
    "|jerks?|assholes?|arseholes?|jackass(?:es)?|dumbass(?:es)?|bitch(?:es)?|dickheads?|pricks?|douchebags?"
    "|twats?|wankers?|lowlifes?|blockheads?|boneheads?|airheads?"
)
# These insult only where they are aimed at somebody: a fool in a play, a loser of a match, a stupid mistake.
_AIMED: Final = (
    "fools?|foolish|losers?|clowns?|pigs?|rats?|cows?|donkeys?|trash|garbage|filth|vermin|stupid|dumb|pathetic"
    "|worthless|useless|disgusting|ugly|brainless|ignorant|dumm(?:y|ies)|liars?|cowards?|freaks?|crazy|insane"
)
_WHO: Final = r"(?:you|they|he|she|we)(?:['’](?:re|s)|\s+(?:all\s+)?(?:are|is|were|was))"
_FEW: Final = r"(?:\w+\s+){0,3}?"
_BODY: Final = "legs?|neck|arms?|bones|face|teeth|head|skull|family|house|life"
_HARM: Final = "kill|murder|hurt|beat|punch|strangle|crush|destroy|shoot|stab|smash|break|ruin|burn|hunt"
_PATTERNS: Final = (
    rf"(?:{_NAMES})",
    rf"{_WHO}\s+(?:\w+\s+){{0,3}}?(?:{_AIMED})",
    rf"(?:are|aren['’]t|is)\s+(?:you|he|she|they)\s+{_FEW}(?:{_AIMED})",
    rf"you\s+(?:\w+\s+)?(?:{_AIMED})",
    rf"how\s+(?:{_AIMED})\s+(?:are|is|can)\s+(?:you|he|she|they)",
    rf"only\s+an?\s+(?:\w+\s+)?(?:{_AIMED})\s+would",
    rf"what\s+{_FEW}(?:{_AIMED})",
    rf"(?<=,\s)(?:you\s+)?(?:{_AIMED})(?=\s*[.!?])",
    rf"(?:i|we)(?:['’]ll|\s+will|(?:['’]m|\s+am|['’]re|\s+are)\s+(?:going\s+to|gonna))\s+{_FEW}"
    rf"(?:{_HARM})\s+(?:you(?!\w|\s+(?:a|an|the|some|two|three)\b)|(?:your|his|her|their)\s+(?:{_BODY}))",
    r"(?:you|he|she|they)(?:['’]ll|\s+will)\s+(?:regret\s+(?:this|it)|pay\s+(?:dearly\s+)?for\s+(?:this|it|that))",
    r"(?:you['’]d|you\s+had)\s+better\s+watch\s+your\s+(?:back|step)|watch\s+your\s+back",
    r"(?:i|we)\s+hope\s+(?:that\s+)?you\s+(?:die|rot|suffer|choke)",
    r"(?:shut|piss|fuck|bugger|sod)\s+(?:the\s+(?:hell|fuck)\s+)?(?:up|off)|(?:screw|fuck|damn)\s+you|drop\s+dead",
    r"(?:go\s+to|rot\s+in|burn\s+in)\s+hell|get\s+lost|(?:you|people\s+like\s+you)\s+(?:disgust\s+me|make\s+me\s+sick)",
)
_FOUND: Final = re.compile(rf"(?<!\w)(?:{'|'.join(_PATTERNS)})(?!\w)", re.IGNORECASE)
# Each pattern has one of these in it; a clause without any is not looked at.
_SIGNS: Final = re.compile(
    rf"{_NAMES}|{_AIMED}|{_HARM}|regret|pay|back|step|die|rot|suffer|choke|shut|piss|fuck|bugger|sod|screw|damn"
    r"|dead|hell|lost|disgust|sick",
    re.IGNORECASE,
)
_END: Final = re.compile(r"[.!?]")  # no pattern goes on behind one
_DENIED: Final = re.compile(
    r"(?:(?<!\w)(?:not|never|nobody|no\s+one|no|nor|neither|without)|n['’]t)\s+(?:[\w'’]+\s+){0,6}$",
    re.IGNORECASE,
)
_INSIDE: Final = re.compile(r"\bnot\b|n['’]t\b|\bnever\b", re.IGNORECASE)
_BEFORE: Final = 60  # characters in which a negation is looked for


def insults(own: str) -> Iterator[Span]:
    """Where somebody is insulted or threatened in a text without its quotations; denied ones are left out."""
    for start, end in _suspects(own):
        for found in _FOUND.finditer(own, start, end):
            before = own[max(found.start() - _BEFORE, 0) : found.start()]
            if not _DENIED.search(before) and not _INSIDE.search(found[0]):
                yield found.span()


def _suspects(text: str) -> Iterator[Span]:
    """The sentences in which a sign stands, with their end."""
    signs = {*filter(_IS_SIGN.__getitem__, set(words(text)))}
    start = 0
    for end in (*(found.end() for found in _END.finditer(text)), len(text)) if signs else ():
        sentence = text[start:end]
        if any(map(sentence.__contains__, signs)) and not signs.isdisjoint(words(sentence)):
            yield start, end
        start = end


_IS_SIGN: Final = Memory(lambda word: _SIGNS.fullmatch(word) is not None)
