"""Runs of several processes or machines become one run."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from driftsim.errors import InputError
from driftsim.journal import Manifest, Run, whole_or_nothing
from driftsim.journal.manifest import MANIFEST
from driftsim.journal.merge import Merging
from driftsim.journal.order import Order
from driftsim.runner.folder import refuse_existing
from driftsim.runner.lock import locked
from driftsim.runner.manifest import refuse_other
from driftsim.runner.shards import collect

_SHOWN: Final = 3  # conversations in a message
_LONGEST: Final = 200  # characters of a plan in one


def merge_runs(folders: Sequence[Path], target: Path) -> dict[str, int]:
    """Write a run that holds the conversations of several.

    Args:
        folders: Runs of the same plan, each of conversations of its own.
        target: The new run's folder.

    Returns:
        What it holds; under `missing` how many conversations of the plan are not finished.

    Raises:
        InputError: they are no runs of the same plan, a conversation is in two of them or none in any, or the
            target exists.
    """
    manifests = [_whole(Manifest.read(folder), folder) for folder in folders]
    for folder, manifest in zip(folders[1:], manifests[1:], strict=True):
        _refuse_unlike(folders[0], manifests[0], folder, manifest)
    refuse_existing(target, way_out="name another folder with -o")
    first = manifests[0]
    merging = Merging(folders, Order.of(first))
    if twice := merging.twice():
        more = f" and {len(twice) - _SHOWN} more" if len(twice) > _SHOWN else ""
        raise InputError(
            f"conversations that are in more than one of the runs: {', '.join(twice[:_SHOWN])}{more}"
        )
    with whole_or_nothing(target) as draft:
        merging.into(draft)
        replace(first, name=target.name, limits={}, counts={}).write(draft)
        counts = _count(draft)
        if not counts["conversations"]:
            raise InputError("in none of the runs was a conversation begun")
        return counts


def mend(folder: Path) -> dict[str, int]:
    """Take the shards of a run whose processes were killed into its journal; counts as `merge_runs` does.

    Raises:
        InputError: there is no run of `driftsim run`, or somebody is writing it.
    """
    _whole(Manifest.read(folder), folder)
    with locked(folder):
        collect(folder)
        return _count(folder)


def _whole(manifest: Manifest, folder: Path) -> Manifest:
    """A part's manifest as that of the whole."""
    if manifest.command != "run":
        message = f"made by driftsim {manifest.command}: only runs of driftsim run are parts of a whole"
        raise InputError(message, where=(str(folder),))
    _expected(manifest, folder)
    plan = {name: value for name, value in manifest.plan.items() if name != "shard"}
    return replace(manifest, plan=plan)


def _refuse_unlike(one: Path, first: Manifest, other: Path, second: Manifest) -> None:
    try:
        refuse_other(first, second, names=(str(one), str(other)))
    except InputError as error:
        raise InputError(f"not of the same plan: {error.message}") from None


def _count(folder: Path) -> dict[str, int]:
    run = Run(folder)
    counts = run.counts()
    finished = int(run.table("conversations")["finished"].sum())
    expected = _expected(run.manifest, folder)
    replace(run.manifest, counts=counts).write(folder)
    run.write_parquet()
    return {**counts, "missing": expected - finished}


def _expected(manifest: Manifest, folder: Path) -> int:
    """How many conversations a run is to have."""
    plan: Mapping[str, Any] = manifest.plan
    try:
        number, count = map(int, str(plan.get("shard", "1/1")).split("/"))
        total = len(manifest.scenarios) * int(plan["trials"]) * len(manifest.arms)
        return (total - number + count) // count
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        message = f"'plan' is {json.dumps(plan)[:_LONGEST]}: it does not say how many conversations there are"
        raise InputError(message, where=(str(folder / MANIFEST),)) from None
