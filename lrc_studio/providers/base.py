"""What a provider declares, and the values that every service takes and gives."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

FINISHED = frozenset({"COMPLETED", "FAILED"})
"""The statuses after which a task no longer changes; any other, an unknown one too, means that it goes on."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A source of times.

    `needs`: any of audio, lyrics, task_id, audio_id, key. `gives`: any of lines, words, waveform, text.
    `lists` and `deletes` say whether it keeps tasks; `costs` whether a request is paid; `sends` what leaves the
    computer, in words for the picker's foot. `origin` is where a service answers, `key_page` where its keys are made
    and reset, `support_page` where its people are asked; empty for what is on this computer.
    """

    id: str
    label: str
    summary: str
    needs: frozenset[str]
    gives: frozenset[str]
    lists: bool = False
    deletes: bool = False
    costs: bool = False
    sends: str = "Nothing leaves this computer"
    origin: str = ""
    key_page: str = ""
    support_page: str = ""


OFFLINE = Provider(
    id="offline",
    label="Offline",
    summary="On this computer, no account",
    needs=frozenset({"audio", "lyrics"}),
    gives=frozenset({"lines", "words"}),
)


class Clock(Protocol):
    """The time that providers and jobs go by, so that tests can own it."""

    def now_s(self) -> float:
        """Unix seconds."""

    async def sleep(self, seconds: float) -> None:
        """Give way for that long."""


class SystemClock:
    """The computer's own time."""

    def now_s(self) -> float:
        """Unix seconds."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Give way for that long."""
        import asyncio

        await asyncio.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Upload:
    """A song to send: the file read, the name it gets there, its size, its SHA-256 (hex) and the job's `nonce`."""

    path: Path
    name: str
    bytes: int
    digest: str
    nonce: str


@dataclass(frozen=True, slots=True)
class Request:
    """One request as plain data; the path begins with a slash, and `upload` makes it a multipart form."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    upload: Upload | None = None
    form: tuple[tuple[str, str], ...] = ()
    file_name: str = ""
    file_type: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A service's receipt for an upload; numbers that it did not give are None."""

    task_id: str
    trace_id: str
    status: str
    queue_position: int | None
    remaining_credits: int | None
    file_name: str


@dataclass(frozen=True, slots=True)
class TaskState:
    """What a service says of a task: `lrc` only where it came with lyrics, `error` only where it failed."""

    task_id: str
    status: str
    file_name: str = ""
    lrc: str | None = None
    error: str | None = None
    credits_used: int | None = None
    completed_at: str | None = None
    queue_position: int | None = None
    trace_id: str = ""

    @property
    def finished(self) -> bool:
        """Whether it no longer changes."""
        return self.status in FINISHED


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of a service's own list; `total` is None where it does not say."""

    tasks: tuple[TaskState, ...]
    page: int
    limit: int
    total: int | None


AtRisk = Callable[[bool], None]
"""Told True before the first byte of a paid request leaves, and False where it surely was not taken."""

Body = dict[str, Any]
"""The JSON object that a service answered with."""


def new_nonce() -> str:
    """A mark for the name of an upload, by which it is found again when its answer was lost."""
    import secrets

    return f"ls-{secrets.token_hex(4)}"
