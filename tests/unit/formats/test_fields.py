from typing import Any

import pytest

from driftsim.errors import InputError
from driftsim.formats.fields import identifier, only, optional, required, short


@pytest.mark.parametrize(("value", "kind"), [("x", str), ("", str), (3, int), ([], list), ({}, dict)])
def test_required(value: Any, kind: type) -> None:
    assert required({"a": value}, "a", kind) == value


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (3, str, "'a' is 3: a string is expected"),
        (None, str, "'a' is None: a string is expected"),
        ("3", int, "'a' is '3': a whole number is expected"),
        (3.0, int, "'a' is 3.0: a whole number is expected"),
        (True, int, "'a' is True: a whole number is expected"),
        ({}, list, "'a' is {}: a list is expected"),
        ([], dict, "'a' is []: an object is expected"),
        ("x" * 99, int, f"'a' is '{'x' * 58}…: a whole number is expected"),
    ],
)
def test_a_wrong_type_says_what_is_expected(value: Any, kind: type, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        required({"a": value}, "a", kind)
    assert str(caught.value) == expected


def test_a_missing_field() -> None:
    with pytest.raises(InputError, match="'a' is missing"):
        required({}, "a", str, nullable=True)


def test_nullable_says_so() -> None:
    assert required({"a": None}, "a", str, nullable=True) is None
    with pytest.raises(InputError, match="a string or null is expected"):
        required({"a": 1}, "a", str, nullable=True)


def test_optional() -> None:
    assert optional({}, "a", int, 7) == 7
    assert optional({"a": None}, "a", int, 7) == 7
    assert optional({"a": 0}, "a", int, 7) == 0
    with pytest.raises(InputError, match="a whole number or null is expected"):
        optional({"a": "1"}, "a", int)


def test_only_known_keys() -> None:
    only({"user": 1}, ("user", "assistant"))
    with pytest.raises(InputError, match="unknown key 'assitant'; did you mean 'assistant'"):
        only({"user": 1, "assitant": 2}, ("user", "assistant"))


@pytest.mark.parametrize(("value", "name"), [("c1", "c1"), (7, "7"), (0, "0"), (" x", " x")])
def test_identifiers(value: Any, name: str) -> None:
    assert identifier(value, "id") == name


@pytest.mark.parametrize("value", ["", "  ", True, False, None, 1.5, [], {}])
def test_what_is_no_identifier(value: Any) -> None:
    with pytest.raises(InputError, match="a string that is not blank is expected"):
        identifier(required({"id": value}, "id", object), "id")


def test_short_cuts_after_sixty_characters() -> None:
    assert short([1]) == "[1]"
    assert len(short("x" * 1000)) == 60
