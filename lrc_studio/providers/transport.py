"""One exchange over the network: a request goes out, its whole answer comes back within bounds of time and size."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, BinaryIO

import httpx

from lrc_studio import __version__
from lrc_studio.core.errors import InputError, UnreachableError
from lrc_studio.providers.answers import Bounded
from lrc_studio.providers.base import Request

SLOWEST_BYTES_S = 16_384
LOOPBACK = ("all://localhost", "all://127.0.0.1", "all://[::1]")

Client = httpx.AsyncClient
"""The one connection pool of a run, as other rooms name it."""
Sent = Callable[[int, int], None]
"""Told of an upload's progress: bytes sent, bytes in all."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long each step of a request may take, in seconds of real time; `whole_s` is for everything but the upload."""

    connect_s: float = 10.0
    write_s: float = 60.0
    read_s: float = 30.0
    upload_read_s: float = 120.0
    whole_s: float = 180.0


class Begun:
    """Learns whether the first byte of a request was sent."""

    yes = False

    async def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """What httpx calls at each step; a proxy's CONNECT is not the request."""
        request = info.get("request")
        if event.endswith("send_request_headers.started") and getattr(request, "method", b"") != b"CONNECT":
            self.yes = True


class Transport:
    """Carries requests to one origin with one key."""

    def __init__(self, client: httpx.AsyncClient, origin: str, key: str | None, patience: Patience) -> None:
        self._client = client
        self._origin = origin
        self._key = key
        self._patience = patience

    async def exchange(self, request: Request, begun: Begun, sent: Sent | None) -> tuple[httpx.Response, bytearray]:
        """One request and its whole body. Raises httpx.TransportError, TimeoutError, ValueError for a bad body."""
        file = await asyncio.to_thread(_opened, request)
        try:
            built = self._built(request, file, begun, sent)
            upload_s = request.upload.bytes / SLOWEST_BYTES_S if request.upload else 0.0
            async with asyncio.timeout(self._patience.whole_s + upload_s):
                response = await self._client.send(built, stream=True, auth=None, follow_redirects=False)
                return response, await _body_of(response)
        finally:
            if file is not None:
                file.close()

    def _built(self, request: Request, file: BinaryIO | None, begun: Begun, sent: Sent | None) -> httpx.Request:
        patience = self._patience
        read_s = patience.upload_read_s if request.upload else patience.read_s
        timeout = httpx.Timeout(
            connect=patience.connect_s, pool=patience.connect_s, write=patience.write_s, read=read_s
        )
        files = {"file": (request.file_name, file, request.file_type)} if file is not None else None
        built = self._client.build_request(
            request.method,
            self._origin + request.path,
            params=dict(request.query) or None,
            data=dict(request.form) or None,
            json=dict(request.json) or None,
            files=files,
            headers=_headers(self._key),
            timeout=timeout,
            extensions={"trace": begun.trace},
        )
        if isinstance(built.stream, httpx.SyncByteStream) and file is not None:
            built.stream = _OffLoop(built.stream, int(built.headers["content-length"]), sent)
        return built


class _OffLoop(httpx.AsyncByteStream):
    """A multipart body whose file is read in a thread, so that a slow disk stops nothing; tells how far it is."""

    def __init__(self, body: Iterable[bytes], whole_bytes: int, sent: Sent | None) -> None:
        self._body = body
        self._whole_bytes = whole_bytes
        self._sent = sent

    async def __aiter__(self) -> AsyncIterator[bytes]:
        done, parts = 0, iter(self._body)
        while part := await asyncio.to_thread(_next, parts):
            yield part
            done += len(part)
            if self._sent is not None:
                self._sent(min(done, self._whole_bytes), self._whole_bytes)


def make_client() -> httpx.AsyncClient:
    """A client that keeps no cookies, follows nothing and opens a connection for each request.

    A kept connection may be closed by the service at the very moment an upload goes out on it, and then nobody knows
    whether that was taken. Raises UnreachableError where the computer names a proxy that cannot be used.
    """
    for name in ("httpx", "httpcore"):  # their records hold addresses and headers
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        return httpx.AsyncClient(
            follow_redirects=False,
            limits=httpx.Limits(max_connections=20, max_keepalive_connections=0),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            mounts=dict.fromkeys(LOOPBACK),  # what is on this computer is not behind a proxy
        )
    except (ImportError, ValueError):
        raise UnreachableError("This computer's proxy setting cannot be used. Correct it, then try again.") from None


def _headers(key: str | None) -> dict[str, str]:
    plain = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": f"lrc-studio/{__version__}"}
    return plain | ({"Authorization": f"Bearer {key}"} if key else {})


async def _body_of(response: httpx.Response) -> bytearray:
    """The body within bounds; the connection is closed whatever happens."""
    try:
        body = Bounded(response.headers.get("content-encoding", ""))
        async for chunk in response.aiter_raw():
            body.feed(chunk)
        return body.data
    finally:
        await response.aclose()


def _opened(request: Request) -> BinaryIO | None:
    if request.upload is None:
        return None
    try:
        return request.upload.path.open("rb")
    except OSError:
        raise _gone(f"“{request.upload.path.name}”") from None


def _next(parts: Iterator[bytes]) -> bytes:
    try:
        return next(parts, b"")
    except OSError:  # half a form is no form: the service cannot take it
        raise _gone("The song") from None


def _gone(name: str) -> InputError:
    return InputError(f"{name} cannot be read any more. Nothing was charged; choose the song again.")
