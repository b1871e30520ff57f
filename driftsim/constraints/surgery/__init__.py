"""Changing a text in one place: the tools that several constraints share to realize or spoil a draft.

Every tool takes a text and gives a text, leaves the rest as it stands, and draws where it may choose.
None adds a comma, a digit, a capital word or a mark that it was not asked for, and new text follows
the manner of the old one: capitals, small letters, language.

- `units`: `units(text)`, the pieces of prose between marks, a sentence or less each; `word_count`.
- `filler`: `sentence`, `sentences`, `stream`, `paragraph`, `title`, `tail(words, chance)`: plain English.
- `manner`: `like(text, piece)`, in capitals or small letters where the text is; `capitalized`,
  `decapitalized` (leaves names alone).
- `tongues`: `tongue(text)`, the shipped language that a text is in; `sayings(code, number, chance)`,
  sentences in it; `clipped(saying, words)`; `speaks(code)`.
- `words`: `grown(text, number, chance)` and `cut(text, number, slack=0)`, by so many words.
- `sentences`: `with_sentence(text, sentence)`, one more before the last; `with_sentences`, spread;
  `without(text, unit)`; `joined(text, first, second)`; `halved(text, unit)`.
- `lines`: `chunks(text)`, the paragraphs' places; `with_first_line`, `with_last_line`,
  `with_line_before_last`.
- `edits`: `replaced(text, span, piece)`, `replaced_all(text, changes)`.
"""

from driftsim.constraints.surgery.edits import replaced, replaced_all
from driftsim.constraints.surgery.filler import paragraph, sentence, tail
from driftsim.constraints.surgery.manner import capitalized, decapitalized, like
from driftsim.constraints.surgery.units import Unit, units, word_count

__all__ = [
    "Unit",
    "capitalized",
    "decapitalized",
    "like",
    "paragraph",
    "replaced",
    "replaced_all",
    "sentence",
    "tail",
    "units",
    "word_count",
]
