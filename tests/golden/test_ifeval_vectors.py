"""Each published example of the 25 IFEval instructions gets the verdict of the original checker."""

from typing import Any

import pytest
from reference import rows

from driftsim.constraints import Context, Reply, instruction_from

VECTORS = [row for row in rows("spec/constraints_vectors.jsonl") if row["suite"] == "ifeval"]


def test_there_are_vectors_for_all_ids() -> None:
    assert len({row["id"] for row in VECTORS}) == 25


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['n']}-{row['id']}")
def test_verdict_equals_the_original(row: dict[str, Any]) -> None:
    constraint = instruction_from(row["id"], row["params"])
    verdict = constraint.strict(Reply(row["reply"]), Context())
    assert verdict.held == row["followed"], verdict.reason
