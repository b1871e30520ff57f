import json
from pathlib import Path
from typing import Any

import pytest

from driftsim.constraints import constraint_from
from driftsim.errors import InputError
from driftsim.formats import RecordedConversation, read_recorded

WORDS = {"check": "length.words", "at_most": 5}
TURN = {"user": "Hello.", "assistant": "Hi."}


def read(folder: Path, *records: Any) -> list[RecordedConversation]:
    path = folder / "chat.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return list(read_recorded(path).conversations)


def refused(folder: Path, *records: Any) -> str:
    with pytest.raises(InputError) as caught:
        read(folder, *records)
    return str(caught.value).removeprefix(f"{folder / 'chat.jsonl'}, ")


def talk(*turns: Any, **fields: Any) -> dict[str, Any]:
    return {"id": "c1", "turns": list(turns) or [TURN], **fields}


def test_defaults(tmp_path: Path) -> None:
    (found,) = read(tmp_path, talk())
    assert (found.id, found.scenario, found.trial, found.arm, found.system) == (
        "c1",
        "c1",
        0,
        "recorded",
        None,
    )
    (turn,) = found.turns
    assert (turn.user, turn.assistant, turn.topic, turn.written) == ("Hello.", "Hi.", None, {})
    assert not turn.edits
    assert found.where == (str(tmp_path / "chat.jsonl"), "line 1")


def test_all_fields(tmp_path: Path) -> None:
    fields = {"model": "gpt-4", "system": "Be kind.", "scenario": "s1", "trial": 3, "metadata": {"x": [1]}}
    turn = {**TURN, "topic": "food", "add": {"c": {**WORDS, "scope": "topic"}}, "negate": [], "metadata": 1}
    (found,) = read(tmp_path, talk(turn, **fields))
    assert (found.arm, found.system, found.scenario, found.trial) == ("gpt-4", "Be kind.", "s1", 3)
    assert found.turns[0].topic == "food"
    assert found.turns[0].edits.add["c"].constraint == constraint_from(WORDS)
    assert found.turns[0].written == {"add": {"c": {**WORDS, "scope": "topic"}}}


def test_nulls_are_as_if_absent(tmp_path: Path) -> None:
    nulls = dict.fromkeys(("model", "system", "scenario", "trial"))
    edits = dict.fromkeys(("add", "revise", "negate", "retract", "restate", "topic"))
    assert read(tmp_path, talk({**TURN, **edits}, **nulls)) == read(tmp_path, talk())


def test_ids_may_be_numbers(tmp_path: Path) -> None:
    (found,) = read(tmp_path, talk(id=7, scenario=8))
    assert (found.id, found.scenario) == ("7", "8")


def test_a_null_reply_and_an_empty_one(tmp_path: Path) -> None:
    (found,) = read(tmp_path, talk({"user": "", "assistant": None}, {"user": "x", "assistant": ""}))
    assert [turn.assistant for turn in found.turns] == [None, ""]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"turns": [TURN]}, "'id' is missing"),
        (talk(id=None), "'id' is None: a string that is not blank is expected"),
        (talk(id=True), "'id' is True: a string that is not blank is expected"),
        (talk(id=" "), "'id' is ' '"),
        (talk(id=["c"]), "'id' is ['c']"),
        ({"id": "c"}, "'turns' is missing"),
        (talk(turns=None), "'turns' is None: a list is expected"),
        (talk(turns={"1": TURN}), "'turns' is {'1': {'user'"),
        (talk(turns=[]), "'turns' is empty: a conversation has at least one turn"),
        (talk(trial=-1), "'trial' is -1: trials are counted from 0"),
        (talk(trial="1"), "'trial' is '1': a whole number or null is expected"),
        (talk(trial=1.0), "'trial' is 1.0: a whole number"),
        (talk(trial=True), "'trial' is True: a whole number"),
        (talk(trial=2**63), "'trial' is 9223372036854775808"),
        (talk(model=4), "'model' is 4: a string or null is expected"),
        (talk(system=[]), "'system' is []: a string or null is expected"),
        (talk(scenario=""), "'scenario' is ''"),
        (talk(scenario=1.5), "'scenario' is 1.5"),
        (talk(scenrio="s"), "unknown key 'scenrio'; did you mean 'scenario'?"),
        (talk(TURN, "x"), "turn 2: a turn is an object with 'user' and 'assistant', not 'x'"),
        (talk(None), "turn 1: a turn is an object with 'user' and 'assistant', not None"),
        (talk({"user": "x"}), "turn 1: 'assistant' is missing"),
        (talk({"assistant": "x"}), "turn 1: 'user' is missing"),
        (talk({**TURN, "user": None}), "turn 1: 'user' is None: a string is expected"),
        (talk({**TURN, "assistant": 4}), "turn 1: 'assistant' is 4: a string or null is expected"),
        (talk({**TURN, "assistant": ["x"]}), "turn 1: 'assistant' is ['x']"),
        (talk({**TURN, "topic": 4}), "turn 1: 'topic' is 4: a string or null is expected"),
        (talk(TURN, {**TURN, "retracts": []}), "turn 2: unknown key 'retracts'; did you mean 'retract'?"),
        (talk({**TURN, "assitant": "x"}), "turn 1: unknown key 'assitant'; did you mean 'assistant'?"),
        (talk({**TURN, "add": {"c": {"check": "lenght.words"}}}),
         "turn 1, add of 'c': unknown check 'lenght.words'; did you mean 'length.words'?"),
        (talk({**TURN, "add": {"c": {"check": "length.words", "atmost": 4}}}),
         "turn 1, add of 'c': length.words: unknown parameter 'atmost'; did you mean 'at_most'?"),
        (talk({**TURN, "add": {"c": {**WORDS, "scope": "topics"}}}),
         "turn 1, add of 'c': unknown scope 'topics'; did you mean 'topic'?"),
        (talk({**TURN, "add": {"c": {"ifeval": "length_constraints:number_words", "kwargs": {"num_words": 4}}}}),
         "turn 1, add of 'c': length_constraints:number_words: parameter 'relation' is missing"),
        (talk({**TURN, "add": []}), "turn 1: 'add' is a mapping"),
        (talk({**TURN, "negate": {"c": 1}}), "turn 1: 'negate' is a list"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, record: Any, message: str) -> None:
    shown = refused(tmp_path, talk(id="before"), record)
    assert shown.startswith(("line 2: ", "line 2, "))
    assert shown.removeprefix("line 2: ").removeprefix("line 2, ").startswith(message)


def test_a_repeated_id_names_both_lines(tmp_path: Path) -> None:
    assert refused(tmp_path, talk(), talk(id="c2"), talk()) == "line 3: the id 'c1' stands on line 1 already"


def test_a_number_and_its_digits_are_the_same_id(tmp_path: Path) -> None:
    assert "the id '7' stands on line 1 already" in refused(tmp_path, talk(id=7), talk(id="7"))


def test_long_values_are_cut(tmp_path: Path) -> None:
    assert len(refused(tmp_path, talk("x" * 10_000))) < 200


def test_nothing_is_read_before_the_stream_is(tmp_path: Path) -> None:
    assert read_recorded(tmp_path / "missing.jsonl").format == "recorded"
