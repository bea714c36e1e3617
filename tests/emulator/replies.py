"""Answers before they become bytes on a socket, and the documented errors."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response, StreamingResponse


@dataclass(slots=True)
class Reply:
    """One answer. `headers` win over the usual ones; a header of None is left out; a stream wins over the body."""

    status: int
    body: bytes
    headers: dict[str, str | None] = field(default_factory=dict)
    stream: AsyncIterator[bytes] | None = None
    skew_s: float = 0.0
    """How wrong its Date header is."""

    def response(self, usual: dict[str, str]) -> Response:
        """The answer for Starlette, with the headers that every answer has."""
        headers = {name: value for name, value in (usual | self.headers).items() if value is not None}
        if self.stream is not None:
            return StreamingResponse(self.stream, self.status, headers)
        return Response(self.body, self.status, headers)


def said(value: Any, status: int = 200) -> Reply:
    """A JSON answer in UTF-8."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(status, body, {"content-type": "application/json"})


def ok(items: Any) -> Reply:
    """A documented success of a read."""
    return said({"code": 0, "items": items})


def error(status: int, message: str, business_code: str | None = None) -> Reply:
    """A documented error: `code` equals the HTTP status."""
    more = {"businessCode": business_code} if business_code else {}
    return said({"code": status, "message": message} | more, status)


def not_found(message: str = "Task not found") -> Reply:
    """404."""
    return error(404, message)


def not_enough_credits() -> Reply:
    """403 for an account that cannot pay."""
    return error(403, "Not enough credits", "not_enough_credits")


def level_not_enough() -> Reply:
    """403 for a file over the tier's size."""
    return error(403, "File exceeds the size limit for your tier", "level_not_enough")
