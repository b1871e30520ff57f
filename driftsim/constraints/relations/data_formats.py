"""JSON, XML, CSV and HTML beside each other, and beside what must stand around a reply or in lines of it."""

from collections.abc import Iterator
from itertools import permutations
from typing import Final

from driftsim.constraints.base import Constraint
from driftsim.constraints.evolif.edges import EdgeGroup, StartWith
from driftsim.constraints.evolif.formats import FormatGroup
from driftsim.constraints.evolif.items import CountableItems
from driftsim.constraints.evolif.length import LengthGroup
from driftsim.constraints.format.bullets import Bullets
from driftsim.constraints.format.csv import Csv
from driftsim.constraints.format.html import Html
from driftsim.constraints.format.json import Json
from driftsim.constraints.format.quotation import Quotation
from driftsim.constraints.format.quoted_edges import QuotedEdge, QuotedOpening
from driftsim.constraints.format.sections import Sections
from driftsim.constraints.format.table import Table
from driftsim.constraints.format.xml import Xml
from driftsim.constraints.ifeval.combination import RepeatPrompt
from driftsim.constraints.ifeval.detectable_format import JsonFormat, NumberBulletLists
from driftsim.constraints.ifeval.startend import EndChecker, QuotationMarks
from driftsim.constraints.lexical.end import _MARKS, End
from driftsim.constraints.lexical.start import Start
from driftsim.constraints.relations.conflict import Conflict, degenerate, impossible
from driftsim.constraints.relations.quantities import letter
from driftsim.constraints.relations.scene import Scene, facts
from driftsim.constraints.structural.text_paragraphs import TextParagraphs

_ONE_LINE: Final = "a reply whose lines hold equally many commas"
_CELLS: Final = "a reply with tags in its cells"
_IN_A_STRING: Final = "a reply with tags inside a string of the JSON"
_ONE_COLUMN: Final = "a reply of rows with one column"
_QUOTED: Final = "a reply with rows that only look so, or lines inside a quoted cell"


def data_formats(scene: Scene) -> Iterator[Conflict]:
    """What excludes each other, where one of the two is a data format."""
    for one, other in permutations(scene.held, 2):
        names, wanted = scene.ordered((one.name, other.name)), _format(one.atom)
        if wanted:
            yield from _two(wanted, _format(other.atom), names)
        if wanted == "xml":
            yield from _xml_and(other.atom, names)
        elif wanted == "json":
            yield from _json_and(one.atom, other.atom, names)
        elif wanted == "csv":
            yield from _csv_and(one.atom, other.atom, names)


def _format(atom: Constraint) -> str:
    match atom:
        case FormatGroup(mode=mode):
            return mode
        case Json() | JsonFormat():
            return "json"
        case Xml():
            return "xml"
        case Csv():
            return "csv"
        case Html():
            return "html"
    return ""


def _two(one: str, other: str, names: tuple[str, ...]) -> Iterator[Conflict]:
    reason = f"{one.upper()} and {other.upper()} at once"
    match one, other:
        case "json", "xml":
            yield impossible(names, "the reply cannot be JSON and XML")
        case ("json", "csv") | ("csv", "xml"):
            yield degenerate(names, reason, _ONE_LINE)
        case "csv", "html":
            yield degenerate(names, reason, _CELLS)
        case "json", "html":
            yield degenerate(names, reason, _IN_A_STRING)


def _xml_and(other: Constraint, names: tuple[str, ...]) -> Iterator[Conflict]:
    """XML begins with `<` and ends with `>`, or with a fence."""
    match other:
        case Quotation() | QuotationMarks():
            yield impossible(names, "XML does not stand in quotation marks")
        case Start(text=text) | RepeatPrompt(prompt_to_repeat=text) if text.strip()[0] not in "<`":
            yield impossible(names, "the reply would have to begin with a text that opens no XML")
        case End(phrase=phrase) if (core := phrase.strip(_MARKS)) and core[-1] not in ">`":
            yield impossible(names, "XML does not end with that phrase")
        case EndChecker(end_phrase=phrase) if phrase[-1] not in ">`":
            yield impossible(names, "XML does not end with that phrase")
    if (mark := _edge_mark(other)) and mark not in "<>":
        yield impossible(names, f"XML neither begins nor ends with {mark}")


def _json_and(json: Constraint, other: Constraint, names: tuple[str, ...]) -> Iterator[Conflict]:
    if (mark := _edge_mark(other)) and mark not in '[]{}"':
        yield impossible(names, f"JSON neither begins nor ends with {mark}")
    if not isinstance(json, FormatGroup):
        if isinstance(other, CountableItems) and other.num:
            trick = "a reply with numbers such as -1 on lines of their own"
            yield degenerate(names, "JSON has no bullet points", trick)
        return
    least = _least(other)
    match other:
        case Quotation() | QuotationMarks():
            yield degenerate(names, "JSON does not stand in quotation marks", "a bare JSON string")
        case Start(text=text) | RepeatPrompt(prompt_to_repeat=text) if text.strip()[0].isalpha():
            yield degenerate(names, "that text opens no JSON object or array", "a reply that is a bare value")
        case End(phrase=phrase) if (core := phrase.strip(_MARKS)) and core[-1] not in "}]`":
            yield degenerate(names, "JSON does not end with that phrase", "a reply that is a bare value")
        case Bullets() | CountableItems() | NumberBulletLists() | Sections() | Table() if least:
            yield degenerate(names, "no line of JSON looks so", "a reply that hides it between the tokens")


def _csv_and(csv: Constraint, other: Constraint, names: tuple[str, ...]) -> Iterator[Conflict]:
    commas = dict(facts(other, held=True).bounds).get(letter(","))
    if isinstance(csv, FormatGroup) and commas is not None and commas.high == 0:
        yield degenerate(names, "CSV has commas between its columns", _ONE_COLUMN)
    match other:
        case Bullets() | CountableItems() | NumberBulletLists() | Table() if _least(other):
            yield degenerate(names, "rows of CSV are no bullet points and no table", _QUOTED)
        case TextParagraphs() if _least(other) > 1:
            yield degenerate(names, "CSV has no blank lines", _QUOTED)
        case LengthGroup(mode="paragraph") if _least(other) > 1:
            yield degenerate(names, "CSV has no blank lines", _QUOTED)


def _least(atom: Constraint) -> int:
    """How many of something must be there at least."""
    if isinstance(atom, Table):
        return 1
    return max((allowed.low for _, allowed in facts(atom, held=True).bounds), default=0)


def _edge_mark(atom: Constraint) -> str:
    """The mark that the reply must begin or end with."""
    if isinstance(atom, EdgeGroup) and atom.mode == "quotation":
        return (atom.left if isinstance(atom, StartWith) else atom.right) or ""
    if isinstance(atom, QuotedEdge):
        return atom.left if isinstance(atom, QuotedOpening) else atom.right
    return ""
