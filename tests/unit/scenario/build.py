"""Scenarios in a few words, from the YAML that a person would write."""

from pathlib import Path
from textwrap import dedent

from driftsim.scenario.document import parse_document
from driftsim.scenario.graph import Scenario
from driftsim.scenario.load import scenario_from

CONSTRAINTS = """\
constraints:
  short: {check: length.words, at_most: 50}
  long: {check: length.words, at_least: 100}
  bullets: {check: format.bullets, exactly: 4}
"""


def scenario(turns: str, more: str = CONSTRAINTS) -> Scenario:
    """A scenario of these turns; line numbers are counted in the text as it is put together."""
    body = "".join(f"  {line}\n" for line in dedent(turns).strip().splitlines())
    written, lines = parse_document(f"id: a\nturns:\n{body}{more}")
    return scenario_from(written, where=("a.yaml",), path=Path("a.yaml"), lines=lines)
