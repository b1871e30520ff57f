"""Two compared arms as a report looks at them: their names, and what `driftsim.metrics.paired` found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from driftsim.report.figures import Rate, number, rate
from driftsim.report.view import Document

BELOW: Final = 0.001


@dataclass(frozen=True)
class Pair:
    """One comparison.

    Args:
        a: The name of the arm that the other is compared with.
        b: The other's name.
        document: What differs: b minus a.
        unlike: What differs between their runs and should not, in sentences.
        shown: What else differs between them.
    """

    a: str
    b: str
    document: Document
    unlike: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    def entry(self, *path: str) -> Mapping[str, Any]:
        """A part of the document; empty where it is not there."""
        found: Any = self.document
        for key in path:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found if isinstance(found, Mapping) else {}

    def differences(self, key: str, *, p: str = "p") -> dict[str, "Difference"]:
        """The differences of a group by name."""
        entries = self.entry(key).items()
        return {str(name): Difference.of(raw, p=p) for name, raw in entries if isinstance(raw, Mapping)}

    def curve(self, key: str) -> list[tuple[int, "Difference"]]:
        """The differences along a curve with their x, those that have a value."""
        raw = self.document.get(key)
        points = [point for point in raw if isinstance(point, Mapping)] if isinstance(raw, list) else []
        found = [(int(number(point.get("x")) or 0), Difference.of(point)) for point in points]
        return [(x, each) for x, each in found if each.rate.value is not None]

    def metric(self, key: str) -> "Difference":
        """One metric."""
        return Difference.of(self.entry("metrics", key))


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, b minus a.

    Args:
        rate: With its interval.
        a: The first side's value.
        b: The other's.
        p: Its p-value, adjusted where it is one of several.
        claim: `higher`, `lower`, `undecided`, `edge` or `unknown`.
    """

    rate: Rate
    a: float | None
    b: float | None
    p: float | None
    claim: str

    @classmethod
    def of(cls, raw: Mapping[str, Any], *, p: str = "p") -> "Difference":
        """Read one from the document.

        Args:
            raw: Its entry.
            p: The key of the p-value.
        """
        found = rate(raw)
        counted = Rate(found.value, found.low, found.high, _least(raw))
        a, b = (number(raw.get(side)) for side in ("a", "b"))
        return cls(counted, a, b, number(raw.get(p)), str(raw.get("claim", "unknown")))

    @property
    def apart(self) -> bool:
        """Whether the two may be said to differ."""
        return self.claim in {"higher", "lower"}


def told_p(p: float | None) -> str:
    """A p-value as it is written everywhere.

    Example:
        >>> told_p(0.4898), told_p(0.00004), told_p(None)
        ('0.49', '< 0.001', '–')
    """
    if p is None:
        return "–"
    if p < BELOW:
        return f"< {BELOW}"
    return f"{p:.3f}" if p < 0.1 else f"{p:.2f}"


def equal_p(p: float | None) -> str:
    """The same in a sentence: `p = 0.49`; no test where there was none."""
    told = told_p(p)
    return "no test" if p is None else f"p {told}" if told.startswith("<") else f"p = {told}"


def _least(raw: Mapping[str, Any]) -> int | None:
    counts = [many for key in ("n_a", "n_b") if (many := number(raw.get(key))) is not None]
    return int(min(counts)) if counts else None
