"""Every instruction of IFBench's prompts is realized from a plain paragraph and spoiled again."""

from random import Random
from typing import Any

import pytest
from reference import rows

from driftsim.constraints import Context, Reply, instruction_from
from driftsim.constraints.base import Constraint
from driftsim.errors import CheckError

PLAIN = (
    "Oak trees grow slowly and steadily. Dr. Wu planted one near the river in 1999, and it still stands."
    " Children climb it after school. The shade helps everyone in summer."
)
PAIRS = [
    pair
    for row in rows("data/ifbench/prompts.jsonl")
    for pair in zip(row["instruction_id_list"], row["kwargs"], strict=True)
]


def decided(constraint: Constraint) -> bool:
    """Whether this machine holds the data that the check needs."""
    try:
        constraint.strict(Reply(PLAIN), Context())
    except CheckError:
        return False
    return True


@pytest.mark.parametrize("instruction", sorted({name for name, _ in PAIRS}))
def test_it_is_realized_and_spoiled(instruction: str) -> None:
    wanted = {instruction_from(name, kwargs) for name, kwargs in PAIRS if name == instruction}
    assert wanted
    assert {repr(one): tried(one) for one in wanted if decided(one) and tried(one) != (True, False)} == {}


def tried(constraint: Constraint) -> tuple[bool | None, bool | None]:
    """Whether what was realized holds, and what was spoiled then does."""
    kept = constraint.realize(PLAIN, Random(0))
    broken = None if kept is None else constraint.spoil(kept, Random(0))
    return held(constraint, kept), held(constraint, broken)


def held(constraint: Constraint, text: Any) -> bool | None:
    return None if text is None else constraint.strict(Reply(text), Context()).held
