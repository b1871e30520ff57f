"""Null told from an empty text, where LangChain makes one of the other.

OpenAI's protocol has `"content": null` for a reply that did not come about and `""` for one without a
word. LangChain's clients give an empty text for both; only the second is a reply that can be checked.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from driftsim.models.reading import NOTHING

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.outputs import ChatResult


def telling_nothing(chat: "BaseChatModel") -> "BaseChatModel":
    """A client that marks replies that are null, if it is one for OpenAI's protocol; else as it is.

    What the server refuses in so many words (`refusal`) is then the reply.
    """
    if hasattr(type(chat), "_create_chat_result"):
        object.__setattr__(chat, "__class__", _telling(type(chat)))
    return chat


@cache
def _telling(kind: type["BaseChatModel"]) -> type["BaseChatModel"]:
    class Telling(kind):  # type: ignore[valid-type,misc]
        def _create_chat_result(self, response: Any, *rest: Any, **more: Any) -> "ChatResult":
            result = super()._create_chat_result(response, *rest, **more)
            for generation, choice in zip(result.generations, _choices(response), strict=False):
                message = generation.message
                if _field(_field(choice, "message"), "content") is None:
                    message.content = message.additional_kwargs.get("refusal") or ""
                    message.additional_kwargs[NOTHING] = not message.content
            return result  # type: ignore[no-any-return]

    Telling.__name__ = Telling.__qualname__ = kind.__name__
    return Telling


def _choices(response: Any) -> list[Any]:
    return _field(response, "choices") or []


def _field(holder: Any, name: str) -> Any:
    return holder.get(name) if isinstance(holder, dict) else getattr(holder, name, None)
