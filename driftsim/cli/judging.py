"""The options of commands that judge, and the judge that they name."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from driftsim.judge import Judge
    from driftsim.traffic import Traffic

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS: Final = (
    click.option("--judge", metavar="MODEL",
                 help="Answers what judged constraints ask: PROVIDER:NAME or canned:FILE. Without it their"
                 " checks are errors."),
    click.option("-J", "judge_parameters", multiple=True, metavar="KEY=VALUE",
                 help="A parameter of the judge, such as -J temperature=0; may be given several times."),
    click.option("--judge-base-url", metavar="URL",
                 help="Another server than the provider's own that speaks its protocol."),
    click.option("--judge-votes", type=click.IntRange(1), default=1, show_default=True,
                 help="How often each question is asked, an odd number; more than half decide."),
    click.option("--judge-cache", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
                 help="Remembers what the judge said, over runs; it is made if there is none."),
    click.option("--judge-calibration", type=click.Path(path_type=Path), metavar="FILE",
                 help="What driftsim judge calibrate wrote about this judge; reports then tell it."),
)  # fmt: skip


def judging(command: F) -> F:
    """The options as a decorator; `opened` takes what they give."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@contextmanager
def opened(
    *,
    judge: str | None,
    judge_parameters: tuple[str, ...],
    judge_base_url: str | None,
    judge_votes: int,
    judge_cache: Path | None,
    judge_calibration: Path | None,
    concurrency: int = 20,
    traffic: "Traffic | None" = None,
) -> Iterator["Judge | None"]:
    """The judge that the options name, as long as the block lasts; None where they name none.

    Raises:
        InputError: no such model, or an option that does not fit.
    """
    if judge is None:
        given = {
            "-J": judge_parameters,
            "--judge-base-url": judge_base_url,
            "--judge-votes": judge_votes != 1,
            "--judge-cache": judge_cache,
            "--judge-calibration": judge_calibration,
        }
        for option, value in given.items():
            if value:
                raise click.UsageError(f"{option} goes with --judge")
        yield None
        return
    from driftsim.judge import open_judge  # a chat model's package: only where one is asked

    made = open_judge(
        judge,
        judge_parameters,
        address=judge_base_url,
        votes=judge_votes,
        concurrency=concurrency,
        cache=judge_cache,
        calibration=judge_calibration,
        traffic=traffic,
    )
    try:
        yield made
    finally:
        made.close()


def spent(counts: Mapping[str, int]) -> str:
    """What judging cost, in words."""
    calls, votes = counts["judge_calls"], counts["judgements"]
    read, written = counts["judge_input_tokens"], counts["judge_output_tokens"]
    cost = f", {read:,} tokens read and {written:,} written" if read or written else ""
    return f"judge: {votes:,} votes, {calls:,} of them asked anew{cost}"
