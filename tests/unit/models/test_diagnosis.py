from typing import Any

import pytest

from driftsim.errors import InputError
from driftsim.models.base import ModelError
from driftsim.models.diagnosis import BrokenStream, Diagnosis, Filtered, diagnose


class Refused(Exception):
    """An error as clients raise them: a status, perhaps on a response, perhaps a body."""

    def __init__(self, text: str = "no", **fields: Any) -> None:
        super().__init__(text)
        self.__dict__.update(fields)


class ReadTimeout(Exception):
    """Named as httpx names it."""


class RemoteProtocolError(Exception):
    """The same."""


class APIConnectionError(Exception):
    """Named as a client names it."""


class APIError(Exception):
    """The same."""


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "cause", "again"),
    [
        (Refused(status_code=401), "refused key", False),
        (Refused(code=403), "refused key", False),
        (Refused(status=404), "unknown model", False),
        (Refused(status_code=402), "account used up", False),
        (Refused(status_code=408), "timeout", True),
        (Refused(status_code=409), "conflict", True),
        (Refused(status_code=425), "too early", True),
        (Refused(status_code=429), "rate limit", True),
        (Refused(status_code=429, body={"error": {"code": "insufficient_quota"}}), "account used up", False),
        (Refused(status_code=500), "server error", True),
        (Refused(status_code=529), "server error", True),
        (Refused(status_code=400), "bad request", False),
        (Refused(status_code=422), "bad request", False),
        (Refused("context_length_exceeded", status_code=400), "context overflow", False),
        (Refused("prompt is too long: 9 tokens", status_code=400), "context overflow", False),
        (Refused(status_code=413), "context overflow", False),
        (Refused(status_code=400, body={"error": {"code": "content_filter"}}), "content filter", False),
        (TimeoutError(), "timeout", True),
        (ReadTimeout(), "timeout", True),
        (caused(APIConnectionError(), ReadTimeout()), "timeout", True),
        (caused(APIConnectionError(), RemoteProtocolError()), "broken stream", True),
        (caused(APIConnectionError(), OSError()), "no connection", True),
        (ConnectionResetError(), "no connection", True),
        (APIError("an error in the stream"), "server error", True),
        (BrokenStream(), "broken stream", True),
        (ValueError("no JSON"), "unreadable answer", True),
        (KeyError("choices"), "unreadable answer", True),
        (Filtered(), "content filter", False),
        (ModelError("x"), "failed", False),
        (InputError("x"), "failed", False),
        (RuntimeError("a bug"), "failed", False),
    ],
)
def test_causes(error: Exception, cause: str, again: bool) -> None:
    found = diagnose(error)
    assert (found.cause, found.again) == (cause, again)


def test_a_status_that_only_the_cause_has_counts() -> None:
    assert diagnose(caused(Refused("wrapped"), Refused(code=401))).is_refusal


@pytest.mark.parametrize("status", [True, 200, 0, "429", None])
def test_what_is_no_status(status: Any) -> None:
    assert diagnose(Refused(status_code=status)) == Diagnosis("failed", again=False)


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({}, None),
        ({"retry-after": "3"}, 3),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after-ms": "x", "retry-after": "9"}, 9),
        ({"retry-after": "Sat, 21 Nov 2026 16:01:00 GMT", "date": "Sat, 21 Nov 2026 16:00:00 GMT"}, 60),
        ({"retry-after": "Sat, 21 Nov 2026 16:00:00", "date": "Sat, 21 Nov 2026 16:00:00 GMT"}, 0),
        ({"retry-after": "Mon, 01 Jan 2001 00:00:00 GMT"}, 0),
        ({"retry-after": "later"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "1e999"}, None),
    ],
)
def test_for_how_long_it_asks(headers: dict[str, str], pause: float | None) -> None:
    assert diagnose(Refused(status_code=429, headers=headers)).pause == pause
    response = Refused(headers=headers, status_code=503)
    assert diagnose(caused(Refused("wrapped"), Refused(response=response))).pause == pause


def test_google_asks_in_words() -> None:
    said = "429 RESOURCE_EXHAUSTED {'@type': 'RetryInfo', 'retryDelay': '13s'}"
    assert diagnose(Refused(said, code=429)).pause == 13
