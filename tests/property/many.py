"""How many examples a law is tried on."""

import os


def many(number: int) -> int:
    """So many by default, four times as many where new ones are tried (`make test-slow`)."""
    return 4 * number if "DRIFTSIM_RANDOM" in os.environ else number
