"""Prose into XML and HTML, and what stands in tags as prose again."""

import re
from collections.abc import Iterator

from driftsim.constraints.surgery.json_text import is_json
from driftsim.constraints.surgery.lines import chunks
from driftsim.constraints.surgery.plain import as_prose, value_of

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FENCE = re.compile(r"\A\s*```[\w.+-]*\n|\n```\s*\Z")
_LIST = re.compile(r"\s*(?:[*+•-]|\d+[.)])\s")


def as_xml(text: str) -> Iterator[str]:
    r"""Texts with the words of another in one element; lines stay lines.

    Example:
        >>> next(as_xml("It rains & pours."))
        '<answer>\nIt rains &amp; pours.\n</answer>'
    """
    body = escaped(unmarked(text))
    yield f"<answer>\n{body}\n</answer>"
    yield f"<answer>{body}</answer>"
    yield "<answer/>"


def as_html(text: str) -> Iterator[str]:
    """Texts with the prose of another in paragraphs; lists and what stands around stay as they are.

    Example:
        >>> next(as_html("It rains. Stay in."))
        '<p>It rains. Stay in.</p>'
    """
    plain = unmarked(text)
    prose = [
        span
        for span in chunks(plain)
        if not _LIST.match(plain[slice(*span)]) and "<" not in plain[slice(*span)]
    ]
    if prose and "<" not in plain:
        yield _in_paragraphs(plain, prose)
        yield _in_paragraphs(plain, prose[:1])
    body = escaped(plain)
    yield f"<div>\n{body}\n</div>"
    yield f"<p>{body}</p>"


def _in_paragraphs(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]}<p>{text[start:end]}</p>{text[end:]}"
    return text


def escaped(text: str) -> str:
    """A text as XML may hold it: marks as entities, without what is no character there."""
    text = _NO_XML.sub("", text).replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;")


def unmarked(text: str) -> str:
    """A text without the fence around it, JSON as prose, and without tags where it is made of them."""
    if is_json(text):
        return as_prose(value_of(text)) or text.strip()
    bare = _FENCE.sub("", text).strip()
    return untagged(bare) if bare.startswith("<") else bare


def untagged(text: str) -> str:
    """A text without tags; what they held stays.

    Example:
        >>> untagged("<p>It <b>rains</b>.</p>")
        'It rains.'
    """
    return _TAG.sub("", text).strip()
