"""Marks of Markdown put into a text or taken out of it, whatever it takes."""

from collections.abc import Iterator
from itertools import cycle, islice

from driftsim.constraints.base import Span
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.replacement import Find

_ITEMS = ("a second look", "some more time", "a short break", "one more thing", "good company")
_WORDS = ("time", "care", "rest", "order", "patience", "company")


def trimmed(text: str, span: Span) -> Span:
    """A place without the white space at its ends."""
    gone = text[span[0] : span[1]]
    start = span[0] + len(gone) - len(gone.lstrip())
    return start, max(start, span[0] + len(gone.rstrip()))


def with_marked_lines(draft: str, find: Find, number: int) -> Iterator[str]:
    r"""Texts near a draft with so many lines that a mark begins: more at the end, or the last ones plain.

    Args:
        draft: The text.
        find: Where such lines stand.
        number: How many there are to be.

    Example:
        >>> next(with_marked_lines("* red\n- blue", lambda text: [(0, 5), (6, 12)], 1))
        '* red\nblue'
    """
    spans = find(draft)
    items = islice(cycle(_ITEMS), max(number - len(spans), 0))
    for start, stop in reversed(spans[number:]):
        draft = f"{draft[:start]}{draft[start:stop].lstrip(' *-')}{draft[stop:]}"
    yield "\n".join([draft.rstrip(), *(f"* {like(draft, item)}" for item in items)])
    yield "\n".join(["So it goes.", *(f"* {item}" for item in islice(cycle(_ITEMS), number))])


def with_highlights(draft: str, number: int) -> Iterator[str]:
    """Texts near a draft with so many more highlighted words, in a line at its end."""
    words = " and ".join(f"*{word}*" for word in islice(cycle(_WORDS), number))
    yield f"{draft.rstrip()}\n{like(draft, f'Think of {words}.')}"


def without_asterisks(draft: str) -> Iterator[str]:
    """Texts near a draft with ever fewer asterisks, the last first, those that begin a line not before."""
    rows = draft.split("\n")
    for place in range(len(rows) - 1, -1, -1):
        mark = "* " if rows[place].lstrip().startswith("* ") else ""
        rest = rows[place].lstrip().removeprefix(mark)
        indent = rows[place][: len(rows[place]) - len(rows[place].lstrip())]
        while "*" in rest:
            head, _, tail = rest.rpartition("*")
            rest = f"{head.rstrip('*')}{tail}"
            rows[place] = f"{indent}{mark}{rest}"
            yield "\n".join(rows)
    yield draft.replace("*", "")
