"""On real conversations of several turns each turn's verdicts are those of the original checkers."""

from typing import Any

import pytest
from reference import rows

from driftsim.constraints import Constraint, Context, Reply, constraint_from

RUNS = {
    run: (
        rows(f"data/partwise/{run}.partwise.run1.recorded.jsonl"),
        rows(f"data/partwise/{run}.partwise.run1.verdicts.jsonl"),
    )
    for run in ("gpt4", "llama3")
}
Key = tuple[str, int, str]


@pytest.mark.parametrize("run", RUNS)
def test_verdicts_equal_the_original(run: str) -> None:
    recorded, expected = RUNS[run]
    found = {key: value for conversation in recorded for key, value in checked(conversation).items()}
    stable = {
        (row["conversation"], row["turn"], row["constraint"]): (row["strict"], row["loose"])
        for row in expected
        if not row.get("unstable")
    }
    assert len(stable) > 400
    assert {key: value for key, value in stable.items() if found[key] != value} == {}


def checked(conversation: dict[str, Any]) -> dict[Key, tuple[bool, bool]]:
    in_force: dict[str, Constraint] = {}
    verdicts = {}
    for number, turn in enumerate(conversation["turns"], start=1):
        in_force |= {name: constraint_from(written) for name, written in turn.get("add", {}).items()}
        reply = Reply(turn["assistant"])
        for name, constraint in in_force.items():
            both = constraint.strict(reply, Context()).held, constraint.loose(reply, Context())
            verdicts[conversation["id"], number, name] = both
    return verdicts
