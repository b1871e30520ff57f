"""A whole text in capitals or small letters, and out of them."""

from collections.abc import Iterator
from random import Random

from driftsim.constraints.surgery.edits import replaced
from driftsim.constraints.surgery.manner import capitalized
from driftsim.constraints.surgery.units import units


def cased(text: str, *, upper: bool) -> str:
    """The text in one case; letters that lack it are left out, and a text without any says that all is well.

    Example:
        >>> cased("Bring water.", upper=True), cased("12", upper=False)
        ('BRING WATER.', '12 ok')
    """
    text = text.upper() if upper else text.lower()
    if any(char.islower() or char.istitle() if upper else char.isupper() or char.istitle() for char in text):
        text = "".join(char for char in text if char == (char.upper() if upper else char.lower()))
        text = "".join(char for char in text if not (char.islower() if upper else char.isupper()))
    if text.isupper() or text.islower():
        return text
    return f"{text.rstrip()} {'OK' if upper else 'ok'}".lstrip()


def miscased(text: str, chance: Random) -> Iterator[str]:
    """The text with one sentence written as usual, with all of them, with another one.

    Example:
        >>> from random import Random
        >>> next(miscased("BRING WATER.", Random(1)))
        'Bring water.'
    """
    found = units(text)
    for unit in chance.sample(found, len(found)):
        piece = text[unit.start : unit.end]
        yield replaced(text, (unit.start, unit.end), capitalized(piece.lower()))
    for unit in found:
        text = replaced(text, (unit.start, unit.end), capitalized(text[unit.start : unit.end].lower()))
    yield text
    yield f"{text.rstrip()} So it is."
