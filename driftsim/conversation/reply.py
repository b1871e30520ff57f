"""What a model said, as an event."""

from driftsim.events import Call, ReplyDone
from driftsim.models.reading import Said


def reply_done(conversation: str, turn: int, said: Said, call: Call | None = None) -> ReplyDone:
    """What a model said at a turn, as an event.

    Args:
        conversation: The conversation's id.
        turn: From 1.
        said: What the model said.
        call: The call that brought it; None where nobody was called.
    """
    return ReplyDone(
        conversation,
        turn,
        said.text,
        said.law,
        said.input_tokens,
        said.output_tokens,
        said.reasoning_tokens,
        said.reasoning,
        said.finish,
        call,
        said.cached_tokens,
    )
