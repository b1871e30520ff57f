"""What both JUnit schemas in use demand of a document, written down as checks of our own.

The schemas are Ant's (windyroad/JUnit-Schema) and Jenkins' (xunit-plugin, junit-10.xsd); their texts are not kept here.
"""

import re
from xml.etree import ElementTree as ET

ATTRIBUTES = {
    "testsuites": set(),
    "testsuite": {"id", "name", "package", "timestamp", "hostname", "tests", "failures", "errors", "time"},
    "properties": set(),
    "property": {"name", "value"},
    "testcase": {"name", "classname", "time"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "system-out": set(),
    "system-err": set(),
}
INSIDE = {
    "testsuites": r"(testsuite )*",
    "testsuite": r"properties (testcase )*system-out system-err ",
    "properties": r"(property )*",
    "testcase": r"(failure |error )?",
}


def assert_valid(document: bytes) -> ET.Element:
    root = ET.fromstring(document)
    assert root.tag == "testsuites"
    for element in root.iter():
        assert set(element.attrib) == ATTRIBUTES[element.tag], element.tag
        children = "".join(f"{child.tag} " for child in element)
        assert re.fullmatch(INSIDE.get(element.tag, ""), children), (element.tag, children)
    for number, suite in enumerate(root):
        assert suite.get("id") == str(number)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.attrib["timestamp"])
        assert suite.attrib["name"].strip()
        cases = suite.findall("testcase")
        assert int(suite.attrib["tests"]) == len(cases)
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
        assert int(suite.attrib["errors"]) == len(suite.findall("testcase/error"))
        names = [(case.get("classname"), case.get("name")) for case in cases]
        assert len(set(names)) == len(names)
    return root
