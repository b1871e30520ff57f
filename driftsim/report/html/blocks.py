"""What a report is made of: sections of blocks, as plain data; a template turns each kind into HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from driftsim.report.html.figures.figure import Figure
from driftsim.report.html.transcripts.transcript import Talk
from driftsim.report.sheets import Sheet


@dataclass(frozen=True)
class Words:
    """A paragraph, with what it is about before it; a `tone` of `mind` asks for attention."""

    kind: ClassVar[str] = "words"
    text: str
    lead: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Tile:
    """One number, large.

    Args:
        key: Its key in the metrics document.
        name: What it is, in words.
        value: As it is written.
        interval: Its interval as it is written; empty where there is none.
    """

    key: str
    name: str
    value: str
    interval: str = ""


@dataclass(frozen=True)
class Tiles:
    """Large numbers in a row."""

    kind: ClassVar[str] = "tiles"
    tiles: Sequence[Tile]
    title: str = ""


@dataclass(frozen=True)
class Drawing:
    """Figures of one kind, next to each other where there is room.

    Args:
        title: What they show.
        caption: How they are read.
        figures: One or more.
    """

    kind: ClassVar[str] = "drawing"
    title: str
    caption: str
    figures: Sequence[Figure]


@dataclass(frozen=True)
class Gallery:
    """Drawings of several kinds, next to each other where there is room."""

    kind: ClassVar[str] = "gallery"
    drawings: Sequence[Drawing]


@dataclass(frozen=True)
class Numbers:
    """A table.

    Args:
        sheet: Its cells.
        keyed: Whether the first column holds keys of the metrics document, which lead to their definitions.
        note: How it is read.
    """

    kind: ClassVar[str] = "numbers"
    sheet: Sheet
    keyed: bool = False
    note: str = ""


@dataclass(frozen=True)
class Talks:
    """Conversations, each opened by a click."""

    kind: ClassVar[str] = "talks"
    talks: Sequence[Talk]
    title: str = ""


@dataclass(frozen=True)
class Raw:
    """Data as they stand in a file, opened by a click."""

    kind: ClassVar[str] = "raw"
    title: str
    text: str


@dataclass(frozen=True)
class Meaning:
    """What a number means.

    Args:
        key: Its key in the metrics document.
        name: What it is called.
        plain: What it says.
        formula: How it is computed.
        limits: What it cannot tell.
        sources: Where that comes from.
    """

    key: str
    name: str
    plain: str
    formula: str
    limits: str
    sources: Sequence[str]


@dataclass(frozen=True)
class Meanings:
    """Definitions under a heading."""

    kind: ClassVar[str] = "meanings"
    title: str
    meanings: Sequence[Meaning]


Block = Words | Tiles | Drawing | Gallery | Numbers | Talks | Raw | Meanings


@dataclass(frozen=True)
class Section:
    """A part of the page.

    Args:
        key: Its name within the page.
        title: Its heading.
        blocks: What it holds.
        about: Keys of the metrics document that it shows, each led to its definition.
        short: Its name in the list of sections.
    """

    key: str
    title: str
    blocks: Sequence[Block]
    about: Sequence[str] = ()
    short: str = ""


@dataclass(frozen=True)
class Omitted:
    """A section that is not there, and why: an empty frame would say less."""

    title: str
    reason: str
