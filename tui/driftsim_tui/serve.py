"""The terminal UI in a browser on this machine: nobody gets in who does not hold the token.

textual-serve speaks to the browser; here stands who may speak to it. It listens on loopback alone. A page of
another site cannot use it: a request needs the token (once in the address, then in a cookie that is sent to
no other site), the right Host, which a rebound name does not have, and from a web page the right Origin.
"""

import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import aiohttp_jinja2
import jinja2
from aiohttp import web
from textual_serve.server import Server

HOST: Final = "127.0.0.1"
COOKIE: Final = "driftsim"
MOST: Final = 8
"""Sessions at a time; each is a process."""

_OURS: Final = Path(__file__).parent / "served"
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Guarded(Server):
    """A server that lets in whoever holds its token.

    Args:
        command: What runs in each session, for a shell.
        port: Where to listen on this machine.
        title: The page's title.
        told: Called with the address once it listens.
    """

    def __init__(self, command: str, port: int, title: str, told: Callable[[str], None]) -> None:
        super().__init__(
            command, HOST, port, title, public_url=f"http://{HOST}:{port}", templates_path=str(_OURS)
        )
        self.token = secrets.token_urlsafe(24)
        self._told = told
        self._sessions = 0
        self._hosts = {f"{HOST}:{port}", f"localhost:{port}"}

    @property
    def address(self) -> str:
        """What to open, with the token in it."""
        return f"{self.public_url}/?token={self.token}"

    def initialize_logging(self) -> None:
        """Say nothing of every request."""

    async def on_startup(self, app: web.Application) -> None:
        """Tell where it is."""
        self._told(self.address)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One session more, if there are not too many."""
        if self._sessions >= MOST:
            raise web.HTTPServiceUnavailable(text=f"{MOST} sessions are open already")
        self._sessions += 1
        try:
            return await super().handle_websocket(request)
        finally:
            self._sessions -= 1

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard])
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(self.templates_path), autoescape=True)
        app.add_routes(
            [
                web.get("/", self.handle_index, name="index"),
                web.get("/ws", self.handle_websocket, name="websocket"),
                web.get("/look.css", self._look),
                web.static("/static", self.statics_path, name="static"),
            ]
        )
        app.on_startup.append(self.on_startup)
        return app

    async def _look(self, _: web.Request) -> web.FileResponse:
        return web.FileResponse(_OURS / "look.css")

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in who may come in; the token in the address becomes a cookie, and leaves the address."""
        self._refuse_foreign(request)
        if request.path == "/" and "token" in request.query:
            if not self._knows(request.query["token"]):
                raise web.HTTPForbidden(text="not the token of this server")
            answer = web.Response(status=303, headers={"Location": "/", **_HEADERS})
            answer.set_cookie(COOKIE, self.token, httponly=True, samesite="Strict", path="/")
            return answer
        if not self._knows(request.cookies.get(COOKIE, "")):
            raise web.HTTPForbidden(text="open the address that driftsim serve told, with its token")
        response = await handler(request)
        if not response.prepared:
            response.headers.update({**_HEADERS, "Content-Security-Policy": self._policy})
        return response

    def _refuse_foreign(self, request: web.Request) -> None:
        origin = request.headers.get("Origin")
        own = {f"http://{host}" for host in self._hosts}
        if request.host not in self._hosts:
            raise web.HTTPForbidden(text="not a name of this server")
        if (origin is not None or request.path == "/ws") and origin not in own:
            raise web.HTTPForbidden(text="not a page of this server")

    def _knows(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self.token.encode())

    @property
    def _policy(self) -> str:
        """No script but the terminal's own, nothing from elsewhere; the terminal styles its cells inline."""
        sockets = " ".join(sorted(f"ws://{host}" for host in self._hosts))
        return (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:;"
            f" img-src 'self' data:; connect-src 'self' {sockets}; base-uri 'none'; form-action 'none';"
            " frame-ancestors 'none'"
        )


def serve(command: str, *, port: int, title: str, told: Callable[[str], None]) -> Any:
    """Serve until it is interrupted.

    Raises:
        OSError: the port cannot be listened on.
    """
    Guarded(command, port, title, told).serve()
