"""Labels: replies of which people have said whether a criterion holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from driftsim.constraints.questions import Question
from driftsim.errors import InputError, did_you_mean
from driftsim.files import read_json_lines

_TEXTS: Final = ("rubric", "reply", "user")
_KEYS: Final = (*_TEXTS, "held")


@dataclass(frozen=True, slots=True)
class Label:
    """One label.

    Args:
        line: Where it stands in its file, from 1.
        question: What is to be judged.
        held: What people say.
    """

    line: int
    question: Question
    held: bool


def read_labels(path: Path) -> list[Label]:
    """The labels of a JSON Lines file: `{"rubric": …, "reply": …, "user": …, "held": true}`, `user` optional.

    Raises:
        InputError: a line that is no label, or the same question twice; with file and line.
    """
    labels: list[Label] = []
    lines: dict[str, int] = {}
    for number, record in read_json_lines(path):
        try:
            label = _label(number, record)
            first = lines.setdefault(label.question.key, number)
            if first != number:
                raise InputError(f"the same rubric, reply and user as in line {first}: label it once")
        except InputError as error:
            raise error.at(str(path), f"line {number}") from None
        labels.append(label)
    return labels


def _label(line: int, record: Mapping[str, Any]) -> Label:
    for key in record:
        if key not in _KEYS:
            raise InputError(f"unknown key {key!r}{did_you_mean(key, _KEYS)}")
    for key in ("rubric", "reply", "held"):
        if key not in record:
            raise InputError(f"{key!r} is missing")
    for key in _TEXTS:
        if not isinstance(record.get(key, ""), str) or (key == "rubric" and not record[key].strip()):
            raise InputError(f"{key!r} is {record[key]!r}: a text is expected")
    if not isinstance(record["held"], bool):
        raise InputError(f"'held' is {record['held']!r}: true or false is expected")
    return Label(
        line, Question(record["rubric"].strip(), record["reply"], record.get("user", "")), record["held"]
    )
