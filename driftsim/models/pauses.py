"""For how long a server wants to be left alone."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from driftsim.models.errors import holders

_DELAY: Final = re.compile(r"retryDelay\W+(\d+(?:\.\d+)?)s")


def pause_of(error: BaseException, words: str) -> float | None:
    """Seconds that a server asks for; None where it asks for none, or nothing that makes sense.

    Args:
        error: What the call raised: its headers may hold `Retry-After`, in seconds or as a date.
        words: What it says: Google tells it there.
    """
    for holder in holders(error):
        headers = getattr(holder, "headers", None)
        if headers is None or not hasattr(headers, "get"):
            continue
        exact, usual = headers.get("retry-after-ms"), headers.get("retry-after")
        found = _number(exact, 1000) if exact is not None else None
        found = _seconds(usual, headers.get("date")) if found is None and usual is not None else found
        if found is not None:
            return found
    delay = _DELAY.search(words)
    return float(delay[1]) if delay else None


def _seconds(told: Any, now: Any) -> float | None:
    return _number(told, 1) if _number(told, 1) is not None else _until(told, now)


def _number(told: Any, unit: int) -> float | None:
    try:
        seconds = float(told) / unit
    except (TypeError, ValueError):
        return None
    return seconds if 0 <= seconds < float("inf") else None


def _until(told: Any, now: Any) -> float | None:
    """Seconds until a date, by the server's own clock where it tells it."""
    try:
        then = parsedate_to_datetime(str(told))
    except (TypeError, ValueError):
        return None
    try:
        start = parsedate_to_datetime(str(now))
    except (TypeError, ValueError):
        start = datetime.now(UTC)
    zoned = (each if each.tzinfo else each.replace(tzinfo=UTC) for each in (then, start))
    end, begin = zoned
    return max(0.0, (end - begin).total_seconds())
