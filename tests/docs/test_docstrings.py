"""The examples in the docstrings of all modules are true."""

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

import driftsim

MODULES = [info.name for info in walk_packages(driftsim.__path__, "driftsim.") if "__main__" not in info.name]


@pytest.mark.parametrize("module", MODULES)
def test_examples(module: str) -> None:
    assert doctest.testmod(import_module(module)).failed == 0
