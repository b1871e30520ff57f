import json
from pathlib import Path
from typing import Any

import pytest

from driftsim.constraints import instruction_from
from driftsim.errors import InputError
from driftsim.formats import RecordedConversation, Source, read_ifeval

WORDS = "length_constraints:number_words"
KWARGS = {"num_words": 3, "relation": "at least"}


def ask(key: Any = 1, prompt: Any = "Write.", ids: Any = (WORDS,), kwargs: Any = (KWARGS,)) -> dict[str, Any]:
    return {"key": key, "prompt": prompt, "instruction_id_list": ids, "kwargs": kwargs}


def answer(response: Any = "Words.", prompt: Any = "Write.", **fields: Any) -> dict[str, Any]:
    return {"prompt": prompt, "response": response, **fields}


def read(folder: Path, prompts: list[Any], responses: list[Any]) -> tuple[Source, list[RecordedConversation]]:
    for name, records in (("prompts", prompts), ("responses", responses)):
        (folder / name).write_text("".join(json.dumps(record) + "\n" for record in records))
    source = read_ifeval(folder / "prompts", folder / "responses")
    return source, list(source.conversations)


def refused(folder: Path, prompts: list[Any], responses: list[Any]) -> str:
    with pytest.raises(InputError) as caught:
        read(folder, prompts, responses)
    return str(caught.value).removeprefix(f"{folder}/")


def test_a_prompt_becomes_a_conversation_of_one_turn(tmp_path: Path) -> None:
    no_comma = "punctuation:no_comma"
    source, (found,) = read(tmp_path, [ask(ids=[WORDS, no_comma], kwargs=[KWARGS, {}])], [answer()])
    assert (found.id, found.scenario, found.trial, found.arm) == ("1", "1", 0, "recorded")
    (turn,) = found.turns
    assert (turn.user, turn.assistant) == ("Write.", "Words.")
    assert [(name, made.constraint) for name, made in turn.edits.add.items()] == [
        ("0", instruction_from(WORDS, KWARGS)),
        ("1", instruction_from(no_comma, {})),
    ]
    assert turn.written == {
        "add": {"0": {"ifeval": WORDS, "kwargs": KWARGS}, "1": {"ifeval": no_comma, "kwargs": {}}}
    }
    assert (source.format, source.gaps, source.notes) == ("ifeval", [], [])


@pytest.mark.parametrize(
    "given", [{**KWARGS, "keyword": None, "n": None}, json.dumps(KWARGS), {**KWARGS, "num_words": 3.0}]
)
def test_how_files_write_kwargs(tmp_path: Path, given: Any) -> None:
    _, (found,) = read(tmp_path, [ask(kwargs=[given])], [answer()])
    assert found.turns[0].edits.add["0"].constraint == instruction_from(WORDS, KWARGS)


@pytest.mark.parametrize("given", [None, {}, "{}", "null", {"num_words": None}])
def test_how_files_write_no_kwargs(tmp_path: Path, given: Any) -> None:
    _, (found,) = read(tmp_path, [ask(ids=["punctuation:no_comma"], kwargs=[given])], [answer()])
    assert found.turns[0].edits.add["0"].constraint == instruction_from("punctuation:no_comma", {})


def test_half_a_surrogate_pair_inside_kwargs_as_a_string(tmp_path: Path) -> None:
    _, (found,) = read(
        tmp_path, [ask(ids=["keywords:existence"], kwargs=[r'{"keywords": ["\ud800"]}'])], [answer()]
    )
    assert found.turns[0].written["add"]["0"]["kwargs"] == {"keywords": ["\ufffd"]}


def test_the_prefix_of_a_language_is_dropped(tmp_path: Path) -> None:
    _, (found,) = read(tmp_path, [ask(ids=[f"en:{WORDS}"])], [answer()])
    assert found.turns[0].edits.add["0"].constraint.origin == WORDS


def test_the_model_is_the_arm(tmp_path: Path) -> None:
    _, (found,) = read(tmp_path, [ask()], [answer(model="gpt-4")])
    assert found.arm == "gpt-4"


def test_other_keys_are_left_alone(tmp_path: Path) -> None:
    _, found = read(tmp_path, [{**ask(), "category": "x"}], [answer(seed=4)])
    assert len(found) == 1


class TestJoining:
    def test_a_prompt_without_a_response_is_a_gap(self, tmp_path: Path) -> None:
        source, found = read(tmp_path, [ask(1, "A"), ask(2, "B"), ask("three", "C")], [answer(prompt="B")])
        assert [conversation.id for conversation in found] == ["2"]
        assert source.gaps == ["1", "three"]

    def test_a_response_without_a_prompt_is_noted(self, tmp_path: Path) -> None:
        source, found = read(tmp_path, [ask()], [answer(), answer(prompt="Other.")])
        assert len(found) == 1
        assert source.notes == ["1 of 2 responses answer no prompt of the file and were left out"]

    def test_the_last_response_counts(self, tmp_path: Path) -> None:
        source, (found,) = read(tmp_path, [ask()], [answer("one"), answer("two"), answer("three")])
        assert found.turns[0].assistant == "three"
        assert source.notes == ["2 responses were replaced by a later one to the same prompt"]

    @pytest.mark.parametrize(
        ("ours", "theirs"), [(" Write.\n", "Write."), ("Write.", "\tWrite. "), ("Write. ", " Write.")]
    )
    def test_white_space_at_the_ends_does_not_part_them(self, tmp_path: Path, ours: str, theirs: str) -> None:
        source, (found,) = read(tmp_path, [ask(prompt=ours)], [answer(prompt=theirs)])
        assert found.turns[0].user == ours
        assert not source.notes

    def test_the_exact_prompt_comes_first(self, tmp_path: Path) -> None:
        responses = [answer("exact", "Write. "), answer("trimmed", "Write.")]
        _, (found,) = read(tmp_path, [ask(prompt="Write. ")], responses)
        assert found.turns[0].assistant == "exact"

    def test_two_prompts_of_the_same_text_share_a_response(self, tmp_path: Path) -> None:
        _, found = read(tmp_path, [ask(1), ask(2)], [answer()])
        assert [conversation.turns[0].assistant for conversation in found] == ["Words.", "Words."]

    def test_a_null_response_is_no_gap(self, tmp_path: Path) -> None:
        source, (found,) = read(tmp_path, [ask()], [answer(None)])
        assert found.turns[0].assistant is None
        assert not source.gaps

    def test_an_empty_response_is_a_reply(self, tmp_path: Path) -> None:
        _, (found,) = read(tmp_path, [ask()], [answer("")])
        assert found.turns[0].assistant == ""


@pytest.mark.parametrize(
    ("prompt", "message"),
    [
        ({"prompt": "x"}, "'key' is missing"),
        (ask(key=None), "'key' is None"),
        (ask(key=True), "'key' is True"),
        (ask(prompt=None), "'prompt' is None: a string is expected"),
        (ask(prompt=["x"]), "'prompt' is ['x']"),
        ({"key": 1, "prompt": "x"}, "'instruction_id_list' is missing"),
        ({"key": 1, "prompt": "x", "instruction_id_list": []}, "'kwargs' is missing"),
        (ask(ids=WORDS), f"'instruction_id_list' is '{WORDS}': a list is expected"),
        (ask(kwargs=KWARGS), "'kwargs' is {"),
        (ask(ids=[], kwargs=[]), "key 1: 'instruction_id_list' is empty"),
        (ask(ids=[WORDS, WORDS]), "key 1: 2 instructions but 1 kwargs"),
        (ask(kwargs=[]), "key 1: 1 instructions but 0 kwargs"),
        (ask(kwargs=[{"num_words": 3}]), f"key 1, instruction 0: {WORDS}: parameter 'relation' is missing"),
        (ask(kwargs=[None]), f"key 1, instruction 0: {WORDS}: parameter 'num_words' is missing"),
        (ask(kwargs=[{**KWARGS, "relation": None}]), f"key 1, instruction 0: {WORDS}: parameter 'relation' is missing"),
        (ask(kwargs=[{**KWARGS, "num_word": 3}]), "key 1, instruction 0: length_constraints:number_words: unknown"
         " parameter 'num_word'; did you mean 'num_words'?"),
        (ask(kwargs=[{**KWARGS, "relation": "more"}]), f"key 1, instruction 0: {WORDS}: parameter 'relation' is 'more'"),
        (ask(kwargs=[{**KWARGS, "num_words": "3"}]), f"key 1, instruction 0: {WORDS}: parameter 'num_words' is '3'"),
        (ask(ids=["length_constraints:number_word"]), "key 1, instruction 0: unknown instruction id"
         f" 'length_constraints:number_word'; did you mean '{WORDS}'?"),
        (ask(ids=[4]), "key 1, instruction 0: unknown instruction id 4"),
        (ask(ids=[None]), "key 1, instruction 0: unknown instruction id None"),
        (ask(ids=["length.words"]), "key 1, instruction 0: unknown instruction id 'length.words'"),
        (ask(kwargs=["{"]), "key 1, instruction 0: kwargs are '{', which is no JSON object"),
        (ask(kwargs=["[]"]), f"key 1, instruction 0: {WORDS}: kwargs must be a mapping, not []"),
        (ask(kwargs=[["x"]]), f"key 1, instruction 0: {WORDS}: kwargs must be a mapping, not ['x']"),
        (ask(kwargs=["[" * 5000]), "key 1, instruction 0: kwargs are '[[["),
        (ask(kwargs=['{"a": NaN}']), "key 1, instruction 0: kwargs are"),
        (ask(ids=["keywords:existence"], kwargs=[{"keywords": []}]), "key 1, instruction 0: keywords:existence"),
        (ask(ids=["keywords:existence"], kwargs=[{"keywords": ["("]}]), "key 1, instruction 0: keywords:existence"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_prompts(tmp_path: Path, prompt: Any, message: str) -> None:
    shown = refused(tmp_path, [ask("before"), prompt], [answer()])
    assert shown.startswith(("prompts, line 2: ", "prompts, line 2, "))
    assert shown[len("prompts, line 2: ") :].startswith(message)


@pytest.mark.parametrize(
    ("response", "message"),
    [
        ({"response": "x"}, "'prompt' is missing"),
        ({"prompt": "x"}, "'response' is missing"),
        (answer(prompt=None), "'prompt' is None: a string is expected"),
        (answer(4), "'response' is 4: a string or null is expected"),
        (answer(["x"]), "'response' is ['x']: a string or null is expected"),
        (answer(model=4), "'model' is 4: a string or null is expected"),
    ],
)
def test_what_is_wrong_in_the_responses(tmp_path: Path, response: Any, message: str) -> None:
    assert refused(tmp_path, [ask()], [answer(), response]) == f"responses, line 2: {message}"


def test_a_repeated_key_names_both_lines(tmp_path: Path) -> None:
    shown = refused(tmp_path, [ask(1), ask(2), ask("1")], [answer()])
    assert shown == "prompts, line 3: the key '1' stands on line 1 already"


@pytest.mark.parametrize("missing", ["prompts", "responses"])
def test_a_missing_file(tmp_path: Path, missing: str) -> None:
    read(tmp_path, [ask()], [answer()])
    (tmp_path / missing).unlink()
    source = read_ifeval(tmp_path / "prompts", tmp_path / "responses")
    with pytest.raises(InputError, match=f"{missing}: no such file"):
        list(source.conversations)
