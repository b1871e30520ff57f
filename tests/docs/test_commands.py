"""Every command that the documents show is executed, in their order, in a folder like a fresh checkout."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "examples/README.md",
    "docs/metrics.md",
    "docs/design.md",
    "docs/models.md",
    "docs/scenarios.md",
    "docs/calibration.md",
    "docs/judge.md",
    "docs/compare.md",
    "docs/scale.md",
    "docs/report.md",
    "docs/exports.md",
    "docs/doctor.md",
    "scenarios/README.md",
)
# As shown it takes minutes; what is tried is that it works.
SHORTER = {"calibrate": ["--runs", "2"]}
# What a fresh machine does with the whole checkout is tried by CI itself, and in a clean clone before a release.
WHOLE = ("git clone", "cd driftsim", "make", "pip install", "python docs/", "python -m benchmarks")


def shown(page: str) -> list[str]:
    """The commands of a page's indented or fenced shell blocks."""
    text = (ROOT / page).read_text("utf-8")
    fenced = re.findall(r"^```(?:sh|console)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    indented = re.findall(r"^    (driftsim .*)$", text, re.MULTILINE)
    lines = [line for block in fenced for line in block.splitlines()] + indented
    return [line.removeprefix("$ ").split("  #")[0].strip() for line in lines if line.strip()]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for folder in ("examples", "scenarios"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


@pytest.mark.parametrize("page", [page for page in PAGES if (ROOT / page).exists()])
def test_every_command_shown_works(page: str, checkout: Path) -> None:
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100"}
    for line in shown(page):
        if line.startswith(WHOLE):
            continue
        program, *arguments = shlex.split(line)
        assert program == "driftsim", f"{page}: nobody tries {line!r}"
        command = [sys.executable, "-m", "driftsim", *arguments, *SHORTER.get(arguments[0], [])]
        done = subprocess.run(
            command, cwd=checkout, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{page}: {line}\n{done.stderr}"


def test_pages_show_commands() -> None:
    assert len(shown("README.md")) >= 5
