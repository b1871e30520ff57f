"""Two arms on the same scenarios, seeds and trials: what differs, how surely, and what it takes to see it."""

from driftsim.metrics.paired.compare import Arms, compare
from driftsim.metrics.paired.holm import holm
from driftsim.metrics.paired.reading import read
from driftsim.metrics.paired.schema import comparison_schema
from driftsim.metrics.paired.unlike import shown, unlike

__all__ = ["Arms", "compare", "comparison_schema", "holm", "read", "shown", "unlike"]
