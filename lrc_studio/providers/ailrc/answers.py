"""What AI LRC Generator answers, as values: pure functions from its JSON, tolerant where it is not described."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lrc_studio.core.errors import CreditsError, ProtocolError, StudioError, TierError
from lrc_studio.providers.answers import Answer, clean, judge_by_status, whole
from lrc_studio.providers.base import Body, Submitted, TaskPage, TaskState

NO_REASON = "Analysis failed"
_LISTS = ("list", "items", "tasks", "records")
_TASK_ID = re.compile(r"(?!\.+$)[\w.:~-]{1,200}", re.ASCII)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def judge(answer: Answer) -> StudioError | None:
    """What an answer's code means here: as in HTTP, 0 is success, 403 is told apart by its `businessCode`."""
    if answer.business == "not_enough_credits":
        return CreditsError(
            "The service says there are no credits left. Nothing was charged for this song.", answer.details
        )
    if answer.business == "level_not_enough" or answer.verdict == 413:
        return TierError(
            "This song is larger than your tier at the service takes. Nothing was charged; send a smaller copy of it.",
            answer.details,
        )
    return judge_by_status(answer)


def parse_submitted(body: Body) -> Submitted:
    """The receipt of an upload. Raises ProtocolError where it names no task."""
    items = _object(body, "items")
    task_id = _task_id(items)
    return Submitted(
        task_id=task_id,
        trace_id=_trace_id(items, body),
        status=_status(items, "QUEUED"),
        queue_position=_count(items, "queuePosition"),
        remaining_credits=_count(items, "remainingCredits"),
        file_name=clean(items.get("fileName")),
    )


def parse_task(body: Body, task_id: str = "") -> TaskState:
    """The state of a task. Raises ProtocolError where there is none, or it is another task than `task_id`."""
    items = _object(body, "items")
    state = _state(items, task_id, _trace_id(items, body))
    if task_id and state.task_id != task_id:
        raise _unlike("another task than the one asked for")
    if not state.status:
        raise _unlike("a task without a status")
    return replace(state, error=state.error or NO_REASON) if state.status == "FAILED" else state


def parse_tasks(body: Body, page: int = 1, limit: int = 20) -> TaskPage:
    """A page of the list, whose shape is not described: an array, or an object that holds one; odd rows are left out.

    A failed task whose row does not say why has no `error`: the task itself may say it. Raises ProtocolError where
    there is no list.
    """
    items = body.get("items")
    rows = _rows(items)
    around = items if isinstance(items, dict) else body
    tasks = tuple(_state(row, "", _trace_id(row, {})) for row in rows if isinstance(row, dict) and _has_id(row))
    total = next((found for place in (around, body) if (found := _count(place, "total")) is not None), None)
    return TaskPage(tasks, _count(around, "page") or page, _count(around, "limit") or limit, total)


def _state(items: Body, task_id: str, trace_id: str) -> TaskState:
    status = _status(items, "")
    return TaskState(
        task_id=_task_id(items) if _has_id(items) or not task_id else task_id,
        status=status,
        file_name=clean(items.get("fileName")),
        lrc=_lrc(items),
        error=_reason(items) if status == "FAILED" else None,
        credits_used=_count(items, "creditsUsed"),
        completed_at=clean(items.get("completedAt")) or None,
        queue_position=_count(items, "queuePosition"),
        trace_id=trace_id,
    )


def _lrc(items: Body) -> str | None:
    """The lyrics, in plain text with plain line ends; None where they are blank or absent."""
    result = items.get("result")
    text = result.get("lrc") if isinstance(result, dict) else result
    if not isinstance(text, str):
        return None
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    plain = _CONTROLS.sub("", plain).encode("utf-8", "replace").decode("utf-8")
    return plain if plain.strip() else None


def _reason(items: Body) -> str | None:
    error = items.get("error")
    inner = error.get("message") if isinstance(error, dict) else error
    said = (clean(text) for text in (inner, items.get("errorMessage"), items.get("message")))
    return next((text[:200] for text in said if text), None)


def _rows(items: Any) -> list[Any]:
    if isinstance(items, list):
        return items
    if isinstance(items, dict):
        for name in _LISTS:
            if isinstance(items.get(name), list):
                found: list[Any] = items[name]
                return found
    raise _unlike("no list of tasks")


def _object(body: Body, name: str) -> Body:
    value = body.get(name)
    if not isinstance(value, dict):
        raise _unlike(f"no object named {name}")
    return value


def _task_id(items: Body) -> str:
    value = items.get("taskId", items.get("id"))
    text = str(value) if type(value) is int else value
    if not isinstance(text, str) or not _TASK_ID.fullmatch(text):
        raise _unlike("no task id that can be used")
    return text


def _has_id(items: Body) -> bool:
    try:
        return bool(_task_id(items))
    except ProtocolError:
        return False


def _trace_id(items: Body, body: Body) -> str:
    return (clean(items.get("traceId")) or clean(body.get("traceId")))[:200]


def _status(items: Body, default: str) -> str:
    return clean(items.get("status")).upper()[:40] or default


def _count(items: Body, name: str) -> int | None:
    value = whole(items.get(name))
    return value if value is not None and value >= 0 else None


def _unlike(what: str) -> ProtocolError:
    return ProtocolError(
        "The service gave an answer that this program does not know. Nothing is lost; try again later.",
        f"AI LRC Generator: {what}",
    )
