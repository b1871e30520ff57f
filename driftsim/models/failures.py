"""What to tell a person when a model's call fails: one line, its provider named, no secret in it.

`explain` gives the line for the journal; `refusal` picks out the failures that no further call can mend,
which are wrong input and end the run.
"""

from typing import Final

from driftsim.errors import DriftsimError, InputError
from driftsim.models.providers import PROVIDERS
from driftsim.models.secrets import scrub

_LONGEST: Final = 400  # characters of what a server says
_OURS: Final = ("sim", "canned", "replay", "the server")
_HOPELESS: Final = (401, 403, 404)
_DEEPEST: Final = 10  # causes of causes


def explain(error: BaseException, *, model: str = "") -> str:
    """One line about a failed call.

    Args:
        error: What the call raised.
        model: The model as `--model` names it; its provider's key is named by its variable.

    Example:
        >>> explain(TimeoutError("no answer from https://me:pass@host"))
        'TimeoutError: no answer from https://host'
    """
    if isinstance(error, DriftsimError):
        return scrub(str(error))
    status = _status(error)
    detail = _short(_said(error))
    if status in (401, 403):
        told = f"{_provider(model)} refused {_key(model)} ({status}): {detail}"
    elif status == 404:
        told = f"{_provider(model)} knows no such model or address ({status}): {detail}"
    elif status == 429:
        told = f"{_provider(model)} is asked too much, or the account is used up ({status}): {detail}"
    elif status is not None and status >= 500:
        told = f"{_provider(model)} failed ({status}): {detail}"
    elif isinstance(error, ValueError | LookupError | TypeError) and _provider(model) not in _OURS:
        told = f"{_provider(model)} answered what its client cannot read: {type(error).__name__}: {detail}"
    else:
        told = f"{type(error).__name__}: {detail}{'' if status else _reason(error)}"
    return scrub(told)


def refusal(error: BaseException, *, model: str = "") -> InputError | None:
    """The error to end the run with, where the next call would fail in the same way; else None.

    A refused key, a model that does not exist and our own `InputError` are of that kind.
    """
    if isinstance(error, InputError):
        return error
    return InputError(explain(error, model=model)) if _status(error) in _HOPELESS else None


def _status(error: BaseException) -> int | None:
    """The HTTP status behind an error, however its client keeps it; some keep it on a cause."""
    for one in _causes(error):
        for holder in (one, getattr(one, "response", None)):
            for name in ("status_code", "code", "status"):
                value = getattr(holder, name, None)
                if isinstance(value, int) and not isinstance(value, bool) and 400 <= value < 600:
                    return int(value)
    return None


def _causes(error: BaseException) -> list[BaseException]:
    """An error and what it was raised from, outermost first."""
    found = [error]
    while found[-1].__cause__ is not None and len(found) < _DEEPEST:
        found.append(found[-1].__cause__)
    return found


def _said(error: BaseException) -> str:
    """The server's own words, where the client kept them apart from its wrapping."""
    body = getattr(error, "body", None)
    inner = body.get("error", body) if isinstance(body, dict) else None
    message = inner.get("message") if isinstance(inner, dict) else None
    return message if isinstance(message, str) and message.strip() else str(error)


def _reason(error: BaseException) -> str:
    """The last cause of an error, where a client hides it behind words of its own."""
    cause = _causes(error)[-1]
    return "" if cause is error else f" ({type(cause).__name__}: {_short(str(cause))})"


def _provider(model: str) -> str:
    return model.partition(":")[0] or "the server"


def _key(model: str) -> str:
    provider = PROVIDERS.get(_provider(model))
    return f"the key in {provider.variables[0]}" if provider and provider.variables else "the key"


def _short(text: str) -> str:
    line = " ".join(scrub(text).split())  # cut the secrets first: half a key is one no more, to the filter
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
