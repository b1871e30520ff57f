import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from driftsim import tokens
from driftsim.constraints import Context, Reply
from driftsim.ledger import Ledger, edits_from
from driftsim.models.base import Model, ModelError
from driftsim.models.messages import Note, law_of, noted
from driftsim.models.open import open_model
from driftsim.models.sim import SimModel, open_sim
from driftsim.tasks import Task

ADD = {
    "add": {
        "short": {"check": "length.words", "at_most": 60},
        "calm": {"check": "lexical.exclude", "words": ["steak", "bacon"]},
        "plain": {"check": "format.no_comma"},
    }
}
EDITS: Mapping[int, Mapping[str, Any]] = {
    1: ADD,
    3: {"revise": {"short": {"at_most": 30}}},
    5: {"negate": ["calm"], "restate": ["plain"]},
    7: {"retract": ["plain"]},
}
SAY = "Plan a weekend in New York for two adults."


def talk(model: Model, turns: int = 10, *, trial: int = 0, **note: Any) -> list[AIMessage]:
    """One conversation, as the loop holds it."""

    async def hold() -> list[AIMessage]:
        history: list[BaseMessage] = [SystemMessage("You are a travel agent.")]
        replies = []
        for turn in range(1, turns + 1):
            history.append(noted(SAY, Note(7, "s", trial, turn, EDITS.get(turn, {}), **note)))
            message = await model.chat.ainvoke(history)
            assert isinstance(message, AIMessage)
            replies.append(message)
            history.append(AIMessage(message.content))
        return replies

    return asyncio.run(hold())


def verdicts(replies: Sequence[AIMessage]) -> list[dict[str, bool]]:
    ledger, found = Ledger(), []
    for turn, message in enumerate(replies, 1):
        ledger = ledger.apply(edits_from(EDITS.get(turn, {})), turn=turn)
        reply = Reply(str(message.content))
        found.append({e.name: e.constraint.strict(reply, Context(user=SAY)).held for e in ledger})
    return found


@pytest.mark.parametrize("profile", ["forgetful", "stubborn", "recency", "?b_family=-1"])
def test_the_text_does_what_the_law_decided(profile: str) -> None:
    model = open_model(f"sim:{profile}")
    for trial in range(8):
        replies = talk(model, trial=trial)
        rows = [{row.constraint: row for row in law_of(message)} for message in replies]
        assert [{n: r.decided for n, r in turn.items()} for turn in rows] == verdicts(replies)
        assert all(row.decided is row.realized for turn in rows for row in turn.values())


def test_the_perfect_one_follows_everything() -> None:
    assert all(all(turn.values()) for turn in verdicts(talk(open_sim("perfect"))))


def test_versions_and_probabilities_are_told() -> None:
    rows = law_of(talk(open_sim("?b_family=0&b_revised=-1"))[2])
    assert [(row.constraint, row.version) for row in rows] == [("short", 2), ("calm", 1), ("plain", 1)]
    assert [round(row.probability, 3) for row in rows] == [0.269, 0.5, 0.5]


def test_tasks_are_answered_by_skill() -> None:
    task = Task(42)
    right = [
        task.grade(str(talk(open_sim("?skill=0.6"), 1, trial=t, task=task.as_written())[0].content))
        for t in range(200)
    ]
    assert 90 < sum(right) < 150
    sure = talk(open_sim("?skill=0&skill_cot=1"), 3, task=task.as_written(), reasoned=True)
    assert all(task.grade(str(message.content)) for message in sure)


def test_what_a_provider_would_have_counted() -> None:
    quiet, thinking = talk(open_sim("steady"), 2), talk(open_sim("steady"), 2, reasoned=True)
    first, second = (message.usage_metadata for message in quiet)
    assert first is not None
    assert second is not None
    assert first["input_tokens"] == tokens.count("You are a travel agent.") + tokens.count(SAY)
    assert first["output_tokens"] == tokens.count(str(quiet[0].content))
    assert second["input_tokens"] == first["input_tokens"] + first["output_tokens"] + tokens.count(SAY)
    assert "output_token_details" not in first
    usage = thinking[0].usage_metadata
    assert usage is not None
    thought = tokens.count(thinking[0].additional_kwargs["reasoning_content"])
    assert usage["output_token_details"] == {"reasoning": thought}
    assert usage["output_tokens"] == tokens.count(str(thinking[0].content)) + thought
    assert "reasoning_content" not in quiet[0].additional_kwargs


def test_it_draws_by_key_and_not_by_order() -> None:
    model = open_sim("forgetful")
    alone = [[m.content for m in talk(open_sim("forgetful"), trial=trial)] for trial in range(4)]

    async def at_once() -> list[list[Any]]:
        histories: list[list[BaseMessage]] = [[SystemMessage("You are a travel agent.")] for _ in range(4)]
        said: list[list[Any]] = [[] for _ in range(4)]
        for turn in range(1, 11):
            for trial, history in enumerate(histories):
                history.append(noted(SAY, Note(7, "s", trial, turn, EDITS.get(turn, {}))))
            for trial, message in enumerate(await model.chat.abatch(histories)):
                histories[trial].append(AIMessage(message.content))
                said[trial].append(message.content)
        return said

    assert asyncio.run(at_once()) == alone


def test_the_ways_that_langchain_knows() -> None:
    chat = open_sim("forgetful").chat
    message = noted(SAY, Note(7, "s", 0, 1, ADD))
    once = chat.invoke([message])
    assert chat.batch([[message]])[0].content == once.content
    assert "".join(str(chunk.content) for chunk in chat.stream([message])) == once.content
    assert law_of(once)


def test_without_a_note_it_says_so() -> None:
    with pytest.raises(ModelError, match="without a note"):
        open_sim("steady").chat.invoke([HumanMessage(SAY)])


def test_what_a_run_must_know_of_it() -> None:
    model = open_sim("steady?rho=0.2", {"b_age": -0.1})
    assert (model.name, model.takes_notes) == ("sim:steady?b_age=-0.1&rho=0.2", True)
    assert model.manifest["profile"]["rho"] == 0.2
    assert isinstance(model.chat, SimModel)
    assert model.chat.law.b_age == -0.1
