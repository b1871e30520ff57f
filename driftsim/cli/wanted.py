"""What a command line asks to be held, as plain values: another process can make the same plan of them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Self

from driftsim.cli.casting import models_of
from driftsim.cli.judging import opened
from driftsim.cli.traffic import CALLS, at_once, refuse_unserved, traffic
from driftsim.runner import RunPlan, arms_of
from driftsim.scenario.catalog import find_all
from driftsim.scenario.graph import Scenario
from driftsim.scenario.load import scenario_from
from driftsim.scenario.walk import Path as Way
from driftsim.users import open_user

if TYPE_CHECKING:
    from driftsim.judge import Judge
    from driftsim.traffic import Traffic

_SHARED: Final = ("max_concurrency", "rpm", "tpm")  # what several processes have together


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be held.

    Args:
        names: Ids, files or folders of scenarios.
        conditions: What the other options say: models, user, judge, calls, trials, seed, path.
        written: The scenarios as data, where they have been read.
    """

    names: tuple[str, ...]
    conditions: Mapping[str, Any]
    written: tuple[Mapping[str, Any], ...] = ()

    @property
    def concurrency(self) -> int:
        """How many conversations are held at a time."""
        return at_once(self.conditions["max_concurrency"])

    def read(self, plan: RunPlan) -> Self:
        """The same with a plan's scenarios, whose files nobody else need have."""
        return replace(self, written=tuple(scenario.written for scenario in plan.scenarios))

    @contextmanager
    def plan(self, processes: int = 1) -> Iterator[RunPlan]:
        """The plan, as long as the block lasts.

        Args:
            processes: How many share what servers allow: calls at a time, calls and tokens a minute.

        Raises:
            InputError: something is wrong with what is asked for.
        """
        given = dict(self.conditions)
        judging = {name: given.pop(name) for name in [*given] if name.startswith("judge")}
        calls = {name: given.pop(name) for name in CALLS}
        for name in _SHARED:
            calls[name] = tuple((whose, max(1, number // processes)) for whose, number in calls[name])
        concurrency = at_once(calls["max_concurrency"])
        with traffic(**calls) as lines, opened(**judging, concurrency=concurrency, traffic=lines) as judge:
            plan = _plan(self._scenarios(), judge=judge, traffic=lines, **given)
            judges = [] if judge is None else [judge.line]
            refuse_unserved(calls, [*(model.line for model in plan.arms.values()), *judges])
            yield plan

    def _scenarios(self) -> tuple[Scenario, ...]:
        if self.written:
            return tuple(scenario_from(each, where=(str(each.get("id")),)) for each in self.written)
        return find_all(self.names)


def _plan(
    scenarios: tuple[Scenario, ...],
    *,
    models: tuple[str, ...],
    parameters: tuple[str, ...],
    base_url: str | None,
    way: Way | None,
    user: str,
    judge: "Judge | None",
    traffic: "Traffic",
    **rest: Any,
) -> RunPlan:
    arms = arms_of(models_of(models=models, parameters=parameters, base_url=base_url))
    path: Way = way or ("fixed" if len(arms) > 1 else "adaptive")
    return RunPlan(scenarios, arms, open_user(user), path=path, judge=judge, traffic=traffic, **rest)
