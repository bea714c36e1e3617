"""A job as its row keeps it, for tests of how it is shown."""

from __future__ import annotations

from lrc_studio.storage.jobs import Job

NOW_S = 1_776_600_000.0
JOB = Job(
    id="1",
    provider="ailrc",
    origin="https://example.org",
    key_fingerprint="0" * 8,
    digest="d",
    nonce="ls-1",
    song_path="/music/a.mp3",
    song_title="Paper Lanterns",
    task_id="cm4",
    trace_id="cm4",
    created_s=NOW_S - 72,
    updated_s=NOW_S - 300,
)
