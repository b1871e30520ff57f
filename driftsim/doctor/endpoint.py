"""Whether the server of a model that the user names answers; nobody else is asked anything."""

import json
import os
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator, Mapping
from http.client import HTTPException, HTTPResponse
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from driftsim.doctor.finding import Finding
from driftsim.errors import InputError, did_you_mean
from driftsim.models.providers import PROVIDERS
from driftsim.models.roster import cast
from driftsim.models.secrets import scrub

PATIENCE: Final = 5.0  # seconds
_MOST: Final = 1 << 20  # bytes of an answer
_GROUP: Final = "model"
_PLAIN: Final = ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST")
# What lists a server's models, behind its address, where it is not OpenAI's `models`.
_LISTS: Final = {"ollama": "api/tags", "anthropic": "v1/models"}


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: a key must not travel on."""

    def redirect_request(self, *_: Any) -> None:
        """Refuse."""


def endpoint(model: str | None, base_url: str | None, *, patience: float = PATIENCE) -> Iterator[Finding]:
    """What is found of a model, of a server, or of both.

    Args:
        model: As `--model` names it. Its key is sent to its server, as a run would send it.
        base_url: Where the server is, if not where the provider's own is. Without a model no key is sent.
        patience: Seconds to wait.
    """
    if model is None:
        if base_url is not None:
            yield _asked(_joined(base_url, "models"), {}, "", patience)
        return
    try:
        (opened,) = cast("model", [model], (), base_url)
    except InputError as error:
        yield Finding(_GROUP, model, "fail", str(error), "driftsim models lists what can be named")
        return
    provider, _, name = model.partition(":")
    address = opened.manifest.get("address") or _usual(provider)
    if "provider" not in opened.manifest:
        yield Finding(_GROUP, model, "ok", "opened; it needs no network and no key")
        return
    yield Finding(_GROUP, model, "ok", f"its client is installed and opened; address: {address or 'untold'}")
    if address is None:
        yield Finding(_GROUP, "server", "off", "not tried: its client does not tell where it will go")
    else:
        url = _joined(str(address), _LISTS.get(provider, "models"))
        yield _asked(url, _headers(provider), name, patience)


def _usual(provider: str) -> str | None:
    """Where a client goes that does not tell: Ollama's reads its own variable and else stays at home."""
    if provider != "ollama":
        return None
    host = os.environ.get("OLLAMA_HOST", "").strip() or "127.0.0.1:11434"
    return host if "://" in host else f"http://{host}"


def _joined(address: str, path: str) -> str:
    return f"{address.rstrip('/')}/{path}"


def _headers(provider: str) -> dict[str, str]:
    """The key as the provider's own client sends it."""
    known = PROVIDERS.get(provider)
    key = next((os.environ[one] for one in known.variables if os.environ.get(one)), "") if known else ""
    if not key:
        return {}
    if provider == "anthropic":
        return {"x-api-key": key, "anthropic-version": "2023-06-01"}
    return {"Authorization": f"Bearer {key}"}


def _asked(url: str, headers: Mapping[str, str], name: str, patience: float) -> Finding:
    """Ask a server for the list of its models."""
    place, request = scrub(url), _request(url, headers)
    try:
        with build_opener(_Stay).open(request, timeout=patience) as answer:
            return _listed(place, answer, name)
    except HTTPError as error:
        error.close()
        return _refused(place, error.code, sent=bool(headers))
    except (OSError, HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        return _unreachable(place, reason, patience)


def _request(url: str, headers: Mapping[str, str]) -> Request:
    """A user and a password in the URL go into a header, as every client of models has it."""
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    own = {"Authorization": f"Basic {b64encode(unquote(user).encode()).decode()}"} if at else {}
    return Request(urlunsplit(parts._replace(netloc=host)), headers={**own, **headers})


def _listed(place: str, answer: HTTPResponse, name: str) -> Finding:
    try:
        names = _names(json.loads(answer.read(_MOST)))
    except ValueError:
        told = f"{place} answers, though not with a list of models"
        return Finding(_GROUP, "server", "warn", told, "is the address the API's, such as http://HOST/v1?")
    if name and names and not {name, f"{name}:latest"} & set(names):
        told = f"{place} answers, and lists no {name!r}{did_you_mean(name, names)}"
        return Finding(_GROUP, "server", "warn", told, "name a model that it lists")
    return Finding(_GROUP, "server", "ok", f"{place} answers; it lists {len(names):,} models")


def _names(answer: Any) -> list[str]:
    """The models in a list, in OpenAI's form or Ollama's.

    Raises:
        ValueError: it is in neither.
    """
    listed = answer.get("data", answer.get("models")) if isinstance(answer, dict) else None
    if not isinstance(listed, list):
        raise ValueError("no list of models")
    keys = ("id", "name")
    return [str(one[key]) for one in listed if isinstance(one, dict) for key in keys if key in one]


def _refused(place: str, status: int, *, sent: bool) -> Finding:
    if status in (401, 403):
        if not sent:
            return Finding(
                _GROUP, "server", "ok", f"{place} answers; it wants a key ({status}), none was sent"
            )
        way_out = "is the key current, and of this server?"
        return Finding(_GROUP, "server", "fail", f"{place} answers, and refuses the key ({status})", way_out)
    if 300 <= status < 400:
        way_out = "give the address that it leads to"
        return Finding(_GROUP, "server", "warn", f"{place} leads elsewhere ({status})", way_out)
    if status == 404:
        told = f"{place} answers, and has no such page (404)"
        way_out = "an OpenAI-compatible address often ends in /v1"
        return Finding(_GROUP, "server", "warn", told, way_out)
    if status == 429:
        return Finding(
            _GROUP, "server", "warn", f"{place} answers; it is asked too much (429)", "wait a little"
        )
    told = f"{place} answers with status {status}"
    return Finding(
        _GROUP, "server", "fail" if status >= 500 else "warn", told, "look at the server's own log"
    )


def _unreachable(place: str, error: Any, patience: float) -> Finding:
    told, way_out = _why(error, urlsplit(place).hostname or "", patience)
    return Finding(_GROUP, "server", "fail", f"{place}: {told}", way_out)


def _why(error: Any, host: str, patience: float) -> tuple[str, str]:
    """What went wrong below HTTP, and what to do."""
    if isinstance(error, ConnectionRefusedError):
        return "the connection is refused: nothing listens there", "start the server, or mend the port"
    if isinstance(error, TimeoutError):
        return f"no answer within {patience:g} s", "is there a firewall or a proxy in between?"
    if isinstance(error, socket.gaierror):
        return f"no host is called {host!r}", "mend the name; is there a network?"
    if isinstance(error, ssl.SSLError):
        if error.reason in _PLAIN:
            return "what answers there speaks no TLS", "write http:// instead of https://"
        said = getattr(error, "verify_message", "") or error.reason or "handshake failed"
        return f"no trusted TLS: {said}", "SSL_CERT_FILE names a file of certificates to trust"
    if isinstance(error, HTTPException):
        return (
            f"what answers there speaks no HTTP: {type(error).__name__}",
            "mend the port, or http and https",
        )
    return scrub(" ".join(str(error).split())) or type(error).__name__, "see the message"
