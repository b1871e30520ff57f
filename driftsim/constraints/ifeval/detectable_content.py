"""IFEval's `detectable_content`."""

import re
from collections.abc import Iterator
from itertools import islice
from random import Random
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator

from driftsim.constraints.base import Context, Example, Reply, Span, Verdict
from driftsim.constraints.content.placeholders import Placeholders
from driftsim.constraints.content.postscript import Postscript
from driftsim.constraints.ifeval.reference import AtLeast, Reference
from driftsim.constraints.matching import Finder, pattern
from driftsim.constraints.surgery.occurrences import with_brackets
from driftsim.constraints.surgery.postscripts import with_postscript, without_marker
from driftsim.constraints.surgery.samples import samples
from driftsim.constraints.types import Count, Trimmed
from driftsim.text import enclosed

_SAMPLES = 4  # texts that are tried where the marker is a pattern
_KNOWN = {
    "P.S.": Finder(re.compile(r"p\.\s?s\.")),
    "P.P.S": Finder(re.compile(r"p\.\s?p\.\s?s")),
}


def _finder(marker: str) -> Finder:
    return _KNOWN.get(marker) or pattern(marker.lower(), 0)


def _compiles(marker: str) -> str:
    _finder(marker)
    return marker


def _brackets(text: str) -> list[Span]:
    return enclosed(text, "[", "]")


class NumberPlaceholders(AtLeast):
    """At least so many pairs of square brackets, whatever stands between them on the line."""

    source_id = "detectable_content:number_placeholders"
    ours = Placeholders
    example = Example({"num_placeholders": 2}, passes="Dear [name], come to [].", fails="Dear [name].")
    number_name = "num_placeholders"
    unit = "placeholder"
    request = "Use {amount} in square brackets, such as [address]."
    num_placeholders: Count

    def count(self, reply: Reply) -> int:
        """An opening bracket with the nearest closing one."""
        return len(_brackets(reply.text))

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Whatever brackets count here."""
        return with_brackets(draft, _brackets, self.room(), chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Brackets taken away, whatever stands in them."""
        return with_brackets(draft, _brackets, self.outside(), chance)


class PostscriptMarker(Reference):
    """The marker is found anywhere, in any case."""

    source_id = "detectable_content:postscript"
    ours = Postscript
    example = Example({"postscript_marker": "P.S."}, passes="Bye. p. s. bring tea.", fails="Bye.\nPS: tea.")
    renamed = MappingProxyType({"postscript_marker": "marker"})
    postscript_marker: Annotated[Trimmed, AfterValidator(_compiles)]

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look for it in small letters."""
        place = _finder(self.postscript_marker).first(reply.lower)
        if place is None:
            return Verdict(held=False, reason=f'"{self.postscript_marker}" not found')
        return Verdict(held=True, reason=f'"{self.postscript_marker}" found', span=place)

    def ask(self) -> str:
        """As a user would."""
        return f'Add a postscript at the end that begins with "{self.postscript_marker}"'

    def deny(self) -> str:
        """As a user would."""
        return f'Do not add a postscript that begins with "{self.postscript_marker}"'

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A postscript with the marker, then with what it finds where it is a pattern."""
        found = samples(self.postscript_marker.lower(), _finder(self.postscript_marker))
        for marker in islice(found, _SAMPLES):
            yield from with_postscript(draft, marker, chance)
            yield marker

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The same text without the marker."""
        return without_marker(draft, lambda text: _finder(self.postscript_marker).spans(text.lower()))
