"""Keys stay secret: which names hold one, and how a text loses them.

Whatever a provider's client says may quote the key or the URL it was given, so that every message from
one goes through `scrub` before anybody sees it.
"""

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from driftsim.errors import InputError

CUT: Final = "[cut]"
_SHORTEST: Final = 8  # characters: below this a value such as "EMPTY" or "dummy" guards nothing

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SECRET_WORDS: Final = frozenset(
    "key apikey accesskey secretkey token secret secrets password passwd pwd passphrase"
    " authorization auth bearer credential credentials cookie".split()
)
_HARMLESS: Final = re.compile(r"token_(limit|count|budget|ids?|type)|(bos|eos|pad|stop)_token|cache_key")

_PATTERNS: Final = (
    (re.compile(r"\b(Bearer|Basic)(\s+)[\w.~+/*-]{6,}=*", re.IGNORECASE), rf"\1\2{CUT}"),
    (re.compile(r"\bsk-[\w*.-]{4,}"), CUT),
    (re.compile(r"\bAIza[\w-]{20,}"), CUT),
    (re.compile(r"\b([A-Za-z][\w+.-]*://)[^\s/?#'\"]+@"), r"\1"),
    (re.compile(r"([?&][\w-]*(?:key|token|secret|password|signature|sig)=)[^&\s'\"#]+", re.I), rf"\1{CUT}"),
)


def is_secret_name(name: str) -> bool:
    """Whether a variable, parameter or header of this name holds a secret.

    Example:
        >>> is_secret_name("OPENAI_API_KEY"), is_secret_name("max_tokens")
        (True, False)
    """
    words = [word.lower() for word in _WORD.findall(name)]
    return not _SECRET_WORDS.isdisjoint(words) and not _HARMLESS.search("_".join(words))


def scrub(text: str) -> str:
    """A text without values of secret variables, bearer tokens, keys and the user part of URLs.

    Example:
        >>> scrub("GET https://me:pass@host/v1 with Bearer abcdef123")
        'GET https://host/v1 with Bearer [cut]'
    """
    for value in _values():
        text = text.replace(value, CUT)
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text


def scrubbed(value: Any) -> Any:
    """Plain data with every text in it scrubbed."""
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, Mapping):
        return {key: scrubbed(inner) for key, inner in value.items()}
    return [scrubbed(inner) for inner in value] if isinstance(value, list) else value


def refuse_secrets(parameters: Mapping[str, Any]) -> None:
    """Refuse parameters that hold a secret, however deep.

    Raises:
        InputError: names the parameter, never its value.
    """
    for name in _names(parameters):
        if is_secret_name(name):
            raise InputError(
                f"the parameter {name!r} looks like a secret, and parameters are kept with the run;"
                " keys come from the environment: driftsim models names the variables"
            )


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield name
            yield from _names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)


def _values() -> list[str]:
    """The secrets in the environment, the longest first, for one may stand in another."""
    held = {value for name, value in os.environ.items() if is_secret_name(name)}
    return sorted((value for value in held if len(value) >= _SHORTEST), key=len, reverse=True)
