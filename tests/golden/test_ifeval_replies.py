"""On real replies the strict and the loose verdicts are those of the original checkers."""

from typing import Any

import pytest
from reference import rows

from driftsim.constraints import Context, Reply, instruction_from

FOLDER = "data/ifeval_gpt4"
PROMPTS = {str(row["key"]): row for row in rows(f"{FOLDER}/prompts.jsonl")}
REPLIES = {row["prompt"]: row["response"] for row in rows(f"{FOLDER}/gpt4_20231107.responses.jsonl")}
VERDICTS = rows(f"{FOLDER}/gpt4_20231107.verdicts.jsonl")
STABLE = [row for row in VERDICTS if not row.get("unstable")]


def test_nearly_all_rows_are_stable() -> None:
    assert len(STABLE) > 0.9 * len(VERDICTS)


@pytest.mark.parametrize("instruction", sorted({row["id"] for row in VERDICTS}))
def test_verdicts_equal_the_original(instruction: str) -> None:
    expected = [row for row in STABLE if row["id"] == instruction]
    assert expected
    assert [row for row in expected if verdicts(row) != (row["strict"], row["loose"])] == []


def verdicts(row: dict[str, Any]) -> tuple[bool, bool]:
    prompt = PROMPTS[row["conversation"]]
    constraint = instruction_from(row["id"], prompt["kwargs"][int(row["constraint"])])
    reply = Reply(REPLIES[prompt["prompt"]])
    return constraint.strict(reply, Context()).held, constraint.loose(reply, Context())
