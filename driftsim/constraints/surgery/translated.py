"""A text in another language: sentences of that language in its form."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.surgery.edits import replaced_all
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.tongues import saying_stream, sayings, speaks
from driftsim.constraints.surgery.units import units, word_count

_SENTENCE = 3  # words from which on a piece of prose is taken for more than a key or a name
_MANY = 5


def translated(text: str, code: str, chance: Random) -> Iterator[str]:
    """Texts in a language, the form of the given one first kept, then let go; none where nobody speaks it."""
    if not speaks(code):
        return
    for least in (_SENTENCE, 1):
        yield _in_form(text, code, chance, least)
    whole = " ".join(sayings(code, _MANY, chance))
    yield like(text, whole)
    yield whole
    yield from sayings(code, _MANY, chance)


def _in_form(text: str, code: str, chance: Random, least: int) -> str:
    """Each piece of prose from so many words on replaced by a sentence; marks and line breaks stay."""
    source = saying_stream(code, chance)
    changes = []
    for unit in units(text):
        if unit.closed or word_count(text[unit.start : unit.end]) >= least:
            piece = next(source)
            bare = piece if unit.closed or piece[-1].isalnum() else piece[:-1]
            changes.append(((unit.start, unit.end), like(text, bare)))
    return replaced_all(text, changes)
