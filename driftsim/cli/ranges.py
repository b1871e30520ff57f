"""Numbers that more than one command takes, with the range in which they make sense."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

TRIALS: Final = click.IntRange(1, 1_000_000)
Command = TypeVar("Command", bound=Callable[..., Any])
_LARGEST: Final = 2**63 - 1  # the journal's integers


def seed_option(what: str) -> Callable[[Command], Command]:
    """The option `--seed`; help need not show how large a seed may be.

    Args:
        what: What the seed is of, for help.
    """
    return click.option("--seed", default=0, show_default=True, callback=_in_range, help=what)


def _in_range(_: click.Context, __: click.Parameter, seed: int) -> int:
    if not 0 <= seed <= _LARGEST:
        raise click.BadParameter(f"{seed} is no seed: a whole number from 0 to {_LARGEST} is expected.")
    return seed
