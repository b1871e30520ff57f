"""IFEval's prompts as scenarios of one turn, said word by word."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from driftsim.errors import InputError
from driftsim.files import read_json_lines
from driftsim.formats.fields import identifier, required
from driftsim.formats.ifeval import instructions_of
from driftsim.formats.imported import (
    Definitions,
    Demand,
    Follower,
    Ids,
    Imported,
    Scenarios,
    scenario_as_written,
)


def read_ifeval_prompts(path: Path) -> Scenarios:
    """Read IFEval's prompts; nothing is read before the stream is.

    Raises:
        InputError: while streaming, with file, line, key, instruction, parameter and value.
    """
    return Scenarios(_scenarios(path), format="ifeval")


def _scenarios(path: Path) -> Iterator[Imported]:
    ids = Ids()
    for line, record in read_json_lines(path):
        where = (str(path), f"line {line}")
        try:
            yield Imported(_scenario(record, ids, line), where)
        except InputError as error:
            raise error.at(*where) from None


def _scenario(record: Mapping[str, Any], ids: Ids, line: int) -> dict[str, Any]:
    key = identifier(required(record, "key", object), "key")
    prompt: str = required(record, "prompt", str)
    if not prompt.strip():
        raise InputError("'prompt' is blank")
    definitions = Definitions()
    demands = [
        Demand(str(constraint.origin), str(constraint.origin).rpartition(":")[2], constraint)
        for constraint in instructions_of(record, key)
    ]
    turn = {"say": prompt, **Follower(definitions).edits(demands)}
    return scenario_as_written(ids.take(key, line), [turn], definitions, imported=f"IFEval {key}")
