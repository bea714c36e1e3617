"""Jobs and a service's tasks as rows: the JSON of `jobs --json`, and a table for people."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lrc_studio.cli import streams
from lrc_studio.cli.service_songs import SHORT_ID

if TYPE_CHECKING:
    from lrc_studio.providers.base import TaskState
    from lrc_studio.storage.jobs import Job

Row = dict[str, Any]
COLUMNS = ("id", "state", "provider", "updated", "song", "message")


def of_job(job: Job) -> Row:
    """A job kept here; `result` is its answer as the service gave it."""
    return {
        "id": job.id,
        "provider": job.provider,
        "state": str(job.state),
        "task_id": job.task_id,
        "song": job.song_title,
        "created": moment(job.created_s),
        "updated": moment(job.updated_s),
        "message": job.message,
        "result": job.result_lrc,
    }


def of_task(task: TaskState, provider_id: str, job: Job | None) -> Row:
    """A task of a service's own list; `state` is its word, `id` the job's here, or the task's where there is none."""
    return {
        "id": job.id if job else task.task_id,
        "provider": provider_id,
        "state": task.status,
        "task_id": task.task_id,
        "song": task.file_name or (job.song_title if job else ""),
        "created": moment(job.created_s) if job else None,
        "updated": task.completed_at,
        "message": task.error or "",
        "result": task.lrc or (job.result_lrc if job else None),
    }


def put(rows: list[Row], as_json: bool) -> None:
    """The rows on standard output; a table where `as_json` is False."""
    if as_json:
        streams.put(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return
    if not rows:
        streams.say("There are no jobs.")
    table = [[_cell(row, column) for column in COLUMNS] for row in rows]
    widths = [max(len(cells[at]) for cells in table) if table else 0 for at in range(len(COLUMNS) - 1)]
    for cells in table:
        head = "".join(f"{cell:<{width}}  " for cell, width in zip(cells, widths, strict=False))
        streams.put(f"{head}{cells[-1]}".rstrip() + "\n")


def moment(at_s: float) -> str:
    """A time in Unix seconds as ISO 8601 in UTC, whole seconds."""
    return datetime.fromtimestamp(int(at_s), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _cell(row: Row, column: str) -> str:
    text = str(row[column] or "")
    return text[:SHORT_ID] if column == "id" and text != row["task_id"] else text.replace("\n", " ")
