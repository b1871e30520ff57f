"""Who plays which part in a run: model under test, user, judge, each with a model of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from driftsim.errors import InputError
from driftsim.models.base import Model
from driftsim.models.open import is_served, open_model
from driftsim.models.parameters import parse_parameters
from driftsim.models.secrets import scrub


@dataclass(frozen=True, slots=True)
class Role:
    """A part in a run, and the options by which a person casts it.

    Args:
        name: The part.
        model: The option that names its model.
        parameter: The option for one of the model's parameters.
        address: The option for another server than the provider's own.
    """

    name: str
    model: str
    parameter: str
    address: str


ROLES: Final[Mapping[str, Role]] = {
    role.name: role
    for role in (
        Role("model", "--model", "-M", "--base-url"),
        Role("user", "--user-model", "-U", "--user-base-url"),
        Role("judge", "--judge", "-J", "--judge-base-url"),
    )
}


def cast(
    role: str, specs: Iterable[str], pairs: Iterable[str] = (), address: str | None = None
) -> tuple[Model, ...]:
    """The models of a part, all with the same parameters and, where somebody serves them, the same address.

    Args:
        role: A name in `ROLES`.
        specs: What names the models, as `open_model` takes it.
        pairs: Their parameters, each `key=value`.
        address: The URL of a server that speaks their provider's protocol.

    Raises:
        InputError: no such model, a wrong parameter or address, or an address for models that nobody serves.

    Example:
        >>> [model.name for model in cast("model", ["sim:steady", "sim:forgetful"])]
        ['sim:steady', 'sim:forgetful']
    """
    part, named = ROLES[role], [spec.strip() for spec in specs]
    given = parse_parameters(pairs, part.parameter)
    if address is not None:
        check_address(address, part.address)
        if not any(map(is_served, named)):
            raise InputError(
                f"{part.address} leads to a server, and nobody serves {scrub(', '.join(named))};"
                f" it goes with a model such as openai:NAME"
            )
    return tuple(open_model(spec, given, address=address, option=part.model) for spec in named)


def check_address(address: str, option: str) -> None:
    """Refuse what is no URL of a server.

    Raises:
        InputError: tells it without user and password.
    """
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits:
        raise InputError(
            f"{option} {scrub(address)!r}: the URL of a server is expected, such as http://localhost:8000/v1"
        )
