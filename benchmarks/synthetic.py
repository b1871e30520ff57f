"""Recorded conversations made up for measuring: the same on every machine."""

import json
import random
from pathlib import Path

WORDS = (
    "the a plan for two days in town with some food and a walk by the river near our hotel, then we see"
    " the old museum or the park. Dinner is late. Children like trains and boats, so keep it short"
).split()
CONSTRAINTS = {
    "short": {"check": "length.words", "at_most": 60},
    "no_hotel": {"check": "lexical.exclude", "words": ["hotel"]},
    "no_comma": {"check": "format.no_comma"},
}


def write_recorded(path: Path, *, conversations: int, turns: int) -> None:
    """Write conversations in which three cheap constraints, added at once, stay in force.

    Args:
        path: The JSON Lines file.
        conversations: How many.
        turns: How many replies each has.
    """
    draw = random.Random(0)
    with path.open("w", encoding="utf-8") as file:
        for number in range(conversations):
            said = [_turn(draw, first=turn == 0) for turn in range(turns)]
            record = {"id": f"c{number}", "model": "synthetic", "scenario": f"s{number % 50}", "turns": said}
            file.write(json.dumps(record) + "\n")


def _turn(draw: random.Random, *, first: bool) -> dict[str, object]:
    reply = " ".join(draw.choices(WORDS, k=draw.randint(20, 90)))
    said: dict[str, object] = {"user": "Tell me more about that, please.", "assistant": reply}
    return said | {"add": CONSTRAINTS} if first else said
