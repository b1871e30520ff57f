"""Nothing in a page acts but our own script: seen in its source, without a browser."""

import re
import unicodedata
from base64 import b64encode
from hashlib import sha256

import pytest
from hostile import CANARY, FIELDS, PAYLOADS
from parsed import Parsed

from driftsim.visible import safe

HIDDEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
OURS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "div", "p", "span", "nav", "ul", "li",
    "button", "main", "h1", "h2", "h3", "h4", "section", "dl", "dt", "dd", "b", "strong", "bdi", "br", "figure",
    "figcaption", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td", "mark", "pre", "small",
    "code", "footer", "script", "svg", "rect", "polyline", "polygon", "circle", "line", "path", "g", "text",
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(hostile_page: str) -> Parsed:
    return Parsed(hostile_page)


def test_every_element_is_one_that_we_write(hostile: Parsed) -> None:
    assert {tag for tag, _ in hostile.elements} <= OURS
    assert hostile.unbalanced == []


def test_no_attribute_acts(hostile: Parsed) -> None:
    names = {name for _, attrs in hostile.elements for name in attrs}
    assert not [
        name for name in names if name.startswith("on") or name in ("style", "src", "srcdoc", "action")
    ]
    assert {value[0] for value in hostile.attributes("href")} == {"#"}


def test_what_was_planted_is_read_as_it_was_written(hostile: Parsed) -> None:
    text = hostile.text
    for payload in PAYLOADS:
        stored = payload.replace("\ud800", "\ufffd")
        assert safe(stored) in text or safe(payload) in text, payload
    assert [field for field in FIELDS if f"‹{field}›" not in text] == []


def test_one_script_and_one_style_are_the_ones_that_the_policy_names(hostile: Parsed) -> None:
    (policy,) = (a["content"] for tag, a in hostile.elements if tag == "meta" and "http-equiv" in a)
    (script,), (style,) = hostile.raw["script"], hostile.raw["style"]
    assert CANARY not in script + style
    for kind, text in (("script", script), ("style", style)):
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in (policy or "").split("; ")
    assert (policy or "").startswith("default-src 'none'; ")
    assert "unsafe" not in (policy or "")


def test_nothing_hides_or_turns_round_in_the_whole_source(hostile_page: str) -> None:
    found = {c for c in hostile_page if c not in "\n\t" and unicodedata.category(c) in HIDDEN}
    assert found == set()


def test_the_policy_stands_before_all_that_it_rules(hostile_page: str) -> None:
    head = hostile_page.split("<style>")[0]
    assert "Content-Security-Policy" in head
    assert "<script" not in head


def test_nothing_is_fetched(plain_page: str, hostile_page: str) -> None:
    for page in (plain_page, hostile_page):
        assert not re.search(r"<(?:link|iframe|object|embed|img|form|base)\b", page)
        addresses = {
            match for _, a in Parsed(page).elements for match in a.values() if match and "//" in match
        }
        assert {address for address in addresses if address.startswith("http")} <= {
            "http://www.w3.org/2000/svg"
        }
