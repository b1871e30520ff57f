from driftsim.report.chart import Plot, abreast, draw, legend
from driftsim.report.figures import Point, Rate


def points(*rates: tuple[float | None, ...], start: int = 0, n: int = 50) -> tuple[Point, ...]:
    return tuple(Point(start + i, Rate(*(*each, None, None)[:3], n)) for i, each in enumerate(rates))


def lines(plot: Plot, width: int = 80, rows: int = 5, **more) -> list[str]:
    return [line.plain for line in draw(plot, width=width, rows=rows, **more)]


def test_values_stand_at_their_height_over_their_n():
    assert lines(Plot(points((1.0,), (0.5,), (0.0,))), width=40) == [
        "1.00 ┤●",
        "0.75 ┤",
        "0.50 ┤        ●",
        "0.25 ┤",
        "0.00 ┤                ●",
        "     └┬───────┬───────┬",
        "age   0       1       2",
        "n    50      50      50",
    ]


def test_the_interval_is_a_band_drawn_through_between_neighbours():
    assert lines(Plot(points((0.75, 0.5, 1.0), (0.5, 0.25, 0.75))), width=16)[:5] == [
        "1.00 ┤░░░░",
        "0.75 ┤●░░░░░░░░",
        "0.50 ┤░░░░░░░░●",
        "0.25 ┤    ░░░░░",
        "0.00 ┤",
    ]


def test_the_band_breaks_where_a_point_is_missing():
    found = lines(Plot(points((0.5, 0.5, 0.6), (None,), (0.5, 0.5, 0.6))), width=24)
    assert found[2] == "0.50 ┤●               ●"


def test_survival_goes_in_steps_and_does_not_hide_the_values():
    plot = Plot(points((0.5,), (0.5,), (0.5,)), points((1.0,), (0.5,), (0.0,)))
    assert lines(plot, width=24)[:5] == [
        "1.00 ┤────────╮",
        "0.75 ┤        │",
        "0.50 ┤●       ●───────●",
        "0.25 ┤                │",
        "0.00 ┤                ╰",
    ]


def test_a_curve_that_rises_turns_the_other_way():
    found = lines(Plot(points((0.0,), (0.0,)), points((0.5,), (0.75,))), width=16)
    assert found[1:3] == ["0.75 ┤        ╭", "0.50 ┤────────╯"]


def test_values_outside_the_scale_stand_at_its_edge():
    found = lines(Plot(points((1.7,), (-0.2,))), width=16)
    assert found[0] == "1.00 ┤●"
    assert found[4] == "0.00 ┤        ●"


def test_one_point():
    assert lines(Plot(points((0.5, 0.25, 0.75)))) == [
        "1.00 ┤",
        "0.75 ┤░",
        "0.50 ┤●",
        "0.25 ┤░",
        "0.00 ┤",
        "     └┬",
        "age   0",
        "n    50",
    ]


def test_no_point():
    assert lines(Plot(())) == ["no curve to draw"]
    assert lines(Plot(points((None,)), title="a")) == ["a", "no curve to draw"]
    assert legend([Plot(())]) == []


def test_two_hundred_points_are_thinned_to_the_width():
    plot = Plot(points(*[(0.5, 0.4, 0.6)] * 200))
    for width, stride in ((40, "7th"), (80, "3rd"), (120, "2nd")):
        found = lines(plot, width=width)
        assert max(map(len, found)) <= width
        assert found[-1] == f"      every {stride} age is drawn"
    assert lines(plot, width=80)[2].count("●") == 67
    labels = "age   0   15   30   45   60   75   90   105  120  135  150  165  180  195"
    assert lines(plot, width=80)[6] == labels


def test_fifty_points_need_no_thinning_at_80():
    found = lines(Plot(points(*[(0.5,)] * 50)))
    assert found[2].count("●") == 50
    assert found[6] == "age   0    5   10   15   20   25   30   35   40   45"


def test_labels_do_not_touch_and_large_n_is_shortened():
    found = lines(Plot(points(*[(0.5,)] * 20, n=123_456), axis="turn"), width=40)
    assert found[6] == "turn  0    5   10   15"
    assert found[7] == "n   123k 123k 123k 123k"


def test_every_width_is_kept():
    for width in (30, 40, 80, 120):
        for size in (1, 2, 9, 10, 33, 34, 74, 75, 114, 200):
            plot = Plot(points(*[(0.5, 0.3, 0.6)] * size), points(*[(0.4,)] * size), title="a" * 200)
            assert max(map(len, lines(plot, width=width))) <= width


def test_charts_stand_side_by_side_on_one_scale():
    two = [Plot(points((0.5,)), title="a"), Plot(points((0.5,), (1.0,)), title="b")]
    drawn = [draw(plot, width=20, rows=5, span=(0, 1)) for plot in two]
    assert [line.plain for line in abreast(drawn, width=20)][:4] == [
        "a                      b",
        "1.00 ┤                 1.00 ┤        ●",
        "0.75 ┤                 0.75 ┤",
        "0.50 ┤●                0.50 ┤●",
    ]


def test_the_legend_tells_what_is_there():
    assert [entry.plain for entry in legend([Plot(points((0.5,)))])] == ["● followed"]
    both = Plot(points((0.5, 0.4, 0.6)), points((0.5,)))
    assert [entry.plain for entry in legend([both])] == [
        "● followed",
        "░░ its 95 % interval",
        "── never broken since first followed",
    ]
