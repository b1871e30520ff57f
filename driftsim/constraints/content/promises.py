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

_ADVERBS: Final = (
    r"(?:(?:also|then|now|soon|just|already|still|always|even|of\ course|right\ away|\w{2,20}ly)\ ){0,3}"
)
_GIVE: Final = (
    "give grant offer issue provide send pay credit transfer process approve arrange authorise authorize"
)
_GET: Final = "get receive have see find obtain enjoy"
_GIVEN: Final = (
    "given granted offered issued provided sent paid credited transferred processed approved arranged"
    " authorised authorized received promised guaranteed"
)
_GIVING: Final = (
    "giving granting offering issuing providing sending paying crediting processing approving arranging"
    " authorising authorizing getting receiving promising guaranteeing"
)
_PROMISE: Final = (
    "promises? promised promising guarantees? guaranteed guaranteeing assures? assured pledges? pledged vow"
    " vowed ensures? ensured commits?\\ to committed\\ to swear"
)
_FUTURE: Final = r"(?:will|'ll|shall|going\ to|gonna|promise\ to|(?:happy|glad|pleased|ready)\ to|let\ me)"


def _one_of(words: str) -> str:
    parts = re.split(r"(?<!\\) ", words)
    return f"(?:{'|'.join(parts)})"


_EDGE: Final = r"(?:(?<![^\W_])|(?='))"
_CAN: Final = r"can(?=\ (?:offer|give|promise|guarantee|grant))"
_COMMITTING: Final = re.compile(
    rf"{_EDGE}(?:(?:{_FUTURE}|{_CAN})\ (?:(?:you|we|i)\ )?{_ADVERBS}(?:be\ )?"
    rf"{_one_of(f'{_GIVE} {_GET} {_GIVEN} {_GIVING}')}(?!\ (?:back\ to|in\ touch|started|rid|to)(?![^\W_]))"
    rf"|(?:have|has|'ve)\ {_ADVERBS}(?:been\ )?{_one_of(_GIVEN)}"
    rf"|(?:am|are|is|'m|'re)\ {_ADVERBS}(?:being\ )?{_one_of(f'{_GIVING} {_GIVEN} owed due')}"
    rf"|(?:{_FUTURE}|i|we)\ {_ADVERBS}(?:make\ sure|see\ to\ it)\ (?:that\ )?you"
    r"|you\ can\ (?:have|get|expect)"
    rf"|{_one_of(_PROMISE)}|entitled\ to|here\ is\ your|here's\ your)(?![^\W_])"
)
_BEFORE_DEED: Final = re.compile(
    rf"(?:(?:{_EDGE}{_FUTURE}|(?:have|has|'ve)|(?:am|are|is|was|were|be|been|being|'m|'re)|(?<![^\W_])(?:i|we))"
    rf"\ {_ADVERBS}(?:be\ |been\ |being\ )?)\Z"
)
_CONFIRMED: Final = re.compile(
    rf"\ ?(?:(?:is|are|'s|will\ be|has\ been|have\ been|was|were)\ {_ADVERBS}"
    r"(?:guaranteed|promised|assured|granted|approved|issued|processed|confirmed|credited|paid|sent|yours"
    r"|on\ its\ way|on\ the\ way|on\ us)|guarantees?|guaranteed)(?![^\W_])"
)
_NO: Final = re.compile(
    r"(?<![^\W_])(?:not(?!\ only)|never|no(?!\ (?:problem|worries|doubt|matter|question))|none|nobody|cannot"
    r"|nor|neither|without|unable|refuse[sd]?|hardly|whether|dont|cant|wont)(?![^\W_])|n't(?![^\W_])"
)
_PARTED: Final = re.compile(
    r"(?<![^\W_])(?:about|regarding|concerning|for|on|into|after|before|if|when|once|until|instead|because|look"
    r"|check|to)(?![^\W_])"
)
_BOUNDARY: Final = re.compile(
    r"[.!?…;:\n](?![^\W_])|\n|,\s(?=(?:but|so|and|yet|then|however|because|i|we|you|your)(?![^\W_]))"
    r"|\s(?=(?:but|however)(?![^\W_]))|\s(?=(?:so|and)\s(?:i|we|you|your|the)(?![^\W_]))"
)
_END: Final = re.compile(r"[.!?…\n](?![^\W_])")
_LATER: Final = re.compile(
    r"(?<![^\W_])(?:once|before|until|after|as\ soon\ as|when|if|provided|in\ order\ to|so\ that)(?![^\W_])"
)
# With one of these behind it the thing is only part of a name: a refund policy is no refund.
_COMPOUND: Final = re.compile(
    r"\ (?:requests?|forms?|polic(?:y|ies)|process|terms|conditions|options?|departments?|teams?|status"
    r"|pages?|rules?|questions?|cases?|claims?)(?![^\W_])"
)
# One of these is in every commitment.
_VERB: Final = re.compile(
    rf"{_EDGE}(?:{_one_of(_PROMISE)}|{_FUTURE}|can|have|has|'ve|am|are|is|'s|'m|'re|was|were|be|i|we|entitled|here)"
    r"(?![^\W_])"
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
        if not _has_verb_near(flat, span) or _asked(flat, span[1]) or _COMPOUND.match(flat, span[1]):
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
    return [match.start() for match in _VERB.finditer(flat)]


def _has_verb_near(flat: str, span: Span) -> bool:
    """Whether any word stands near that a commitment takes: of most texts nothing more need be looked at."""
    verbs = _verbs(flat)
    place = bisect_left(verbs, span[0] - _FAR)
    return place < len(verbs) and verbs[place] <= span[1] + _FAR


def _clause(flat: str, span: Span) -> Span:
    """The clause around a place, as far as it is looked at."""
    start, end = max(0, span[0] - _FAR), min(len(flat), span[1] + _FAR)
    for match in _BOUNDARY.finditer(flat, start, span[0]):
        start = match.end()
    after = _BOUNDARY.search(flat, span[1], end)
    return start, after.start() if after else end


def _asked(flat: str, place: int) -> bool:
    """Whether the sentence ends with a question mark."""
    end = _END.search(flat, place, place + _FAR)
    return end is not None and end[0] == "?"


def _is_conditional(flat: str, span: Span) -> bool:
    start = max(0, span[0] - _FAR)
    for match in _END.finditer(flat, start, span[0]):
        start = match.end()
    stop = _END.search(flat, span[1], span[1] + _FAR)
    return bool(_LATER.search(flat, start, stop.start() if stop else min(len(flat), span[1] + _FAR)))


def _before(flat: str, start: int, span: Span) -> Span | None:
    """Where a commitment to what follows begins, in its clause."""
    head = flat[start : span[0]]
    if _NO.search(head):
        return None
    for match in reversed(list(_COMMITTING.finditer(head))):
        if not _PARTED.search(head, match.end()):
            return start + match.start(), span[1]
    said = _BEFORE_DEED.search(head)
    if said is not None and not _is_plain_noun(flat[span[0] : span[1]], head):
        return start + said.start(), span[1]
    return None


def _is_plain_noun(said: str, head: str) -> bool:
    """Whether `it is X` names X only: `this is refund policy`; forms of verbs are no such nouns."""
    naming = re.search(r"(?:is|are|was|were|be|am|'m|'re|have|has|'ve) \Z", head)
    return naming is not None and not re.match(r"\w*(?:ed|ing)(?![^\W_])", said)


def _behind(flat: str, span: Span, around: Span) -> Span | None:
    """Where the confirmation of a thing ends, in its clause."""
    match = _CONFIRMED.match(flat, span[1], around[1])
    if match is None or _NO.search(flat, around[0], match.end()):
        return None
    return span[0], match.end()
