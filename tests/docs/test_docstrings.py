"""The examples in the docstrings of all modules are true."""

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

import driftsim
import driftsim_tui

MODULES = [
    info.name
    for package in (driftsim, driftsim_tui)
    for info in walk_packages(package.__path__, f"{package.__name__}.")
    if "__main__" not in info.name
]


@pytest.mark.parametrize("module", MODULES)
def test_examples(module: str) -> None:
    assert doctest.testmod(import_module(module)).failed == 0
