"""Names of a package that are imported when they are first asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(package: str, where: Mapping[str, str]) -> Callable[[str], Any]:
    """A package's `__getattr__`: who needs one small module of it does not load the others.

    Args:
        package: The package's name.
        where: Of each name that it offers, the module below it that has it.

    Example:
        >>> lazily("driftsim.report", {"sides": "view"})("sides").__module__
        'driftsim.report.view'
    """

    def find(name: str) -> Any:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{where[name]}"), name)

    return find
