"""Whether the texts do what the law decided: conversations with replies, beside the same ones without."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from driftsim.calibration.simulate import converse as decide
from driftsim.calibration.ways import Ways
from driftsim.conversation import Plan, converse
from driftsim.events import Checked, Faulted
from driftsim.models.base import Model
from driftsim.models.law import Profile
from driftsim.models.sim import SimModel
from driftsim.scenario.graph import Scenario
from driftsim.users import open_user

Verdicts = list[dict[str, bool | None]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far conversations in text agree with the law's decisions.

    Args:
        conversations: How many were held.
        checks: How many verdicts they gave.
        differ: How many of these are not what was decided; all of a conversation that went another way.
    """

    conversations: int
    checks: int
    differ: int

    def as_written(self) -> dict[str, int]:
        """As plain data."""
        return asdict(self)


def agreement(profile: Profile, scenarios: Sequence[Scenario], *, seed: int, trial: int = 0) -> Agreement:
    """Hold one conversation in each scenario, in text, with the checkers of a run."""
    return asyncio.run(_agreement(profile, scenarios, seed, trial))


async def _agreement(profile: Profile, scenarios: Sequence[Scenario], seed: int, trial: int) -> Agreement:
    model = Model("sim", SimModel(law=profile), takes_notes=True)
    checks = differ = 0
    for scenario in scenarios:
        said = await _in_text(model, scenario, seed, trial)
        turns = decide(profile, scenario, Ways(profile, scenario), seed=seed, trial=trial)
        decided: Verdicts = [{d.entry.name: d.follows for d in each.decided.decisions} for each in turns]
        checks += sum(map(len, said))
        differ += _differences(said, decided)
    return Agreement(len(scenarios), checks, differ)


async def _in_text(model: Model, scenario: Scenario, seed: int, trial: int) -> Verdicts:
    found: Verdicts = []
    plan = Plan(f"{scenario.id}.t{trial}", scenario, "sim", trial=trial, seed=seed)
    async for event in converse(plan, model, open_user("scripted")):
        if isinstance(event, Checked):
            found.append({check.constraint: check.held for check in event.result.checks})
        if isinstance(event, Faulted):
            raise RuntimeError(f"{plan.id}, turn {event.turn}: {event.message}")
    return found


def _differences(said: Verdicts, decided: Verdicts) -> int:
    if [list(turn) for turn in said] != [list(turn) for turn in decided]:
        return sum(map(len, said))
    return sum(one[name] is not other[name] for one, other in zip(said, decided, strict=True) for name in one)
