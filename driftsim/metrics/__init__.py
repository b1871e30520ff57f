"""From a run's tables to its numbers: pure functions, one idea a file."""

from driftsim.metrics.flatten import flatten
from driftsim.metrics.frames import Tables, frame
from driftsim.metrics.measure import measure
from driftsim.metrics.schema import metrics_schema

__all__ = ["Tables", "flatten", "frame", "measure", "metrics_schema"]
