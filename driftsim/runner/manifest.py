"""A run's manifest from its plan, and what a resumed run may not change."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from driftsim import text, tokens
from driftsim.errors import InputError
from driftsim.journal import Manifest
from driftsim.runner.plan import RunPlan

_MAY_DIFFER: Final = frozenset({"name", "created", "machine", "limits", "counts"})
_MEASURING: Final = frozenset({"numpy", "polars"})  # they come after the journal
_LONGEST: Final = 60  # characters of a value in a message


def manifest_of(plan: RunPlan, *, name: str, limits: Mapping[str, Any]) -> Manifest:
    """All that could change a number of a run.

    Args:
        plan: What the run is to be.
        name: Its name.
        limits: What bounds it and changes no conversation.
    """
    return Manifest(
        name=name,
        command="run",
        arms=tuple(plan.arms),
        seed=plan.seed,
        text={
            "tokens": tokens.resolve(plan.encoding),
            "sentences": text.sentence_splitter().model,
            "language": "langdetect, seed 0",
        },
        scenarios={scenario.id: scenario.fingerprint for scenario in plan.scenarios},
        graphs={scenario.id: dict(scenario.written) for scenario in plan.scenarios},
        models={arm: {"name": model.name, **model.manifest} for arm, model in plan.arms.items()},
        user={"name": plan.user.name, "fingerprint": plan.user.fingerprint},
        plan={"trials": plan.trials, "path": plan.path},
        limits=dict(limits),
        judge={} if plan.judge is None else plan.judge.manifest,
    )


def refuse_other(recorded: Manifest, wanted: Manifest) -> None:
    """Refuse to go on with a run under other settings than it was begun with.

    Raises:
        InputError: names the first setting that differs, as it is recorded and as it is wanted.
    """
    difference = next(_differences(recorded.as_dict(), wanted.as_dict()), None)
    if difference is not None:
        name, was, now = difference
        raise InputError(
            f"{name} is {_short(was)} in this run and {_short(now)} now: a run is resumed as it was begun;"
            " for other settings start a new one"
        )


def _differences(recorded: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for key, now in wanted.items():
        if key not in _MAY_DIFFER and recorded.get(key) != now:
            yield from _within(key, recorded.get(key), now)


def _within(name: str, was: Any, now: Any) -> Iterator[tuple[str, Any, Any]]:
    if not isinstance(was, dict) or not isinstance(now, dict):
        yield name, was, now
        return
    for key in {**was, **now}:
        if was.get(key) != now.get(key) and not (name == "libraries" and key in _MEASURING):
            yield from _within(f"{name}.{key}", was.get(key), now.get(key))


def _short(value: Any) -> str:
    shown = "absent" if value is None else json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
