"""Placeholders, postscripts and two answers, in our reading and in IFEval's."""

from typing import Any

import pytest

PLACEHOLDERS, POSTSCRIPT = "detectable_content:number_placeholders", "detectable_content:postscript"


@pytest.mark.parametrize(
    ("name", "parameters", "reply", "held"),
    [
        ("content.placeholders", {"exactly": 2}, "[a] [b [c] [] [ ] [x] [X] [d](e) [f\n]", True),
        ("content.placeholders", {"exactly": 1}, "[xylophone]", True),
        (PLACEHOLDERS, {"num_placeholders": 4}, "[a] [b [c]] [] [d](e)", True),
        (PLACEHOLDERS, {"num_placeholders": 1}, "[a\n] [b", False),
        (PLACEHOLDERS, {"num_placeholders": 2}, "[a\n[b] [\n] [c]", True),
        ("content.postscript", {}, "Bye.\n> *ps: call", True),
        ("content.postscript", {"marker": "P.S."}, "Bye. P.S. call", False),
        ("content.postscript", {"marker": "P.S."}, "PS5 is out\nP.P.S. no", False),
        ("content.postscript", {"marker": "P.P.S"}, "P. P. S. so", True),
        ("content.postscript", {"marker": "***"}, "a\n***b", True),
        (POSTSCRIPT, {"postscript_marker": "P.S."}, "so p.\ns. it", True),
        (POSTSCRIPT, {"postscript_marker": "P.P.S"}, "p.p. sun", True),
        (POSTSCRIPT, {"postscript_marker": " P.S "}, "he passed", True),
        (POSTSCRIPT, {"postscript_marker": "P.P.S."}, "pipes! x", True),
        ("content.two_responses", {}, "******\na\n******\nb", True),
        ("content.two_responses", {}, "a\n******\n\n******\nb", False),
        ("combination:two_responses", {}, "a\n******* b", True),
        ("combination:two_responses", {}, "a ****** a ", False),
    ],
)
def test_verdict(check: Any, name: str, parameters: dict[str, Any], reply: str, held: bool) -> None:
    assert check(name, reply, **parameters).held is held


def test_places(check: Any) -> None:
    assert check("content.placeholders", "[a] [b] [c]", at_most=1).span == (4, 11)
    assert check("content.postscript", "Bye.\n*P.S.* so").span == (6, 10)
    assert check(POSTSCRIPT, "Bye. p.s.", postscript_marker="P.S.").span == (5, 9)


def test_reasons(check: Any) -> None:
    assert check("content.two_responses", "a").reason == "1 answer, asked for exactly 2"
    assert check("content.two_responses", "a******a").reason == "the two answers are equal"
    assert check("content.postscript", "Bye").reason == 'no line begins with "P.S."'
