import pytest

from driftsim.tasks import Task, last_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4", 4),
        ("The answer is 4.", 4),
        ("**4**", 4),
        ("_4_", 4),
        (r"\boxed{4}", 4),
        ("4.0", 4),
        ("first 3, then 4", 4),
        ("1,400 dollars", 1400),
        ("$1,400.50", 1400.5),
        ("35€", 35),
        ("£ 35", 35),
        ("1,234,567", 1234567),
        ("12,34", 12.34),
        ("1\u202f234", 1234),
        ("1\u00a0234,5", 1234.5),
        ("1’234", 1234),
        ("options 1,2,3", 3),
        ("minus: -4", -4),
        ("−4", -4),
        ("-$5", -5),
        ("$-5", -5),
        ("3-4", 4),
        ("from 3–4", 4),
        ("50%", 50),
        ("1.5e3", 1500),
        ("4 tickets", 4),
        ("4kg", 4),
        ("٤", 4),
        ("9" * 400, float("inf")),
        ("", None),
        ("none at all", None),
        ("B12 and v1.5", None),
        ("four", None),
    ],
)
def test_the_last_number(text: str, number: float | None) -> None:
    assert last_number(text) == number


@pytest.mark.parametrize(
    ("answer", "reply", "right"),
    [
        (4, "4 tickets", True),
        (4, "5 tickets", False),
        (4, "tickets", False),
        (4, "", False),
        (0.1, "0.1", True),
        (0.3, "0.30000000000000004", True),
        (-3, "−3", True),
        (3, "-3", False),
        (1400, "$1,400.", True),
        ("1,400", "1400", True),
        (10**20, "100000000000000000000", True),
        (1e-10, "0", False),
        (0, "1e-12", True),
    ],
)
def test_numbers(answer: float, reply: str, right: bool) -> None:
    assert Task(answer).grade(reply) is right


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("I think.\nBlue Whale", True),
        ("**blue   whale**.\n\n", True),
        ("'Blue whale!'", True),
        ("Blue whale\nI am sure.", False),
        ("the blue whale", False),
        ("", False),
        (" \n ", False),
    ],
)
def test_the_last_line(reply: str, right: bool) -> None:
    assert Task("blue whale", "exact").grade(reply) is right


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("It is a Blue\nwhale, I think.", True),
        ("blue whales", False),
        ("true blue whale", True),
        ("bluewhale", False),
        ("blue", False),
        ("", False),
    ],
)
def test_whole_words(reply: str, right: bool) -> None:
    assert Task("blue whale", "contains").grade(reply) is right


def test_what_is_special_in_a_pattern_is_taken_as_it_is() -> None:
    assert Task("C++", "contains").grade("Use C++ here")
    assert not Task("a.b", "contains").grade("axb")


def test_a_number_may_be_contained() -> None:
    assert Task(4, "contains").grade("4 of 10")
    assert not Task(4, "contains").grade("14 of 10")


@pytest.mark.parametrize("answer", ["left\nright", "...", "**"])
def test_what_no_last_line_can_say(answer: str) -> None:
    assert not Task(answer, "exact").can_be_given()
    assert Task(answer.split()[0] + "x", "exact").can_be_given()


def test_it_is_written_as_it_stands_in_a_file() -> None:
    assert Task(4, "exact").as_written() == {"answer": 4, "match": "exact"}
