"""Each published example of an IFBench instruction, and each row of real replies, gets the original's verdict."""

from typing import Any

import pytest
from reference import rows

from driftsim.constraints import Context, Reply, instruction_from
from driftsim.constraints.ifbench.tagger import MISSING, load
from driftsim.constraints.registry import instructions

TAGGED = "words:start_verb"  # needs data of NLTK's that no package brings along
FOLDER = "data/ifbench"
KNOWN = instructions()
VECTORS = [row for row in rows("spec/constraints_vectors.jsonl") if row["suite"] == "ifbench"]
PROMPTS = {str(row["key"]): row for row in rows(f"{FOLDER}/prompts.jsonl")}
REPLIES = {row["prompt"]: row["response"] for row in rows(f"{FOLDER}/sample_output.responses.jsonl")}
VERDICTS = [row for row in rows(f"{FOLDER}/sample_output.verdicts.jsonl") if not row.get("unstable")]


def skip_what_cannot_be_decided(instruction: str) -> None:
    if instruction == TAGGED and load() is None:
        pytest.skip(MISSING)


def of_known(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in found if row["id"] in KNOWN]


@pytest.mark.parametrize("row", of_known(VECTORS), ids=lambda row: f"{row['n']}-{row['id']}")
def test_verdict_equals_the_original(row: dict[str, Any]) -> None:
    skip_what_cannot_be_decided(row["id"])
    verdict = instruction_from(row["id"], row["params"]).strict(Reply(row["reply"]), Context())
    assert verdict.held == row["followed"], verdict.reason


@pytest.mark.parametrize("instruction", sorted({row["id"] for row in of_known(VERDICTS)}))
def test_verdicts_on_real_replies_equal_the_original(instruction: str) -> None:
    skip_what_cannot_be_decided(instruction)
    expected = [row for row in VERDICTS if row["id"] == instruction]
    assert [row for row in expected if verdicts(row) != (row["strict"], row["loose"])] == []


def verdicts(row: dict[str, Any]) -> tuple[bool, bool]:
    prompt = PROMPTS[row["conversation"]]
    constraint = instruction_from(row["id"], prompt["kwargs"][int(row["constraint"])])
    reply = Reply(REPLIES[prompt["prompt"]])
    return constraint.strict(reply, Context()).held, constraint.loose(reply, Context())
