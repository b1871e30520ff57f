"""A page taken apart, by Python's own parser of HTML."""

from html.parser import HTMLParser
from typing import Final

VOID: Final = frozenset({"meta", "br", "img", "input", "link", "base"})
RAW: Final = frozenset({"script", "style"})


class Parsed(HTMLParser):
    """Every element with its attributes, every text, and what raw elements hold.

    Args:
        page: The page's source.
    """

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.texts: list[str] = []
        self.unbalanced: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        self.unbalanced += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.unbalanced.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside in RAW:
            self.raw[inside].append(data)
        else:
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All that a reader reads."""
        return "".join(self.texts)

    def attributes(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [value or "" for _, attrs in self.elements for key, value in attrs.items() if key == name]
