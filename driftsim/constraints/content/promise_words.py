"""The words and patterns in which a text commits to something, denies it, asks or goes on to something else.

All are meant for a text in small letters with straight apostrophes and blanks for white space.
"""

import re
from typing import Final

_NEW, _OVER = r"(?<![^\W_])", r"(?![^\W_])"  # no letter or digit stands before, or behind
_ADVERBS: Final = (
    r"(?:(?:also|then|now|soon|just|already|still|always|even|of course|right away|\w{2,20}ly) ){0,3}"
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
_FUTURE: Final = r"(?:will|'ll|shall|going to|gonna|promise to|(?:happy|glad|pleased|ready) to|let me)"


def _one_of(words: str) -> str:
    parts = re.split(r"(?<!\\) ", words)
    return f"(?:{'|'.join(parts)})"


_EDGE: Final = rf"(?:{_NEW}|(?='))"
_CAN: Final = r"can(?= (?:offer|give|promise|guarantee|grant))"
COMMITTING: Final = re.compile(
    rf"{_EDGE}(?:(?:{_FUTURE}|{_CAN}) (?:(?:you|we|i) )?{_ADVERBS}(?:be )?"
    rf"{_one_of(f'{_GIVE} {_GET} {_GIVEN} {_GIVING}')}(?! (?:back to|in touch|started|rid|to){_OVER})"
    rf"|(?:have|has|'ve) {_ADVERBS}(?:been )?{_one_of(_GIVEN)}"
    rf"|(?:am|are|is|'m|'re) {_ADVERBS}(?:being )?{_one_of(f'{_GIVING} {_GIVEN} owed due')}"
    rf"|(?:{_FUTURE}|i|we) {_ADVERBS}(?:make sure|see to it) (?:that )?you"
    r"|you can (?:have|get|expect)"
    rf"|{_one_of(_PROMISE)}|entitled to|here is your|here's your){_OVER}"
)
BEFORE_DEED: Final = re.compile(
    rf"(?:(?:{_EDGE}{_FUTURE}|(?:have|has|'ve)|(?:am|are|is|was|were|be|been|being|'m|'re)|{_NEW}(?:i|we))"
    rf" {_ADVERBS}(?:be |been |being )?)\Z"
)
CONFIRMED: Final = re.compile(
    rf" ?(?:(?:is|are|'s|will be|has been|have been|was|were) {_ADVERBS}"
    r"(?:guaranteed|promised|assured|granted|approved|issued|processed|confirmed|credited|paid|sent|yours"
    rf"|on its way|on the way|on us)|guarantees?|guaranteed){_OVER}"
)
NO: Final = re.compile(
    rf"{_NEW}(?:not(?! only)|never|no(?! (?:problem|worries|doubt|matter|question))|none|nobody|cannot"
    rf"|nor|neither|without|unable|refuse[sd]?|hardly|whether|dont|cant|wont){_OVER}|n't{_OVER}"
)
PARTED: Final = re.compile(
    rf"{_NEW}(?:about|regarding|concerning|for|on|into|after|before|if|when|once|until|instead|because|look"
    rf"|check|to){_OVER}"
)
BOUNDARY: Final = re.compile(
    rf"[.!?…;:\n]{_OVER}|\n|,\s(?=(?:but|so|and|yet|then|however|because|i|we|you|your){_OVER})"
    rf"|\s(?=(?:but|however){_OVER})|\s(?=(?:so|and)\s(?:i|we|you|your|the){_OVER})"
)
END: Final = re.compile(rf"[.!?…\n]{_OVER}")
LATER: Final = re.compile(
    rf"{_NEW}(?:once|before|until|after|as soon as|when|if|provided|in order to|so that){_OVER}"
)
# With one of these behind it the thing is only part of a name: a refund policy is no refund.
COMPOUND: Final = re.compile(
    r" (?:requests?|forms?|polic(?:y|ies)|process|terms|conditions|options?|departments?|teams?|status"
    rf"|pages?|rules?|questions?|cases?|claims?){_OVER}"
)
# One of these is in every commitment.
VERB: Final = re.compile(
    rf"{_EDGE}(?:{_one_of(_PROMISE)}|{_FUTURE}|can|have|has|'ve|am|are|is|'s|'m|'re|was|were|be|i|we|entitled|here)"
    rf"{_OVER}"
)
