"""One conversation as a sample of Inspect AI: messages, scores, and an event a turn."""

from collections.abc import Mapping
from typing import Any, Final

from driftsim.exports.dialogue import Check, Dialogue, Turn
from driftsim.visible import safe

SCORES: Final[Mapping[str, str]] = {
    "csr": "share of the conversation's decided checks that held",
    "isr": "share of its decided turns in which every constraint in force held",
    "ssr": "turns before the first violated one, as a share of its turns",
}
_MARKS: Final = {True: "C", False: "I", None: "N"}  # Inspect's correct, incorrect, no answer
Plain = dict[str, Any]


def scores_of(dialogue: Dialogue) -> dict[str, float]:
    """The scores of a conversation, as the metrics of the same names define them for one.

    What has nothing to average is absent; so is `ssr` of a conversation with an undecided or a missing turn.
    """
    held = [check.held for turn in dialogue.turns for check in turn.checks if check.held is not None]
    turns = [turn for turn in dialogue.turns if turn.checks]
    decided = [turn.followed for turn in turns if turn.followed is not None]
    found = {}
    if held:
        found["csr"] = sum(held) / len(held)
    if decided:
        found["isr"] = sum(decided) / len(decided)
    if dialogue.finished and turns and len(decided) == len(turns):
        first = decided.index(False) if False in decided else len(decided)
        found["ssr"] = first / len(turns)
    return found


def sample_of(
    dialogue: Dialogue, *, name: tuple[str, int], model: str, when: str, fault: str | None
) -> Plain:
    """A conversation as a sample.

    Args:
        dialogue: The conversation.
        name: The sample's id and epoch.
        model: The model's name.
        when: When the run was made; Inspect wants a time.
        fault: What broke the conversation off; None where nothing did.
    """
    messages = [_message(dialogue, number, one, model) for number, one in enumerate(_told(dialogue))]
    last = next((one for one in reversed(messages) if one["role"] == "assistant"), None)
    sample: Plain = {
        "id": name[0],
        "epoch": name[1],
        "input": dialogue.turns[0].user if dialogue.turns else "",
        "target": "",
        "messages": messages,
        "output": {"model": model, "choices": [_choice(last, dialogue)] if last else []},
        "scores": _scores(dialogue),
        "metadata": {"conversation": dialogue.conversation, "trial": dialogue.trial, "arm": dialogue.arm},
        "events": [_event(turn, when, dialogue) for turn in dialogue.turns if turn.checks],
    }
    if fault is not None:
        sample["error"] = dict.fromkeys(("message", "traceback", "traceback_ansi"), safe(fault))
    return sample


def _told(dialogue: Dialogue) -> list[dict[str, str]]:
    return [*dialogue.opening(), *dialogue.history(len(dialogue.turns))]


def _message(dialogue: Dialogue, number: int, message: Mapping[str, str], model: str) -> Plain:
    own = {"id": f"{dialogue.conversation}.{number}", **message}
    return own | {"source": "generate", "model": model} if message["role"] == "assistant" else own


def _choice(message: Plain, dialogue: Dialogue) -> Plain:
    cut = {"length": "max_tokens", "content_filter": "content_filter"}
    return {"message": message, "stop_reason": cut.get(dialogue.turns[-1].finish or "", "stop")}


def _scores(dialogue: Dialogue) -> Plain:
    checks = [_verdict(turn, check) for turn in dialogue.turns for check in turn.checks]
    broken = [
        f"turn {turn.turn}: {check.constraint} {check.outcome}: {check.reason}"
        for turn in dialogue.turns
        for check in turn.checks
        if check.held is not True
    ]
    told = {"explanation": "\n".join(broken) or "every check held", "metadata": {"checks": checks}}
    return {
        name: {"value": value, **(told if name == "csr" else {"explanation": SCORES[name]})}
        for name, value in scores_of(dialogue).items()
    }


def _event(turn: Turn, when: str, dialogue: Dialogue) -> Plain:
    """The verdicts of one turn, as a score on the way."""
    reasons = [f"{check.constraint} {check.outcome}: {check.reason}" for check in turn.checks]
    return {
        "event": "score",
        "uuid": f"{dialogue.conversation}.{turn.turn}",
        "timestamp": when,
        "working_start": 0.0,
        "intermediate": True,
        "score": {
            "value": {check.constraint: _MARKS[check.held] for check in turn.checks},
            "explanation": "\n".join([f"turn {turn.turn}", *reasons]),
        },
    }


def _verdict(turn: Turn, check: Check) -> Plain:
    return {
        "turn": turn.turn,
        "constraint": check.constraint,
        "version": check.version,
        "check": check.check,
        "held": check.held,
        "outcome": check.outcome,
        "age": check.age,
        "reason": check.reason,
        "span": check.span,
    }
