"""Answers of AI LRC Generator as its documentation shows them, and as they were recorded."""

from __future__ import annotations

import json
from pathlib import Path

RECEIPT = {
    "taskId": "cm4abc123",
    "traceId": "tr-9",
    "status": "QUEUED",
    "queuePosition": 2,
    "remainingCredits": 46,
    "fileName": "song.mp3",
}
LRC = "[00:00.00]Line one\n[00:05.23]Line two\n[00:10.40]Line three"
DONE = {
    "taskId": "cm4abc123",
    "status": "COMPLETED",
    "result": {"lrc": LRC},
    "creditsUsed": 6,
    "completedAt": "2026-04-19T10:02:30Z",
    "fileName": "song.mp3",
}


def payload(shared: Path, name: str) -> tuple[int, bytes]:
    """The status and the body of a recorded answer."""
    (path,) = (shared / "payloads").glob(f"{name}*.json")
    kept = json.loads(path.read_text("utf-8"))
    return kept["http_status"], kept.get("raw_body", "").encode() or json.dumps(kept["body"]).encode()
