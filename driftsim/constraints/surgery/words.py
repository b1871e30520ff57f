"""Words added to a text or cut from it, to the number."""

import re
from collections.abc import Sequence
from random import Random

from driftsim.constraints.surgery.edits import replaced, replaced_all
from driftsim.constraints.surgery.filler import LONGEST_TAIL, stream, tail
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.sentences import with_sentences, without
from driftsim.constraints.surgery.tongues import ENGLISH, clipped, saying_stream, tongue
from driftsim.constraints.surgery.units import Unit, units, word_count

_WORD = re.compile(r"\w+")
_KEPT = 3  # words that stay of a sentence that is shortened, and that one must have to be lengthened
_FEW = 6  # up to so many words are taken from within sentences
_DANGLING = frozenset(
    "a an the and or but of to in on at for with by from as that which is are was be it its your their his"
    " her my than so if when while because into about very more most some any no not this these those".split()
)


def grown(text: str, number: int, chance: Random, *, anew: bool = True) -> str:
    """The text with so many words more: its sentences run on a little, or new ones come.

    Args:
        text: The text.
        number: How many words.
        chance: Which ones.
        anew: Whether new sentences may come where otherwise the old ones would run on too far.

    Example:
        >>> from random import Random
        >>> grown("Take the early bus.", 3, Random(1))
        'Take the early bus more or less.'
    """
    code = tongue(text)
    english = code == ENGLISH
    places = _places(text) if english else []
    room = LONGEST_TAIL * len(places) if anew or not places else number
    pieces, left = _new_sentences(number, room, code, chance)
    changes = _tails(text, places, left, chance) if english else []
    return with_sentences(replaced_all(text, changes), pieces)


def _places(text: str) -> list[Unit]:
    """Sentences that can run on, the last one last: what a text ends with is touched only in need."""
    found = [unit for unit in units(text) if unit.closed and word_count(text[unit.start : unit.end]) >= _KEPT]
    return found[:-1] or found


def _new_sentences(number: int, room: int, code: str, chance: Random) -> tuple[list[str], int]:
    """Sentences of so many words, all but what there is room for elsewhere, and how many words are left."""
    pieces: list[str] = []
    if number > room:
        room = min(room, LONGEST_TAIL)
    source = stream(chance) if code == ENGLISH else saying_stream(code, chance)
    while number > room:
        piece = next(source)
        size = word_count(piece)
        if size > number:
            if room:
                break
            piece, size = clipped(piece, number), number
        pieces.append(piece)
        number -= size
    return pieces, number


def _tails(text: str, places: list[Unit], number: int, chance: Random) -> list[tuple[tuple[int, int], str]]:
    """Where the sentences run on, each by as many words as it takes, in a drawn order."""
    changes, used = [], text
    share = max(LONGEST_TAIL, -(-number // max(len(places), 1)))
    for unit in chance.sample(places, len(places)):
        if not number:
            break
        size = min(number, share)
        piece = like(text, tail(size, chance, unlike=used))
        changes.append(((unit.stem, unit.stem), f" {piece}"))
        used += piece
        number -= size
    return changes


def cut(text: str, number: int, *, slack: int = 0, whole: bool = True) -> str:
    """The text with so many words fewer, at most `slack` beyond: sentences go, if they may, or are shortened.

    First line, last line and first sentence stay where others can go; marks and line breaks stay. Where
    prose does not suffice, words go from the very middle.
    """
    left = number
    if whole and left > _FEW:
        text, left = _without_sentences(text, left, slack)
    if left > 0:
        text, left = _shortened(text, left, slack)
    return _without_middle(text, left) if left > 0 else text


def _without_sentences(text: str, number: int, slack: int) -> tuple[str, int]:
    """Leave out sentences that share their line with another one, from the end."""
    found = units(text)
    lines = [text.count("\n", 0, unit.start) for unit in found]
    for place in range(len(found) - 2, 0, -1):
        unit = found[place]
        size = word_count(text[unit.start : unit.end])
        if unit.closed and size <= number + slack and lines.count(lines[place]) > 1 and number > 0:
            text = without(text, unit)
            lines[place] = -1
            number -= size
    return text, number


def _shortened(text: str, number: int, slack: int) -> tuple[str, int]:
    """Let sentences end sooner: one where that reads well, else the longest first, the last only in need."""
    found = units(text)
    words = {unit: list(_WORD.finditer(text, unit.start, unit.stem)) for unit in found}
    order = sorted(found[:-1], key=lambda unit: -len(words[unit]))
    order = sorted(order, key=lambda unit: _roughness(words[unit], number)) + found[-1:]
    changes = []
    for unit in order:
        spare = len(words[unit]) - _KEPT
        if number <= 0 or spare <= 0:
            continue
        keep = len(words[unit]) - min(number, spare)
        while keep > _KEPT and number + slack > len(words[unit]) - keep and _loose(words[unit][keep - 1]):
            keep -= 1
        changes.append(((words[unit][keep - 1].end(), unit.stem), ""))
        number -= len(words[unit]) - keep
    return replaced_all(text, changes), number


def _roughness(words: Sequence[re.Match[str]], number: int) -> int:
    """How badly a sentence reads without its last words: best before a preposition, worst behind one."""
    keep = len(words) - number
    if keep < _KEPT:
        return 3
    if _loose(words[keep - 1]):
        return 2
    return 0 if _loose(words[keep]) else 1


def _loose(match: re.Match[str]) -> bool:
    return match[0].lower() in _DANGLING


def _without_middle(text: str, number: int) -> str:
    """Take words from the middle, whatever stands between them."""
    matches = list(_WORD.finditer(text))
    keep = max(len(matches) - number, 0)
    if not keep:
        return _WORD.sub("", text)
    head = (keep + 1) // 2
    start = matches[head - 1].end()
    stop = matches[len(matches) - (keep - head)].start() if keep > head else matches[-1].end()
    return replaced(text, (start, stop), " " if keep > head else "")
