"""Recorded runs whose verdicts are known, and the numbers that must come out of them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from driftsim.metrics import measure
from tests.unit.metrics.build import Talk, run

SIGNS = {True: "+", False: "-", None: "?"}
TOLERANCE = 5e-5


def reference() -> Path:
    """The folder with the reference data: named by the environment, or beside the checkout."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    return Path(os.environ.get("DRIFTSIM_REFERENCE_DATA", beside)) / "metrics"


NAMES = sorted(path.name.removesuffix(".expected.json") for path in reference().glob("*.expected.json"))


def talks(name: str) -> list[Talk]:
    verdicts: dict[str, dict[str, dict[int, bool | None]]] = {}
    for row in rows(f"{name}.verdicts.jsonl"):
        verdicts.setdefault(row["conversation"], {}).setdefault(row["constraint"], {})[row["turn"]] = row["strict"]
    return [talk(recorded, verdicts.get(recorded["id"], {})) for recorded in rows(f"{name}.recorded.jsonl")]


def rows(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (reference() / file).read_text(encoding="utf-8").splitlines()]


def talk(recorded: dict[str, Any], verdicts: dict[str, dict[int, bool | None]]) -> Talk:
    turns = range(1, len(recorded["turns"]) + 1)
    lines = {
        name: "".join(SIGNS[own[turn]] if turn in own else "." for turn in turns) for name, own in verdicts.items()
    }
    revised = {
        name: [turn for turn in turns if name in recorded["turns"][turn - 1].get("revise", {})] for name in verdicts
    }
    return Talk(
        lines,
        id=recorded["id"],
        scenario=recorded.get("scenario", recorded["id"]),
        trial=recorded.get("trial", 0),
        arm=recorded["model"],
        revise=revised,
    )


@pytest.mark.skipif(not NAMES, reason=f"no reference data in {reference()}; set DRIFTSIM_REFERENCE_DATA")
@pytest.mark.parametrize("name", NAMES or ["reference data"])
def test_every_expected_number_comes_out(name: str) -> None:
    wanted = json.loads((reference() / f"{name}.expected.json").read_text(encoding="utf-8"))
    found = measure(run(*talks(name)), resamples=50)
    shared = sorted(set(wanted["expected"]) & set(found))
    assert set(wanted["gated"]) <= set(shared)
    for key in shared:
        assert plain(found[key]) == approximately(wanted["expected"][key]), key
    for ours, theirs in {"conversations": "conversations", "turns": "turns", "checks": "verdicts"}.items():
        assert found["n"][ours] == wanted["size"].get(theirs, found["n"][ours])
    if "exhausted" in wanted["size"]:
        assert found["edr_exhausted"]["value"] * found["n"]["conversations"] == pytest.approx(wanted["size"]["exhausted"])


def plain(value: Any) -> Any:
    """A rate as its value, a curve as its values without nulls at its ends, a mapping as its rates' values."""
    if isinstance(value, list):
        return trimmed([point["value"] for point in value])
    if "value" in value:
        return value["value"]
    return {key: rate["value"] for key, rate in value.items()}


def approximately(value: Any) -> Any:
    return pytest.approx(trimmed(value) if isinstance(value, list) else value, abs=TOLERANCE)


def trimmed(values: list[float | None]) -> list[float | None]:
    known = [place for place, value in enumerate(values) if value is not None]
    return values[known[0] : known[-1] + 1] if known else []
