"""Every instruction of IFEval's and Multi-IF's prompts is realized from a plain paragraph and spoiled again."""

import csv
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from reference import reference_folder, rows

from driftsim.constraints import Constraint, Context, Reply, instruction_from
from driftsim.constraints.ifeval.length import NumberSentences

PLAIN = (
    "Oak trees grow slowly and steadily. Dr. Wu planted one near the river in 1999, and it still stands."
    " Children climb it after school. The shade helps everyone in summer."
)
PROMPTS = rows("data/ifeval_gpt4/prompts.jsonl")
TABLE = "data/multi_if/multiIF_20241018_english.dev.csv"


def of_prompts() -> Iterator[tuple[str, Any]]:
    for row in PROMPTS:
        yield from zip(row["instruction_id_list"], row["kwargs"], strict=True)


def of_table() -> Iterator[tuple[str, Any]]:
    file = reference_folder() / TABLE
    if not file.is_file():
        pytest.skip(f"NO PARITY PROVEN: {TABLE} is not in {reference_folder()}; set DRIFTSIM_REFERENCE_DATA")
    csv.field_size_limit(1 << 24)
    with file.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            for turn in filter(row.get, ("turn_1_kwargs", "turn_2_kwargs", "turn_3_kwargs")):
                names = json.loads(row[turn.replace("kwargs", "instruction_id_list")])
                yield from zip(names, map(json.loads, json.loads(row[turn])), strict=True)


def never_violated(constraint: Constraint) -> bool:
    """Whether every text that is not blank satisfies it: it is one sentence at least."""
    at_least_one = isinstance(constraint, NumberSentences) and constraint.direction() == "at least"
    return at_least_one and constraint.threshold() <= 1


def failures(pairs: Iterator[tuple[str, Any]]) -> list[str]:
    found = []
    for constraint in {instruction_from(*pair) for pair in pairs}:
        kept = constraint.realize(PLAIN, Random(0))
        if kept is None or not constraint.strict(Reply(kept), Context()).held:
            found.append(f"not realized: {constraint!r}")
            continue
        broken = constraint.spoil(kept, Random(0))
        if broken is None and never_violated(constraint):
            continue
        if broken is None or not broken.strip() or constraint.strict(Reply(broken), Context()).held:
            found.append(f"not spoiled: {constraint!r}")
    return found


@pytest.mark.parametrize("pairs", [of_prompts, of_table])
def test_every_instruction_is_realized_and_spoiled(pairs: Any) -> None:
    assert failures(pairs()) == []
