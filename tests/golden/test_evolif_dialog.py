"""A public dialog of EvolIF, from its file to a run: the perfect model follows all that can be checked."""

import json
import sys
from pathlib import Path

import polars as pl
import pytest
from reference import reference_folder

from driftsim.__main__ import main

DIALOG = reference_folder() / "data" / "evolif" / "dialog_1.jsonl"
JUDGED = ("emotion", "reader_age", "style")


def test_the_perfect_model_follows_the_whole_dialog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not DIALOG.is_file():
        pytest.skip(f"NO PARITY PROVEN: {DIALOG.name} is not in {DIALOG.parent}; set DRIFTSIM_REFERENCE_DATA")
    scenarios, run = str(tmp_path / "scenarios"), str(tmp_path / "run")
    for code, *arguments in (
        (0, "import", "evolif", str(DIALOG), "-o", scenarios),
        (4, "run", scenarios, "--model", "sim:perfect", "-o", run),  # nobody judges what is to be judged
    ):
        monkeypatch.setattr(sys, "argv", ["driftsim", *arguments])
        assert main() == code
    every = pl.read_parquet(f"{run}/checks.parquet")
    checks = every.filter(pl.col("check").str.starts_with("evolif."))
    lines = [json.loads(line) for line in DIALOG.read_text(encoding="utf-8").splitlines()]
    demanded = [each["id"] for line in lines for each in line["instructions"] if each["id"] not in JUDGED]
    assert checks.height == len(demanded) == 57
    assert checks.filter(pl.col("outcome") != "followed").is_empty()
    assert set(every.filter(pl.col("check") == "judged")["outcome"]) == {"error"}
    assert every.height == sum(len(line["instructions"]) for line in lines)
