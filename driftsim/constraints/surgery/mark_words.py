"""Punctuation marks put behind words, or taken out of a text."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.surgery.commas import with_comma, without_commas
from driftsim.constraints.surgery.insertion import placed
from driftsim.constraints.surgery.json_text import is_json
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.plain import as_json, as_prose, value_of

_GAP = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")
_ENDS = ".!?"
_PLAIN = ("Fine by us", "Good", "ok", "7", "好", "…")


def with_marks(text: str, marks: Sequence[str], chance: Random) -> Iterator[str]:
    """Texts near a text in which each of some marks stands, the nearest first.

    Example:
        >>> from random import Random
        >>> next(with_marks("It rains.", [";"], Random(1)))
        'It; rains.'
    """
    missing = [mark for mark in marks if mark not in text]
    if missing == [","]:
        yield with_comma(text, chance)
    if not is_json(text):
        gaps = [match.start() for match in _GAP.finditer(text)]
        changed = text
        for place, mark in zip(
            sorted(chance.sample(gaps, min(len(gaps), len(missing))), reverse=True), missing, strict=False
        ):
            changed = f"{changed[:place]}{mark}{changed[place:]}"
        yield changed
    yield placed(text, like(text, f"And so on {' '.join(missing)}"))
    yield f"{text.rstrip()} {' '.join(missing)}"
    yield f"And so on {' '.join(marks)}"
    yield " ".join(marks)


def without_marks(text: str, marks: Sequence[str], chance: Random) -> Iterator[str]:
    """Texts near a text in which none of some marks stands, the nearest first.

    Example:
        >>> from random import Random
        >>> next(without_marks("It rains. Stay in.", ["."], Random(1)))
        'It rains! Stay in!'
    """
    if is_json(text):
        yield as_json(_without(as_prose(value_of(text)), marks))
    yield _without(text, marks)
    bare = text
    for mark in marks:
        bare = bare.replace(mark, "")
    yield bare
    yield from _PLAIN


def _without(text: str, marks: Sequence[str]) -> str:
    """Stops become other stops where these are free, the rest is cut out."""
    free = next((mark for mark in (".", "!", "?") if not any(mark in gone for gone in marks)), "")
    for mark in marks:
        if mark == ",":
            text = without_commas(text)
        elif mark in _ENDS:
            text = re.sub(rf"(?<=\d){re.escape(mark)}(?=\d)", " ", text).replace(mark, free)
        elif mark == "-":
            text = text.replace(mark, " ")
        else:
            text = text.replace(mark, "")
    return text
