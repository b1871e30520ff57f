"""From what `--model` says to a model."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Any, Final

from driftsim.errors import InputError, did_you_mean
from driftsim.models.base import Model
from driftsim.models.providers import PROVIDERS, Provider, open_provider
from driftsim.models.secrets import refuse_secrets, scrub

Opener = Callable[[str, Mapping[str, Any]], Model]

OWN: Final = ("sim", "canned", "replay")
SCHEMES: Final[Mapping[str, str]] = {
    "sim:PROFILE": "simulated, with a known drift; needs no network and no key",
    "sim:?b_age=-0.3&…": "the same with parameters of your own; sim:PROFILE?… changes a profile's",
    "canned:FILE?latency=SECONDS": "replies from a JSON Lines file, turn after turn",
    "replay:RUN[#ARM]": "the replies of a run on disk, given again to the same words",
    "PROVIDER:NAME": "any LangChain chat model of an installed provider",
}


def open_model(
    spec: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    address: str | None = None,
    option: str = "--model",
) -> Model:
    """The model that a specification names.

    Args:
        spec: `sim:…`, `canned:…`, `replay:…` or `PROVIDER:NAME`.
        parameters: Those of `-M`, parsed; see `driftsim.models.parameters`.
        address: Another server than the provider's own; nothing to models that nobody serves.
        option: What a person has named it by, for messages.

    Raises:
        InputError: nothing is called so, something is missing, or a parameter is wrong.

    Example:
        >>> open_model("sim:forgetful").name
        'sim:forgetful'
    """
    given = dict(parameters or {})
    refuse_secrets(given)
    scheme, colon, rest = spec.partition(":")
    if not colon:
        raise InputError(f"{option} {scrub(spec)!r}: SCHEME:NAME is expected{_scheme_of(spec)}")
    own = _own(scheme)
    if own is not None:
        return own(rest, given)
    provider = PROVIDERS.get(scheme) or _other(scheme, f"{option} {scrub(spec)!r}")
    return open_provider(provider, rest, given, address=address)


def _own(scheme: str) -> Opener | None:
    """What opens our own models; each is imported when it is asked for."""
    if scheme == "sim":
        from driftsim.models.sim import open_sim

        return open_sim
    if scheme == "canned":
        from driftsim.models.canned import open_canned

        return open_canned
    if scheme == "replay":
        from driftsim.models.replayed import open_replay

        return open_replay
    return None


def is_served(spec: str) -> bool:
    """Whether somebody serves the model that a specification names."""
    return spec.partition(":")[0] not in OWN


def _other(scheme: str, told: str) -> Provider:
    """A provider that has no extra here, where LangChain is installed and may know it."""
    known = (*OWN, *PROVIDERS)
    hint = did_you_mean(scheme, known)
    if "did you mean" in hint or find_spec("langchain") is None:
        raise InputError(f"{told}: there is no {scheme!r}{hint}")
    return Provider(scheme, "langchain", once={})


def _scheme_of(spec: str) -> str:
    """A closing sentence for a specification without a scheme."""
    from driftsim.models.profiles import PROFILES

    if spec in PROFILES:
        return f"; did you mean 'sim:{spec}'?"
    return "; such as sim:forgetful or openai:gpt-4o; driftsim models lists what there is"
