import io
import json
from typing import Any

from driftsim.exports.dialogue import Dialogue
from driftsim.exports.inspect import write_inspect
from driftsim.exports.samples import scores_of
from driftsim.exports.verified import Tally
from tests.unit.exports.build import bad, check, good, talk, turn

MANIFEST = {
    "name": "r",
    "command": "run",
    "created": "2026-11-21T15:59:49+00:00",
    "models": {"a": {"name": "sim:steady"}},
}


def log(*told: Dialogue, faults: Any = ()) -> dict[str, Any]:
    out, tally = io.BytesIO(), Tally()
    write_inspect(lambda: told, MANIFEST, "a", dict(faults), out, tally)
    found: dict[str, Any] = json.loads(out.getvalue())
    assert tally.rows == len(found["samples"]) == len(told)
    return found


def test_scores_are_shares_of_the_conversation() -> None:
    one = talk("c", turn(1, "Hi."), good(2), turn(3, "x", check("a"), check("b", held=False)), good(4))
    assert scores_of(one) == {"csr": 3 / 4, "isr": 2 / 3, "ssr": 1 / 3}
    undecided = talk("c", good(1), turn(2, "x", check(held=None)))
    assert scores_of(undecided) == {"csr": 1.0, "isr": 1.0}
    assert scores_of(talk("c", good(1), finished=False)) == {"csr": 1.0, "isr": 1.0}
    assert scores_of(talk("c", turn(1, "Hi."))) == {}


def test_a_sample_is_a_conversation() -> None:
    found = log(talk("c", good(1), bad(2, finish="length"), system="Be brief.", trial=2))
    (sample,) = found["samples"]
    assert (sample["id"], sample["epoch"], sample["input"]) == ("s", 3, "Question 1.")
    assert [message["role"] for message in sample["messages"]] == ["system", *["user", "assistant"] * 2]
    assert sample["output"]["choices"][0]["stop_reason"] == "max_tokens"
    assert sample["scores"]["csr"]["value"] == 0.5
    assert sample["scores"]["csr"]["explanation"] == "turn 2: short forgotten: because"
    assert [one["held"] for one in sample["scores"]["csr"]["metadata"]["checks"]] == [True, False]
    assert [event["score"]["value"] for event in sample["events"]] == [{"short": "C"}, {"short": "I"}]


def test_the_head_sums_up() -> None:
    found = log(talk("c", good(1)), talk("d", bad(1), trial=1))
    assert (found["status"], found["eval"]["model"], found["eval"]["config"]) == (
        "success",
        "sim:steady",
        {"epochs": 2},
    )
    assert found["results"]["scores"][0]["metrics"]["mean"]["value"] == 0.5


def test_what_broke_off_is_an_error_of_its_sample() -> None:
    found = log(talk("c", good(1), finished=False), faults={"c": "model: \x1b[31m500"})
    assert found["status"] == "cancelled"
    assert found["samples"][0]["error"]["message"] == "model: ␛[31m500"


def test_recorded_conversations_may_share_scenario_and_trial() -> None:
    found = log(talk("c", good(1)), talk("d", good(1)))
    assert [(sample["id"], sample["epoch"]) for sample in found["samples"]] == [("c", 1), ("d", 1)]


def test_an_empty_arm() -> None:
    assert log()["samples"] == []
