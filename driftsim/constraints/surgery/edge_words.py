"""Words to begin or to end a text with so that a certain letter stands there."""

from collections.abc import Iterator
from typing import Final

from driftsim.constraints.surgery.ends import beginning_with, ending_with
from driftsim.constraints.surgery.manner import capitalized, decapitalized, like

_FIRST: Final = (
    "All Briefly Certainly Definitely Evidently First Generally Here Indeed Just Kindly Luckily Mostly"
    " Now Often Perhaps Quickly Really So Then Usually Very Well Xenia Yes Zealously"
).split()
_LAST: Final = (
    "extra club magic good time itself evening enough taxi raj week all them again too help Iraq better"
    " this it you improv now relax today quiz"
).split()
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_FIRST_OF: Final = dict(zip(_LETTERS, _FIRST, strict=True))
_LAST_OF: Final = dict(zip(_LETTERS, _LAST, strict=True))


def beginning_with_letter(draft: str, letter: str) -> Iterator[str]:
    """Texts near a draft whose first letter is a certain one, the nearest first.

    Example:
        >>> next(beginning_with_letter("The sun is out.", "s"))
        'So the sun is out.'
    """
    word = _FIRST_OF.get(letter.lower(), letter)
    rest = draft.strip()
    if rest[:1].isalpha():
        yield f"{like(draft, word)} {decapitalized(rest)}"
    yield from beginning_with(draft, word)
    yield from beginning_with(draft, letter)
    yield from inside_markup(draft, word, at_start=True)


def ending_with_letter(draft: str, letter: str) -> Iterator[str]:
    """Texts near a draft whose last letter is a certain one, the nearest first.

    Example:
        >>> next(ending_with_letter("The sun is out.", "z"))
        'The sun is out. More on that in the quiz.'
    """
    word = _LAST_OF.get(letter.lower(), letter)
    yield from ending_with(draft, f"More on that in the {word}.")
    yield from ending_with(draft, letter)
    yield from inside_markup(draft, word, at_start=False)


def inside_markup(draft: str, phrase: str, *, at_start: bool) -> Iterator[str]:
    """Texts near one in tags or in a frame of marks, with a phrase at its edge but within the frame."""
    text = draft.strip()
    if not (text.startswith("<") and text.endswith(">")):
        return
    opened, closed = text.find(">") + 1, text.rfind("</")
    if at_start:
        yield f"{text[:opened]}{phrase} {text[opened:]}"
        yield f"<!--{phrase}-->\n{text}"
    else:
        if closed > 0:
            yield f"{text[:closed].rstrip()} {phrase}{text[closed:]}"
        yield f"{text}\n<!--{phrase}-->"


def at_edge(draft: str, phrase: str, *, at_start: bool) -> Iterator[str]:
    """Texts near a draft that begin, or end, with a phrase, in the same line or in one of its own."""
    if at_start:
        yield from beginning_with(draft, phrase)
        yield f"{phrase} {draft.strip()}"
        yield f"{capitalized(phrase)}\n\n{draft.strip()}"
    else:
        yield from ending_with(draft, phrase)
    yield from inside_markup(draft, phrase, at_start=at_start)
    yield phrase
