"""A constraint of another package comes in by an entry point, like the built-in ones."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = '''
"""A plug-in: one class in one file."""

from driftsim.constraints import Constraint, Context, Example, Reply, Verdict


class Greeting(Constraint):
    """The reply begins with a greeting."""

    kind = "house.greeting"
    family = "style"
    example = Example({"word": "Hello"}, passes="Hello, all is well.", fails="All is well.")
    word: str

    def check(self, reply: Reply, context: Context) -> Verdict:
        return Verdict(reply.stripped.startswith(self.word), f"begins with {reply.stripped[:9]!r}")

    def ask(self) -> str:
        return f"Begin with {self.word}."
'''


def install(site: Path, source: str, entry: str = "house = house_rules") -> dict[str, str]:
    """Lay out what pip would install, and give the environment that sees it."""
    info = site / "house_rules-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "house_rules.py").write_text(source)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: house-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[driftsim.constraints]\n{entry}\n")
    return {**os.environ, "PYTHONPATH": str(site), "NO_COLOR": "1"}


def driftsim(
    *arguments: str, env: dict[str, str], cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "driftsim", *arguments]
    return subprocess.run(command, env=env, cwd=cwd, capture_output=True, text=True, check=False)


def test_a_plug_in_is_listed_and_checked(tmp_path: Path) -> None:
    env = install(tmp_path / "site", PLUGIN)
    shown = driftsim("constraints", "house.greeting", "--json", env=env)
    assert json.loads(shown.stdout)["family"] == "style", shown.stderr
    turn = {
        "user": "Begin with Hello.",
        "assistant": "Hello there.",
        "add": {"polite": {"check": "house.greeting", "word": "Hello"}},
    }
    recorded = tmp_path / "chat.jsonl"
    recorded.write_text(json.dumps({"id": "c", "turns": [turn, {"user": "And?", "assistant": "Nothing."}]}))
    done = driftsim("audit", str(recorded), "-o", "run", env=env, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    exported = driftsim("export", "run", "--table", "checks", env=env, cwd=tmp_path)
    rows = [json.loads(line) for line in exported.stdout.splitlines()]
    assert [(row["check"], row["held"], row["outcome"]) for row in rows] == [
        ("house.greeting", True, "followed"),
        ("house.greeting", False, "forgotten"),
    ]


@pytest.mark.parametrize(
    ("source", "entry", "said"),
    [
        ("import nothing_like_this", "house = house_rules", "cannot be loaded"),
        (PLUGIN, "house = house_rulez", "cannot be loaded"),
        (
            PLUGIN.replace("house.greeting", "length.words"),
            "house = house_rules",
            "two constraints are called",
        ),
    ],
)
def test_a_broken_plug_in_is_named_not_swallowed(tmp_path: Path, source: str, entry: str, said: str) -> None:
    done = driftsim("constraints", env=install(tmp_path / "site", source, entry))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
