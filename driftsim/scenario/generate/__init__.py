"""Scenarios of any length from a few numbers and a seed."""

from driftsim.scenario.generate.document import generate
from driftsim.scenario.generate.recipe import PRESETS, Recipe

__all__ = ["PRESETS", "Recipe", "generate"]
