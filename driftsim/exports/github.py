"""A run as annotations of GitHub Actions: workflow commands [1], one a line.

[1] https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from collections.abc import Iterator, Sequence
from typing import Final

from driftsim.exports.findings import Finding
from driftsim.exports.requirement import Requirement
from driftsim.visible import safe

MOST: Final = 10  # annotations of a kind that GitHub shows for a step
_DATA: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY: Final = {**_DATA, ":": "%3A", ",": "%2C"}


def annotations(found: Sequence[Finding], requirements: Sequence[Requirement], *, arms: int) -> Iterator[str]:
    """The commands: an error for each missed threshold, a warning for each constraint that was violated.

    GitHub shows ten of a kind; where there are more, the tenth counts the rest. The most often violated come
    first.

    Args:
        found: What became of every constraint.
        requirements: The thresholds.
        arms: How many arms the run has; with several, each is named.

    Yields:
        Lines without their ends.
    """
    held, checks = sum(one.held for one in found), sum(one.checks for one in found)
    yield command("notice", "driftsim", f"held in {held:,} of {checks:,} checks")
    missed = [one for one in requirements if one.missed]
    yield from _most("error", [(one.name, f"missed, {one.found}") for one in missed], "thresholds missed")
    wrong = sorted((one for one in found if one.violations or one.errors), key=lambda one: -_share(one))
    yield from _most("warning", [_told(one, arms) for one in wrong], "constraints violated or undecided")


def command(kind: str, title: str, message: str) -> str:
    r"""One workflow command, escaped so that nothing in it can begin another.

    Example:
        >>> command("error", "csr, by turn", "100%\n::stop-commands::x")
        '::error title=csr%2C by turn::100%25%0A::stop-commands::x'
    """
    return f"::{kind} title={_escaped(title, _PROPERTY)}::{_escaped(message, _DATA)}"


def _most(kind: str, told: Sequence[tuple[str, str]], what: str) -> Iterator[str]:
    shown = told if len(told) <= MOST else told[: MOST - 1]
    for title, message in shown:
        yield command(kind, title, message)
    if len(told) > len(shown):
        yield command(kind, "driftsim", f"{len(told) - len(shown):,} more {what}")


def _told(one: Finding, arms: int) -> tuple[str, str]:
    whose = f" [{safe(one.arm)}]" if arms > 1 else ""
    what = "violated" if one.violations else "undecided"
    title = f"{safe(one.scenario)}{whose}: {safe(one.constraint)} {what}"
    places = [place.told() for place in one.violations or one.errors]
    return title, "\n".join([one.told(), *places])


def _share(one: Finding) -> float:
    return one.violated / one.checks if one.checks else 0.0


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)
