"""What a provider declares, and the values that every service takes and gives."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from lrc_studio.core.words import Token

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
    """One request as plain data; the path begins with a slash.

    `upload` makes it a multipart form, `json` a JSON object of these names and values.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    upload: Upload | None = None
    form: tuple[tuple[str, str], ...] = ()
    file_name: str = ""
    file_type: str = ""
    json: tuple[tuple[str, str | int], ...] = ()


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


@dataclass(frozen=True, slots=True)
class Ids:
    """Which song of a service is meant, as far as it is known: empty or None where it is not.

    `music_index` is the place of a track within its task, from 0; `variation` that of a lyrics text, from 1.
    """

    task_id: str = ""
    audio_id: str = ""
    music_index: int | None = None
    variation: int | None = None


@dataclass(frozen=True, slots=True)
class TimedWords:
    """A song's words as a service timed them, none for an instrumental or where it found none.

    `peaks` is its waveform in 0..1, spread evenly over the song. `hoot_cer` is an error rate, 0 good and 1 worst;
    `streamed` says that the service made them while the song was still being made. None where it does not say.
    """

    tokens: tuple[Token, ...]
    peaks: tuple[float, ...] = ()
    hoot_cer: float | None = None
    streamed: bool | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A song that a task made; `text` is the lyric text it was made from, with its line ends, `created` as given.

    `duration_ms` is None and `audio_url` empty while the service does not have them.
    """

    audio_id: str
    title: str = ""
    duration_ms: int | None = None
    audio_url: str = ""
    text: str = ""
    tags: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class TrackList:
    """What a service says of a task that makes songs: `error` where it failed, `warning` where tracks came even so."""

    task_id: str
    status: str
    tracks: tuple[Track, ...] = ()
    error: str | None = None
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Variation:
    """One of the lyrics that a task wrote; `number` from 1, `status` as given, `error` only where it failed."""

    number: int
    title: str = ""
    text: str = ""
    status: str = ""
    error: str | None = None

    @property
    def usable(self) -> bool:
        """Whether it has a text and did not fail."""
        return bool(self.text.strip()) and self.error is None


@dataclass(frozen=True, slots=True)
class LyricsRecord:
    """What a service says of a task that writes lyrics, `prompt` being what was asked for.

    `error` where it failed, `warning` where texts came even so; neither while it goes on, for which see `finished`.
    """

    task_id: str
    status: str
    prompt: str = ""
    variations: tuple[Variation, ...] = ()
    error: str | None = None
    warning: str | None = None

    @property
    def finished(self) -> bool:
        """Whether it no longer changes: of the described statuses only PENDING goes on."""
        return self.status != "PENDING"


AtRisk = Callable[[bool], None]
"""Told True before the first byte of a paid request leaves, and False where it surely was not taken."""

Body = dict[str, Any]
"""The JSON object that a service answered with."""


def new_nonce() -> str:
    """A mark for the name of an upload, by which it is found again when its answer was lost."""
    import secrets

    return f"ls-{secrets.token_hex(4)}"
