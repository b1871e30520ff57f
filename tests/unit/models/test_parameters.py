from typing import Any

import pytest

from driftsim.errors import InputError
from driftsim.models.parameters import only_known, parse_parameters, parse_query, parse_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("-3", -3), ("0.5", 0.5), (".5", 0.5), ("1e-3", 0.001), ("true", True), ("null", None),
        ("no", "no"), ("nan", "nan"), ("", ""), ("1.2.3", "1.2.3"), ("flex", "flex"), ('"7"', "7"),
        ('["a", 1]', ["a", 1]), ('{"a": {"b": 1}}', {"a": {"b": 1}}), ("http://h/v1?a=b", "http://h/v1?a=b"),
    ],
)  # fmt: skip
def test_values(text: str, value: Any) -> None:
    found = parse_value(text)
    assert (found, type(found)) == (value, type(value))


def test_parameters() -> None:
    assert parse_parameters(["temperature=0", "a=b=c"]) == {"temperature": 0, "a": "b=c"}
    assert parse_query("latency=0.2&b=x") == {"latency": 0.2, "b": "x"}


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        (["temperature"], "-M temperature: key=value is expected, such as temperature=0"),
        (["=1"], "-M =1: key=value is expected"),
        (["sk-abcdefgh"], "-M [cut]: key=value is expected"),
        (["a=1", "a=2"], "-M a: given twice"),
        (["a=[1"], "-M a: broken JSON at column"),
        (["api_key=hunter2222"], "'api_key' looks like a secret"),
        (['h={"Authorization": "hunter2222"}'], "'Authorization' looks like a secret"),
    ],
)
def test_wrong_parameters(pairs: list[str], message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_parameters(pairs)
    assert message in str(caught.value)
    assert "hunter" not in str(caught.value)


@pytest.mark.parametrize(("query", "message"), [("latency", "of the form a=1"), ("a=1&a=2", "stands twice")])
def test_wrong_queries(query: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse_query(query)


def test_unknown_parameters_are_refused() -> None:
    only_known({"latency": 1}, ("latency",), "canned:f")
    with pytest.raises(InputError, match=r"canned:f: unknown parameter 'latncy'; did you mean 'latency'\?"):
        only_known({"latncy": 1}, ("latency",), "canned:f")
    with pytest.raises(InputError, match="unknown parameter 'x'; it takes none"):
        only_known({"x": 1}, (), "replay:r")
