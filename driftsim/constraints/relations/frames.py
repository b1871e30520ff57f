"""What must stand around a reply, or be all of it: JSON, quotation marks, a beginning, an end."""

from collections.abc import Iterator
from itertools import permutations
from typing import Final

from driftsim.constraints.base import Constraint
from driftsim.constraints.content.postscript import Postscript
from driftsim.constraints.content.two_responses import TwoResponses
from driftsim.constraints.format.bullets import Bullets
from driftsim.constraints.format.json import Json
from driftsim.constraints.format.quotation import Quotation
from driftsim.constraints.format.sections import Sections
from driftsim.constraints.format.table import Table
from driftsim.constraints.ifeval.combination import RepeatPrompt, TwoAnswers
from driftsim.constraints.ifeval.detectable_content import PostscriptMarker
from driftsim.constraints.ifeval.detectable_format import JsonFormat, NumberBulletLists
from driftsim.constraints.ifeval.length import NthParagraphFirstWord
from driftsim.constraints.ifeval.startend import EndChecker, QuotationMarks
from driftsim.constraints.lexical.end import _MARKS, End
from driftsim.constraints.lexical.start import Start
from driftsim.constraints.relations.conflict import Conflict, degenerate, impossible
from driftsim.constraints.relations.quantities import bounds
from driftsim.constraints.relations.scene import Scene
from driftsim.constraints.structural.nth_paragraph import NthParagraph
from driftsim.constraints.structural.paragraphs import Paragraphs

_SCALARS: Final = ("true", "false", "null", "nan", "infinity", "-infinity")
_IN_A_STRING: Final = "a reply that hides it between the tokens or inside a string of the JSON"
_BARE: Final = "a reply that is one bare JSON string"


def frames(scene: Scene) -> Iterator[Conflict]:
    """Whatever must begin, end or be the whole reply in ways that exclude each other."""
    for one, other in permutations(scene.held, 2):
        names = scene.ordered((one.name, other.name))
        if isinstance(one.atom, Json | JsonFormat):
            yield from _json_and(one.atom, other.atom, names)
        elif isinstance(one.atom, Quotation | QuotationMarks):
            yield from _quotation_and(one.atom, other.atom, names)


def _json_and(json: Constraint, other: Constraint, names: tuple[str, ...]) -> Iterator[Conflict]:
    strictly = isinstance(json, Json)
    if (text := _beginning(other)) is not None and not _opens(text, strictly=strictly):
        yield impossible(names, "the reply would have to begin with a text that opens no JSON")
    elif isinstance(other, End | EndChecker):
        yield from _json_and_end(other, names, strictly=strictly)
    elif isinstance(other, Quotation | QuotationMarks):
        reason = "a JSON object or array does not stand in quotation marks"
        yield impossible(names, reason) if strictly else degenerate(names, reason, _BARE)
    else:
        yield from _json_and_lines(other, names)


def _json_and_end(other: End | EndChecker, names: tuple[str, ...], *, strictly: bool) -> Iterator[Conflict]:
    phrase = other.phrase if isinstance(other, End) else other.end_phrase
    core = phrase.strip(_MARKS) if isinstance(other, End) else phrase
    if not core or core[-1] in "}]`":
        return
    reason = "JSON does not end with that phrase"
    yield (
        impossible(names, reason)
        if strictly
        else degenerate(names, reason, "a reply that is a bare JSON value")
    )


def _json_and_lines(other: Constraint, names: tuple[str, ...]) -> Iterator[Conflict]:
    """What must stand on a line of its own: no line of JSON begins with a bullet, a heading or asterisks."""
    least = max((allowed.low for _, allowed in bounds(other, held=True)), default=0)
    match other:
        case Bullets() if least:
            yield impossible(names, "no line of JSON is a bullet point")
        case Paragraphs() if least > 1:
            yield impossible(names, "no line of JSON holds only ***")
        case Table():
            yield impossible(names, "no line of JSON is a row of dashes between strokes")
        case Sections(word=word) if least and word[0].isalpha() and word.lower() != "json":
            yield impossible(names, f'no line of JSON is headed "{word} 1"')
        case NumberBulletLists(num_bullets=number) if number:
            yield degenerate(
                names, "JSON has no bullet points", "a reply with numbers such as -1 on lines of their own"
            )
        case Postscript() | PostscriptMarker() | TwoResponses() | TwoAnswers():
            yield degenerate(names, "JSON leaves no room for it", _IN_A_STRING)
        case NthParagraph() | NthParagraphFirstWord():
            yield degenerate(names, "JSON has no paragraphs", _IN_A_STRING)


def _quotation_and(quotation: Constraint, other: Constraint, names: tuple[str, ...]) -> Iterator[Conflict]:
    marks = '"' if isinstance(quotation, QuotationMarks) else '"“'
    text = _beginning(other)
    if text is not None and text[0] not in marks:
        yield impossible(names, "the reply would have to begin with a text and with a quotation mark")


def _beginning(atom: Constraint) -> str | None:
    match atom:
        case Start(text=text):
            return text
        case RepeatPrompt(prompt_to_repeat=text):
            return text.strip()
    return None


def _opens(text: str, *, strictly: bool) -> bool:
    """Whether JSON, or a fence around it, may begin with a text, as far as its first characters tell."""
    if text[0] in "{[`":
        return True
    if strictly:
        return False
    small = text.lower()
    return text[0] in '"-0123456789' or any(v.startswith(small) or small.startswith(v) for v in _SCALARS)
