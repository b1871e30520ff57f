"""Who gets into the terminal UI in a browser, and who does not."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

pytest.importorskip("textual_serve", reason="pip install -e '.[serve]'")

from aiohttp import ClientSession, CookieJar, WSServerHandshakeError, web

from driftsim_tui.serve import COOKIE, HOST, Guarded

Script = Callable[[ClientSession, Guarded], Awaitable[None]]


def serving(script: Script, command: str = "cat") -> list[str]:
    """Serve on a free port, follow a script, and give what was told."""
    told: list[str] = []

    async def go() -> None:
        probe = await asyncio.get_running_loop().create_server(asyncio.Protocol, HOST, 0)
        port = probe.sockets[0].getsockname()[1]
        probe.close()
        await probe.wait_closed()
        server = Guarded(command, port, "<b>runs</b>", told.append)
        runner = web.AppRunner(await server._make_app())
        await runner.setup()
        await web.TCPSite(runner, HOST, port).start()
        try:
            async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
                await script(client, server)
        finally:
            await runner.cleanup()

    asyncio.run(go())
    return told


def test_the_address_with_the_token_lets_in_and_the_token_leaves_it() -> None:
    async def script(client: ClientSession, server: Guarded) -> None:
        async with client.get(server.address) as page:
            assert page.status == 200
            assert str(page.url) == f"{server.public_url}/"
            text = await page.text()
            assert "&lt;b&gt;runs&lt;/b&gt;" in text
            assert "https://" not in text
            assert server.token not in text
            assert "default-src 'none'" in page.headers["Content-Security-Policy"]
            assert "unsafe-eval" not in page.headers["Content-Security-Policy"]
        for part in ("look.css", "static/js/textual.js", "static/css/xterm.css"):
            async with client.get(f"{server.public_url}/{part}") as file:
                assert file.status == 200
                assert "googleapis" not in (await file.text() if part == "look.css" else "")

    assert len(serving(script)) == 1


@pytest.mark.parametrize(
    "path", ["/", "/?token=", "/?token=wrong", "/look.css", "/static/js/textual.js", "/download/x"]
)
def test_nobody_comes_in_without_it(path: str) -> None:
    async def script(client: ClientSession, server: Guarded) -> None:
        async with client.get(server.public_url + path, cookies={COOKIE: "wrong"}) as page:
            assert page.status == 403
            assert server.token not in await page.text()

    serving(script)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1"},
    ],
)
def test_pages_of_others_come_in_with_nothing(headers: dict[str, str]) -> None:
    async def script(client: ClientSession, server: Guarded) -> None:
        async with client.get(server.address, headers=headers) as page:
            assert page.status == 403

    serving(script)


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null"])
def test_a_socket_is_opened_from_a_page_of_ours_only(origin: str | None) -> None:
    async def script(client: ClientSession, server: Guarded) -> None:
        async with client.get(server.address):
            pass
        headers = {} if origin is None else {"Origin": origin}
        with pytest.raises(WSServerHandshakeError) as refused:
            await client.ws_connect(f"{server.public_url}/ws", headers=headers)
        assert refused.value.status == 403

    serving(script)


def test_a_socket_without_the_cookie_is_refused() -> None:
    async def script(client: ClientSession, server: Guarded) -> None:
        with pytest.raises(WSServerHandshakeError):
            await client.ws_connect(f"{server.public_url}/ws", headers={"Origin": server.public_url})

    serving(script)


def test_there_is_an_end_of_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("driftsim_tui.serve.MOST", 0)

    async def script(client: ClientSession, server: Guarded) -> None:
        async with client.get(server.address):
            pass
        with pytest.raises(WSServerHandshakeError) as refused:
            await client.ws_connect(f"{server.public_url}/ws", headers={"Origin": server.public_url})
        assert refused.value.status == 503

    serving(script)


def test_every_server_has_a_token_of_its_own() -> None:
    one, other = (Guarded("cat", 1, "x", print).token for _ in range(2))
    assert one != other
    assert len(one) >= 32
