"""Why a call of a model failed, and whether another one may go better.

Clients keep the HTTP status, the server's words and its headers in different places, some on a cause of
the error that they raise; errors without a status are known by the names of their classes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from driftsim.errors import DriftsimError

REFUSALS: Final = (401, 403, 404)  # what no further call can mend: a wrong key, a model that is not there
CROWDED: Final = 429
_AGAIN: Final = (408, 409, 425, CROWDED)
_DEEPEST: Final = 10  # causes of causes

_OF_STATUS: Final[Mapping[int, str]] = {
    401: "refused key",
    402: "account used up",
    403: "refused key",
    404: "unknown model",
    408: "timeout",
    409: "conflict",
    413: "context overflow",
    425: "too early",
    429: "rate limit",
}
_TOO_LONG: Final = re.compile(
    r"context[ _](length|window)|maximum context|prompt is too long|input token count"
    r"|too many (input )?tokens",
    re.IGNORECASE,
)
_FILTER: Final = re.compile(r"content[ _](filter|management policy|policy)", re.IGNORECASE)
_USED_UP: Final = re.compile(r"insufficient_quota|exceeded your current quota, please check", re.IGNORECASE)
_DELAY: Final = re.compile(r"retryDelay\W+(\d+(?:\.\d+)?)s")
_OF_CLASS: Final = (
    (re.compile(r"Timeout"), "timeout"),
    (re.compile(r"RemoteProtocol|ReadError|Incomplete|Payload|BrokenStream"), "broken stream"),
    (re.compile(r"Connect|Network|Transport|Protocol|^OSError$"), "no connection"),
    (re.compile(r"^APIError$"), "server error"),
    (re.compile(r"Validation|^(ValueError|LookupError|TypeError|AttributeError)$"), "unreadable answer"),
)


class BrokenStream(Exception):
    """A reply that was told piece by piece ended before its end."""


class Filtered(Exception):
    """The provider's filter left nothing of a reply."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why a call failed.

    Args:
        cause: In a word or two, such as `rate limit`.
        again: Whether another call may go better.
        status: The HTTP status; None where there is none.
        pause: For how many seconds the server asks to be left alone; None where it does not.
    """

    cause: str
    again: bool
    status: int | None = None
    pause: float | None = None

    @property
    def is_refusal(self) -> bool:
        """Whether every further call would be refused likewise."""
        return self.status in REFUSALS


def diagnose(error: BaseException) -> Diagnosis:
    """Why a call failed.

    Example:
        >>> diagnose(TimeoutError()).cause, diagnose(TimeoutError()).again
        ('timeout', True)
    """
    if isinstance(error, Filtered):
        return Diagnosis("content filter", again=False)
    if isinstance(error, DriftsimError):
        return Diagnosis("failed", again=False)
    status = status_of(error)
    if status is None:
        cause = _cause_by_name(error)
        return Diagnosis(cause or "failed", again=cause is not None)
    words = f"{error} {getattr(error, 'body', '')}"
    if status == CROWDED and _USED_UP.search(words):
        return Diagnosis("account used up", again=False, status=status)
    cause = _OF_STATUS.get(status) or ("server error" if status >= 500 else _of_request(words))
    return Diagnosis(cause, status in _AGAIN or status >= 500, status, _pause(error, words))


def status_of(error: BaseException) -> int | None:
    """The HTTP status behind an error, however its client keeps it; some keep it on a cause."""
    for holder in _holders(error):
        for name in ("status_code", "code", "status"):
            value = getattr(holder, name, None)
            if isinstance(value, int) and not isinstance(value, bool) and 400 <= value < 600:
                return int(value)
    return None


def causes(error: BaseException) -> list[BaseException]:
    """An error and what it was raised from, outermost first."""
    found = [error]
    while found[-1].__cause__ is not None and len(found) < _DEEPEST:
        found.append(found[-1].__cause__)
    return found


def _holders(error: BaseException) -> Iterator[object]:
    for one in causes(error):
        yield from (one, getattr(one, "response", None))


def _of_request(words: str) -> str:
    if _TOO_LONG.search(words):
        return "context overflow"
    return "content filter" if _FILTER.search(words) else "bad request"


def _cause_by_name(error: BaseException) -> str | None:
    """The cause that the classes of an error, or of its causes, name."""
    if isinstance(error, RuntimeError) and "Event loop is closed" in str(error):
        return "no connection"  # one of an earlier event loop, which the client now forgets
    classes = [kind.__name__ for one in causes(error) for kind in type(one).__mro__]
    return next((cause for pattern, cause in _OF_CLASS if any(map(pattern.search, classes))), None)


def _pause(error: BaseException, words: str) -> float | None:
    """What `Retry-After` says, in seconds or as a date; or Google's own word for it in the text."""
    for holder in _holders(error):
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
