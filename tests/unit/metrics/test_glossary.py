"""Every number is explained, and nothing is explained that is not there."""

from driftsim.metrics import flatten, measure, metrics_schema
from driftsim.metrics.glossary import GLOSSARY, SOURCES, definition
from driftsim.metrics.schema import CURVES
from tests.unit.metrics.build import Talk, run

ARMS = run(
    *[
        Talk({"a": "+-+-", "b": "-+-+"}, id=f"{arm}{i}", arm=arm, family={"b": "style"}, revise={"a": [3]})
        for i in range(5)
        for arm in "xy"
    ]
)


def test_the_keys_are_those_of_the_document() -> None:
    keys = set(metrics_schema()["$defs"]["arm"]["properties"])
    assert {key for key in GLOSSARY if "." not in key} == keys


def test_every_row_of_a_table_can_be_looked_up() -> None:
    for row in flatten(measure(ARMS, resamples=20)):
        found = definition(row["metric"])
        assert found is not None, row["metric"]
        if row["x"] is not None and row["metric"] in CURVES:
            assert found.x, row["metric"]


def test_every_definition_says_something() -> None:
    for each in GLOSSARY.values():
        assert each.name, each.key
        assert each.plain, each.key
        assert each.formula, each.key
        assert (each.shape == "curve") <= bool(each.x), each.key
        assert len(each.references) == len(each.sources)
    assert {source for each in GLOSSARY.values() for source in each.sources} == set(SOURCES)


def test_what_is_not_ours_is_not_explained() -> None:
    assert definition("speed") is None
    assert definition("speed.of.light") is None
