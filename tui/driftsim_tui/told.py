"""What a screen's edges tell in words: of a conversation, and of a turn."""

from collections.abc import Iterator

from textual.content import Content

from driftsim_tui import paint
from driftsim_tui.values import Conversation, Turn


def conversation(whole: Conversation) -> Iterator[Content]:
    """A conversation's id, its arm where the id does not tell it, and what broke it off."""
    yield paint.text(whole.id, "bold")
    if whole.arm not in whole.id:
        yield paint.text(whole.arm)
    if whole.fault is not None:
        why = paint.text(f"{whole.fault.kind}: {whole.fault.message}", "$error")
        yield Content.assemble(paint.mark("error"), " ", why)


def turn(turn: Turn, cost: float | None) -> Content:
    """What a turn took: tokens, dollars, time, attempts in vain.

    Args:
        turn: The turn.
        cost: What it cost, in US dollars; None where that is not known.
    """
    tokens = ", ".join(f"{what} {count:,}" for what, count in turn.tokens.items())
    failed = [call.cause for call in turn.calls if call.cause]
    parts = (
        f"tokens: {tokens}" if tokens else "",
        "" if cost is None else f"{cost:.4f} USD",
        f"{sum(call.seconds for call in turn.calls):.1f} s" if turn.calls else "",
        f"{len(failed)} failed: {', '.join(dict.fromkeys(failed))}" if failed else "",
    )
    return paint.text(" · ".join(part for part in parts if part))
