"""Which keys are in the environment: the names of variables, never anything of their values."""

import os
from collections.abc import Iterator

from driftsim.doctor.finding import Finding
from driftsim.models.providers import PROVIDERS


def keys() -> Iterator[Finding]:
    """A finding for every provider that wants a key."""
    for provider in PROVIDERS.values():
        if provider.variables:
            yield _key(provider.name, provider.variables)


def addresses() -> Iterator[Finding]:
    """The variables that lead a provider's client to another server, where they are set."""
    for provider in PROVIDERS.values():
        if provider.address and os.environ.get(provider.address):
            told = f"{provider.address} is set: its requests go to another server than the usual one"
            yield Finding("keys", f"{provider.name} address", "ok", told)


def _key(name: str, variables: tuple[str, ...]) -> Finding:
    filled = [one for one in variables if os.environ.get(one, "").strip()]
    blank = [one for one in variables if one in os.environ and one not in filled]
    if filled:
        return Finding("keys", name, "ok", f"{filled[0]} is set")
    if blank:
        way_out = f"export {blank[0]}=…, or unset it"
        return Finding("keys", name, "warn", f"{blank[0]} is set, and blank", way_out)
    return Finding("keys", name, "off", f"{variables[0]} is not set; only --model {name}:NAME wants it")
