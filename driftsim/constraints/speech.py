"""How people say what they want: sentences taken apart, and a bank of phrasings for each constraint.

A constraint needs no bank: what it says of itself is enough. One that has a bank lists sentences with
the words of its parameters in braces (`Constraint.spoken`); a sentence that leaves one out is not used.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any, Final

from driftsim.constraints.types import listed

if TYPE_CHECKING:
    from driftsim.constraints.base import Constraint

_VERBS: Final = frozenset(
    "add address answer ask avoid be begin call choose cite close compare count cover describe divide do"
    " draw drop end explain finish format give go have highlight include keep leave limit list make mark"
    " mention name offer open pick place put quote refer repeat reply respond rhyme say set show sign skip"
    " sort speak spell split start state stay stick stop structure summarise summarize switch talk tell"
    " turn use work wrap write".split()
)
_NOT: Final = re.compile(r"(?:do not|don't|never) (?=[a-z])", re.IGNORECASE)
_NO: Final = re.compile(r"(use|include|have) no (?=[a-z])", re.IGNORECASE)
_INNER_END: Final = re.compile(r"[.!?:;]\s|\n")


@dataclass(frozen=True, slots=True)
class Phrasings:
    """A bank of sentences for one constraint, beside what it says of itself.

    Args:
        ask: Full sentences that ask for it.
        forbid: Full sentences that ask for its negation.
        release: Full sentences that take it back, so that it is neither required nor forbidden.
    """

    ask: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    release: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A sentence that asks for something, taken apart.

    Args:
        sentence: As it stands, closed.
        doing: What is to be done, or not to be done: `answer in at most 80 words`; None where the
            sentence is not a plain request.
        negative: Whether it is not to be done.

    Example:
        >>> Request.of("Do not use any commas.")
        Request(sentence='Do not use any commas.', doing='use any commas', negative=True)
    """

    sentence: str
    doing: str | None = None
    negative: bool = False

    @classmethod
    def of(cls, sentence: str) -> "Request":
        """Take a sentence apart."""
        sentence = closed(sentence)
        body = sentence[:-1] if sentence.endswith(".") and not sentence.endswith("..") else sentence
        negative = bool(_NOT.match(body))
        body = _NOT.sub("", body, count=1) if negative else body
        if no := _NO.match(body):
            negative, body = not negative, f"{no[1]} {body[no.end() :]}"
        first = body.split(" ", 1)[0].lower()
        if first not in _VERBS or "\n\n" in sentence:
            return cls(sentence)
        return cls(sentence, first + body[len(first) :], negative)

    @property
    def is_short(self) -> bool:
        """Whether it is one clause, that can stand in a question."""
        return self.doing is not None and not _INNER_END.search(self.doing) and self.doing[-1] not in '."”'

    @property
    def infinitive(self) -> str:
        """As in `to answer in French` and `not to use any commas`."""
        return f"{'not ' * self.negative}to {self.doing}"

    @property
    def imperative(self) -> str:
        """As in `answer in French` and `do not use any commas`."""
        return f"{'do not ' * self.negative}{self.doing}"


def closed(text: str) -> str:
    """A sentence with its full stop; one that ends with a mark or a quotation has it already.

    Example:
        >>> closed("Write it in French"), closed('Say "Done."')
        ('Write it in French.', 'Say "Done."')
    """
    text = text.strip()
    return text if text.rstrip('"”’)')[-1:] in (".", "!", "?", "…") else f"{text}."


def asks(constraint: "Constraint") -> tuple[str, ...]:
    """Sentences that ask for a constraint, its own `ask` first; each names every parameter."""
    inside = _inside(constraint)
    if inside is not None:
        return forbids(inside)
    return (constraint.ask(), *_filled(constraint, constraint.phrasings.ask))


def forbids(constraint: "Constraint") -> tuple[str, ...]:
    """Sentences that ask for a constraint's negation, its own `forbid` first."""
    inside = _inside(constraint)
    if inside is not None:
        return asks(inside)
    own = _filled(constraint, constraint.phrasings.forbid)
    opposite = constraint.opposite()
    more = () if opposite is None else _filled(opposite, opposite.phrasings.ask)
    return tuple(dict.fromkeys((constraint.forbid(), *own, *more)))


def releases(constraint: "Constraint") -> tuple[str, ...]:
    """Sentences that take a constraint back, its own `release` first."""
    return (constraint.release(), *_filled(constraint, constraint.phrasings.release))


def denied(request: str) -> str:
    """The plain denial of a request.

    Example:
        >>> denied("Answer in French."), denied("Do not use any commas.")
        ('Do not answer in French.', 'Use any commas.')
    """
    taken = Request.of(request)
    if taken.doing is None:
        return f"Do not do this: {request}"
    return closed(_capital(taken.doing if taken.negative else f"do not {taken.doing}"))


def released(request: str) -> str:
    """The plain withdrawal of a request.

    Example:
        >>> released("Answer in French."), released("Do not use any commas.")
        ('You no longer need to answer in French.', 'You may use any commas again.')
    """
    taken = Request.of(request)
    if taken.doing is None:
        return f"This no longer matters: {request}"
    if not taken.negative:
        return closed(f"You no longer need to {taken.doing}")
    return f"You may {taken.doing} again." if taken.is_short else closed(f"You may again {taken.doing}")


def spoken(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Parameters in words; a list is quoted and joined by `and` under its name, by `or` under `NAME_or`.

    Example:
        >>> spoken({"words": ("a", "b")})
        {'words': '"a" and "b"', 'words_or': '"a" or "b"'}
    """
    words: dict[str, str] = {}
    for name, value in parameters.items():
        if isinstance(value, tuple):
            words |= {name: listed(map(str, value)), f"{name}_or": listed(map(str, value), "or")}
        else:
            words[name] = str(value)
    return words


def _inside(constraint: "Constraint") -> "Constraint | None":
    from driftsim.constraints.logic import Wrapped

    return constraint.of if isinstance(constraint, Wrapped) else None


def _filled(constraint: "Constraint", templates: tuple[str, ...]) -> tuple[str, ...]:
    words = constraint.spoken()
    return tuple(template.format_map(words) for template in templates if _names_all(template, words))


def _names_all(template: str, words: dict[str, Any]) -> bool:
    """Whether a sentence names every parameter and nothing else; a list may be joined by `or`."""
    fields = {field for _, field, _, _ in Formatter().parse(template) if field}
    return fields <= words.keys() and {name.removesuffix("_or") for name in words} == {
        name.removesuffix("_or") for name in fields
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
