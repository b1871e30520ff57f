import io
from typing import Any
from xml.etree import ElementTree as ET

from driftsim.exports.dialogue import Dialogue
from driftsim.exports.findings import findings
from driftsim.exports.junit import write_junit
from driftsim.exports.requirement import Requirement
from tests.unit.exports.build import check, talk, turn
from tests.unit.exports.junit_shape import assert_valid

MANIFEST = {"name": "r", "created": "2026-11-21T15:59:49+00:00", "arms": ["a"], "seed": None, "driftsim": "1"}


def junit(*told: Dialogue, required: Any = (), broken: Any = (), **manifest: Any) -> ET.Element:
    out = io.BytesIO()
    write_junit(findings(told), dict(broken), required, MANIFEST | manifest, out)
    return assert_valid(out.getvalue())


TALK = talk(
    "c",
    turn(1, "Try the steak.", check("meat", held=False, reason='"steak" found', span="8:13"), check("short")),
    turn(2, "Hm.", check("topic", held=None, reason="no judge")),
)


def test_a_suite_a_scenario_and_a_case_a_constraint() -> None:
    (suite,) = junit(TALK)
    assert suite.get("name") == "s"
    meat, short, topic = suite.findall("testcase")
    assert [case.get("name") for case in (meat, short, topic)] == ["meat", "short", "topic"]
    failure = meat.find("failure")
    assert failure is not None
    assert failure.get("message") == 'c, turn 1: forgotten: "steak" found «steak»'
    assert (failure.text or "").startswith("length.words: held in 0 of 1 checks; violated in 1 of 1")
    assert len(short) == 0
    error = topic.find("error")
    assert error is not None
    assert error.get("message") == "c, turn 2: error: no judge"


def test_arms_are_told_apart_where_there_are_several() -> None:
    suites = junit(TALK, talk("d", turn(1, "x", check()), arm="gpt-4.1"), arms=["a", "gpt-4.1"])
    assert [suite.get("name") for suite in suites] == ["s [a]", "s [gpt-4.1]"]
    cases = [case.get("classname") for suite in suites for case in suite.findall("testcase")]
    assert cases == ["s [a]"] * 3 + ["s [gpt-4_1]"]


def test_thresholds_decide_where_they_are_given() -> None:
    required = [
        Requirement("csr >= 0.9", "0.50 [0.40, 0.60]", missed=True),
        Requirement("isr >= 0.1", "0.5", missed=False),
    ]
    thresholds, suite = junit(TALK, required=required)
    assert (thresholds.get("tests"), thresholds.get("failures")) == ("2", "1")
    failure = thresholds.find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == "missed, 0.50 [0.40, 0.60]"
    assert (suite.get("failures"), suite.get("errors")) == ("0", "1")
    assert "meat: held in 0 of 1 checks" in (suite.findtext("system-out") or "")


def test_what_broke_off_is_an_error() -> None:
    (suite, other) = junit(TALK, broken={("a", "s"): ["model: 500", "model: 500"], ("a", "t"): ["user: x"]})
    case = suite.findall("testcase")[-1]
    assert case.get("name") == "conversations come to their end"
    error = case.find("error")
    assert error is not None
    assert (error.get("message"), error.text) == ("2 broken off, first: model: 500", "model: 500")
    assert (other.get("name"), other.get("errors")) == ("t", "1")


def test_without_anything_there_is_no_suite() -> None:
    assert len(junit()) == 0


def test_what_xml_forbids_is_shown() -> None:
    hostile = "\x00\x1b[31m]]></failure><script>\ufffe\u202e"
    (suite,) = junit(
        talk(
            hostile,
            turn(1, hostile, check(hostile, held=False, reason=hostile, span="0:9")),
            scenario=hostile,
        )
    )
    assert suite.get("name") == "␀␛[31m]]></failure><script>⟨U+FFFE⟩⟨U+202E⟩"
