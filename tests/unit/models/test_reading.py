from typing import Any

import pytest
from langchain_core.messages import AIMessage

from driftsim.models.reading import NOTHING, said_in

OPENAI = {"model_provider": "openai"}
ANTHROPIC = {"model_provider": "anthropic"}


@pytest.mark.parametrize(
    ("content", "fields", "reply", "thought"),
    [
        ("Hi.", {}, "Hi.", None),
        ("", {}, "", None),
        ([], {}, "", None),
        ("\ud800Hi", {}, "\ufffdHi", None),
        ("Hi.", {"additional_kwargs": {"reasoning_content": "Greet."}}, "Hi.", "Greet."),
        ("Hi.", {"additional_kwargs": {"reasoning_content": ""}}, "Hi.", None),
        ("Hi.", {"additional_kwargs": {"reasoning_content": None}}, "Hi.", None),
        ("<think>b</think>Hi.", {"additional_kwargs": {"reasoning_content": "a"}}, "Hi.", "a\n\nb"),
        ([{"type": "reasoning", "reasoning": "a"}, {"type": "text", "text": "Hi."}], {}, "Hi.", "a"),
        ([{"type": "text", "text": "Hi"}, {"type": "text", "text": "."}], {}, "Hi.", None),
        ([{"type": "thinking", "thinking": "a"}, {"type": "text", "text": "Hi."}], {}, "Hi.", "a"),
        (
            [{"type": "thinking", "thinking": "a", "signature": "s"}, {"type": "text", "text": "Hi."}],
            {"response_metadata": ANTHROPIC},
            "Hi.",
            "a",
        ),
        (
            [{"type": "redacted_thinking", "data": "x"}, {"type": "text", "text": "Hi."}],
            {"response_metadata": ANTHROPIC},
            "Hi.",
            None,
        ),
        (
            [
                {
                    "type": "reasoning",
                    "summary": [{"type": "summary_text", "text": "a"}, {"type": "summary_text", "text": "b"}],
                },
                {"type": "text", "text": "Hi."},
            ],
            {"response_metadata": OPENAI},
            "Hi.",
            "a\n\nb",
        ),
        ([{"type": "thinking", "thinking": "a"}], {"response_metadata": ANTHROPIC}, "", "a"),
        (["H", {"type": "text", "text": "i"}], {}, "Hi", None),
    ],
)
def test_reply_and_reasoning(content: Any, fields: dict[str, Any], reply: str, thought: str | None) -> None:
    said = said_in(AIMessage(content, **fields))
    assert (said.text, said.reasoning) == (reply, thought)


def test_null_is_no_reply() -> None:
    said = said_in(AIMessage("", additional_kwargs={NOTHING: True}))
    assert said.text is None


@pytest.mark.parametrize(
    ("told", "finish"),
    [
        ({}, None),
        ({"finish_reason": None}, None),
        ({"finish_reason": "stop"}, "stop"),
        ({"finish_reason": "length"}, "length"),
        ({"finish_reason": "content_filter"}, "content_filter"),
        ({"finish_reason": "tool_calls"}, "tool_calls"),
        ({"stop_reason": "end_turn"}, "stop"),
        ({"stop_reason": "max_tokens"}, "length"),
        ({"stop_reason": "refusal"}, "content_filter"),
        ({"done_reason": "stop"}, "stop"),
        ({"finish_reason": "MAX_TOKENS"}, "length"),
        ({"finish_reason": "SAFETY"}, "content_filter"),
        ({"finish_reason": "STOP", "prompt_feedback": {"block_reason": "OTHER"}}, "content_filter"),
        ({"finish_reason": "STOP", "prompt_feedback": {"block_reason": 0}}, "stop"),
        ({"status": "completed"}, "stop"),
        ({"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}, "length"),
    ],
)
def test_why_it_stopped(told: dict[str, Any], finish: str | None) -> None:
    assert said_in(AIMessage("Hi.", response_metadata=told)).finish == finish


def test_what_was_counted() -> None:
    usage: Any = {
        "input_tokens": 9,
        "output_tokens": 8,
        "total_tokens": 17,
        "input_token_details": {"cache_read": 6},
        "output_token_details": {"reasoning": 7},
    }
    said = said_in(AIMessage("Hi.", usage_metadata=usage))
    assert (said.input_tokens, said.output_tokens, said.reasoning_tokens, said.cached_tokens) == (9, 8, 7, 6)
