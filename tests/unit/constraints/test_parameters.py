"""Parameters told in words."""

import pytest

from driftsim.constraints import registered
from driftsim.constraints.parameters import described


@pytest.mark.parametrize(
    ("kind", "name", "takes"),
    [
        ("length.words", "at_most", "whole number from 0, optional"),
        ("lexical.include", "words", "list of texts"),
        ("content.overlap", "percentage", "number from 0 to 100"),
        ("semantic.sentiment", "sentiment", '"positive", "negative" or "neutral"'),
        ("lexical.frequencies", "words", "mapping from text to whole number from 0"),
        ("content.terms", "use", "mapping from text to text or list of texts"),
        ("all_of", "of", "list of constraints"),
        ("all_of", "weights", "list of numbers above 0, optional"),
        ("if_then", "when", "mapping with says or mapping with reply"),
        ("judged", "history", "true or false, optional"),
    ],
)
def test_a_parameter_is_told(kind: str, name: str, takes: str) -> None:
    assert dict(described(registered()[kind]))[name] == takes


def test_every_parameter_of_every_kind_is_told() -> None:
    for name, cls in registered().items():
        told = dict(described(cls))
        assert [*told] == [*cls.model_fields], name
        assert all(told.values()), name
