"""`driftsim run`: scenarios in, conversations with models, a run out."""

from pathlib import Path
from typing import Any

import click

from driftsim import tokens
from driftsim.cli.casting import casting, models_of
from driftsim.cli.judging import judging, opened
from driftsim.cli.progress import Bar
from driftsim.cli.ranges import TRIALS, seed_option
from driftsim.cli.telling import fresh_folder, resume_command, tell, warn
from driftsim.cli.traffic import CALLS, at_once, calling, traffic
from driftsim.errors import InputError
from driftsim.judge import Judge
from driftsim.runner import Outcome, RunPlan, Stop, arms_of, run
from driftsim.scenario.catalog import find_all
from driftsim.scenario.lint import accepted
from driftsim.scenario.walk import PATHS
from driftsim.scenario.walk import Path as Way
from driftsim.users import USERS, open_user

ERRORS, INTERRUPTED = 4, 130


@click.command("run", epilog="Exit codes: 0 done, 2 wrong input, 4 some conversations ended in errors or some"
               " checks could not be decided, 130 interrupted.")  # fmt: skip
@click.argument("names", nargs=-1, required=True, metavar="SCENARIO...")
@casting
@click.option("--user", type=click.Choice([*USERS]), default="scripted", show_default=True,
              help="Who speaks for the scenario.")  # fmt: skip
@click.option("--trials", type=TRIALS, default=1, show_default=True,
              help="How often each scenario is held.")  # fmt: skip
@seed_option("What all random numbers come from.")
@click.option("--path", "way", type=click.Choice(PATHS),
              show_default="fixed with several models, else adaptive",
              help="Whether the way through a scenario depends on the replies.")  # fmt: skip
@calling
@click.option(
    "--encoding", default=tokens.DEFAULT, show_default=True, help="The vocabulary that counts tokens."
)
@judging
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The run's folder; it must not exist.")
@click.option("--resume", is_flag=True,
              help="Go on with the run in the folder of -o, at the turn it stopped in;"
              " what ended in an error is tried again.")  # fmt: skip
def command(names: tuple[str, ...], output: Path | None, *, resume: bool, **conditions: Any) -> int:
    """Hold conversations along scenarios with models, and check every reply.

    SCENARIO is a bundled id (driftsim scenario list), a file or a folder.
    """
    if resume and output is None:
        raise click.UsageError("--resume goes on with the run that -o names")
    asked = {name: conditions.pop(name) for name in [*conditions] if name.startswith("judge")}
    calls = {name: conditions.pop(name) for name in CALLS}
    concurrency = at_once(calls["max_concurrency"])
    with traffic(**calls) as lines, opened(**asked, concurrency=concurrency, traffic=lines) as judge:
        plan = _plan(names, judge=judge, traffic=lines, **conditions)
        folder = output or fresh_folder([scenario.id for scenario in plan.scenarios])
        outcome = _held(plan, folder, resume=resume, concurrency=concurrency)
    tell(outcome, folder, total=len(plan))
    return _code(outcome)


def _held(plan: RunPlan, folder: Path, *, resume: bool, concurrency: int) -> Outcome:
    with Bar(len(plan), "talking") as bar:
        try:
            return run(plan, folder, resume=resume, concurrency=concurrency, listener=bar, stop=Stop(bar.say))
        except InputError:
            if bar.turns:
                bar.say(f"what was done is kept; once this is mended, go on with: {resume_command(folder)}")
            raise


def _plan(
    names: tuple[str, ...],
    *,
    models: tuple[str, ...],
    parameters: tuple[str, ...],
    base_url: str | None,
    way: Way | None,
    user: str,
    judge: Judge | None,
    **rest: Any,
) -> RunPlan:
    scenarios = find_all(names)
    arms = arms_of(models_of(models=models, parameters=parameters, base_url=base_url))
    found = (finding for scenario in scenarios for finding in accepted(scenario))
    warn([finding for finding in found if judge is None or finding.code != "D022"])
    path = way or ("fixed" if len(arms) > 1 else "adaptive")
    return RunPlan(scenarios, arms, open_user(user), path=path, judge=judge, **rest)


def _code(outcome: Outcome) -> int:
    if not outcome.finished:
        return INTERRUPTED
    return ERRORS if outcome.counts["errors"] or outcome.counts["faults"] else 0
