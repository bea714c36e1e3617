"""What is remembered of a song at a service, and the states it goes through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class JobState(StrEnum):
    """Where a job stands; the words are stored and shown by `jobs --json`."""

    DRAFT = "draft"
    PREFLIGHT = "preflight"
    SUBMITTING = "submitting"
    SUBMITTED = "submitted"
    WAITING = "waiting"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    EMPTY = "empty"
    ORPHANED = "orphaned"
    PAUSED_RATE = "paused-rate"
    TIMED_OUT = "timed-out"
    CANCELLED_HERE = "cancelled-here"


UPLOAD, WORDS, LYRICS = "audio_analysis", "timed-words", "lyrics"
"""What a job has done: a song is sent and timed, or a song's words or a task's lyrics are fetched by their ids."""

FINISHED = frozenset({JobState.SUCCEEDED, JobState.FAILED, JobState.EMPTY})
"""The service has said its last word, or refused the song."""
STOPPED = FINISHED | {JobState.CANCELLED_HERE}
"""What no start of the program takes up by itself."""


@dataclass(frozen=True, slots=True)
class Job:
    """A song at a service.

    `key_fingerprint` tells which key made it, never the key; `digest` is of the song; `nonce` stands in the names sent,
    so that a lost upload is found again. `next_poll_at_s`, `created_s`, `updated_s` are Unix seconds. `result_lrc` is
    the answer as the service gave it, `lyrics_path` where it is still to be written in `format_id` (None: nowhere, or
    it is there). `encode_kbps` is the rate of a smaller copy that is sent instead of the song; `batch` the folder the
    song was found in. `audio_id`, `music_index` and `variation` say which song or text of the task is meant where
    the job fetches by ids; its `digest` is then of the ids.
    """

    id: str
    provider: str
    origin: str
    key_fingerprint: str
    digest: str
    nonce: str
    song_path: str
    song_title: str
    operation: str = UPLOAD
    state: JobState = JobState.DRAFT
    task_id: str | None = None
    trace_id: str | None = None
    attempts: int = 0
    next_poll_at_s: float | None = None
    queue_position: int | None = None
    credits_used: int | None = None
    credits_left: int | None = None
    completed_at: str | None = None
    message: str = ""
    excerpt: str = ""
    result_lrc: str | None = None
    lyrics_path: str | None = None
    format_id: str = "lrc"
    encode_kbps: int | None = None
    batch: str = ""
    created_s: float = 0.0
    updated_s: float = 0.0
    audio_id: str | None = None
    music_index: int | None = None
    variation: int | None = None

    @property
    def finished(self) -> bool:
        """Whether the service has said its last word."""
        return self.state in FINISHED

    @property
    def may_be_sent(self) -> bool:
        """Whether sending the song is safe: no upload of this job can have reached the service."""
        unsent = self.state not in (JobState.SUBMITTING, JobState.ORPHANED)
        return self.task_id is None and unsent and self.state is not JobState.SUCCEEDED
