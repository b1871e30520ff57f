"""The exports, opened by the tools that they are for.

They are big and want other versions of our dependencies, so they live in an environment of their own:

    python3 -m venv other && other/bin/pip install datasets duckdb inspect_ai junitparser transformers
    other/bin/pip install --no-deps trl        # its forms of data; its trainers would want PyTorch
    DRIFTSIM_OTHER_PYTHON=other/bin/python make test-slow
"""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import ADD, Done, save, talk

pytestmark = pytest.mark.slow
Cli = Callable[..., Done]
HOSTILE = "\x1b[31m<script>\u2028=1+1 \u202e é😀 %0A::error::x"

DATASETS = """
import json, sys
from datasets import load_dataset
for path in sys.argv[1:]:
    found = load_dataset("json", data_files=path, split="train", cache_dir="cache")
    assert list(found) == [json.loads(line) for line in open(path, newline="\\n")], path
    print(json.dumps({name: str(kind) for name, kind in found.features.items()}))
"""
TRL = """
import json, sys
from tokenizers import Tokenizer, models
from transformers import PreTrainedTokenizerFast
from trl.data_utils import apply_chat_template, is_conversational
tokenizer = PreTrainedTokenizerFast(tokenizer_object=Tokenizer(models.WordLevel({"x": 0}, unk_token="x")))
tokenizer.chat_template = ("{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}{% endfor %}"
                           "{% if add_generation_prompt %}<assistant>{% endif %}")
for path in sys.argv[1:]:
    row = json.loads(open(path, newline="\\n").readline())
    assert is_conversational(row)
    theirs = ("prompt", "completion", "chosen", "rejected", "messages")
    print(json.dumps(apply_chat_template({key: row[key] for key in row if key in theirs}, tokenizer)))
"""
DUCKDB = """
import duckdb, json
for form in ("checks.parquet", "checks.jsonl", "checks.csv"):
    read = {"parquet": "read_parquet", "jsonl": "read_json", "csv": "read_csv"}[form.split(".")[1]]
    print(json.dumps(duckdb.sql(f"select constraint_name, held from (select \\"constraint\\" as constraint_name, held, turn,"
                                f" conversation from {read}('{form}')) order by conversation, turn, 1").fetchall()))
"""
INSPECT = """
import json, sys
from inspect_ai.log import read_eval_log, write_eval_log
log = read_eval_log(sys.argv[1])
write_eval_log(log, "again.eval")
again = read_eval_log("again.eval")
print(json.dumps({
    "status": again.status, "model": again.eval.model, "mean": again.results.scores[0].metrics["mean"].value,
    "samples": [[one.id, one.epoch, len(one.messages), one.scores["csr"].value, len(one.events),
                 one.messages[1].text] for one in again.samples],
}))
"""
JUNIT = """
import json, sys
from junitparser import JUnitXml
print(json.dumps([[s.name, s.tests, s.failures, s.errors] for s in JUnitXml.fromfile(sys.argv[1])]))
"""


def other(package: str, script: str, *arguments: str) -> list[Any]:
    """What a script prints, a JSON value a line, in the environment of the other tools."""
    python = os.environ.get("DRIFTSIM_OTHER_PYTHON")
    if python is None:
        pytest.skip("DRIFTSIM_OTHER_PYTHON names no environment with the other tools (see this file)")
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
    if subprocess.run([python, "-c", f"import {package}"], capture_output=True, check=False).returncode:
        pytest.skip(f"{package} is not installed in DRIFTSIM_OTHER_PYTHON")
    done = subprocess.run(
        [python, "-c", script, *arguments], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def run(cli: Cli) -> Path:
    save(
        "chat.jsonl",
        talk(
            "a", {**ADD, "assistant": HOSTILE}, {"user": HOSTILE}, model="m", scenario="s", system="Be brief."
        ),
        talk(
            "b",
            {**ADD, "assistant": "Hi."},
            {"assistant": None},
            model="m",
            scenario="s",
            system="Be brief.",
            trial=1,
        ),
    )
    assert cli("audit", "chat.jsonl", "-o", "run").code == 4
    return Path("run")


def test_datasets_loads_what_is_for_training(cli: Cli, run: Path) -> None:
    for form in ("sft", "dpo", "chat"):
        assert cli("export", run, "--as", form, "-o", f"{form}.jsonl").code == 0
    cli("export", run, "--as", "sft", "--messages", "-o", "messages.jsonl")
    sft, dpo, chat, messages = other(
        "datasets", DATASETS, "sft.jsonl", "dpo.jsonl", "chat.jsonl", "messages.jsonl"
    )
    listed = "List({'role': Value('string'), 'content': Value('string')})"
    assert (sft["prompt"], sft["completion"]) == (listed, listed)
    assert (dpo["prompt"], dpo["chosen"], dpo["rejected"]) == (listed, listed, listed)
    assert chat == {"messages": listed}
    assert messages["messages"] == listed


def test_trl_takes_every_form_of_training_data(cli: Cli, run: Path) -> None:
    cli("export", run, "--as", "sft", "-o", "sft.jsonl")
    cli("export", run, "--as", "dpo", "-o", "dpo.jsonl")
    cli("export", run, "--as", "sft", "--messages", "-o", "messages.jsonl")
    sft, dpo, messages = other("trl.data_utils", TRL, "sft.jsonl", "dpo.jsonl", "messages.jsonl")
    before = "<system>Be brief.<user>Hello.<assistant>"
    assert sft == {"prompt": f"{before}{HOSTILE}<user>{HOSTILE}<assistant>", "completion": "Hi there."}
    assert dpo == {"prompt": before, "chosen": "Hi.", "rejected": HOSTILE}
    assert messages == {"text": f"{before}Hi."}


def test_duckdb_reads_every_table_alike(cli: Cli, run: Path) -> None:
    for suffix in ("parquet", "jsonl", "csv"):
        assert cli("export", run, "--table", "checks", "-o", f"checks.{suffix}").code == 0
    parquet, lines, text = other("duckdb", DUCKDB)
    assert parquet == lines == text == [["short", False], ["short", True], ["short", True], ["short", None]]


def test_inspect_opens_the_log(cli: Cli, run: Path) -> None:
    assert cli("export", run, "--as", "inspect", "-o", "log.json").code == 0
    (found,) = other("inspect_ai", INSPECT, "log.json")
    assert (found["status"], found["model"], found["mean"]) == ("success", "m", 0.75)
    assert found["samples"] == [["s", 1, 5, 0.5, 2, "Hello."], ["s", 2, 5, 1.0, 2, "Hello."]]


def test_junitparser_counts_alike(cli: Cli, run: Path) -> None:
    assert cli("export", run, "--as", "junit", "-o", "x.xml").code == 0
    assert other("junitparser", JUNIT, "x.xml") == [[["s", 1, 1, 0]]]
