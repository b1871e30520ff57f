import json
from pathlib import Path
from typing import Any

import pytest

from driftsim import __version__
from driftsim.errors import InputError
from driftsim.journal import Manifest
from driftsim.tables import METRIC_VERSION


def manifest(**changes: Any) -> Manifest:
    return Manifest(name="r", command="audit", arms=("gpt-4",), counts={"turns": 2}, **changes)


def test_it_comes_back_as_it_was_written(tmp_path: Path) -> None:
    made = manifest(source={"files": [{"name": "café.jsonl"}]}, seed=4)
    made.write(tmp_path)
    assert Manifest.read(tmp_path) == made
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_it_names_what_could_change_a_number() -> None:
    told = manifest().as_dict()
    assert told["format"] == "driftsim run"
    assert told["driftsim"] == __version__
    assert told["metric_version"] == METRIC_VERSION
    assert {"nltk", "langdetect", "tiktoken"} <= set(told["libraries"])
    assert set(told["machine"]) == {"python", "system"}


def test_what_a_newer_driftsim_adds_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(json.dumps({**manifest().as_dict(), "weather": "fine"}))
    assert Manifest.read(tmp_path).name == "r"


def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    Manifest(name="\udcff", command="audit").write(tmp_path)
    assert Manifest.read(tmp_path).name == "?"


def refused(folder: Path, content: Any) -> str:
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    (folder / "run.json").write_bytes(text)
    with pytest.raises(InputError) as caught:
        Manifest.read(folder)
    assert str(caught.value).startswith(f"{folder / 'run.json'}: ")
    return caught.value.message


def test_a_missing_manifest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no run here: run.json is missing"):
        Manifest.read(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"{'a': 1}"])
def test_a_broken_manifest(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path, content).startswith("cannot be read: ")


@pytest.mark.parametrize("content", [[], 1, None, "run", {}, {"name": "x"}, {"format": "other"}])
def test_a_manifest_of_something_else(tmp_path: Path, content: Any) -> None:
    assert refused(tmp_path, content) == "not the manifest of a run: 'format' is not 'driftsim run'"


@pytest.mark.parametrize("key", ["name", "command", "arms", "counts"])
def test_a_manifest_with_something_missing(tmp_path: Path, key: str) -> None:
    told = manifest().as_dict()
    del told[key]
    assert refused(tmp_path, told) == f"{key!r} is missing from the manifest"


@pytest.mark.parametrize(
    ("key", "value"),
    [("name", 3), ("arms", None), ("arms", "gpt-4"), ("counts", []), ("source", "x"), ("text", None)],
)
def test_a_manifest_with_a_wrong_type(tmp_path: Path, key: str, value: Any) -> None:
    assert (
        refused(tmp_path, {**manifest().as_dict(), key: value})
        == f"{key!r} is {value!r} in the manifest: damaged"
    )


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "run.json").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        Manifest.read(tmp_path)
