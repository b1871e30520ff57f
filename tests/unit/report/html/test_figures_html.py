import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftsim.report.figures import Point, Rate
from driftsim.report.html.figures import curves, heat, intervals, lines, matrix, stacked
from driftsim.report.html.figures.figure import NARROW, WIDE
from driftsim.report.html.figures.frame import Frame, labelled
from driftsim.report.html.figures.svg import INKS, fitted, room, tag
from driftsim.visible import safe

POINTS = tuple(Point(x, Rate(0.9 - x / 50, 0.8 - x / 50, 0.95, 40 - x)) for x in range(40))
HOSTILE = "</svg><script>x</script> \u202e \x1b[1m"
NAME = safe(HOSTILE)
DRAWN = {
    "curves": lambda width: curves.draw(
        curves.Curves(HOSTILE, POINTS, "followed", POINTS[1:20], "never broken", "age: turns", (0, 39),
                      (("add", {1: (3, 4)}), ("negate", {7: (1, 4)}))), width),
    "intervals": lambda width: intervals.draw(
        intervals.Intervals(HOSTILE, ["a", NAME], {NAME: [Rate(0.5, 0.4, 0.6, 9), Rate()]}), width),
    "differences": lambda width: intervals.draw(
        intervals.Intervals("d", ["a"], {"x": [Rate(-0.1, -0.2, 0.1, 9)]}, low=-0.2, high=0.2, zero=0.0), width),
    "heat": lambda width: heat.draw(
        heat.Heat(HOSTILE, ["turn 1", "turn 2"], [(NAME, [heat.Cell(0, 1, 3, 1), heat.Cell(1, 0, 0, 2)])]), width),
    "lines": lambda width: lines.draw(
        lines.Lines(HOSTILE, [("a", POINTS), (NAME, POINTS[:3])], "age: turns", bands=True, steps=True), width),
    "matrix": lambda width: matrix.draw(
        matrix.Matrix(HOSTILE, ["a", NAME], {("a", NAME): Rate(-0.3, -0.5, -0.1, 20)}), width),
    "stacked": lambda width: stacked.draw(
        stacked.Stacked(HOSTILE, [("a", {"followed": 90, "stale": 1, "error": 0}), (NAME, {"ignored": 3})]), width),
}  # fmt: skip


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("kind", DRAWN)
def test_a_picture_is_whole_svg_within_its_width_and_safe(kind, width):
    drawn = DRAWN[kind](width)
    root = ElementTree.fromstring(drawn)
    assert root.get("width") == f"{width:g}"
    assert root.get("role") == "img"
    assert root.get("aria-label")
    assert "<script" not in drawn
    assert not set(drawn) & {"\u202e", "\x1b"}
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        size = float(text.get("font-size", "12"))
        x, long = float(text.get("x")), room(text.text or "", size) * 0.85
        start = {"end": x - long, "middle": x - long / 2}.get(text.get("text-anchor"), x)
        assert start >= -2, text.text
        assert start + long <= width + 2, text.text


@pytest.mark.parametrize("kind", DRAWN)
def test_every_mark_carries_its_own_colours(kind):
    for tagged in re.findall(r'<\w+ class="([\w-]+)"([^>]*)>', DRAWN[kind](WIDE)):
        if tagged[0] in INKS:
            assert all(f'{name}="' in tagged[1] for name in INKS[tagged[0]]), tagged


def test_every_point_tells_its_numbers():
    drawn = DRAWN["curves"](WIDE)
    assert "<title>age 0: followed 0.90 [0.80, 0.95], n = 40</title>" in drawn
    assert "<title>turn 7: negate in 1 of 4 conversations</title>" in drawn
    assert drawn.count('class="spot"') == len(POINTS) + 19 + 2


def test_few_checks_are_hollow_and_gaps_are_not_drawn_through():
    points = (POINTS[0], POINTS[1], Point(5, Rate(0.5, 0.1, 0.9, 3)))
    drawn = curves.draw(curves.Curves("t", points, "f", (), "", "age", (0, 5)), WIDE)
    assert drawn.count('class="drift-line"') == 3  # two runs, and the interval of the lone point
    assert re.search(r'<g class="drift-few"[^>]*><circle', drawn)


def test_a_cell_fills_with_its_violations():
    drawn = heat.draw(heat.Heat("t", ["turn 1"], [("c", [heat.Cell(0, 1, 4, 0)])]), WIDE)
    assert "<title>c, turn 1: 1 of 4 violated</title>" in drawn
    (filled,) = re.findall(r'<g class="cell-violated".*?height="([\d.]+)"', drawn)
    assert float(filled) == pytest.approx((heat.ROW - heat.GAP) / 4, abs=0.1)


@given(st.integers(0, 400), st.integers(1, 6))
def test_labels_never_touch(last, digits):
    frame = Frame(60, 10, 300, 200, 0, last)
    shown = labelled(frame, [dict.fromkeys(range(last + 1), "9" * digits)])
    gaps = [frame.x(b) - frame.x(a) for a, b in pairwise(shown)]
    assert shown
    assert all(gap >= room("9" * digits, 11) for gap in gaps)


@given(st.text(max_size=80), st.floats(20, 400))
def test_a_fitted_text_fits(told, width):
    cut = fitted(told, width)
    assert room(cut) <= width + 0.5 or cut == "…"
    assert cut == told or cut.endswith("…")


def test_attributes_and_texts_are_escaped():
    assert tag("a", '"<&', b_c='"<&') == '<a b-c="&#34;&lt;&amp;">&#34;&lt;&amp;</a>'
