"""The options that say how served models are called, and the traffic that they make."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from driftsim.errors import InputError, did_you_mean
from driftsim.traffic.rules import EVERY, RETRIES, TIMEOUT, Rules

if TYPE_CHECKING:
    from driftsim.traffic import Traffic

F = TypeVar("F", bound=Callable[..., Any])

CONCURRENCY: Final = 20
CALLS: Final = ("max_concurrency", "rpm", "tpm", "timeout", "max_retries", "cache")
HERE: Final = "-"  # `--cache` without a folder


class PerProvider(click.ParamType[tuple[str, int]]):
    """A whole number for every provider, or `PROVIDER=N` for one."""

    name = "[PROVIDER=]N"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int]:
        """The provider, empty for every one, and its number."""
        if isinstance(value, tuple):
            return value
        provider, _, number = str(value).rpartition("=")
        if not number.strip().isascii() or not number.strip().isdigit() or int(number) < 1:
            self.fail(
                f"{value!r}: a number from 1 on is expected, or PROVIDER=NUMBER such as openai=50", param, ctx
            )
        return provider.strip(), int(number)


def folder_of_cache() -> Path:
    """Where replies are kept if nobody says otherwise."""
    base = environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base else Path.home() / ".cache") / "driftsim"


_OPTIONS: Final = (
    click.option("--max-concurrency", type=PerProvider(), multiple=True, show_default=str(CONCURRENCY),
                 help="How many conversations are held at a time. A provider is called less often at first,"
                 " and when it says so; openai=50 is the most for one."),
    click.option("--rpm", type=PerProvider(), multiple=True,
                 help="The most calls a minute; openai=500 for one provider."),
    click.option("--tpm", type=PerProvider(), multiple=True,
                 help="The most tokens a minute, read and written; openai=30000 for one provider."),
    click.option("--timeout", type=click.FloatRange(0, min_open=True), default=TIMEOUT, show_default=True,
                 help="Seconds after which a call is given up."),
    click.option("--max-retries", type=click.IntRange(0, 100), default=RETRIES, show_default=True,
                 help="How often a reply is asked for again after rate limits, server errors, timeouts and"
                 " broken connections."),
    click.option("--cache", is_flag=False, flag_value=HERE, metavar="[DIR]",
                 help="Remember what served models reply, and ask nothing twice in the same trial; without"
                 " DIR in ~/.cache/driftsim. Off if not given."),
)  # fmt: skip


def calling(command: F) -> F:
    """The options as a decorator; `traffic` takes what they give."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def at_once(max_concurrency: Sequence[tuple[str, int]]) -> int:
    """How many conversations are held at a time."""
    return _by_provider(max_concurrency, "--max-concurrency").get(EVERY, CONCURRENCY)


@contextmanager
def traffic(
    *,
    max_concurrency: Sequence[tuple[str, int]] = (),
    rpm: Sequence[tuple[str, int]] = (),
    tpm: Sequence[tuple[str, int]] = (),
    timeout: float = TIMEOUT,
    max_retries: int = RETRIES,
    cache: str | None = None,
) -> Iterator["Traffic"]:
    """How served models are called, as long as the block lasts.

    Raises:
        InputError: the folder of the cache cannot be used.
    """
    from driftsim.traffic import Traffic
    from driftsim.traffic.cache import Cache

    concurrency = {EVERY: CONCURRENCY, **_by_provider(max_concurrency, "--max-concurrency")}
    rules = Rules(timeout, max_retries, concurrency, _by_provider(rpm, "--rpm"), _by_provider(tpm, "--tpm"))
    if cache is None:
        yield Traffic(rules)
        return
    with Cache(folder_of_cache() if cache == HERE else Path(cache)) as remembered:
        yield Traffic(rules, cache=remembered)


def refuse_unserved(calls: Mapping[str, Any], lines: Iterable[str]) -> None:
    """Refuse a limit of a provider that serves nobody, as one that is misspelt.

    Args:
        calls: What the options give.
        lines: `Model.line` of everybody who is called.

    Raises:
        InputError: names option and provider.
    """
    serving = {line.partition(" ")[0] for line in lines if line}
    for name in ("max_concurrency", "rpm", "tpm"):
        for provider, _ in calls[name]:
            if provider and provider not in serving:
                hint = did_you_mean(provider, serving)
                raise InputError(
                    f"no model here is served by {provider!r}{hint}", where=(f"--{name.replace('_', '-')}",)
                )


def _by_provider(given: Sequence[tuple[str, int]], option: str) -> Mapping[str, int]:
    found = dict(given)
    if len(found) < len(given):
        raise click.UsageError(f"{option} is given twice for the same provider")
    return found
