"""What was found about one thing."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "off", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one thing on this machine.

    Args:
        group: What it belongs to, such as `disk`.
        name: The thing.
        state: `ok`; `off`, not there and not needed; `warn`, something works less well; `fail`, the main job
            cannot be done.
        found: What was found, in words.
        way_out: What to do about it; empty where nothing need be done.
    """

    group: str
    name: str
    state: State
    found: str
    way_out: str = ""
