"""Of IFEval's own prompts those are found that no reply can satisfy, and no others."""

import pytest
from reference import rows

from driftsim.constraints import instruction_from
from driftsim.constraints.conflicts import Conflict, conflicts

PROMPTS = rows("data/ifeval_gpt4/prompts.jsonl")
# A comma or a forbidden word in the prompt to repeat; in 3369 the word that may stand once stands twice.
UNSATISFIABLE = {1627, 3718, 374, 3371, 3369}
HERE = {row["key"] for row in PROMPTS}


def told(row: dict) -> list[Conflict]:  # type: ignore[type-arg]
    pairs = zip(row["instruction_id_list"], row["kwargs"], strict=True)
    in_force = {str(place): instruction_from(*pair) for place, pair in enumerate(pairs)}
    return [conflict for conflict in conflicts(in_force) if conflict.strength == 2]


def test_exactly_the_known_rows_are_impossible() -> None:
    assert {row["key"] for row in PROMPTS if told(row)} == UNSATISFIABLE & HERE
    if missing := UNSATISFIABLE - HERE:
        pytest.skip(f"NOT PROVEN for the rows {sorted(missing)}, which are not in the reference data")
