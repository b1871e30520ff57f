"""A run as JUnit XML, which every CI server shows.

A threshold is a test case. So is each constraint of a scenario: it fails where it was violated, unless
thresholds are given, for then they decide; it is an error where a check could not be decided. The document is
valid against the two schemas in use, that of Ant's reports [1] and that of Jenkins' [2].

[1] https://github.com/windyroad/JUnit-Schema
[2] https://github.com/jenkinsci/xunit-plugin
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, BinaryIO
from xml.etree import ElementTree as ET

from driftsim.exports.findings import Finding, Place
from driftsim.exports.requirement import Requirement
from driftsim.visible import safe

Broken = Mapping[tuple[str, str], Sequence[str]]


def write_junit(
    found: Iterable[Finding],
    broken: Broken,
    requirements: Sequence[Requirement],
    manifest: Mapping[str, Any],
    file: BinaryIO,
) -> None:
    """Write the document: a suite of the thresholds, where there are any, then one of each scenario and arm.

    Args:
        found: What became of every constraint.
        broken: By arm and scenario, what broke conversations off.
        requirements: The thresholds.
        manifest: The run's manifest.
        file: Where to write.
    """
    root = ET.Element("testsuites")
    if requirements:
        _close(root, manifest, "thresholds", [_required(one) for one in requirements], [])
    for (arm, scenario), findings in _by_suite(found, broken).items():
        name = scenario if len(manifest["arms"]) < 2 else f"{scenario} [{arm}]"
        cases = [_constraint(name, one, decides=not requirements) for one in findings]
        told = [f"{safe(one.constraint)}: {one.told()}" for one in findings]
        messages = broken.get((arm, scenario), ())
        cases += [_broken_off(name, messages)] if messages else []
        _close(root, manifest, name, cases, told)
    ET.indent(root)
    file.write(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _by_suite(found: Iterable[Finding], broken: Broken) -> dict[tuple[str, str], list[Finding]]:
    suites: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        suites.setdefault((one.arm, one.scenario), []).append(one)
    for key in broken:
        suites.setdefault(key, [])
    return suites


def _close(
    root: ET.Element, manifest: Mapping[str, Any], name: str, cases: Sequence[ET.Element], told: Sequence[str]
) -> None:
    """Put a suite together; its order of elements and its attributes are what both schemas demand."""
    when = datetime.fromisoformat(manifest["created"]).replace(tzinfo=None).isoformat(timespec="seconds")
    counts = {what: sum(case.find(tag) is not None for case in cases) for what, tag in _KINDS.items()}
    suite = ET.SubElement(
        root,
        "testsuite",
        {
            "id": str(len(root)),
            "name": safe(name),
            "package": safe(manifest["name"]),
            "timestamp": when,
            "hostname": "localhost",
            "tests": str(len(cases)),
            **{what: str(many) for what, many in counts.items()},
            "time": "0",
        },
    )
    properties = ET.SubElement(suite, "properties")
    for key in ("driftsim", "metric_version", "seed"):
        if manifest.get(key) is not None:
            ET.SubElement(properties, "property", {"name": key, "value": safe(manifest[key])})
    suite.extend(cases)
    ET.SubElement(suite, "system-out").text = "\n".join(told)
    ET.SubElement(suite, "system-err")


_KINDS = {"failures": "failure", "errors": "error"}


def _case(group: str, name: str) -> ET.Element:
    return ET.Element(
        "testcase", {"classname": safe(group).replace(".", "_"), "name": safe(name), "time": "0"}
    )


def _required(one: Requirement) -> ET.Element:
    case = _case("thresholds", one.name)
    if one.missed:
        ET.SubElement(case, "failure", {"type": "threshold", "message": f"missed, {safe(one.found)}"})
    return case


def _constraint(suite: str, one: Finding, *, decides: bool) -> ET.Element:
    case = _case(suite, one.constraint)
    if one.violations and decides:
        _put(case, "failure", one, one.violations)
    elif one.errors:
        _put(case, "error", one, one.errors)
    return case


def _put(case: ET.Element, tag: str, one: Finding, places: Sequence[Place]) -> None:
    first = places[0]
    element = ET.SubElement(case, tag, {"type": first.outcome, "message": first.told()})
    kinds = ", ".join(map(safe, one.kinds))
    element.text = "\n".join([f"{kinds}: {one.told()}", *(place.told() for place in places)])


def _broken_off(suite: str, messages: Sequence[str]) -> ET.Element:
    case = _case(suite, "conversations come to their end")
    many = f"{len(messages):,} broken off, first: {safe(messages[0])}"
    element = ET.SubElement(case, "error", {"type": "fault", "message": many})
    element.text = "\n".join(safe(message) for message in dict.fromkeys(messages))
    return case
