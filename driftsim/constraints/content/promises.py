"""Where a text commits to something: a refund promised, granted, announced or under way.

A lexicon and a few patterns of our own, in English. A commitment is, in one clause,

- a word of promising before the thing: promise, guarantee, assure, pledge, vow, commit to, ensure;
- the future or the perfect of a word of granting before it: `we will give you a refund`, `you are going to
  receive`, `we have issued`, `I am sending`, `you are entitled to`, `happy to offer`, `I can offer`, `you can
  have`, `I will make sure you get`;
- the thing itself as such a verb: `I will refund you`, `you have been refunded`, `we refund`;
- the thing with its confirmation behind it: `a refund is guaranteed`, `your refund has been approved`.

A negation in the clause (not, n't, never, no, cannot, without, unable to, refuse to …) makes it none, and so
does a question, and `whether`. Limits: what is promised by a pronoun (`Refunds? You will have one.`), by a
hint (`it will be back on your card`) or in other words than the ones given is not seen; `he promised you a
refund`, which tells of another's promise, is; a promise under a condition counts as one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from driftsim.constraints.base import Span
from driftsim.constraints.content.forms import deed
from driftsim.constraints.content.promise_words import (
    BEFORE_DEED,
    BOUNDARY,
    COMMITTING,
    COMPOUND,
    CONFIRMED,
    END,
    LATER,
    NO,
    PARTED,
    VERB,
)

_FAR: Final = 200  # characters before or behind the thing that are looked at
_GAP: Final = re.compile(r"[\s*_]")


class Commitment(NamedTuple):
    """A commitment in a text.

    Args:
        thing: Where the thing stands.
        span: From the word that commits to the thing, or from the thing to it.
        conditional: Whether its sentence names a condition: once, before, if …
    """

    thing: Span
    span: Span
    conditional: bool


def commitments(thing: str, text: str) -> Iterator[Commitment]:
    """The commitments to a thing, in order.

    Example:
        >>> texts = "You'll get a refund.", "We can't promise a refund."
        >>> [len(list(commitments("refund", text))) for text in texts]
        [1, 0]
    """
    for span in deed(thing).spans(text):
        flat = _flat(text)
        if not _has_verb_near(flat, span) or _asked(flat, span[1]) or COMPOUND.match(flat, span[1]):
            continue
        around = _clause(flat, span)
        found = _before(flat, around[0], span) or _behind(flat, span, around)
        if found is not None:
            yield Commitment(span, found, conditional=_is_conditional(flat, span))


@lru_cache(maxsize=16)
def _flat(text: str) -> str:
    """The text in small letters, each white space or emphasis a blank, apostrophes straight; equally long."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return _GAP.sub(lambda match: "\n" if match[0] == "\n" else " ", lowered.replace("’", "'"))


@lru_cache(maxsize=16)
def _verbs(flat: str) -> list[int]:
    return [match.start() for match in VERB.finditer(flat)]


def _has_verb_near(flat: str, span: Span) -> bool:
    """Whether any word stands near that a commitment takes: of most texts nothing more need be looked at."""
    verbs = _verbs(flat)
    place = bisect_left(verbs, span[0] - _FAR)
    return place < len(verbs) and verbs[place] <= span[1] + _FAR


def _clause(flat: str, span: Span) -> Span:
    """The clause around a place, as far as it is looked at."""
    start, end = max(0, span[0] - _FAR), min(len(flat), span[1] + _FAR)
    for match in BOUNDARY.finditer(flat, start, span[0]):
        start = match.end()
    after = BOUNDARY.search(flat, span[1], end)
    return start, after.start() if after else end


def _asked(flat: str, place: int) -> bool:
    """Whether the sentence ends with a question mark."""
    end = END.search(flat, place, place + _FAR)
    return end is not None and end[0] == "?"


def _is_conditional(flat: str, span: Span) -> bool:
    start = max(0, span[0] - _FAR)
    for match in END.finditer(flat, start, span[0]):
        start = match.end()
    stop = END.search(flat, span[1], span[1] + _FAR)
    return bool(LATER.search(flat, start, stop.start() if stop else min(len(flat), span[1] + _FAR)))


def _before(flat: str, start: int, span: Span) -> Span | None:
    """Where a commitment to what follows begins, in its clause."""
    head = flat[start : span[0]]
    if NO.search(head):
        return None
    for match in reversed(list(COMMITTING.finditer(head))):
        if not PARTED.search(head, match.end()):
            return start + match.start(), span[1]
    said = BEFORE_DEED.search(head)
    if said is not None and not _is_plain_noun(flat[span[0] : span[1]], head):
        return start + said.start(), span[1]
    return None


def _is_plain_noun(said: str, head: str) -> bool:
    """Whether `it is X` names X only: `this is refund policy`; forms of verbs are no such nouns."""
    naming = re.search(r"(?:is|are|was|were|be|am|'m|'re|have|has|'ve) \Z", head)
    return naming is not None and not re.match(r"\w*(?:ed|ing)(?![^\W_])", said)


def _behind(flat: str, span: Span, around: Span) -> Span | None:
    """Where the confirmation of a thing ends, in its clause."""
    match = CONFIRMED.match(flat, span[1], around[1])
    if match is None or NO.search(flat, around[0], match.end()):
        return None
    return span[0], match.end()
