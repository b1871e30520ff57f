"""HTML."""

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.format.fenced import unfenced
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph
from driftsim.constraints.surgery.markup import as_html, unmarked

_NAME: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)\b")
_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_SHOWN: Final = 30


def _tags(text: str) -> Iterator[tuple[Span, bool, str]]:
    """Where tags stand, whether they close one, and their names; in linear time."""
    place = 0
    while match := _NAME.search(text, place):
        end = text.find(">", match.end())
        if end < 0:
            return
        place = end + 1
        yield (match.start(), place), bool(match[1]), match[2].lower()


def html(text: str) -> Verdict:
    """Whether a text, in a code fence or bare, has tags and each that opens is closed in its turn."""
    body, waiting, some = unfenced(text), list[str](), False
    for span, closes, name in _tags(body):
        some = True
        if closes:
            if not waiting or waiting.pop() != name:
                return Verdict(
                    held=False, reason=f"</{name[:_SHOWN]}> closes no open tag", span=_in(text, body, span)
                )
        elif name not in _VOID and body[span[1] - 2] != "/":
            waiting.append(name)
    if waiting:
        return Verdict(held=False, reason=f"<{waiting[-1][:_SHOWN]}> is not closed")
    return Verdict(some, "every tag is closed" if some else "no tags")


def _in(text: str, body: str, span: Span) -> Span:
    """A place in the text, from one in its body."""
    start = text.find(body)
    return start + span[0], start + span[1]


def without_comments(text: str) -> str:
    """The text with blanks instead of comments, so that places stay."""
    if "<!--" not in text or "-->" not in text:
        return text
    parts, place = [], 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts += [text[place:start], " " * (end + 3 - start)]
        place = end + 3
    return "".join([*parts, text[place:]])


class Html(Constraint):
    """The reply has HTML tags, and each that opens is closed in its turn; comments are passed over."""

    kind = "format.html"
    family = "format"
    example = Example({}, passes="<p>Hi<br></p><!-- <b> -->", fails="<p><b>Hi</p></b>")
    phrasings = Phrasings(
        ask=("Write your answer in HTML.", "Mark up your answer with HTML tags and close all of them."),
        forbid=("Stop writing HTML.", "Write normal text, without HTML."),
        release=("HTML is no longer required; any format is fine.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Follow the tags."""
        return html(without_comments(reply.text))

    def ask(self) -> str:
        """As a user would."""
        return "Give your answer in HTML, with every tag closed."

    def deny(self) -> str:
        """As a user would."""
        return "Do not give your answer in HTML."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft in paragraphs."""
        return as_html(draft if draft.strip() else paragraph(chance))

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """What it says as prose."""
        yield unmarked(draft)
        yield draft.replace("<", "").replace(">", "")
        yield f"{draft} <p>"
        yield paragraph(chance)
