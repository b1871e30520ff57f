"""Markdown."""

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.format.fenced import unfenced
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph, title
from driftsim.constraints.surgery.json_text import is_json
from driftsim.constraints.surgery.lines import with_first_line
from driftsim.constraints.surgery.manner import like
from driftsim.constraints.surgery.picks import plain_words
from driftsim.constraints.surgery.plain import as_prose, value_of

_FENCE: Final = "```"
_LINE: Final = re.compile(
    r"^ {0,3}(?:#{1,6} +\S|>|[*+-] +\S|\d{1,9}[.)] +\S|\|[^\n|]*\||```|([*_-])(?: *\1){2,} *$)", re.MULTILINE
)
_INLINE: Final = re.compile(
    r"\*[^\s*][^*\n]{0,999}\*|(?<!\w)_[^\s_][^_\n]{0,999}_(?!\w)|`[^`\n]{1,999}`|\]\("
)
_INLINE_MARKS: Final = ("*", "_", "`", "](")  # one of these is in each
_MARKS: Final = re.compile(r"[*_`#>|\[\]]|^\s*(?:[-+]|\d+[.)])\s+", re.MULTILINE)


def fences(text: str) -> Verdict:
    """Whether code fences are closed: their number is even, and so is that of the lines they begin."""
    body = unfenced(text)
    number = body.count(_FENCE)
    lines = sum(line.startswith(_FENCE) for line in body.splitlines())
    if number % 2 or lines % 2:
        return Verdict(held=False, reason="a code fence is not closed")
    return Verdict(held=True, reason="no code fence is open")


class Markdown(Constraint):
    """The reply has a mark of Markdown (heading, list, emphasis, code, link, table); its fences close."""

    kind = "format.markdown"
    family = "format"
    example = Example({}, passes="Some *oaks* are old.", fails="Some oaks are old.")
    phrasings = Phrasings(
        ask=("Format your answer in Markdown.", "Use Markdown, such as headings, lists or emphasis."),
        forbid=("Stop using Markdown.", "Write plain text, without Markdown."),
        release=("Markdown is no longer required; any format is fine.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for a mark."""
        open_fence = fences(reply.text)
        if not open_fence.held:
            return open_fence
        inline = any(mark in reply.text for mark in _INLINE_MARKS)
        found = _LINE.search(reply.text) or (_INLINE.search(reply.text) if inline else None)
        if found is None:
            return Verdict(held=False, reason="no mark of Markdown")
        return Verdict(held=True, reason=f'"{found[0].strip()[:20]}" is Markdown', span=found.span())

    def ask(self) -> str:
        """As a user would."""
        return "Use Markdown in your answer."

    def deny(self) -> str:
        """As a user would."""
        return "Do not use Markdown in your answer."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A word set off; else a heading."""
        text = draft.replace(_FENCE, "`") if not fences(draft).held else draft
        for start, end in plain_words(text, chance)[:1]:
            yield f"{text[:start]}*{text[start:end]}*{text[end:]}"
        yield with_first_line(text, f"# {like(text, title(chance))}")
        yield f"# {title(chance)}\n\n{paragraph(chance)}"

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The text without its marks."""
        text = as_prose(value_of(draft)) if is_json(draft) else draft
        for _ in range(3):
            text = _MARKS.sub("", text)
        yield text
        yield paragraph(chance)
