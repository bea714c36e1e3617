"""AI LRC Generator: songs go up, lines with times come back. Its requests and answers as values, and who sends them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from lrc_studio.core.errors import NotThereError, OutcomeUnknownError, ProtocolError
from lrc_studio.providers.ailrc.answers import judge, parse_submitted, parse_task, parse_tasks
from lrc_studio.providers.base import AtRisk, Body, Provider, Request, Submitted, TaskPage, TaskState, Upload
from lrc_studio.providers.limits import DAY_S, FREE, PREMIUM, PRO, Priority
from lrc_studio.providers.waits import iso_s

if TYPE_CHECKING:
    from lrc_studio.providers.http import Http, Sent

AILRC = Provider(
    id="ailrc",
    label="AI LRC Generator",
    summary="A service: hears the words itself",
    needs=frozenset({"audio", "key"}),
    gives=frozenset({"lines", "text"}),
    lists=True,
    deletes=True,
    costs=True,
    sends="The song is sent to ailrcgenerator.com",
    origin="https://ailrcgenerator.com",
    # The documentation gives no address of its own for either; its page links to where keys are made and to support.
    key_page="https://ailrcgenerator.com/en/docs/api",
    support_page="https://ailrcgenerator.com/en/docs/api",
)

TIERS = (FREE, PRO, PREMIUM)
KINDS = {".mp3": "audio/mpeg", ".wav": "audio/wav", ".ogg": "audio/ogg", ".flac": "audio/flac"}
"""The files it takes, by suffix, and what they are called in a form."""

STATUSES = ("PENDING", "QUEUED", "PROCESSING", "COMPLETED", "FAILED")
LARGEST_PAGE = 100
FIRST_POLL_S, LAST_POLL_S, POLL_GROWTH, POLL_ATTEMPTS = 3.0, 10.0, 1.5, 60

_SUBMIT = "/api/v2/open/audio_analysis"
_TASKS = "/api/v2/open/audio_tasks"
_PAGES_TO_SEARCH = 5
_NAME_CHARS = 120
_UNSAFE_NAME = re.compile(r"[\x00-\x1f\x7f/\\\"\ud800-\udfff]+")


class AiLrc:
    """The service through one key; each call is one request (`find` up to five)."""

    def __init__(self, http: Http) -> None:
        self._http = http

    async def submit(self, upload: Upload, sent: Sent | None = None, at_risk: AtRisk | None = None) -> Submitted:
        """Sends the song, which costs credits; `sent` is told how far it is, `at_risk` whether it may have arrived.

        Raises OutcomeUnknownError where it may have arrived: `find` tells. Else what the service says.
        """
        body = await self._send(build_submit(upload), paid=True, priority=Priority.UPLOAD, sent=sent, at_risk=at_risk)
        try:
            return parse_submitted(body)
        except ProtocolError as error:
            raise OutcomeUnknownError(
                "The service took the song and named no task. Looking for it before anything is sent again.",
                error.details,
            ) from None

    async def task(self, task_id: str, priority: Priority = Priority.POLL) -> TaskState:
        """What the service says of a task; with its lyrics if it is done. Raises NotThereError if it is gone."""
        return parse_task(await self._send(build_task(task_id), priority=priority), task_id)

    async def tasks(self, page: int = 1, limit: int = 20, status: str = "") -> TaskPage:
        """A page (from 1) of at most `limit` (1 to 100) tasks of this key, without lyrics as a rule."""
        return parse_tasks(await self._send(build_tasks(page, limit, status)), page, limit)

    async def delete(self, task_id: str) -> None:
        """Deletes a task there; one that is gone already is no error. Raises RefusedError while it is worked on."""
        try:
            await self._send(build_delete(task_id))
        except NotThereError:
            return

    async def find(self, nonce: str, since_s: float) -> TaskState | None:
        """The task whose file name holds the nonce of an upload begun at `since_s` (Unix seconds), or None."""
        seen = 0
        for page in range(1, _PAGES_TO_SEARCH + 1):
            found = await self.tasks(page, LARGEST_PAGE)
            match = next((task for task in found.tasks if nonce and nonce in task.file_name), None)
            seen += len(found.tasks)
            if match is not None:
                return match
            if not found.tasks or _all_before(found, since_s) or _is_last(found, seen):
                return None
        return None

    async def check(self) -> None:
        """Asks for one task of the list, which is free, to see whether the key is good. Raises what it says."""
        await self.tasks(1, 1)

    async def _send(self, request: Request, **how: Any) -> Body:
        return await self._http.send(request, judge=judge, **how)


# ---- requests -------------------------------------------------------------------------------------------------------


def build_submit(upload: Upload) -> Request:
    """The multipart request for a song; its nonce stands in both names, for the service gives back one of them."""
    name = sent_name(upload)
    kind = KINDS.get(upload.path.suffix.lower(), "application/octet-stream")
    return Request("POST", _SUBMIT, upload=upload, form=(("fileName", name),), file_name=name, file_type=kind)


def build_task(task_id: str) -> Request:
    """The request for one task."""
    return Request("GET", f"{_TASKS}/{quote(task_id, safe='')}")


def build_tasks(page: int = 1, limit: int = 20, status: str = "") -> Request:
    """The request for a page of the list; `limit` is kept within 1 to 100, `status` is one of STATUSES or empty."""
    query = (("page", str(max(1, page))), ("limit", str(min(max(1, limit), LARGEST_PAGE))))
    return Request("GET", _TASKS, (*query, ("status", status)) if status else query)


def build_delete(task_id: str) -> Request:
    """The request that deletes a task and its data."""
    return Request("DELETE", f"{_TASKS}/{quote(task_id, safe='')}")


def sent_name(upload: Upload) -> str:
    """The file name the service sees: title, nonce in brackets, suffix; no folders, no control characters."""
    name = _UNSAFE_NAME.sub(" ", upload.name)
    stem = name.removesuffix(PurePath(name).suffix) if PurePath(name).suffix.lower() in KINDS else name
    return f"{stem.strip()[:_NAME_CHARS] or 'Song'} [{upload.nonce}]{upload.path.suffix.lower()}"


def poll_delays() -> Iterator[float]:
    """The seconds before each of the 60 looks at a task: 3, 4.5, 6.75, then 10, as the service's guide says."""
    delay_s = FIRST_POLL_S
    for _ in range(POLL_ATTEMPTS):
        yield delay_s
        delay_s = min(delay_s * POLL_GROWTH, LAST_POLL_S)


def _all_before(page: TaskPage, since_s: float) -> bool:
    """Whether every task was done a day before: further pages are older still. A day, for clocks may differ."""
    done = [iso_s(task.completed_at) for task in page.tasks]
    return all(at_s is not None and at_s < since_s - DAY_S for at_s in done)


def _is_last(page: TaskPage, seen: int) -> bool:
    return seen >= page.total if page.total is not None else len(page.tasks) < page.limit
