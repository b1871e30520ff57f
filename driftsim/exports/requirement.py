"""A number that must be reached, as an export tells it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Requirement:
    """A threshold and what was found.

    Args:
        name: What is required, such as `csr >= 0.9`, with its arm where there are several.
        found: What was found, with its interval.
        missed: Whether it was missed; None where it could not be told.
    """

    name: str
    found: str
    missed: bool | None
