import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from driftsim.errors import InputError
from driftsim.formats.evolif import read_evolif
from driftsim.formats.evolif_groups import CannotCheck, constraints_from
from driftsim.ledger import Ledger
from driftsim.scenario.load import scenario_from

JSON = {"id": "format", "args": {"mode": "json"}}
HTML = {"id": "format", "args": {"mode": "html"}}
NO_COMMA = {"id": "punctuation", "args": {"mode": "must_not_include", "value": ","}}


def words(number: int) -> dict[str, Any]:
    return {"id": "length", "args": {"mode": "word", "relation": "more_than", "number": number}}


def save(folder: Path, *turns: tuple[int, list[Any]] | dict[str, Any]) -> Path:
    path = folder / "talk.jsonl"
    lines = []
    for number, turn in enumerate(turns, start=1):
        record: dict[str, Any] = {
            "turn": number,
            "user_query": "no",
            "user_query_verified": f"Turn {number}.",
        }
        own = turn if isinstance(turn, dict) else {"active_topic": turn[0], "instructions": turn[1]}
        lines.append(json.dumps(record | own) + "\n")
    path.write_text("".join(lines))
    return path


def test_each_topic_has_its_ledger_and_comes_back_to_it(tmp_path: Path) -> None:
    path = save(tmp_path, (1, [words(9)]), (2, [JSON]), (1, [words(20), NO_COMMA]), (2, []), (1, [NO_COMMA]))
    source = read_evolif(path)
    (imported,) = source.scenarios
    scenario = scenario_from(imported.written, where=imported.where)
    assert scenario.id == "talk"
    assert [node.say for node in scenario.turns.values()][:2] == ["Turn 1.", "Turn 2."]
    ledger, in_force = Ledger(), []
    for number, node in enumerate(scenario.turns.values(), start=1):
        ledger = ledger.apply(node.edits, turn=number, topic=node.topic)
        in_force.append({entry.constraint.kind for entry in ledger})
    both = {"length.words", "format.no_comma"}
    assert in_force == [{"length.words"}, {"format.json"}, both, set(), {"format.no_comma"}]
    assert imported.written["turns"]["turn_3"]["revise"] == {"length": {"at_least": 21}}
    assert not source.left_out


def test_what_cannot_be_checked_is_counted_once_each_time_it_is_demanded(tmp_path: Path) -> None:
    ages = {"id": "reader_age", "args": {"reader_age": "child"}}
    path = save(tmp_path, (1, [ages, HTML]), (1, [ages, HTML]), (2, [HTML]), (1, [ages, JSON]))
    source = read_evolif(path)
    (imported,) = source.scenarios
    html = "format, mode html: no kind of ours checks it"
    assert source.left_out == Counter({html: 2, "reader_age, needs a judge": 1})
    assert imported.written["turns"]["turn_4"]["add"] == ["format"]


def test_a_first_turn_begins_the_next_dialog(tmp_path: Path) -> None:
    again = {
        "turn": 1,
        "active_topic": 5,
        "instructions": [],
        "style": {"persona": "Brief.", "styles": ["a", "b"]},
    }
    path = save(tmp_path, (1, [JSON]), again)
    first, second = (imported.written for imported in read_evolif(path).scenarios)
    assert (first["id"], second["id"]) == ("talk", "talk-2")
    assert second["persona"] == "Brief. Style: a; b."


@pytest.mark.parametrize(
    ("turn", "message"),
    [
        ({"turn": 3, "active_topic": 1, "instructions": []}, "line 2: 'turn' is 3, where 2 is expected"),
        (
            {"active_topic": 1, "instructions": [], "user_query_verified": " "},
            "'user_query_verified' is blank",
        ),
        ({"instructions": []}, "'active_topic' is missing"),
        (
            (1, [{"id": "formt", "args": {}}]),
            "line 2, instruction 0: unknown group 'formt'; did you mean 'format'",
        ),
        ((1, [{"id": "format", "args": {"mode": "jsn"}}]), "unknown mode 'jsn'; did you mean 'json'"),
        ((1, [JSON, "x"]), "instruction 1: 'x' is no instruction"),
        ((1, [{"id": "forbidden", "args": "app"}]), "parameter 'words' is 'app'"),
        ((1, [{"id": "existence", "args": {}}]), "at least one keyword"),
        ((1, [{"id": "countableItems", "args": {"num": "4"}}]), "'num' is '4': a whole number is expected"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, turn: Any, message: str) -> None:
    with pytest.raises(InputError) as error:
        list(read_evolif(save(tmp_path, (1, []), turn)).scenarios)
    assert message in str(error.value)
    assert "talk.jsonl, line 2" in str(error.value)


@pytest.mark.parametrize(
    ("group", "args", "asked"),
    [
        (
            "length",
            {"mode": "sentence", "relation": "less_than", "number": 3},
            ["Answer in at most 2 sentences."],
        ),
        ("length", {"mode": "word", "relation": "exactly", "number": 1}, ["Answer in exactly 1 word."]),
        ("existence", {"oak": 2, "elm": 1}, ['Use "oak" exactly 2 times.', 'Use "elm" exactly 1 time.']),
        ("forbidden", ["oak"], ['Do not use "oak" in your answer.']),
        ("case", {"mode": "all_lower"}, ["Write your whole answer in small letters only."]),
        ("punctuation", {"mode": "must_not_include", "value": ":"}, ['Do not use ":" in your answer.']),
        ("punctuation", {"mode": "must_include", "value": "￥"}, ['Include "￥" in your answer.']),
    ],
)
def test_groups_in_our_kinds(group: str, args: Any, asked: list[str]) -> None:
    assert [constraint.ask() for constraint in constraints_from(group, args)] == asked


@pytest.mark.parametrize(
    ("group", "args"),
    [
        ("startwith", {"mode": "letter", "value": "z"}),
        ("endwith", {"mode": "keyword", "value": "end"}),
        ("format", {"mode": "csv"}),
        ("length", {"mode": "paragraph", "relation": "exactly", "number": 2}),
        ("case", {"mode": "min_upper", "min": 20}),
        ("emotion", {"emotion": "sad"}),
        ("style", {"style": "formal"}),
    ],
)
def test_what_no_kind_of_ours_means_is_not_forced_into_one(group: str, args: Any) -> None:
    with pytest.raises(CannotCheck):
        constraints_from(group, args)
