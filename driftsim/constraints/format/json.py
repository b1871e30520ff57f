"""JSON and nothing else."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any, NoReturn

from driftsim.constraints.base import Constraint, Context, Example, Reply, Span, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import paragraph
from driftsim.constraints.surgery.lines import with_first_line
from driftsim.constraints.surgery.plain import as_json, as_prose, value_of

_LINES = ("Here is the answer:", "This is what you asked for:", "Sure! In JSON:")
_FENCES = ("```json", "```Json", "```JSON", "```")


def unfenced(text: str) -> str:
    """A text without the code fence around it."""
    text = text.strip()
    for fence in _FENCES:
        text = text.removeprefix(fence)
    return text.removesuffix("```").strip()


def problem(reply: Reply, error: Exception) -> Verdict:
    """The verdict on a reply that does not parse, with the place where it stops being JSON."""
    if isinstance(error, RecursionError):
        return Verdict(held=False, reason="not decidable as JSON: nested too deeply")
    if not isinstance(error, json.JSONDecodeError):
        return Verdict(held=False, reason=f"not JSON: {error}")
    return Verdict(held=False, reason=f"not JSON: {error.msg}", span=_place(reply, error))


def _place(reply: Reply, error: json.JSONDecodeError) -> Span:
    start = reply.text.rfind(error.doc) + error.pos
    return min(start, len(reply.text)), min(start + 1, len(reply.text))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no value of JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


class Json(Constraint):
    """The whole reply is one JSON object or array, in a code fence or bare."""

    kind = "format.json"
    family = "format"
    example = Example({}, passes='```json\n{"trees": ["oak", "elm"]}\n```', fails='Here: {"trees": 2}')
    phrasings = Phrasings(
        ask=(
            "Reply with a JSON object or array only.",
            "Format all of your answer as one JSON object or array.",
            "Give me pure JSON, an object or an array, with no text around it.",
        ),
        forbid=("Stop answering in JSON.", "Write normal text, not JSON."),
        release=("JSON is no longer required; any format is fine.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Parse it."""
        try:
            value: Any = _DECODER.decode(unfenced(reply.text))
        except (ValueError, RecursionError) as error:
            return problem(reply, error)
        if isinstance(value, dict | list):
            return Verdict(held=True, reason="the reply is JSON")
        return Verdict(held=False, reason="a bare value is neither an object nor an array")

    def ask(self) -> str:
        """As a user would."""
        return "Give your whole answer in JSON format, as an object or an array and nothing else."

    def deny(self) -> str:
        """As a user would."""
        return "Do not give your answer in JSON format."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft as what an object says."""
        yield as_json(draft if draft.strip() else paragraph(chance))
        yield json.dumps({"answer": draft}, ensure_ascii=False)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A line before the object, or what it says as prose."""
        texts = [with_first_line(draft, chance.choice(_LINES)), as_prose(value_of(draft))]
        yield from chance.sample(texts, len(texts))
        yield f"{draft}."
