"""Postscripts: a line that a marker begins."""

from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.surgery.insertion import boundaries, cases, unquoted
from driftsim.constraints.surgery.json_text import is_json, with_member
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.replacement import Find

_NOTES = (
    "Let us know how it goes.",
    "It is worth a second look.",
    "Take your time with it.",
    "There is no hurry.",
    "Ask again if something is missing.",
)
_INSTEAD = ("Note", "Also", "Remember", "")


def with_postscript(draft: str, marker: str, chance: Random) -> Iterator[str]:
    r"""Texts near a draft with a postscript, the nearest first: its last sentence, or a new one.

    Example:
        >>> next(with_postscript("It rained. We stayed in.", "P.S.", Random(0)))
        'It rained.\nP.S. We stayed in.'
    """
    note = chance.choice([note for note in _NOTES if note.lower() not in draft.lower()] or _NOTES)
    if is_json(draft):
        yield with_member(draft, marker, note, gap="\n")
    last = draft.rfind("\n", 0, len(draft.rstrip())) + 1
    gaps = boundaries(draft, last)
    for wording in cases(marker, draft):
        if gaps:
            yield f"{draft[: gaps[-1]].rstrip()}\n{wording} {draft[gaps[-1] :]}"
    body, closing = unquoted(draft)
    for text in cases(f"{marker} {note}", draft):
        yield f"{body}\n{text}{closing}"
    yield f"{draft.rstrip()}\n{marker} {note}"
    yield f"{marker} {note}"
    yield f"{marker}\n{note}"


def without_marker(draft: str, find: Find) -> Iterator[str]:
    """Texts near a draft in which a marker stands nowhere any more, another word in its place or none."""
    for word in _INSTEAD:
        text = draft
        for _ in range(2):  # what closes up may be a marker again
            text = _rewritten(text, find(text), word)
        yield text
    yield "Good."
    yield "好"


def _rewritten(text: str, spans: Sequence[tuple[int, int]], word: str) -> str:
    for start, stop in reversed(spans):
        mark = ":" if word and text[stop : stop + 1] == " " else ""
        text = f"{text[:start]}{like(text, word)}{mark}{text[stop:]}"
    return text
