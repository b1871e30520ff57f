"""A number that must be reached, as an export tells it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Requirement:
    """A threshold and what was found.

    Args:
        name: What is required, such as `csr >= 0.9`, with its arm where there are several.
        found: What was found, with its interval, or why that cannot be told.
        missed: Whether it was missed; what cannot be told is.
    """

    name: str
    found: str
    missed: bool
