"""Parameters of a model as they stand on the command line: `-M key=value`."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from driftsim.errors import InputError, did_you_mean
from driftsim.files import parse_json
from driftsim.models.secrets import refuse_secrets, scrub

_NUMBER: Final = re.compile(r"[-+]?(\d+\.\d*|\.\d+|\d+)([eE][-+]?\d+)?")


def parse_parameters(pairs: Iterable[str], option: str = "-M") -> dict[str, Any]:
    """The parameters of `-M`, each `key=value`; a value is JSON where it can be, else a text.

    Args:
        pairs: What was given.
        option: What it was given by, for messages.

    Raises:
        InputError: no `=`, a key twice, broken JSON, or a name that looks like a secret.

    Example:
        >>> parse_parameters(["temperature=0", "logit_bias={}", "service_tier=flex"])
        {'temperature': 0, 'logit_bias': {}, 'service_tier': 'flex'}
    """
    found: dict[str, Any] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise InputError(f"{option} {scrub(pair)}: key=value is expected, such as temperature=0")
        if key in found:
            raise InputError(f"{option} {key}: given twice")
        refuse_secrets({key: None})
        try:
            found[key] = parse_value(value)
        except InputError as error:
            raise error.at(f"{option} {key}") from None
    refuse_secrets(found)
    return found


def parse_query(query: str) -> dict[str, Any]:
    """The parameters behind the `?` of a model's name.

    Raises:
        InputError: it is not of the form `a=1&b=2`, or a key stands twice.
    """
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True)
    except ValueError:
        raise InputError(f"{_told(query)} is expected to be of the form a=1&b=2") from None
    found = {key: parse_value(value) for key, value in pairs}
    if len(found) < len(pairs):
        raise InputError(f"{_told(query)}: a parameter stands twice")
    return found


def _told(query: str) -> str:
    return repr(scrub(f"?{query}"))


def parse_value(text: str) -> Any:
    """A value as a person writes it: a number, true, false, null, JSON, or else the text itself.

    Raises:
        InputError: it begins like a JSON list, object or string and is none.
    """
    words = {"true": True, "false": False, "null": None}
    if text in words:
        return words[text]
    if _NUMBER.fullmatch(text):
        return float(text) if re.search(r"[.eE]", text) else int(text)
    return parse_json(text) if text[:1] in ("[", "{", '"') else text


def only_known(parameters: Mapping[str, Any], known: Collection[str], owner: str) -> None:
    """Refuse parameters that nobody would read.

    Raises:
        InputError: for the first unknown one.
    """
    for name in parameters:
        if name not in known:
            hint = did_you_mean(name, known) if known else "; it takes none"
            raise InputError(f"{owner}: unknown parameter {name!r}{hint}")
