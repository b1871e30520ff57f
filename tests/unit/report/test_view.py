from driftsim.report import sides
from driftsim.report.glyphs import OUTCOMES, outcome
from driftsim.tables import OUTCOMES as KNOWN


def test_a_run_with_one_arm_keeps_its_name():
    (one,) = sides([("a", {"seed": 1}, {"csr": None})])
    assert (one.name, one.run, one.manifest, one.metrics) == ("a", "a", {"seed": 1}, {"csr": None})


def test_several_arms_are_several_sides_of_one_run():
    found = sides([("a", {"seed": 1}, {"arms": {"off": {"n": 1}, "on": {"n": 2}, "broken": None}})])
    assert [(side.name, side.run) for side in found] == [("off", "a"), ("on", "a")]
    assert found[1].metrics == {"n": 2}


def test_arms_stand_in_the_order_in_which_the_run_names_them():
    arms = {"arms": {"a": {}, "b": {}, "c": {}}}
    assert [side.name for side in sides([("r", {"arms": ["c", "a", "gone"]}, arms)])] == ["c", "a", "b"]


def test_equal_names_are_told_apart():
    assert [side.name for side in sides([("a", {}, {})] * 3)] == ["a", "a (2)", "a (3)"]


def test_no_run_is_no_side():
    assert sides([]) == ()
    assert sides([("a", {}, {"arms": {}})]) == ()


def test_every_outcome_has_a_glyph_and_a_colour_of_its_own():
    marks = [outcome(name) for name in KNOWN]
    assert set(KNOWN) < set(OUTCOMES)
    assert len({mark.glyph for mark in marks}) == len({mark.colour for mark in marks}) == len(KNOWN)
    assert outcome("new").glyph == "?"


def test_the_way_to_a_folder_is_left_out_of_names_but_kept_for_commands():
    one, other = sides([("runs/a", {}, {}), ("/tmp/b/", {}, {"arms": {"on": {}, "off": {}}})])[:2]
    assert (one.name, one.run) == ("a", "runs/a")
    assert (other.name, other.run) == ("b·on", "/tmp/b/")
