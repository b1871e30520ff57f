"""All that is looked at, in order."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from driftsim.doctor.disk import disk
from driftsim.doctor.endpoint import endpoint
from driftsim.doctor.finding import Finding
from driftsim.doctor.keys import addresses, keys
from driftsim.doctor.machine import machine, terminal
from driftsim.doctor.packages import dependencies, extras, python
from driftsim.doctor.texts import texts
from driftsim.doctor.trial import trial
from driftsim.models.roster import check_address


def look_at_all(runs: Path, model: str | None = None, base_url: str | None = None) -> Iterator[Finding]:
    """Look at everything; each finding comes when it is made.

    Args:
        runs: Where runs are kept.
        model: A model whose server is to be tried; none by default, and then nothing touches the network.
        base_url: Where that server is.

    Raises:
        InputError: the address is none.
    """
    if base_url is not None:
        check_address(base_url, "--base-url")
    parts = (
        python(),
        dependencies(),
        extras(),
        keys(),
        addresses(),
        texts(),
        disk(runs),
        machine(),
        terminal(),
    )
    yield from chain(*parts, trial(), endpoint(model, base_url))
