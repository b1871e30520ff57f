"""From a turn of a conversation to the next one that matters."""

from driftsim_tui.values import Conversation, Turn


def find(whole: Conversation, turn: int, to: str, by: int) -> int | None:
    """The nearest turn after (`by` 1) or before (`by` -1) this one with something in it; None for none.

    Args:
        whole: The conversation.
        turn: Where one is.
        to: `violation`, `edit`, or `fault`: where the conversation broke off, or a check was not decided.
        by: Which way.
    """
    there = [each.number for each in whole.turns if _has(whole, each, to)]
    if by > 0:
        return next((number for number in there if number > turn), None)
    return next((number for number in reversed(there) if number < turn), None)


def _has(whole: Conversation, turn: Turn, to: str) -> bool:
    if to == "violation":
        return turn.violated
    if to == "edit":
        return bool(turn.edits)
    broken = whole.fault is not None and turn.number == min(whole.fault.turn, len(whole.turns))
    return broken or any(check.outcome == "error" for check in turn.checks)
