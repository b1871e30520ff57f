import asyncio
from collections.abc import Callable

import pytest
from langchain_core.messages import BaseMessage

from driftsim.models.base import Model
from driftsim.models.messages import Note, noted

Ask = Callable[..., str]


@pytest.fixture
def ask() -> Ask:
    """Asks a model one turn as a conversation does."""

    def answer(
        model: Model, user: str = "Hello.", *, scenario: str = "s", trial: int = 0, turn: int = 1
    ) -> str:
        message: BaseMessage = noted(user, Note(7, scenario, trial, turn))
        return str(asyncio.run(model.chat.ainvoke([message])).content)

    return answer
