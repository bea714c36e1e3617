"""One request over a real socket, and what came of it."""

from __future__ import annotations

import asyncio
from typing import Any

from lrc_studio.core.errors import (
    StudioError,
)
from lrc_studio.providers.base import Request
from lrc_studio.providers.http import Http, Patience, make_client
from lrc_studio.providers.limits import Limiter
from tests.providers.virtual import Skipping
from tests.providers.wire import Script, Wire

KEY = "ailrc_sk_0123456789abcdef"
READ = Request("GET", "/thing")
PAY = Request("POST", "/pay")
OK = {"code": 0, "items": {}}
JSON = [("content-type", "application/json")]
GZIP = [*JSON, ("content-encoding", "gzip")]
SHORT = Patience(connect_s=5, write_s=5, read_s=0.2, upload_read_s=0.2, whole_s=0.5)


class Talk:
    """What came of a request: the answer or the error, and what the server was asked."""

    def __init__(self, wire: Wire, clock: Skipping, limiter: Limiter, body: Any, error: StudioError | None) -> None:
        self.wire, self.clock, self.limiter = wire, clock, limiter
        self.body, self.error = body, error


def talk(*scripts: Script, request: Request = READ, paid: bool = False, patience: Patience | None = None) -> Talk:
    async def work() -> Talk:
        clock = Skipping()
        limiter = Limiter((), clock)
        async with Wire(*scripts) as wire, make_client() as client:
            http = Http(client, wire.origin, clock, KEY, limiter, service="AI LRC Generator", patience=patience)
            try:
                return Talk(wire, clock, limiter, await http.send(request, paid=paid), None)
            except StudioError as error:
                return Talk(wire, clock, limiter, None, error)

    return asyncio.run(work())
