import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]


def test_a_report_is_one_file_that_asks_for_nothing(cli: Cli, run: Path) -> None:
    done = cli("report", run, "-o", "report.html")
    assert (done.code, done.out, done.err) == (0, "", "report.html: report of run\n")
    page = Path("report.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "https:" not in page
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["chat.jsonl", "report.html", "run"]


def test_several_runs_stand_side_by_side(cli: Cli, run: Path) -> None:
    cli("audit", "chat.jsonl", "-o", "other")
    assert cli("report", run, "other", "-o", "report.html").code == 0
    page = Path("report.html").read_text("utf-8")
    assert "difference from run" in page
    figures = re.findall('id="(fig-[^"]+)"', page)
    assert len(figures) == len(set(figures)) > 5


def test_an_unknown_kind_of_report_is_refused_before_any_work(cli: Cli) -> None:
    done = cli("report", "nowhere", "-o", "report.htm")
    assert done.code == 2
    assert "a report is written as .html, .md or .json, not as '.htm'; did you mean '.html'?" in done.err
