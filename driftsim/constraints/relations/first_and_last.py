"""What a reply begins or ends with behind marks: letters, phrases, passages between marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from driftsim.constraints.base import Constraint
from driftsim.constraints.evolif.edges import EdgeGroup, StartWith
from driftsim.constraints.format.quoted_edges import QuotedEdge, QuotedOpening
from driftsim.constraints.ifeval.combination import RepeatPrompt
from driftsim.constraints.lexical.edge import Edge, EdgeLetter
from driftsim.constraints.lexical.opening import FirstLetter, Opening
from driftsim.constraints.lexical.start import Start
from driftsim.constraints.relations.conflict import Conflict, degenerate, impossible
from driftsim.constraints.relations.scene import Scene
from driftsim.constraints.wrappers import EDGE_MARKS, is_free

_LOOKALIKE: Final = "a letter that only looks alike"
_ALIKE: Final = frozenset("ski")  # ſ, K and ı are taken for these


@dataclass(frozen=True, slots=True)
class Wish:
    """What one constraint wants at an edge.

    Args:
        at_start: Whether at the beginning.
        reading: By whose rules the edge is found: `ours` or `evolif`.
        letter: A letter, in small.
        text: A text, in small, read from the edge inwards.
        mark: A mark.
    """

    at_start: bool
    reading: str
    letter: str = ""
    text: str = ""
    mark: str = ""


def first_and_last(scene: Scene) -> Iterator[Conflict]:
    """Two wishes for the same edge that exclude each other, and wishes that no reply grants."""
    wishes = [(claim.name, wish) for claim in scene.held if (wish := _wish(claim.atom)) is not None]
    for name, wish in wishes:
        if wish.reading == "evolif" and wish.text and wish.text[0] in EDGE_MARKS:
            reason = f'"{name}" asks for a mark at the edge, but marks there are passed over'
            yield impossible((name,), reason)
    for (name, one), (other, two) in combinations(wishes, 2):
        if (one.at_start, one.reading) == (two.at_start, two.reading):
            yield from _both(scene.ordered((name, other)), one, two)
    for claim in scene.held:
        if (text := _beginning(claim.atom)) is not None:
            for name, wish in wishes:
                if wish.at_start and wish.reading == "evolif" and _contradicts(text, wish):
                    reason = f'the text that "{claim.name}" asks for does not begin so'
                    yield impossible(scene.ordered((claim.name, name)), reason)


def _wish(atom: Constraint) -> Wish | None:
    if isinstance(atom, EdgeGroup):
        start = isinstance(atom, StartWith)
        value = (atom.value or "").casefold()
        if atom.mode == "quotation":
            return Wish(start, "evolif", mark=(atom.left if start else atom.right) or "")
        if atom.mode == "letter":
            return Wish(start, "evolif", letter=value)
        return Wish(start, "evolif", text=value if start else value[::-1])
    if isinstance(atom, QuotedEdge):
        start = isinstance(atom, QuotedOpening)
        return Wish(start, "ours", mark=atom.left if start else atom.right)
    if isinstance(atom, EdgeLetter):
        return Wish(isinstance(atom, FirstLetter), "ours", letter=atom.letter.casefold())
    if isinstance(atom, Edge):
        start = isinstance(atom, Opening)
        phrase = atom.phrase.replace("\ufe0f", "").casefold()
        phrase = phrase if start else phrase[::-1]
        return None if not phrase or is_free(phrase[0]) else Wish(start, "ours", text=phrase)
    return None


def _both(names: tuple[str, ...], one: Wish, two: Wish) -> Iterator[Conflict]:
    edge = "begin" if one.at_start else "end"
    if one.mark and two.mark and one.mark != two.mark:
        yield impossible(names, f"the reply cannot {edge} with {one.mark} and with {two.mark}")
    elif one.letter and two.letter and one.letter != two.letter:
        yield impossible(names, f"the reply cannot {edge} with both letters")
    elif one.text and two.text and not (one.text.startswith(two.text) or two.text.startswith(one.text)):
        yield impossible(names, f"the reply cannot {edge} with both texts")
    for letter, text in ((one.letter, two.text), (two.letter, one.text)):
        first = _first_letter(text, one.reading)
        if letter and first and first != letter:
            reason = f'the reply cannot {edge} with the letter "{letter}" and with that text'
            yield degenerate(names, reason, _LOOKALIKE) if _ALIKE & set(text) else impossible(names, reason)


def _first_letter(text: str, reading: str) -> str:
    """The first letter of a text; none where others stand before it that only some readings count."""
    letter = next((char for char in text if char.isalpha()), "")
    return letter if reading == "ours" or letter.isascii() else ""


def _beginning(atom: Constraint) -> str | None:
    match atom:
        case Start(text=text):
            return " ".join(text.split())
        case RepeatPrompt(prompt_to_repeat=text):
            return text.strip()
    return None


def _contradicts(text: str, wish: Wish) -> bool:
    """Whether a reply that begins with a text cannot begin as wished."""
    if not text.isascii():
        return False
    if wish.mark:
        return text[0] != wish.mark
    rest = text.lstrip(EDGE_MARKS).casefold()
    if wish.letter:
        first = next((char for char in rest if char.isalpha()), "")
        return bool(first) and first not in _ALIKE and first != wish.letter
    if not rest or _ALIKE & set(rest[: len(wish.text)]) or any(map(str.isspace, wish.text)):
        return False
    return not (rest.startswith(wish.text) or wish.text.startswith(rest))
