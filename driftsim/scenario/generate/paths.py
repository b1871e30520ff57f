"""Which subject is talked about at which turn."""

from random import Random
from typing import Final

from driftsim.errors import InputError
from driftsim.scenario.generate.subjects import SUBJECTS, Subject

_SHORTEST: Final = 3  # turns on one subject
_VISITS: Final = 3  # to each subject, in a conversation that is long enough


def walk(turns: int, topics: int, chance: Random) -> list[Subject]:
    """The subject of each turn: several in turn, each visited again if there is time.

    Raises:
        InputError: there are not so many subjects, or too few turns for them.
    """
    if not 1 <= topics <= len(SUBJECTS):
        raise InputError(f"topics: {topics} is not from 1 to {len(SUBJECTS)}")
    if turns < topics:
        raise InputError(f"{topics} topics in {turns} turns: each needs a turn at least")
    chosen = chance.sample(SUBJECTS, topics)
    length = min(max(_SHORTEST, turns // (topics * _VISITS)), turns // topics)
    blocks = _blocks(chosen, turns // length, chance)
    return [blocks[min(turn // length, len(blocks) - 1)] for turn in range(turns)]


def _blocks(chosen: list[Subject], number: int, chance: Random) -> list[Subject]:
    """So many visits: first each subject, then others than the last one at will."""
    blocks = list(chosen)
    while len(blocks) < number:
        others = [subject for subject in chosen if subject is not blocks[-1]] or chosen
        blocks.append(chance.choice(others))
    return blocks
