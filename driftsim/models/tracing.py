"""LangChain's tracing, off whatever the environment says: conversations go nowhere unasked.

LangChain sends every call to a tracing service as soon as one of a handful of variables is set, which
many people have in their shell for other work.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SWITCHES: Final = (
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "LANGCHAIN_TRACING_V2",
    "LANGCHAIN_TRACING",  # this one and the next make LangChain 1 raise an error instead
    "LANGCHAIN_HANDLER",
)


@contextmanager
def untraced() -> Iterator[None]:
    """Nothing called inside is traced, be it in this task, its children or a thread of its own."""
    from langsmith import tracing_context
    from langsmith.utils import get_env_var

    forget = getattr(get_env_var, "cache_clear", _nothing)  # langsmith remembers what it has read
    hidden = {name: os.environ.pop(name) for name in SWITCHES if name in os.environ}
    forget()
    try:
        with tracing_context(enabled=False):
            yield
    finally:
        os.environ.update(hidden)
        forget()


def _nothing() -> None:
    """What there is to forget where nothing is remembered."""
