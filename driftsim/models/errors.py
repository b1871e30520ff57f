"""Where the errors of many clients keep what they know: on themselves, a response, or a cause of theirs."""

from collections.abc import Iterator
from typing import Final

_DEEPEST: Final = 10  # causes of causes


def status_of(error: BaseException) -> int | None:
    """The HTTP status behind an error, however its client keeps it; some keep it on a cause."""
    for holder in holders(error):
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


def holders(error: BaseException) -> Iterator[object]:
    """All that may hold a status or headers, the outermost first."""
    for one in causes(error):
        yield from (one, getattr(one, "response", None))
