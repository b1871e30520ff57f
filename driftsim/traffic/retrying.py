"""When a failed call is made again: tenacity's parts, put together for calls of models."""

from typing import Final

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)

from driftsim.models.diagnosis import diagnose
from driftsim.traffic.calling import LONGEST_PAUSE

FIRST: Final = 0.5  # seconds: the longest pause after the first failure, doubled after each
LONGEST: Final = 60.0  # seconds: the longest pause that is our own choice


_JITTER: Final = wait_random_exponential(multiplier=FIRST, max=LONGEST)


def policy(retries: int) -> AsyncRetrying:
    """A policy for one question: exponential backoff with full jitter, or the pause that the server asks for.

    Args:
        retries: How often it may be asked again.
    """
    return AsyncRetrying(
        retry=retry_if_exception(_may_go_better),
        stop=stop_after_attempt(retries + 1),
        wait=_pause,
        reraise=True,
    )


def _may_go_better(error: BaseException) -> bool:
    found = diagnose(error)
    return found.again and (found.pause or 0) <= LONGEST_PAUSE


def _pause(state: RetryCallState) -> float:
    assert state.outcome is not None
    error = state.outcome.exception()
    asked = None if error is None else diagnose(error).pause
    own = float(_JITTER(state))
    return own if asked is None else asked + min(own, asked / 4 + FIRST)
