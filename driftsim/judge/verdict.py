"""Reading a judge's answer: one verdict as JSON, whatever stands around it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

_LONGEST: Final = 50_000  # characters of an answer that are read
_STARTS: Final = 200  # places that are tried
_REASON: Final = 600  # characters of a reason that are kept
_QUOTE: Final = 2_000
_TRUTHS: Final = {"true": True, "false": False}
_LONE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Read:
    """What an answer says.

    Args:
        held: The verdict; None where there is none, or more than one.
        reason: Why; without a verdict, what is wrong with the answer.
        quote: The words of the reply that decided.
    """

    held: bool | None
    reason: str
    quote: str = ""


def read(answer: str, reply: str = "") -> Read:
    """Read the verdict in a judge's answer. It never raises.

    Code fences, prose before and after, and thoughts between `<think>` tags are passed over. A verdict that
    stands in the reply is the reply's own and does not count; verdicts that contradict each
    other leave the question open.

    Args:
        answer: What the judge wrote.
        reply: The reply that it judged.

    Example:
        >>> read('Sure: {"reason": "It is curt.", "held": false, "quote": "No."} Done.').held
        False
    """
    text = answer.rpartition("</think>")[2]
    if len(text) > _LONGEST:
        return Read(None, f"the judge's answer is longer than {_LONGEST:,} characters")
    quoted = {verdict for _, verdict in _verdicts(reply[:_LONGEST])}
    found = [verdict for raw, verdict in _verdicts(text) if verdict not in quoted and raw not in reply]
    if not found:
        return Read(None, f"the judge's answer holds no verdict: {_short(text)!r}")
    if len({verdict.held for verdict in found}) > 1:
        return Read(None, "the judge's answer holds verdicts that contradict each other")
    return found[-1]


def _verdicts(text: str) -> Iterator[tuple[str, Read]]:
    """Every verdict with the text it stands in, left to right."""
    decoder = json.JSONDecoder(object_pairs_hook=_unique)
    place, tries = text.find("{"), 0
    while place >= 0 and tries < _STARTS:
        try:
            value, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            value, end = None, place
        verdict = _verdict(value) if isinstance(value, dict) else None
        if verdict is None:
            end = place + 1
        else:
            yield text[place:end], verdict
        place, tries = text.find("{", end), tries + 1


def _verdict(value: dict[str, Any]) -> Read | None:
    held = value.get("held")
    if isinstance(held, str):
        held = _TRUTHS.get(held.strip().lower())
    if not isinstance(held, bool):
        return None
    reason = (
        _line(value.get("reason"), _REASON) or f"judged so without a reason: {'held' if held else 'not held'}"
    )
    quote = value.get("quote")
    return Read(held, reason, _LONE.sub("\ufffd", quote)[:_QUOTE] if isinstance(quote, str) else "")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key twice")
    return found


def _line(value: Any, longest: int) -> str:
    line = " ".join(_LONE.sub("\ufffd", value).split()) if isinstance(value, str) else ""
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _short(text: str) -> str:
    return _line(text, 80)
