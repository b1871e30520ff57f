"""What a person may set of how models are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

EVERY: Final = ""  # stands for every provider that is not named
TIMEOUT: Final = 600.0
RETRIES: Final = 8

Limits = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rules:
    """How served models are called.

    Args:
        timeout: Seconds after which a call without an answer is given up.
        retries: How often a reply is asked for again, at most, whatever went wrong.
        concurrency: The most calls at a time, by provider; under `EVERY` for those not named.
        requests: The most calls a minute, likewise.
        tokens: The most tokens a minute, read and written, likewise.
    """

    timeout: float = TIMEOUT
    retries: int = RETRIES
    concurrency: Limits = field(default_factory=dict)
    requests: Limits = field(default_factory=dict)
    tokens: Limits = field(default_factory=dict)

    def as_written(self) -> dict[str, Any]:
        """As a manifest keeps them: what bounds a run and changes no conversation."""
        bounds = {"concurrency": self.concurrency, "requests": self.requests, "tokens": self.tokens}
        told = {
            f"{what}_by_provider": {provider or "every": limit for provider, limit in of.items()}
            for what, of in bounds.items()
            if of
        }
        return {"timeout": self.timeout, "max_retries": self.retries, **told}


def limit_of(limits: Limits, provider: str) -> int | None:
    """The limit of a provider; None where there is none.

    Example:
        >>> limit_of({"openai": 5, EVERY: 9}, "openai"), limit_of({EVERY: 9}, "google")
        (5, 9)
    """
    return limits.get(provider, limits.get(EVERY))
