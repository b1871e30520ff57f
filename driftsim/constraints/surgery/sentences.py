"""One sentence more, one fewer, two made of one, one made of two."""

import re
from collections.abc import Sequence

from driftsim.constraints.surgery.edits import replaced, replaced_all
from driftsim.constraints.surgery.manner import capitalized, decapitalized, like
from driftsim.constraints.surgery.units import Unit, units, word_count

_JOINT = re.compile(r"(?:,|;| –| —)? (?=(?:and|but|so|then)\b)|; |: | – | — ")
_LISTED = re.compile(r"[ \t]*(?:[-*+•#>|<]|\d+[.)])")
_FEW = 3  # words that a half must have at least


def with_sentence(text: str, sentence: str) -> str:
    """The text with one sentence more: before the last one, or behind the only one.

    Openings and endings stay where they are. In JSON it goes inside a string.

    Example:
        >>> with_sentence("It rains. Stay in.", "Read a book.")
        'It rains. Read a book. Stay in.'
    """
    found = [unit for unit in units(text) if unit.closed]
    if not found:
        return appended(text, sentence)
    place = found[-2] if len(found) > 1 else found[-1]
    return replaced(text, (place.end, place.end), f" {like(text, sentence)}")


def appended(text: str, piece: str) -> str:
    """The text with more behind it: behind prose in the same line, behind a list or a heading in the next."""
    rest = text.rstrip()
    if not rest:
        return piece
    listed = _LISTED.match(rest, rest.rfind("\n") + 1)
    between = "\n" if listed else ". " if rest[-1].isalnum() else " "
    return f"{rest}{between}{like(text, piece)}"


def with_sentences(text: str, pieces: Sequence[str]) -> str:
    """The text with more sentences, spread over it: behind each of its own but the last, in turn."""
    if not pieces:
        return text
    found = [unit for unit in units(text) if unit.closed]
    places = found[:-1] or found
    if not places:
        return appended(text, " ".join(pieces))
    share = -(-len(pieces) // len(places))
    changes = []
    for index, unit in enumerate(reversed(places)):
        part = " ".join(pieces[index * share : (index + 1) * share])
        changes.append(((unit.end, unit.end), f" {like(text, part)}" if part else ""))
    return replaced_all(text, changes)


def without(text: str, unit: Unit) -> str:
    """The text without a piece of prose and the blank before or behind it."""
    start, end = unit.start, unit.end
    if text[start - 1 : start] == " " and start > 1 and text[start - 2] not in "-*+•>":
        start -= 1
    elif text[end : end + 1] == " ":
        end += 1
    return replaced(text, (start, end), "")


def joined(text: str, first: Unit, second: Unit) -> str:
    """Two sentences made one: a semicolon ends the first; in one line the second begins small.

    Example:
        >>> text = "It rains. The sun hides."
        >>> joined(text, *units(text))
        'It rains; the sun hides.'
    """
    between = text[first.end : second.start]
    rest = text[second.start :]
    return f"{text[: first.stem]};{between}{rest if between.strip() or not between else decapitalized(rest)}"


def halved(text: str, unit: Unit) -> str | None:
    """One sentence made two, where a conjunction or a semicolon stands in it; the words stay the same.

    Example:
        >>> text = "Walk to the park and eat lunch there."
        >>> halved(text, units(text)[0])
        'Walk to the park. And eat lunch there.'
    """
    for joint in _JOINT.finditer(text, unit.start, unit.stem):
        if (
            min(word_count(text[unit.start : joint.start()]), word_count(text[joint.end() : unit.stem]))
            >= _FEW
        ):
            rest = text[joint.end() :]
            return f"{text[: joint.start()]}. {rest if text.islower() else capitalized(rest)}"
    return None
