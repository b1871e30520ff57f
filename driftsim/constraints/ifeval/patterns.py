r"""What IFEval's files call words: regular expressions, in any case, bare or between two `\b`."""

from collections.abc import Iterable
from itertools import islice

from driftsim.constraints.base import Reply, Verdict
from driftsim.constraints.matching import Finder, pattern
from driftsim.constraints.surgery.presence import Sought
from driftsim.constraints.surgery.samples import samples
from driftsim.constraints.types import listed

_SAMPLES = 3  # texts that are tried for a pattern
_EDGE = r"\b"


def finder(source: str, *, edged: bool) -> Finder:
    """The finder of a pattern.

    Raises:
        ValueError: it is no regular expression.
    """
    edge = _EDGE if edged else ""
    return pattern(source, before=edge, after=edge)


def bare(source: str) -> str:
    """The pattern itself, where it compiles; a ValueError where not."""
    finder(source, edged=False)
    return source


def edged(source: str) -> str:
    r"""The pattern itself, where it compiles between two `\b`; a ValueError where not."""
    finder(source, edged=True)
    return source


def all_found(reply: Reply, patterns: tuple[str, ...], *, edged: bool) -> Verdict:
    """Whether each is found."""
    missing = [source for source in patterns if not finder(source, edged=edged).first(reply.text)]
    if missing:
        share = 1 - len(missing) / len(patterns)
        return Verdict(held=False, reason=f"{listed(missing)} missing", score=share)
    return Verdict(held=True, reason=f"{listed(patterns)} found")


def none_found(reply: Reply, patterns: tuple[str, ...], *, edged: bool) -> Verdict:
    """Whether none is found; the first that is there decides."""
    for source in patterns:
        if span := finder(source, edged=edged).first(reply.text):
            return Verdict(held=False, reason=f'"{source}" found', span=span)
    return Verdict(held=True, reason=f"no {listed(patterns, 'or')}")


def sought(patterns: Iterable[str], *, edged: bool) -> list[Sought]:
    """The patterns with texts that they find."""
    found = []
    for source in patterns:
        find = finder(source, edged=edged)
        found.append(Sought(find, tuple(islice(samples(source, find), _SAMPLES)) or (source,)))
    return found


def finders(patterns: Iterable[str], *, edged: bool) -> list[Finder]:
    """Their finders."""
    return [finder(source, edged=edged) for source in patterns]
