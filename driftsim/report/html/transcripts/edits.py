"""What a turn did to the constraints, in a few signs."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from driftsim.report.glyphs import EDITS
from driftsim.visible import safe

MOST: Final = 160


def edits(written: str) -> list[tuple[str, str, str]]:
    """The edits of a turn out of the table `turns`: the kind's glyph, its name, and what it is about.

    Example:
        >>> edits('{"negate": ["bullets"], "revise": {"short": {"at_most": 80}}}')
        [('¬', 'negate', 'bullets'), ('~', 'revise', 'short: at_most 80')]
    """
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        return []
    return list(_each(found)) if isinstance(found, Mapping) else []


def _each(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for kind, what in found.items():
        named = what if isinstance(what, Mapping) else dict.fromkeys(map(str, what), None)
        for name, details in named.items():
            yield EDITS.get(kind, "?"), safe(kind), _about(name, details)


def _about(name: str, details: Any) -> str:
    if not isinstance(details, Mapping):
        return safe(name)
    told = ", ".join(f"{key} {_value(value)}" for key, value in details.items() if key != "scope")
    whole = safe(f"{name}: {told}" if told else name)
    return whole if len(whole) <= MOST else f"{whole[: MOST - 1]}…"


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
