"""`driftsim run`: scenarios in, conversations with models, a run out."""

from pathlib import Path
from typing import Any

import click

from driftsim import tokens
from driftsim.cli.casting import casting, models_of
from driftsim.cli.ending import end
from driftsim.cli.judging import judging, opened
from driftsim.cli.progress import Bar
from driftsim.cli.ranges import TRIALS, seed_option
from driftsim.cli.telling import fresh_folder, resume_command, tell, warn
from driftsim.cli.thresholds import MEASURED, fail_under, refuse_unknown_arms, thresholds
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


@click.command("run", epilog="Exit codes: 0 done, 1 a threshold was missed, 2 wrong input, 4 some conversations"
               " ended in errors or some checks could not be decided, 130 interrupted; 1 comes before 4.")  # fmt: skip
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
@fail_under()
@click.option("-q", "--quiet", is_flag=True, help="Leave out the curve and the words at the end.")
def command(
    names: tuple[str, ...],
    output: Path | None,
    *,
    resume: bool,
    fail_under: tuple[str, ...],
    quiet: bool,
    **conditions: Any,
) -> int:
    """Hold conversations along scenarios with models, and check every reply.

    SCENARIO is a bundled id (driftsim scenario list), a file or a folder.
    """
    if resume and output is None:
        raise click.UsageError("--resume goes on with the run that -o names")
    budget = budgeted(**{name: conditions.pop(name) for name in LIMITS})
    hands = {name: conditions.pop(name) for name in CREW}
    wanted = Wanted(names, conditions)
    with wanted.plan() as plan:
        _warn(plan)
        folder = output or fresh_folder([scenario.id for scenario in plan.scenarios])
        how = Settings(wanted.concurrency, budget, crew(wanted.read(plan), **hands), resume=resume)
        outcome = _held(plan, folder, how)
    tell(outcome, folder, total=len(plan))
    return _code(outcome)


def _held(plan: RunPlan, folder: Path, how: Settings) -> Outcome:
    with Bar(len(plan), "talking", how.budget) as bar:
        try:
            return run(plan, folder, how, listener=bar, stop=Stop(bar.say))
        except InputError:
            if bar.turns:
                bar.say(f"what was done is kept; once this is mended, go on with: {resume_command(folder)}")
            raise


def _warn(plan: RunPlan) -> None:
    """Tell what lint found, unless a judge has seen to it."""
    found = (finding for scenario in plan.scenarios for finding in accepted(scenario))
    warn([finding for finding in found if plan.judge is None or finding.code != "D022"])


def _code(outcome: Outcome) -> int:
    if not outcome.finished:
        return INTERRUPTED
    return ERRORS if outcome.counts["errors"] or outcome.counts["faults"] else 0
