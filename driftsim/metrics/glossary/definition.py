"""One key of the metrics document, explained."""

from dataclasses import dataclass
from typing import Literal

from driftsim.metrics.glossary.sources import SOURCES

Shape = Literal["rate", "curve", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a number means, where it comes from, and what it cannot tell.

    Args:
        key: Its key in the metrics document.
        name: What to call it, in a few words.
        plain: What it says, in plain words.
        formula: How it is computed.
        limits: What it cannot tell; empty where nothing needs saying.
        sources: Keys of `SOURCES`.
        shape: `rate` (`value`, `low`, `high`, `n`), `curve` (rates with an `x`), or something of its own.
        x: What a curve runs along: `turn`, `age`, `load`, `tokens`; empty for what is no curve.
    """

    key: str
    name: str
    plain: str
    formula: str
    limits: str = ""
    sources: tuple[str, ...] = ()
    shape: Shape = "rate"
    x: str = ""

    @property
    def references(self) -> tuple[str, ...]:
        """The sources, written out."""
        return tuple(SOURCES[source] for source in self.sources)
