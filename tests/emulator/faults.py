"""Scripted faults of the answers: what a sick service, a gateway or an enemy could say instead of the truth."""

from __future__ import annotations

import asyncio
import json
import threading
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from tests.emulator.gate import Gate
from tests.emulator.replies import Reply, error, said

Make = Callable[[Reply], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Fault:
    """A change of an answer. `stage`: gateway (nothing of the service runs, no limit is counted), service (after key
    and limit, instead of the work), before (after key and limit; then the work is done all the same), reply (after the
    work: a task is made, credits are taken)."""

    name: str
    stage: str
    make: Make


@dataclass(slots=True)
class Planned:
    """A fault and the requests it is for: the method, a part of the path, a key; `skip` of them go free first."""

    fault: Any
    method: str | None
    path: str
    key: str | None
    skip: int
    times: int

    def takes(self, method: str, path: str, key: str | None) -> bool:
        """Whether it is this request's turn; counts down."""
        if self.method not in (None, method) or self.path not in path or self.key not in (None, key):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True


class Plan:
    """Faults to come; each request takes the first one that is for it. May be filled from another thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._planned: list[Planned] = []

    def push(
        self,
        fault: Any,
        *,
        method: str | None = None,
        path: str = "",
        key: str | None = None,
        skip: int = 0,
        times: int = 1,
    ) -> None:
        """Plan a fault for the next `times` requests that match, after `skip` that go free."""
        with self._lock:
            self._planned.append(Planned(fault, method, path, key, skip, times))

    def take(self, method: str, path: str, key: str | None = None) -> Any:
        """The fault for this request, or None."""
        with self._lock:
            for planned in self._planned:
                if planned.takes(method, path, key):
                    if not planned.times:
                        self._planned.remove(planned)
                    return planned.fault
        return None

    def left(self) -> int:
        """How many are still planned."""
        return len(self._planned)

    def clear(self) -> None:
        """Plan nothing any more."""
        with self._lock:
            self._planned.clear()


def instead(name: str, stage: str, reply: Reply) -> Fault:
    """Always this answer."""

    async def make(_true: Reply) -> Reply:
        return reply

    return Fault(name, stage, make)


def changed(name: str, change: Callable[[Reply], Reply]) -> Fault:
    """The true answer, changed."""

    async def make(true: Reply) -> Reply:
        return change(true)

    return Fault(name, "reply", make)


def server_error(status: int = 500, message: str = "Internal server error", stage: str = "service") -> Fault:
    """A documented 500, or another status in the same envelope; `stage` reply lets the work be done before."""
    return instead(f"error {status}", stage, error(status, message))


def rate_limited(retry_after: str | None) -> Fault:
    """429 with any Retry-After: seconds, a fraction, a date, nonsense, or None for no header."""
    reply = error(429, "Rate limit exceeded")
    reply.headers["retry-after"] = retry_after
    return instead("429", "service", reply)


def page(status: int = 502) -> Fault:
    """A gateway's HTML page."""
    body = f"<!DOCTYPE html><html><head><title>{status}: gateway</title></head><body>Try later</body></html>".encode()
    headers: dict[str, str | None] = {"content-type": "text/html; charset=UTF-8"}
    return instead(f"page {status}", "gateway", Reply(status, body, headers))


def raw_body(body: bytes, content_type: str | None = "application/json", status: int = 200) -> Fault:
    """Any bytes."""
    return instead("raw body", "service", Reply(status, body, {"content-type": content_type}))


def json_body(value: Any, status: int = 200) -> Fault:
    """Any JSON value, whatever the service would have said."""
    return instead("json body", "service", said(value, status))


def truncated(keep_bytes: int = 20) -> Fault:
    """A whole HTTP answer whose JSON is cut."""
    return changed("truncated", lambda true: Reply(true.status, true.body[:keep_bytes], dict(true.headers)))


def wrong_type(content_type: str | None) -> Fault:
    """The true body under another Content-Type, or none."""
    return changed(
        "wrong type", lambda true: Reply(true.status, true.body, true.headers | {"content-type": content_type})
    )


def mutated(change: Callable[[dict[str, Any]], Any]) -> Fault:
    """The true JSON object after `change`, which returns it or another value."""
    return changed("mutated", lambda true: said(change(json.loads(true.body)), true.status))


def items_with(**values: Any) -> Fault:
    """The true answer with other values in `items`."""

    def change(value: dict[str, Any]) -> dict[str, Any]:
        value["items"] |= values
        return value

    return mutated(change)


def skewed(seconds: float) -> Fault:
    """The true answer with a Date that is wrong by `seconds`."""
    return changed("skewed", lambda true: Reply(true.status, true.body, true.headers, skew_s=seconds))


def redirected(location: str, status: int = 302) -> Fault:
    """A redirect."""
    return instead("redirect", "gateway", Reply(status, b"", {"location": location}))


def deep(levels: int = 100_000) -> Fault:
    """JSON that nests deeper than a parser should go."""
    return raw_body(b'{"code":0,"items":' + b"[" * levels + b"]" * levels + b"}")


def not_a_number() -> Fault:
    """The NaN that JSON does not know."""
    return raw_body(b'{"code":0,"items":{"taskId":"x","status":"COMPLETED","creditsUsed":NaN}}')


def gzip_bomb(megabytes: int = 64) -> Fault:
    """Little gzip that opens to many megabytes, sent although nobody asked for gzip."""

    async def make(_true: Reply) -> Reply:
        headers: dict[str, str | None] = {"content-type": "application/json", "content-encoding": "gzip"}
        return Reply(200, b"", headers, stream=bomb(megabytes))

    return Fault("gzip bomb", "service", make)


def endless() -> Fault:
    """A body without an end."""

    async def make(_true: Reply) -> Reply:
        return Reply(200, b"", {"content-type": "application/json"}, stream=for_ever())

    return Fault("endless", "service", make)


def held(gate: Gate, stage: str = "before") -> Fault:
    """The true answer after the gate opens; with stage `reply` the work was done before that."""

    async def make(true: Reply) -> Reply:
        await gate.passing()
        return true

    return Fault("held", stage, make)


async def bomb(megabytes: int) -> AsyncIterator[bytes]:
    """gzip of so many megabytes of blanks."""
    packer = zlib.compressobj(9, wbits=31)
    blanks = b" " * 1_048_576
    for _ in range(megabytes):
        yield packer.compress(blanks)
    yield packer.flush()


async def for_ever() -> AsyncIterator[bytes]:
    """Blanks, which JSON may begin with, until the reader is gone."""
    while True:
        await asyncio.sleep(0)  # gives the server a chance to see that the reader is gone
        yield b" " * 65_536


NAMED: dict[str, Callable[..., Fault]] = {
    "server_error": server_error,
    "rate_limited": rate_limited,
    "page": page,
    "truncated": truncated,
    "json_body": json_body,
    "items_with": lambda values: items_with(**values),
    "skewed": skewed,
    "redirected": redirected,
    "deep": deep,
    "not_a_number": not_a_number,
    "gzip_bomb": gzip_bomb,
    "endless": endless,
    "never": lambda: held(Gate()),
    "lost_reply_500": partial(server_error, stage="reply"),
}
"""The faults that another process may plan by name."""
