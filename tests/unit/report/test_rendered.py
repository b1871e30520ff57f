import json
import re
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from driftsim.report import Side, render_document, render_markdown, render_terminal, sides

GOLDEN = Path(__file__).parents[2] / "golden" / "report"
HOSTILE = [
    "[red]x[/red]",
    "\x1b[31mred",
    "a|b",
    "\u202eevil",
    "`code`",
    "<img src=x>",
    "line\nbreak",
    "[bold",
    ":smile:",
]


def shown(found, width=80, pairs=(), **more) -> str:
    console = Console(width=width, file=StringIO(), **{"no_color": True, **more})
    render_terminal(found, console, pairs)
    return "\n".join(line.rstrip() for line in console.file.getvalue().split("\n"))


def agrees(name: str, text: str) -> None:
    assert text == (GOLDEN / name).read_text(encoding="utf-8"), f"look at tests/golden/report/{name}"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_one_side_looks_as_it_did(side, width):
    agrees(f"one_{width}.txt", shown([side], width))


@pytest.mark.parametrize("width", [80, 120])
def test_two_sides_look_as_they_did(side, other, pair, width):
    agrees(f"two_{width}.txt", shown([side, other], width, [pair]))


def test_markdown_looks_as_it_did(side, other, pair):
    agrees("two.md", render_markdown([side, other], [pair]))


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("many", [1, 2, 3, 7])
def test_no_line_is_wider_than_the_screen(side, width, many):
    found = sides([(f"runs/{i}-漢字" * 3, {}, side.metrics) for i in range(many)])
    assert max(cell_len(line) for line in shown(found, width).split("\n")) <= width


def test_without_colour_there_is_no_escape_and_nothing_is_lost(side):
    plain = shown([side])
    assert "\x1b" not in plain
    coloured = shown([side], no_color=False, force_terminal=True, color_system="truecolor")
    assert "\x1b[" in coloured
    assert [line.split() for line in re.sub(r"\x1b\[[\d;]*m", "", coloured).split("\n")] == [
        line.split() for line in plain.split("\n")
    ]


def test_nothing_measured_and_no_run_are_no_crash(empty):
    assert "Nothing can be said of drift" in shown([empty])
    assert "```text" not in render_markdown([empty])
    assert shown([]).startswith("Nothing to report")
    assert render_markdown([]) == "# Instruction drift\n"
    assert "beside each other only" in shown([empty, Side("b", {}, {})])


def test_any_key_may_be_missing_or_null(side):
    for key in side.metrics:
        without = {name: value for name, value in side.metrics.items() if name != key}
        for metrics in (without, {**side.metrics, key: None}):
            one = Side("a", metrics, {})
            assert shown([one, side])
            assert render_markdown([one])
            assert json.dumps(render_document([one]))


def hostile(side: Side, name: str) -> Side:
    groups = {name: side.metrics["csr"], "lexical": side.metrics["isr"]}
    metrics = {**side.metrics, "by_family": groups, "by_check": groups, "by_edit": groups, "warnings": [name]}
    return Side(name, {**metrics, "outcomes": {name: {"count": 3}}}, {name: name}, name)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_shown_not_obeyed_on_a_terminal(side, name):
    text = shown([hostile(side, name), side], 120, force_terminal=True, color_system=None)
    assert not set(text) & {"\x1b", "\u202e"}
    visible = name.replace("\x1b", "␛").replace("\u202e", "⟨U+202E⟩").replace("\n", "␊")
    assert text.count(visible) >= 5


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_shown_not_obeyed_in_markdown(side, name):
    text = render_markdown([hostile(side, name)])
    outside = re.sub(r"^(`{3,})\w*\n.*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
    assert not set(text) & {"\x1b", "\u202e"}
    assert not re.search(r"<img|(?<!\\)`|\[red\]|^break", outside, flags=re.MULTILINE)
    for table in re.findall(r"(?:^\|.*\n)+", outside, flags=re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


def test_a_manifest_cannot_end_its_code_block():
    text = render_markdown([Side("a", {}, {"prompt": "```\n# hi", "when": Path("x")})])
    assert '````json\n{\n  "prompt": "```\\n# hi",\n  "when": "x"\n}\n````' in text


def test_all_checks_stand_in_markdown_and_the_lowest_on_a_terminal(side):
    checks = {f"check.{i:02}": {"value": i / 20, "low": None, "high": None, "n": 9} for i in range(20)}
    one = Side("a", {**side.metrics, "by_check": checks}, {})
    assert "Followed by check (the 8 lowest of 20)" in shown([one])
    assert ("check.07" in shown([one]), "check.08" in shown([one])) == (True, False)
    assert "check.19" in render_markdown([one])


def test_a_refused_curve_and_the_old_version_stand_in_markdown(side):
    text = render_markdown(
        [Side("a", {**side.metrics, "csr_by_age_adjusted": {"refused": "age | turn"}}, {})]
    )
    assert "There is no adjusted curve: age \\| turn" in text
    assert "| revise | a | 0.10 [0.06, 0.14] | – |" in text


def test_turns_are_drawn_where_there_is_no_age(side):
    text = shown([Side("a", {"csr_by_turn": side.metrics["survival_after_uptake"]}, {})])
    assert "\nturn  1 " in text


def test_the_next_commands_can_be_pasted(side):
    assert "driftsim report 'runs/a b' -o report.md" in shown([Side("x", side.metrics, {}, "runs/a b")])


def test_a_rare_outcome_is_not_written_as_none():
    outcomes = {"followed": {"count": 999}, "error": {"count": 1}, "stale": {"count": 0}}
    text = shown([Side("a", {"outcomes": outcomes}, {})])
    assert "1 (<1%)" in text
    assert "0 (0%)" in text


def test_warnings_gaps_and_notes_are_told():
    source = {"gaps": [f"p{i}" for i in range(7)], "notes": ["1 reply is longer than it was"]}
    one = Side("a", {"warnings": "few scenarios"}, {"source": source})
    text = shown([one])
    assert "  few scenarios\n" in text
    assert "7 prompts have no reply and are left out: p0, p1, p2, p3, p4, …" in text
    assert "1 reply is longer than it was" in text
    assert "- Mind: 7 prompts have no reply" in render_markdown([one])
    assert "1 prompt has no reply and is left out: p0" in shown([Side("a", {}, {"source": {"gaps": ["p0"]}})])


def test_a_single_age_is_read_not_drawn(side):
    single = Side("single", {**side.metrics, "csr_by_age": side.metrics["csr_by_age"][:1]}, {})
    assert "┤" not in shown([single]) + render_markdown([single])
    both = shown([single, side])
    assert "single" in both
    assert "┤" in both
    assert "no curve to draw" in shown([Side("a", {}, {}), side])


def test_tasks_are_shown_where_there_are_any(side):
    told = {"value": 0.75, "low": 0.5, "high": 0.9, "n": 40}
    solving = Side(side.name, {**side.metrics, "task_accuracy": told}, side.manifest)
    assert "tasks answered right" not in shown([side]) + render_markdown([side])
    assert re.search(r"task_accuracy +tasks answered right +0\.75 \[0\.50, 0\.90\]", shown([solving]))
    assert "| task_accuracy | tasks answered right | 0.75 [0.50, 0.90] |" in render_markdown([solving])
    assert "reasoning tokens" not in shown([solving]) + render_markdown([solving])


def test_the_graphs_of_scenarios_are_not_printed(side):
    made = Side(side.name, side.metrics, {**side.manifest, "graphs": {"s": "a page of YAML"}})
    assert "a page of YAML" not in render_markdown([made])
    assert render_document([made])["runs"][0]["manifest"]["graphs"] == {"s": "a page of YAML"}


def test_long_names_are_told_whole_and_hide_no_other_column(side):
    names = ("sim-b_age--0.1-b_family-0.5-sigma_u-0.3", "sim-b_age--0.1-b_family-0.5-sigma_u-0.4")
    text = shown(sides([("r", {"arms": names}, {"arms": dict.fromkeys(names, side.metrics)})]))
    numbers = text.split("\nNumbers\n", 1)[1].split("\n\n", 1)[0]
    assert re.search(r"sigma_u-0\.3 +\S*sigma_u-0\.4", numbers.replace("- ", "  "))
    assert re.search(r"csr +instructions followed +0\.83 .* 0\.83 ", numbers)
