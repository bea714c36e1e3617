"""A server of few words on a real socket: each connection gets the next script, and everything asked is kept."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Asked:
    """One request as it came in."""

    def __init__(self, head: bytes, body: bytes) -> None:
        lines = head.decode("latin-1").split("\r\n")
        self.method, self.target, _ = lines[0].split(" ")
        self.headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:] if line)}
        self.body = body


class Wire:
    """Serves until the block ends; the last script stays for all further connections."""

    def __init__(self, *scripts: Script) -> None:
        self._scripts = list(scripts)
        self.asked: list[Asked] = []
        self.left = asyncio.Event()
        self.arrived = asyncio.Event()

    async def __aenter__(self) -> Wire:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.origin = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        self._tasks: set[asyncio.Task[Any]] = set()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._answer(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            self.left.set()
        except asyncio.CancelledError:
            pass
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n"))[:-4]
        asked = Asked(head, b"")
        asked.body = await reader.readexactly(int(asked.headers.get("content-length", 0)))
        self.asked.append(asked)
        self.arrived.set()
        script = self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]
        await script(reader, writer)
        if not writer.is_closing():
            await writer.drain()


def reply(
    body: Any = None, status: int = 200, kind: str = "application/json", headers: Iterable[tuple[str, str]] = ()
) -> Script:
    """A whole answer; a body that is not bytes is sent as JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return raw(status, [("content-type", kind), ("content-length", str(len(data))), *headers], data)


def raw(status: int, headers: Iterable[tuple[str, str]], *parts: bytes) -> Script:
    """An answer with exactly these headers and this body, after which the connection ends."""
    head = f"HTTP/1.1 {status} Said\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers) + "\r\n"

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for part in (head.encode("latin-1"), *parts):
            writer.write(part)
            await writer.drain()

    return script


def endless(chunk: bytes, headers: Iterable[tuple[str, str]], first: bytes = b"") -> Script:
    """A body that never ends."""
    start = raw(200, headers, first)

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await start(reader, writer)
        while True:
            writer.write(chunk)
            await writer.drain()

    return script


def silent(first: bytes = b"") -> Script:
    """Says `first` and then nothing until the client is gone."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        assert await reader.read() == b""
        raise ConnectionResetError

    return script


def reset(first: bytes = b"") -> Script:
    """Says `first` and cuts the connection hard (RST)."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        await writer.drain()
        plug: socket.socket = writer.get_extra_info("socket")
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    return script


async def shut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Closes without a word."""
