"""The emulator as a whole: a web server on a loopback port of its own, in a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self

import httpx
import uvicorn

from tests.emulator.accounts import Access
from tests.emulator.admin import Admin
from tests.emulator.clock import START_S, VirtualClock
from tests.emulator.faults import Plan
from tests.emulator.service import Service
from tests.emulator.timeline import Script
from tests.emulator.wire import Proxy

Application = Callable[[Any, Any, Any], Awaitable[None]]


class Serving:
    """`with Serving(application) as serving:` serves until the block ends; nothing is left of it then."""

    def __init__(self, application: Application, port: int = 0) -> None:
        self._application = application
        self._wanted_port = port
        self._proxies: list[Proxy] = []
        self.without_sockets = False
        """Whether clients that are `reached` speak to the application itself, in their own loop."""

    def reached(self, client: httpx.AsyncClient, origin: str = "") -> httpx.AsyncClient:
        """The client, with its sockets taken away where it is to do without, unless it asks another `origin`."""
        if self.without_sockets and origin in ("", self.origin):
            client._transport = httpx.ASGITransport(self._application)
        return client

    def __enter__(self) -> Self:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", self._wanted_port))
        self._socket.listen(128)
        self.port: int = self._socket.getsockname()[1]
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="emulator", daemon=True)
        self._thread.start()
        if not self._ready.wait(30):
            raise RuntimeError("the emulator did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    @property
    def origin(self) -> str:
        """Where to reach the service, without a fault of the line."""
        return f"http://127.0.0.1:{self.port}"

    def proxy(self) -> Proxy:
        """A TCP proxy in front, for resets, stalls and cuts; it ends with the emulator."""
        proxy = Proxy(self.port)
        asyncio.run_coroutine_threadsafe(proxy.start(), self._loop).result(30)
        self._proxies.append(proxy)
        return proxy

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        config = uvicorn.Config(
            self._application,
            interface="asgi3",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            date_header=False,
            server_header=False,
        )
        await Server(config, self._ready, self._stop, self._proxies).serve(sockets=[self._socket])


class Emulator(Serving):
    """AI LRC Generator. `speed` is virtual seconds for each real one, 0 for a clock that only `clock.advance` moves."""

    def __init__(self, *, port: int = 0, speed: float = 0.0, start_s: float = START_S) -> None:
        super().__init__(self._answer, port)
        self.clock = VirtualClock(start_s, speed)
        self.service = Service(self.clock)
        self.accounts = self.service.accounts
        self.tasks = self.service.tasks
        self.journal = self.service.journal
        self.faults: Plan = self.service.faults
        self.content = self.service.content
        self.switches = self.service.switches
        self.admin = Admin(self.service)

    def key(self, persona: str = "premium") -> str:
        """The key of a demo persona: free, pro, premium, empty, revoked, expired."""
        return self.accounts.named(persona).key

    def access(self, persona: str = "premium") -> Access:
        """The key, account and windows of a demo persona."""
        return self.accounts.named(persona)

    def script(self, script: Script, times: int = 1) -> None:
        """Let the next uploads run so."""
        self.tasks.script(script, times)

    def uploads(self) -> list[str]:
        """Digest of the file of every task that was ever taken and is still there."""
        return [task.digest for task in self.tasks.all()]

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        asked_admin = scope["path"].startswith("/__emu__/")
        await (self.admin if asked_admin else self.service)(scope, receive, send)


class Server(uvicorn.Server):
    """uvicorn that says when it serves, and that ends at once whatever its clients do."""

    def __init__(
        self, config: uvicorn.Config, ready: threading.Event, stop: asyncio.Event, proxies: list[Proxy]
    ) -> None:
        super().__init__(config)
        self._ready = ready
        self._stop = stop
        self._proxies = proxies

    async def main_loop(self) -> None:
        """Serve until told to stop."""
        self._ready.set()
        await self._stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Drop every connection, also those that a fault holds; nobody is waited for."""
        for proxy in self._proxies:
            await proxy.stop()
        for server in self.servers:
            server.close()
        for listening in sockets or []:
            listening.close()
        for connection in tuple(self.server_state.connections):
            connection.transport.abort()
        for task in tuple(self.server_state.tasks):
            task.cancel()
        await asyncio.gather(*self.server_state.tasks, return_exceptions=True)
