"""What a model's message says: its text, and what its provider counted."""

import re
from typing import Final

from langchain_core.messages import BaseMessage

from driftsim.events import ReplyDone
from driftsim.models.messages import law_of

_LONE: Final = re.compile("[\ud800-\udfff]")


def read_reply(conversation: str, turn: int, message: BaseMessage) -> ReplyDone:
    """A model's message as an event.

    Of a message in blocks, the text blocks are the reply; reasoning that the provider gives apart is not
    part of it. Half a surrogate pair, which is no text, becomes U+FFFD.
    """
    usage = getattr(message, "usage_metadata", None) or {}
    return ReplyDone(
        conversation,
        turn,
        as_text(message.content if isinstance(message.content, str) else str(message.text)),
        law=law_of(message),
        input_tokens=usage.get("input_tokens"),
        output_tokens=usage.get("output_tokens"),
        reasoning_tokens=(usage.get("output_token_details") or {}).get("reasoning"),
        cached_tokens=(usage.get("input_token_details") or {}).get("cache_read"),
    )


def as_text(raw: str) -> str:
    """A text that can be written down: half a surrogate pair becomes U+FFFD."""
    return raw if raw.isascii() else _LONE.sub("\ufffd", raw)
