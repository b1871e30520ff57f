"""Time that passes as fast as it can, and servers that fail on purpose in it."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from driftsim.models.base import Model
from driftsim.traffic import Request
from driftsim.traffic.clock import Clock

T = TypeVar("T")
Answer = Callable[[list[BaseMessage]], Awaitable[Any]]


class Virtual(asyncio.SelectorEventLoop):
    """An event loop whose time jumps to the next thing that waits for it."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0

    def time(self) -> float:
        return self._now

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:  # type: ignore[attr-defined]
            self._now = max(self._now, self._scheduled[0]._when)  # type: ignore[attr-defined]
        super()._run_once()  # type: ignore[misc]


CLOCK = Clock(now=lambda: asyncio.get_running_loop().time(), sleep=asyncio.sleep)


def live(work: Coroutine[Any, Any, T]) -> T:
    """Run something in time that passes at once."""
    with asyncio.Runner(loop_factory=Virtual) as runner:
        return runner.run(work)


class Broken(Exception):
    """What a client raises: a status, perhaps with headers on a response."""

    def __init__(self, status: int, text: str = "no", **headers: str) -> None:
        super().__init__(text)
        self.status_code = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class ServedChat(BaseChatModel):
    """A chat model that somebody serves; natively async."""

    answer: Answer
    asked: list[tuple[float, list[BaseMessage], dict[str, Any]]]
    streaming: bool = False

    @property
    def _llm_type(self) -> str:
        return "served"

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        raise NotImplementedError

    async def _agenerate(self, messages: list[BaseMessage], *_: Any, **options: Any) -> ChatResult:
        options.pop("stop", None)  # LangChain's own
        self.asked.append((asyncio.get_running_loop().time(), messages, options))
        said = await self.answer(messages)
        message = AIMessage(said) if isinstance(said, str) else said
        return ChatResult(generations=[ChatGeneration(message=message)])


def served(*answers: Any, name: str = "openai:m", line: str = "openai there", **fields: Any) -> Model:
    """A model that gives these answers in turn, the last one for ever; an error is raised."""
    left = deque(answers)

    async def answer(_: list[BaseMessage]) -> Any:
        said = left.popleft() if len(left) > 1 else left[0]
        if isinstance(said, BaseException):
            raise said
        if isinstance(said, float):
            await asyncio.sleep(said)
            return "late"
        return said

    return by(answer, name=name, line=line, **fields)


def by(answer: Answer, *, name: str = "openai:m", line: str = "openai there", **fields: Any) -> Model:
    """A model that answers by a function."""
    return Model(name, ServedChat(answer=answer, asked=[], **fields), manifest={"model": name}, line=line)


def asked(model: Model) -> list[tuple[float, list[BaseMessage], dict[str, Any]]]:
    """When it was asked what, with which options."""
    assert isinstance(model.chat, ServedChat)
    return model.chat.asked


def times(model: Model) -> list[float]:
    """When it was asked."""
    return [at for at, _, _ in asked(model)]


def hello(text: str = "Hello.", **which: Any) -> Request:
    return Request([HumanMessage(text)], **which)
