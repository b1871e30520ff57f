import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]

SCENARIO = """\
id: mine
constraints: {short: {check: length.words, at_most: 60}}
turns:
  ask: {say: Plan a picnic., add: [short], next: more}
  more: {say: What comes next?, next: end}
  end: {say: Put it together.}
"""


def test_the_figures_as_json_and_as_a_picture(cli: Cli) -> None:
    done = cli(
        "calibrate", "--runs", 4, "--trials", 1, "--scenarios", "plain", "--json", "-o", "c.svg",
        "--profile", "sim:steady?rho=0.1",
    )  # fmt: skip
    assert done.code == 0
    written = json.loads(done.out)
    assert written["profile"] == "sim:steady?rho=0.1"
    assert written["law"]["rho"] == 0.1
    (family,) = written["families"]
    assert family["name"] == "plain"
    assert (family["runs"], family["conversations"]) == (4, 24)
    assert family["texts"]["differ"] == 0
    assert 0.5 < family["pointwise"]["value"] <= 1
    assert Path("c.svg").read_text().startswith("<svg")


def test_a_scenario_of_ones_own(cli: Cli) -> None:
    Path("mine.yaml").write_text(SCENARIO)
    done = cli("calibrate", "--runs", 3, "--trials", 20, "--scenarios", "mine.yaml", "--profile", "?b_age=-1")
    assert done.code == 0
    assert "mine.yaml: 3 seeded runs of 20 conversations each" in done.out
    assert "0  0.924" in done.out
    assert "each as the law decided" in done.out


def test_what_is_wrong_is_said(cli: Cli) -> None:
    for arguments, said in (
        (["--profile", "forgetfull"], "did you mean 'forgetful'?"),
        (["--scenarios", "plian"], "did you mean 'plain'?"),
        (["--scenarios", "none.yaml"], "none.yaml"),
        (["-o", "c.png"], "a figure is written as .svg, not as '.png'"),
        (["--runs", "1"], "1 is not in the range x>=2"),
    ):
        done = cli("calibrate", *arguments)
        assert (done.code, done.out) == (2, "")
        assert said in done.err
