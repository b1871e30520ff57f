"""Two arms on the same scenarios, seeds and trials: what differs, how surely, and what it takes to see it."""

from driftsim.metrics.paired.compare import Arms, compare
from driftsim.metrics.paired.holm import holm
from driftsim.metrics.paired.reading import read
from driftsim.metrics.paired.unlike import shown, unlike

__all__ = ["Arms", "compare", "holm", "read", "shown", "unlike"]
