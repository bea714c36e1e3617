"""What reached the emulator: every request with names of headers, whether a key came along, and its body's digest."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import Request


@dataclass(slots=True)
class Entry:
    """One request. `status` is None until it is answered. No key and no body is kept."""

    at_s: float
    method: str
    path: str
    query: str
    header_names: tuple[str, ...]
    authorized: bool
    key_fingerprint: str | None
    content_type: str
    accept_encoding: str | None
    body_bytes: int = 0
    body_digest: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    status: int | None = None
    fault: str | None = None


class Journal:
    """Every request in order of arrival; may be read from another thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._entries: list[Entry] = []

    def open(self, request: Request, now_s: float) -> Entry:
        """Note that a request has come."""
        given = request.headers.get("authorization")
        key = given.rpartition(" ")[2] if given else None
        entry = Entry(
            at_s=now_s,
            method=request.method,
            path=request.url.path,
            query=request.url.query,
            header_names=tuple(name.decode("latin-1").lower() for name, _ in request.headers.raw),
            authorized=given is not None,
            key_fingerprint=hashlib.sha256(key.encode()).hexdigest()[:8] if key else None,
            content_type=request.headers.get("content-type", ""),
            accept_encoding=request.headers.get("accept-encoding"),
        )
        with self._changed:
            self._entries.append(entry)
            self._changed.notify_all()
        return entry

    def close(self, entry: Entry, status: int) -> None:
        """Note how it was answered."""
        with self._changed:
            entry.status = status
            self._changed.notify_all()

    def all(self, method: str | None = None, path_part: str = "") -> list[Entry]:
        """The requests with that method whose path holds `path_part`."""
        with self._changed:
            return [e for e in self._entries if method in (None, e.method) and path_part in e.path]

    def count(self, method: str | None = None, path_part: str = "") -> int:
        """How many such requests came."""
        return len(self.all(method, path_part))

    def wait_until(self, holds: Callable[[list[Entry]], bool], timeout_s: float = 20.0) -> bool:
        """Wait until `holds` is true of all entries; whether it became so."""
        with self._changed:
            return self._changed.wait_for(lambda: holds(list(self._entries)), timeout_s)

    def clear(self) -> None:
        """Forget all entries."""
        with self._changed:
            self._entries.clear()
