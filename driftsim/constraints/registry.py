"""All constraints that are installed: the built-in ones and plug-ins, through the same door.

An entry point in the group `driftsim.constraints` names a module or a package; every `Constraint`
with a `kind` that is defined there is registered under its kind, or under its id where it is another
tool's instruction.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pkgutil import iter_modules
from types import ModuleType

from driftsim.constraints.base import Constraint
from driftsim.errors import DriftsimError

GROUP = "driftsim.constraints"


@lru_cache(maxsize=1)
def registered() -> Mapping[str, type[Constraint]]:
    """Every installed constraint class by its kind or, for another tool's, by its id.

    Raises:
        DriftsimError: a plug-in cannot be imported, or two classes share a name.
    """
    found: dict[str, type[Constraint]] = {}
    for entry in sorted(entry_points(group=GROUP)):
        for cls in _classes(entry):
            name = cls.source_id or cls.kind
            if found.setdefault(name, cls) is not cls:
                raise DriftsimError(
                    f"two constraints are called {name!r}: {_place(found[name])} and {_place(cls)};"
                    " uninstall one of the packages or rename its `kind`"
                )
    if not found:
        raise DriftsimError("no constraint is installed: driftsim itself must be installed with pip")
    return found


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, type[Constraint]]:
    """The constraints that are written as `check: KIND`."""
    return {name: cls for name, cls in registered().items() if cls.source_id is None}


@lru_cache(maxsize=1)
def instructions() -> Mapping[str, type[Constraint]]:
    """The constraints that are written as `ifeval: ID`."""
    return {name: cls for name, cls in registered().items() if cls.source_id is not None}


def _classes(entry: EntryPoint) -> Iterator[type[Constraint]]:
    try:
        for module in _modules(import_module(entry.value)):
            yield from _defined_in(module)
    except ImportError as error:
        raise DriftsimError(
            f"the constraint plug-in {entry.name!r} ({entry.value}) cannot be loaded: {error}"
        ) from error


def _modules(module: ModuleType) -> Iterator[ModuleType]:
    yield module
    for info in iter_modules(getattr(module, "__path__", []), prefix=f"{module.__name__}."):
        yield from _modules(import_module(info.name))


def _defined_in(module: ModuleType) -> Iterator[type[Constraint]]:
    for value in vars(module).values():
        if isinstance(value, type) and value.__module__ == module.__name__ and _is_finished(value):
            yield value


def _is_finished(cls: type) -> bool:
    return issubclass(cls, Constraint) and "example" in vars(cls)


def _place(cls: type[Constraint]) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"
