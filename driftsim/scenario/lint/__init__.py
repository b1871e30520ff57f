"""Lint: the proof that a scenario runs to its end, whatever the model does, by walking all reachable states.

for finding in lint(load(path)): print(finding)
"""

from driftsim.scenario.lint.check import LARGEST, accepted, lint
from driftsim.scenario.lint.findings import CODES, Finding, Severity

__all__ = ["CODES", "LARGEST", "Finding", "Severity", "accepted", "lint"]
