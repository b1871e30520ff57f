"""`canned:FILE`: replies from a file, by turn; for tests, demonstrations and measurements.

Each line of the file is a reply, as a JSON string, or an object `{"reply": …}` that may name its `turn`
(from 1) and its `scenario`. The most exact line wins: one for this turn of this scenario, then the
scenario's lines without a turn, then one for this turn of any scenario, then the lines with neither.
Lines without a turn answer turn after turn in their order and begin again at the end.

A line with `contains` comes before all of these: it answers every message that contains that text, the first
such line wins. So a file can stand in for a judge.
"""

import asyncio
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from driftsim.errors import InputError, did_you_mean
from driftsim.files import fingerprint, kind_of, read_json_values
from driftsim.models.base import Model, ModelError
from driftsim.models.messages import note_of
from driftsim.models.parameters import only_known, parse_query

_KEYS: Final = ("reply", "turn", "scenario", "contains")
_PARAMETERS: Final = ("latency",)


@dataclass(frozen=True, slots=True)
class Replies:
    """The replies of a file.

    Args:
        at: Replies for one turn, by scenario (None: any) and turn.
        cycled: Replies without a turn, by scenario (None: any), in their order.
        name: The file's name, for messages.
        containing: Replies to whatever contains a text, as that text and the reply, in their order.
    """

    at: Mapping[tuple[str | None, int], str]
    cycled: Mapping[str | None, Sequence[str]]
    name: str
    containing: Sequence[tuple[str, str]] = ()

    def to(self, scenario: str | None, turn: int, said: str = "") -> str:
        """The reply to a turn, in which this was said.

        Raises:
            ModelError: no line is for it.
        """
        for text, reply in self.containing:
            if text in said:
                return reply
        for whose in dict.fromkeys((scenario, None)):
            if (whose, turn) in self.at:
                return self.at[whose, turn]
            if whose in self.cycled:
                replies = self.cycled[whose]
                return replies[(turn - 1) % len(replies)]
        where = f" of scenario {scenario!r}" if scenario else ""
        raise ModelError(f"{self.name} holds no reply to turn {turn}{where}")

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file.

        Raises:
            InputError: it cannot be read, or a line is no reply; with the line.
        """
        at: dict[tuple[str | None, int], str] = {}
        cycled: dict[str | None, list[str]] = {}
        containing: list[tuple[str, str]] = []
        for number, value in read_json_values(path, expected="string"):
            try:
                reply, turn, scenario, contains = _line(value)
                if contains is not None:
                    containing.append((contains, reply))
                elif turn is None:
                    cycled.setdefault(scenario, []).append(reply)
                elif (scenario, turn) in at:
                    raise InputError(f"a second reply to turn {turn} of {scenario or 'any scenario'}")
                else:
                    at[scenario, turn] = reply
            except InputError as error:
                raise error.at(str(path), f"line {number}") from None
        return cls(at, cycled, path.name, containing)


class CannedChat(BaseChatModel):
    """A chat model that gives the replies of a file.

    Args:
        replies: The replies.
        latency: Seconds that each reply takes.
    """

    replies: Replies
    latency: float = 0.0

    @property
    def _llm_type(self) -> str:
        return "driftsim-canned"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        if self.latency:
            time.sleep(self.latency)
        return self._answer(messages)

    async def _agenerate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        if self.latency:
            await asyncio.sleep(self.latency)
        return self._answer(messages)

    def _answer(self, messages: Sequence[BaseMessage]) -> ChatResult:
        note = note_of(messages)
        said = str(messages[-1].text) if messages else ""
        if note is not None:
            text = self.replies.to(note.scenario, note.turn, said)
        else:
            text = self.replies.to(None, sum(isinstance(m, HumanMessage) for m in messages), said)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])


def open_canned(rest: str, parameters: Mapping[str, Any]) -> Model:
    """The model `canned:FILE?latency=SECONDS`.

    Args:
        rest: What stands behind `canned:`.
        parameters: Those of `-M`; they win over those behind the `?`.

    Raises:
        InputError: no file, a wrong line, or a parameter that is unknown or wrong.
    """
    file, _, query = rest.partition("?")
    if not file:
        raise InputError("canned: names no file; canned:replies.jsonl is expected")
    given = {**(parse_query(query) if query else {}), **parameters}
    only_known(given, _PARAMETERS, f"canned:{file}")
    latency = _seconds(given.get("latency", 0), f"canned:{file}")
    path = Path(file)
    chat = CannedChat(replies=Replies.read(path), latency=latency)
    manifest = {"replies": fingerprint(path), "latency": latency}
    return Model(f"canned:{path.name}", chat, takes_notes=True, manifest=manifest)


def _seconds(value: Any, owner: str) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 <= value < math.inf:
        raise InputError(f"{owner}: latency is {value!r}: seconds are expected, 0 or more")
    return float(value)


def _line(value: Any) -> tuple[str, int | None, str | None, str | None]:
    """The reply of a line, and what it answers: a turn, a scenario, a text."""
    if isinstance(value, str):
        return value, None, None, None
    if not isinstance(value, dict):
        raise InputError(f"a string or an object with 'reply' is expected, this is {kind_of(value)}")
    for key in value:
        if key not in _KEYS:
            raise InputError(f"unknown key {key!r}{did_you_mean(key, _KEYS)}")
    reply, turn, scenario, contains = (value.get(key) for key in _KEYS)
    if not isinstance(reply, str):
        raise InputError("'reply' is missing" if "reply" not in value else f"'reply' is {reply!r}: no string")
    if "turn" in value and (not isinstance(turn, int) or isinstance(turn, bool) or turn < 1):
        raise InputError(f"'turn' is {turn!r}: turns are counted from 1")
    if "scenario" in value and not (isinstance(scenario, str) and scenario):
        raise InputError(f"'scenario' is {scenario!r}: a scenario's id is expected")
    if "contains" in value and not (isinstance(contains, str) and contains):
        raise InputError(f"'contains' is {contains!r}: a text is expected")
    if contains is not None and (turn is not None or scenario is not None):
        raise InputError("'contains' stands with 'reply' alone, without a turn or a scenario")
    return reply, turn, scenario, contains
