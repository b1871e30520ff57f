import json
from pathlib import Path
from typing import Any

import pytest

from driftsim.constraints.questions import Question
from driftsim.errors import InputError
from driftsim.judge.calibrated import CARRIED, FORMAT, calibration_of
from driftsim.judge.labels import Label, read_labels

GOOD = {"rubric": "It is polite.", "reply": "Please.", "held": True}


def save(path: Path, *records: Any) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_labels(tmp_path: Path) -> None:
    path = save(tmp_path / "l.jsonl", GOOD, {**GOOD, "user": "Hi.", "held": False})
    assert read_labels(path) == [
        Label(1, Question("It is polite.", "Please."), held=True),
        Label(2, Question("It is polite.", "Please.", "Hi."), held=False),
    ]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"rubric": "a", "reply": "b"}, "'held' is missing"),
        ({**GOOD, "held": "yes"}, "'held' is 'yes': true or false is expected"),
        ({**GOOD, "held": 1}, "'held' is 1"),
        ({**GOOD, "rubric": " "}, "'rubric' is ' ': a text is expected"),
        ({**GOOD, "reply": None}, "'reply' is None"),
        ({**GOOD, "user": 3}, "'user' is 3"),
        ({**GOOD, "label": True}, "unknown key 'label'"),
        (GOOD, "the same rubric, reply and user as in line 1"),
    ],
)
def test_wrong_labels_are_told_with_their_line(tmp_path: Path, record: Any, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_labels(save(tmp_path / "l.jsonl", GOOD, record))
    assert "l.jsonl, line 2: " in str(caught.value)
    assert message in str(caught.value)


JUDGE = {"name": "m", "prompt": 1, "votes": 1, "parameters": {"temperature": 0}}
FOUND = {"format": FORMAT, "judge": JUDGE, **dict.fromkeys(CARRIED, 0), "cells": {}, "disagreements": []}


def test_a_calibration_is_carried_without_its_particulars(tmp_path: Path) -> None:
    found = calibration_of(JUDGE, save(tmp_path / "c.json", FOUND))
    assert set(found) == {*CARRIED, "file"}
    assert found["file"]["name"] == "c.json"


@pytest.mark.parametrize(
    ("judge", "message"),
    [
        ({**JUDGE, "name": "n"}, "its name was 'm', and is 'n' now"),
        ({**JUDGE, "votes": 3}, "its votes was 1, and is 3 now"),
        ({**JUDGE, "parameters": {}}, "its parameters was"),
        ({**JUDGE, "address": "x"}, "its address was None"),
    ],
)
def test_the_calibration_of_another_judge_is_refused(tmp_path: Path, judge: Any, message: str) -> None:
    with pytest.raises(InputError) as caught:
        calibration_of(judge, save(tmp_path / "c.json", FOUND))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "cannot be read"),
        ("[]", "no calibration of a judge"),
        ('{"format": "driftsim run"}', "no calibration of a judge"),
        (json.dumps({"format": FORMAT, "judge": {}}), "parts missing: damaged"),
        (None, "no such file"),
    ],
)
def test_files_that_are_something_else(tmp_path: Path, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / "c.json").write_text(content)
    with pytest.raises(InputError, match=message):
        calibration_of(JUDGE, tmp_path / "c.json")
