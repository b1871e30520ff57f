"""Words at given places, and texts cut out of others: what no reply has there."""

from collections.abc import Iterator

from driftsim.constraints.base import Constraint
from driftsim.constraints.ifbench.positions import KeywordsSpecificPosition, WordsPosition
from driftsim.constraints.ifbench.repeated import RepeatSpan
from driftsim.constraints.relations.conflict import Conflict, impossible
from driftsim.constraints.relations.scene import Scene


def positions(scene: Scene) -> Iterator[Conflict]:
    """A keyword that is no single word, and characters where a text has none."""
    for claim in scene.held:
        if reason := _never(claim.atom):
            yield impossible((claim.name,), f'"{claim.name}" {reason}')


def _never(atom: Constraint) -> str | None:
    match atom:
        case KeywordsSpecificPosition(keyword=word) | WordsPosition(keyword=word) if len(word.split()) > 1:
            return f'asks for "{word}" as one word'
        case KeywordsSpecificPosition(keyword=word) if not any(map(str.isalnum, word)):
            return f'asks for "{word}", which is no word'
        case RepeatSpan() if not atom.wanted():
            return "asks for characters that the text does not have"
    return None
