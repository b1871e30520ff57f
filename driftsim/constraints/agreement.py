"""How often a constraint that judges meaning by a rule agrees with labels that were given to texts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was measured on `tests/data/style_labels.jsonl`; a test measures it again.

    Args:
        right: How many texts got the label that they carry.
        texts: How many there are.
        kappa: Cohen's kappa: the agreement beyond that of two who label by chance with the same shares.
        how: How a verdict became a label.

    Example:
        >>> Agreement(right=9, texts=10, kappa=0.8, how="held or not").share
        0.9
    """

    right: int
    texts: int
    kappa: float
    how: str

    @property
    def share(self) -> float:
        """The share that got its label."""
        return self.right / self.texts
