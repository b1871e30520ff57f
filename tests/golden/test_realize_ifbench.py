"""Every instruction of IFBench's prompts is realized from a plain paragraph and spoiled again."""

from random import Random

import pytest
from reference import rows

from driftsim.constraints import Context, Reply, instruction_from
from driftsim.errors import CheckError

PLAIN = (
    "Oak trees grow slowly and steadily. Dr. Wu planted one near the river in 1999, and it still stands."
    " Children climb it after school. The shade helps everyone in summer."
)
PROMPTS = rows("data/ifbench/prompts.jsonl")
WRITTEN = {
    instruction_from(name, kwargs)
    for row in PROMPTS
    for name, kwargs in zip(row["instruction_id_list"], row["kwargs"], strict=True)
}
IDS = sorted({str(constraint.source_id) for constraint in WRITTEN})


@pytest.mark.parametrize("name", IDS)
def test_each_is_realized_and_spoiled(name: str) -> None:
    found = [constraint for constraint in WRITTEN if constraint.source_id == name]
    for constraint in found:
        try:
            kept = constraint.realize(PLAIN, Random(0))
        except CheckError as error:
            pytest.skip(f"NOT DECIDABLE HERE: {error}")
        assert kept is not None, constraint
        assert constraint.strict(Reply(kept), Context()).held, constraint
        broken = constraint.spoil(kept, Random(0))
        assert broken is not None, constraint
        assert broken.strip(), constraint
        assert not constraint.strict(Reply(broken), Context()).held, constraint
