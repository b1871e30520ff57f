"""One way to write a case: what stands in a file, a reply, and what is to be found."""

from collections.abc import Callable
from typing import Any

import pytest

from driftsim.constraints import Context, Reply, Verdict, constraint_from

Check = Callable[..., Verdict]


@pytest.fixture
def check() -> Check:
    def held_against(name: str, reply: str, **parameters: Any) -> Verdict:
        if ":" in name:
            written: dict[str, Any] = {"ifeval": name, "kwargs": parameters}
        else:
            written = {"check": name, **parameters}
        return constraint_from(written).strict(Reply(reply), Context())

    return held_against
