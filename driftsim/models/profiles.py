"""Named profiles of the simulated model, and how a spec chooses and changes one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from driftsim.errors import InputError, did_you_mean
from driftsim.models.law import Profile, Range, parameters
from driftsim.models.parameters import only_known, parse_query


@dataclass(frozen=True, slots=True)
class Named:
    """A profile with what it stands for, in a line for people."""

    about: str
    profile: Profile


PROFILES: Final[Mapping[str, Named]] = MappingProxyType(
    {
        "steady": Named(
            "follows nearly everything, and hardly less as the conversation grows",
            Profile(b_family=3.0, b_age=-0.02, b_load=-0.05, sigma_u=0.3, skill=0.8),
        ),
        "forgetful": Named(
            "forgets with every turn, the more the more is asked; a reminder helps",
            Profile(b_family=2.8, b_age=-0.06, b_load=-0.15, b_recent=-0.06, sigma_u=0.5, rho=0.3),
        ),
        "recency": Named(
            "follows what came last and lets go of the rest",
            Profile(b_family=1.0, b_load=-0.1, b_newest=2.2, b_recent=-0.05, sigma_u=0.4, rho=0.2),
        ),
        "stubborn": Named(
            "follows what it first heard: revised and negated constraints keep their old version",
            Profile(b_family=3.0, b_revised=-3.0, b_negated=-3.5, sigma_u=0.4, rho=0.6, fall_back=0.9),
        ),
        "overthinker": Named(
            "reasoning helps its tasks and hurts its constraints",
            Profile(
                b_family=2.5, b_age=-0.03, b_cot=-1.2, sigma_u=0.4, skill=0.5, skill_cot=0.95, thought=120
            ),
        ),
        "perfect": Named(
            "follows everything and answers every task",
            Profile(b_family=1000.0, skill=1.0, skill_cot=1.0),
        ),
    }
)

_LARGEST: Final = 1e6  # beyond that a sum of log-odds could lose its small terms, or overflow

_EXPECTED: Final[Mapping[Range, str]] = MappingProxyType(
    {
        "any": "a number from -1e6 to 1e6",
        "not negative": "a number, 0 or more",
        "probability": "a number from 0 to 1",
    }
)


def profile_from(rest: str, changes: Mapping[str, Any] | None = None) -> tuple[str, Profile]:
    """The profile that stands behind `sim:`, with its name as arms and tables show it.

    Args:
        rest: `NAME`, `NAME?b_age=-0.3&rho=0.2`, or `?…`, which changes the parameters' defaults.
        changes: Parameters from elsewhere (`-M`); they win over those behind the `?`.

    Raises:
        InputError: an unknown profile or parameter, or a value that is none of its range.

    Example:
        >>> name, profile = profile_from("forgetful?rho=0")
        >>> name, profile.rho
        ('forgetful?rho=0', 0.0)
    """
    name, _, query = rest.partition("?")
    base = _base(name) if name or not query else Profile()
    given = {**(parse_query(query) if query else {}), **(changes or {})}
    owner = f"sim:{name or '?'}"
    only_known(given, list(parameters()), owner)
    values = {key: _number(key, value, owner) for key, value in given.items()}
    written = "&".join(f"{key}={given[key]}" for key in sorted(given))
    return f"{name}?{written}" if written else name, replace(base, **values)


def _base(name: str) -> Profile:
    if name not in PROFILES:
        raise InputError(f"unknown profile {name!r} in 'sim:{name}'{did_you_mean(name, PROFILES)}")
    return PROFILES[name].profile


def _number(name: str, value: Any, owner: str) -> float:
    allowed: Range = parameters()[name]["allowed"]
    number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST
    low, high = allowed != "any", allowed == "probability"
    if not number or (low and value < 0) or (high and value > 1):
        raise InputError(f"{owner}: {name} is {value!r}: {_EXPECTED[allowed]} is expected")
    return float(value)
