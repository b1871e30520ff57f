"""The options that name what answers, and the models that they name."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import click

from driftsim.models.base import Model
from driftsim.models.roster import cast

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS: Final = (
    click.option("--model", "models", multiple=True, default=["sim:forgetful"], metavar="MODEL[,MODEL]...",
                 show_default="sim:forgetful",
                 help="What answers; several are the arms of the run. driftsim models lists them."),
    click.option("-M", "parameters", multiple=True, metavar="KEY=VALUE",
                 help="A parameter of the models, such as -M temperature=0; may be given several times."),
    click.option("--base-url", metavar="URL",
                 help="Another server than the provider's own that speaks its protocol."),
)  # fmt: skip


def casting(command: F) -> F:
    """The options as a decorator; `models_of` takes what they give."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def models_of(*, models: Sequence[str], parameters: Sequence[str], base_url: str | None) -> tuple[Model, ...]:
    """The models under test.

    Raises:
        InputError: no such model, or a parameter or an address that does not fit.
    """
    return cast("model", [spec for several in models for spec in several.split(",")], parameters, base_url)
