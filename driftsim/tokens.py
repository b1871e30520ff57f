"""How many tokens a text has, and which encoding counted them. Nothing here reaches for the network.

tiktoken downloads a vocabulary when it is first asked for one. driftsim ships a small one of its own,
so that counting works everywhere at once; another is used only where its file already lies in
tiktoken's cache. Counts of different encodings are not comparable: every count is shown with the
name that `resolve` gives.
"""

import os
import tempfile
from base64 import b64decode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha1, sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from driftsim.errors import InputError, did_you_mean

if TYPE_CHECKING:
    from tiktoken import Encoding

__all__ = ["DEFAULT", "PATTERN", "available", "count", "encoder", "resolve"]

DEFAULT = "driftsim-8k"

# Like cl100k_base's, without the look-ahead at blanks, which more than doubles the time.
PATTERN = "|".join(
    [
        r"'(?i:[sdmt]|ll|ve|re)",
        r"[^\r\n\p{L}\p{M}\p{N}]?[\p{L}\p{M}]+",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*",
        r"\s*[\r\n]",
        r"\s+",
    ]
)

# Characters that are encoded at once: time stays linear without a word break, and a million blanks in a
# row, on which tiktoken's patterns overflow their stack, do not meet them whole.
_SLICE = 200_000


@dataclass(frozen=True, slots=True)
class _Public:
    """An encoding that OpenAI publishes: where tiktoken fetches it, its checksum and its pattern."""

    url: str
    checksum: str
    pattern: str


_PLACE = "https://openaipublic.blob.core.windows.net/encodings/"
_R50K = r"""'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s"""
_PUBLIC = {
    "r50k_base": _Public(
        _PLACE + "r50k_base.tiktoken",
        "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930",
        _R50K,
    ),
    "p50k_base": _Public(
        _PLACE + "p50k_base.tiktoken",
        "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069",
        _R50K,
    ),
    "cl100k_base": _Public(
        _PLACE + "cl100k_base.tiktoken",
        "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
        r"""'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+"""
        r"""| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s""",
    ),
    "o200k_base": _Public(
        _PLACE + "o200k_base.tiktoken",
        "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
        "|".join(
            [
                r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*"""
                r"""[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?""",
                r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+"""
                r"""[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?""",
                r"""\p{N}{1,3}""",
                r""" ?[^\s\p{L}\p{N}]+[\r\n/]*""",
                r"""\s*[\r\n]+""",
                r"""\s+(?!\S)""",
                r"""\s+""",
            ]
        ),
    ),
}
# Encodings that differ from a public one only in special tokens, which are ordinary text here.
_SAME_AS = {"gpt2": "r50k_base", "p50k_edit": "p50k_base", "o200k_harmony": "o200k_base"}


def count(text: str, encoding: str = DEFAULT) -> int:
    """How many tokens a text has.

    What looks like a special token counts as the text it is; a lone surrogate as U+FFFD.

    Args:
        text: Any text.
        encoding: `DEFAULT`, an encoding of tiktoken's, or a model name that tiktoken knows.

    Raises:
        InputError: the encoding is unknown or its vocabulary is not on this machine.

    Example:
        >>> count("The children went home in the evening.")
        8
    """
    encode = encoder(encoding).encode_ordinary
    if len(text) <= _SLICE:
        return len(encode(text))
    return sum(len(encode(text[start : start + _SLICE])) for start in range(0, len(text), _SLICE))


def resolve(name: str) -> str:
    """The name of the encoding that counts for a name: the label of its counts.

    Raises:
        InputError: neither an encoding nor a model name.

    Example:
        >>> resolve("gpt-4o")
        'o200k_base'
    """
    if name == DEFAULT or name in _PUBLIC:
        return name
    base = _SAME_AS.get(name) or _of_model(name)
    if base is None:
        known = [DEFAULT, *_PUBLIC, *_SAME_AS]
        raise InputError(
            f"unknown encoding or model {name!r}{did_you_mean(name, known)};"
            f" {DEFAULT!r} is always available and counts any model's text about right"
        )
    return _SAME_AS.get(base, base)


def available() -> list[str]:
    """The encodings whose vocabulary is on this machine, the shipped one first.

    Example:
        >>> available()[0]
        'driftsim-8k'
    """
    return [DEFAULT, *(name for name in _PUBLIC if _cached(name) is not None)]


def encoder(name: str = DEFAULT) -> "Encoding":
    """The encoding for a name, without special tokens; built once per process.

    Raises:
        InputError: the encoding is unknown or its vocabulary is not on this machine.

    Example:
        >>> encoder().decode(encoder().encode_ordinary("well-read"))
        'well-read'
    """
    return _encoder(resolve(name))


@lru_cache(maxsize=8)
def _encoder(name: str) -> "Encoding":
    from tiktoken import Encoding

    if name == DEFAULT:
        written, pattern = files("driftsim").joinpath("data", f"{DEFAULT}.tiktoken").read_bytes(), PATTERN
    else:
        written, pattern = _read_public(name), _PUBLIC[name].pattern
    return Encoding(name, pat_str=pattern, mergeable_ranks=_ranks(written), special_tokens={})


def _ranks(written: bytes) -> dict[bytes, int]:
    tokens = (line.split() for line in written.splitlines() if line)
    return {b64decode(token): int(rank) for token, rank in tokens}


def _read_public(name: str) -> bytes:
    public, path = _PUBLIC[name], _cached(name)
    if path is None:
        raise InputError(_way_out(name))
    written = path.read_bytes()
    if sha256(written).hexdigest() != public.checksum:
        raise InputError(f"{path} is not the vocabulary of {name!r}: its SHA-256 is not {public.checksum}")
    return written


def _way_out(name: str) -> str:
    folder, url = _cache_folder(), _PUBLIC[name].url
    place = "a folder that TIKTOKEN_CACHE_DIR names" if folder is None else repr(str(folder))
    return (
        f"the vocabulary of {name!r} is not on this machine, and driftsim downloads none;"
        f' available: {", ".join(available())}; to add it, run `python -c "import tiktoken;'
        f" tiktoken.get_encoding('{name}')\"` where there is a network, or put {url} into {place}"
        f" under the name {_key(url)}"
    )


def _cached(name: str) -> Path | None:
    folder = _cache_folder()
    path = folder / _key(_PUBLIC[name].url) if folder else None
    return path if path is not None and path.is_file() else None


def _cache_folder() -> Path | None:
    for variable in ("TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR"):
        if variable in os.environ:
            return Path(os.environ[variable]) if os.environ[variable] else None
    return Path(tempfile.gettempdir()) / "data-gym-cache"


def _key(url: str) -> str:
    return sha1(url.encode(), usedforsecurity=False).hexdigest()


def _of_model(name: str) -> str | None:
    from tiktoken.model import encoding_name_for_model

    try:
        return encoding_name_for_model(name)
    except KeyError:
        return None
