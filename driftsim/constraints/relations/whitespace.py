"""A reply without white space, and what cannot do without."""

from collections.abc import Iterator
from typing import Final

from driftsim.constraints.base import Constraint
from driftsim.constraints.content.repeat import Repeat
from driftsim.constraints.format.no_whitespace import NoWhitespace
from driftsim.constraints.format.table import Table
from driftsim.constraints.ifbench.csv_tables import CsvCity, CsvQuotes, CsvSpecialCharacter
from driftsim.constraints.ifbench.form import WithoutWhitespace
from driftsim.constraints.ifbench.lists import ReverseNewline
from driftsim.constraints.ifbench.quiz import McqCountLength
from driftsim.constraints.ifbench.repeated import RepeatChange
from driftsim.constraints.ifbench.reversal import WordReverse
from driftsim.constraints.ifeval.detectable_format import ConstrainedResponse
from driftsim.constraints.lexical.position import Position
from driftsim.constraints.lexical.start import Start
from driftsim.constraints.relations.conflict import Conflict, degenerate, impossible
from driftsim.constraints.relations.scene import Scene

_LINES: Final = {
    "format.bullets": "bullet points",
    "format.sections": "sections",
    "length.paragraphs": "paragraphs",
    "length.nth_paragraph": "paragraphs",
}
_PATTERNS: Final = {
    ("format.sections", "ifeval"),
    ("length.paragraphs", "ifeval"),
}  # white space is free there
_GLUED: Final = "a reply whose sentences end amid marks, as in a?](b,"


def whitespace(scene: Scene) -> Iterator[Conflict]:
    """No white space against texts that hold some, and things that stand on lines of their own."""
    for claim in scene.held:
        if not isinstance(claim.atom, NoWhitespace | WithoutWhitespace):
            continue
        for name, text in scene.demands():
            if any(char.isspace() for char in text.text):
                reason = f'"{name}" needs "{text}", which holds white space'
                yield impossible(scene.ordered((claim.name, name)), reason)
        for other in scene.held:
            if what := _spaced(other.atom):
                yield impossible(
                    scene.ordered((claim.name, other.name)), f"{what} have white space between them"
                )
        yield from _counts(scene, claim.name)


def _spaced(atom: Constraint) -> str | None:
    """What a constraint asks for that has white space in it, where no demanded text tells."""
    match atom:
        case CsvCity() | CsvSpecialCharacter() | CsvQuotes() | Table():
            return "the rows of a table"
        case ReverseNewline():
            return "lines"
        case McqCountLength():
            return "a question and its number"
        case WordReverse() | ConstrainedResponse():
            return "words"
        case Start(text=text) | RepeatChange(prompt_to_repeat=text) if len(text.split()) > 1:
            return "the words of the text"
        case Repeat() if len(atom.compared()) > 1:
            return "the words of the text"
        case Position(places=places) if max(map(abs, places)) > 1:
            return "words"
    return None


def _counts(scene: Scene, name: str) -> Iterator[Conflict]:
    for quantity, allowed in scene.quantities().items():
        for other, numbers in allowed:
            names = scene.ordered((name, other))
            if numbers.low < 2:
                continue
            if quantity.kind in _LINES and (quantity.kind, quantity.reading) not in _PATTERNS:
                yield impossible(names, f"{_LINES[quantity.kind]} stand on lines of their own")
            elif quantity.kind == "length.sentences":
                yield degenerate(names, "sentences have white space between them", _GLUED)
