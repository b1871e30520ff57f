"""A model that is a person: whoever asks it waits until somebody has typed the reply."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from driftsim.models.base import Model, ModelError

NAME: Final = "hand:model"

Answer = Callable[[list[BaseMessage]], Awaitable[str]]


class ByHandChat(BaseChatModel):
    """A chat model whose replies are typed.

    Args:
        answer: Given the conversation so far, waits for the reply.
    """

    answer: Answer

    @property
    def _llm_type(self) -> str:
        return "driftsim-by-hand"

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        raise ModelError("a reply by hand is waited for; ask with ainvoke")

    async def _agenerate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        text = await self.answer(messages)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])


def by_hand(answer: Answer) -> Model:
    """The model under test, played by a person.

    Example:
        >>> import asyncio
        >>> async def typed(messages):
        ...     return "Four bullets it is."
        >>> asyncio.run(by_hand(typed).chat.ainvoke("Four bullets, please.")).text
        'Four bullets it is.'
    """
    return Model(NAME, ByHandChat(answer=answer))
