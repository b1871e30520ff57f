"""Connections to a server that go with the event loop that made them.

A client's connections belong to one event loop, and are broken in the next: whoever holds two runs in one
process would find the first calls of the second one failing.
"""

import asyncio
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

_MOST: Final = {"max_connections": 1000, "max_keepalive_connections": 100}


class Connections:
    """The connections of one model, a transport for httpx.

    Args:
        make: Makes httpx's own transport.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._loop: asyncio.AbstractEventLoop | None = None
        self._own: Any = None

    async def handle_async_request(self, request: Any) -> Any:
        """Send a request over a connection of the running loop."""
        loop = asyncio.get_running_loop()
        if self._own is None or loop is not self._loop:
            self._loop, self._own = loop, self._make()
        return await self._own.handle_async_request(request)

    async def aclose(self) -> None:
        """Close what is open; the next request opens anew."""
        own, self._own = self._own, None
        if own is not None and self._loop is asyncio.get_running_loop():
            await own.aclose()


def client_of_openai() -> tuple[Any, Connections]:
    """A client as OpenAI's package makes it, but with such connections, and these."""
    from openai import DefaultAsyncHttpxClient

    (client,) = (kind for kind in DefaultAsyncHttpxClient.__mro__ if kind.__name__ == "AsyncClient")
    library = import_module(client.__module__.partition(".")[0])  # httpx, or what came after it
    own = Connections(lambda: library.AsyncHTTPTransport(limits=library.Limits(**_MOST)))
    as_transport: Any = own
    return DefaultAsyncHttpxClient(transport=as_transport), own
