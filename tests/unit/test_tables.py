import pytest
from jsonschema import Draft202012Validator

from driftsim.checks import Baseline, Check, Lingering
from driftsim.tables import OUTCOMES, TABLES, json_schema, names

CHECKS = (
    "conversation scenario trial seed arm node visit topic turn constraint version spell check source_id family held"
    " held_loose outcome ever_followed meets_previous age since_stated stated_by tokens_since in_force edit reason span"
)


def test_the_columns_of_checks_are_the_contract() -> None:
    assert names("checks") == CHECKS.split()


@pytest.mark.parametrize("table", TABLES)
def test_schemas_are_schemas(table: str) -> None:
    schema = json_schema(table)
    Draft202012Validator.check_schema(schema)
    assert schema["required"] == list(schema["properties"]) == names(table)
    assert schema["additionalProperties"] is False
    assert all(told["description"] for told in schema["properties"].values())


@pytest.mark.parametrize("table", TABLES)
def test_no_column_stands_twice(table: str) -> None:
    assert len(set(names(table))) == len(names(table))


@pytest.mark.parametrize(
    ("table", "kind"), [("checks", Check), ("retired", Lingering), ("baselines", Baseline)]
)
def test_what_a_check_finds_are_columns(table: str, kind: type) -> None:
    assert set(kind.__dataclass_fields__) <= set(names(table))  # type: ignore[attr-defined]


def test_schemas_tell_right_from_wrong() -> None:
    row = dict.fromkeys(names("checks"))
    problems = {error.path[0] for error in Draft202012Validator(json_schema("checks")).iter_errors(row)}
    assert problems == {column.name for column in TABLES["checks"] if not column.nullable}


def test_outcomes_are_a_closed_list() -> None:
    assert json_schema("checks")["properties"]["outcome"]["enum"] == list(OUTCOMES)
