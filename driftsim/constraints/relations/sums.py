"""Fewer words than there must be things made of words."""

from collections.abc import Iterator
from typing import Final

from driftsim.constraints.relations.conflict import Conflict, degenerate, impossible
from driftsim.constraints.relations.quantities import WORDS, Quantity
from driftsim.constraints.relations.scene import Scene
from driftsim.text import words

_THINGS: Final = {
    "format.bullets": "bullet points",
    "format.sections": "sections",
    "format.highlights": "highlighted passages",
    "content.placeholders": "placeholders",
    "length.sentences": "sentences",
    "length.paragraphs": "paragraphs",
    "length.nth_paragraph": "paragraphs",
    "length.text_paragraphs": "paragraphs",
    "lexical.palindromes": "palindromes",
}
Wanted = list[tuple[str, int]]  # by whom, and how many


def sums(scene: Scene) -> Iterator[Conflict]:
    """What must be there is more than the words that may be there."""
    quantities = scene.quantities()
    limits = [(allowed.high, name) for name, allowed in quantities.get(WORDS, ()) if allowed.high is not None]
    if not limits:
        return
    limit, by = min(limits)
    yield from _keywords(scene, limit, by)
    for quantity, allowed in quantities.items():
        for name, numbers in allowed:
            if quantity.kind in _THINGS and numbers.low > limit:
                yield _things(scene.ordered((by, name)), quantity, numbers.low, limit)


def _things(names: tuple[str, ...], quantity: Quantity, number: int, limit: int) -> Conflict:
    things = _THINGS[quantity.kind]
    reason = f"{number} {things}, but at most {limit} words"
    if quantity.kind == "format.sections" and quantity.reading == "ours":
        return impossible(names, f"{reason}: each section has a number, which is a word")
    return degenerate(names, reason, f"a reply with {things} that share a word or hold none")


def _keywords(scene: Scene, limit: int, by: str) -> Iterator[Conflict]:
    """Words that must occur, each a word of its own: more than there may be."""
    for apart in (True, False):
        wanted = _one_word_each(scene, apart=apart)
        names, total = [by], 0
        for name, number in sorted(wanted, key=lambda each: -each[1]):
            names, total = [*names, name], total + number
            if total > limit:
                reason = f"{total} words must occur, but at most {limit} may"
                ordered = scene.ordered(names)
                trick = "a reply that writes words as one"
                yield impossible(ordered, reason) if apart else degenerate(ordered, reason, trick)
                break


def _one_word_each(scene: Scene, *, apart: bool) -> Wanted:
    """By word, who asks for it most often; `apart`: only where nothing can be glued to it."""
    found: dict[str, tuple[str, int]] = {}
    for name, demand in scene.demands():
        closed = demand.left and demand.right
        if words(demand.text) == [demand.text] and (closed or (not apart and demand.searched)):
            key = demand.text.casefold().replace("ı", "i")
            if demand.times > found.get(key, ("", 0))[1]:
                found[key] = (name, demand.times)
    return list(found.values())
