"""A chat model that judges as it is told, and remembers what it was asked."""

import asyncio
from collections.abc import Callable
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from driftsim.models.base import Model

Answers = Callable[[str], Any]


class FakeChat(BaseChatModel):
    """Answers by a function of what it is shown: a text, a message or an error; natively async."""

    answers: Answers
    seen: list[list[BaseMessage]]
    most: list[int]
    busy: int = 0

    @property
    def _llm_type(self) -> str:
        return "fake"

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        raise NotImplementedError

    async def _agenerate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        self.seen.append(list(messages))
        self.busy += 1
        self.most.append(self.busy)
        await asyncio.sleep(0.001)
        self.busy -= 1
        answer = self.answers(str(messages[-1].content))
        if isinstance(answer, BaseException):
            raise answer
        message = AIMessage(answer) if isinstance(answer, str) else answer
        return ChatResult(generations=[ChatGeneration(message=message)])


def fake(answers: Answers | str | BaseException, *, line: str = "", **manifest: Any) -> Model:
    """A model that always says this, or what a function makes of the prompt."""
    says: Answers = answers if callable(answers) else lambda _: answers
    return Model("fake:one", FakeChat(answers=says, seen=[], most=[]), manifest=manifest, line=line)


def seen(model: Model) -> list[list[BaseMessage]]:
    """What a fake model was asked."""
    assert isinstance(model.chat, FakeChat)
    return model.chat.seen


def most_at_once(model: Model) -> int:
    """How many calls it had to answer at the same time."""
    assert isinstance(model.chat, FakeChat)
    return max(model.chat.most)
