"""A TCP proxy in front of the emulator for what no web server can be asked to do: resets, stalls, cuts, half closes."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from tests.emulator.faults import Plan
from tests.emulator.gate import Gate

HEAD_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Wire:
    """A fault of the line. `at_bytes` counts bytes of the answer (of the request's body for `refuse`).

    refuse: reset before the service has the request. lose: the service does the work, then reset without an answer.
    cut: reset inside the answer. half_close: end of stream inside the answer, the other direction stays open.
    stall: silence inside the answer until the gate opens, then the rest. drip: the answer one byte at a time.
    raw: these bytes instead of the service. hold: the request waits at the gate before it goes on.
    """

    kind: str
    at_bytes: int = 0
    raw: bytes = b""
    gate: Gate = field(default_factory=Gate)
    pause_s: float = 0.02


class Proxy:
    """One listening socket. Each request gets a connection of its own, as `Connection: close` is put into it."""

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._server: asyncio.Server | None = None
        self._running: set[asyncio.Task[None]] = set()
        self.plan = Plan()
        self.seen: list[tuple[str, str]] = []
        self.push = self.plan.push

    @property
    def origin(self) -> str:
        """Where to reach it."""
        assert self._server
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def start(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, limit=HEAD_BYTES)

    async def stop(self) -> None:
        """Close the socket and every connection."""
        assert self._server
        self._server.close()
        for task in tuple(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._running.add(task)
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await self._serve(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()  # the emulator stops; asyncio logs a handler that ends as cancelled
        finally:
            self._running.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        method, path = head.decode("latin-1").split(" ", 2)[:2]
        self.seen.append((method, path))
        wire: Wire | None = self.plan.take(method, path.partition("?")[0])
        line = Line(reader, writer, head, wire or Wire("none"))
        await KINDS[line.wire.kind](line, self._target_port)


@dataclass(slots=True)
class Line:
    """One connection with the head of its request, and what is to befall it."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    head: bytes
    wire: Wire

    async def send(self, data: bytes) -> None:
        """Towards the client."""
        self.writer.write(data)
        await self.writer.drain()

    def reset(self) -> None:
        """RST instead of FIN: what is under way is lost."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


@contextlib.asynccontextmanager
async def forwarded(line: Line, port: int) -> AsyncIterator[asyncio.StreamReader]:
    """Send the request on; the service's answer can be read inside."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    first, _, rest = line.head.partition(b"\r\n")
    kept = [row for row in rest.split(b"\r\n") if not row.lower().startswith(b"connection:")]
    writer.write(b"\r\n".join([first, b"Connection: close", *kept]))
    pump = asyncio.ensure_future(pumped(line.reader, writer))
    try:
        yield reader
    finally:
        pump.cancel()
        if writer.transport.get_write_buffer_size():
            writer.transport.abort()  # a service that stopped reading would hold the connection open
        writer.close()  # before anything is waited for: the proxy may be stopped there
        await asyncio.gather(pump, return_exceptions=True)
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


async def pumped(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The request's body on its way to the service; a client that goes away takes the connection along."""
    while data := await reader.read(65_536):
        writer.write(data)
        await writer.drain()
    writer.close()


async def answered(line: Line, port: int, most_bytes: int | None = None) -> bytes:
    """The service's answer up to so many bytes; all of it when None."""
    async with forwarded(line, port) as answer:
        return await answer.read(-1) if most_bytes is None else await answer.readexactly(most_bytes)


async def passed(line: Line, port: int) -> None:
    """No fault."""
    async with forwarded(line, port) as answer:
        while data := await answer.read(65_536):
            await line.send(data)


async def refused(line: Line, _port: int) -> None:
    """Reset while the request comes in."""
    if line.wire.at_bytes:
        await line.reader.readexactly(line.wire.at_bytes)
    line.reset()


async def lost(line: Line, port: int) -> None:
    """Reset after the work, before a byte of the answer."""
    await answered(line, port)
    line.reset()


async def cut(line: Line, port: int) -> None:
    """Reset inside the answer; the client has read what came before."""
    await line.send((await answered(line, port))[: line.wire.at_bytes])
    line.reset()


async def half_closed(line: Line, port: int) -> None:
    """FIN inside the answer; then read on until the client closes."""
    await line.send((await answered(line, port))[: line.wire.at_bytes])
    line.writer.write_eof()
    while await line.reader.read(65_536):
        pass


async def stalled(line: Line, port: int) -> None:
    """Silence inside the answer."""
    answer = await answered(line, port)
    await line.send(answer[: line.wire.at_bytes])
    await line.wire.gate.passing()
    await line.send(answer[line.wire.at_bytes :])


async def dripped(line: Line, port: int) -> None:
    """One byte at a time: no single read takes long, the whole takes for ever."""
    for byte in await answered(line, port):
        await line.send(bytes([byte]))
        await asyncio.sleep(line.wire.pause_s)


async def replaced(line: Line, _port: int) -> None:
    """Bytes of no web server."""
    await line.send(line.wire.raw)


async def kept_waiting(line: Line, port: int) -> None:
    """The request waits before it goes on."""
    await line.wire.gate.passing()
    await passed(line, port)


KINDS: dict[str, Callable[[Line, int], Awaitable[None]]] = {
    "none": passed,
    "refuse": refused,
    "lose": lost,
    "cut": cut,
    "half_close": half_closed,
    "stall": stalled,
    "drip": dripped,
    "raw": replaced,
    "hold": kept_waiting,
}
