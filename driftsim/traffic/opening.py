"""Whether a model answers at all: the same failure again and again before the first reply is no accident."""

from typing import Final

from driftsim.models.diagnosis import Diagnosis

PATIENCE: Final = 5


class Opening:
    """Looks on until the first reply.

    Args:
        expected: How many questions will be asked in all; a refusal that all of them meet is told even where
            they are fewer than the five that it usually takes.
    """

    def __init__(self, expected: int = PATIENCE) -> None:
        self._few = max(1, min(expected, PATIENCE))
        self._open, self._last, self.times = True, "", 0

    def answered(self) -> None:
        """There was a reply: from now on a failure is an accident."""
        self._open = False

    def is_hopeless(self, found: Diagnosis) -> bool:
        """Whether this failure, of which no further call was made, shows that no reply will ever come."""
        told = f"{found.cause} {found.status}"
        self.times = self.times + 1 if told == self._last else 1
        self._last = told
        return self._open and self.times >= (self._few if found.is_refusal else PATIENCE)
