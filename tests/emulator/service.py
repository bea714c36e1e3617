"""The documented interface itself: key, limit, path, fields, size, credits are looked at in this order."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from tests.emulator import replies
from tests.emulator.accounts import FREE, PREFIX, Access, Accounts
from tests.emulator.clock import VirtualClock
from tests.emulator.content import Content, duration_of
from tests.emulator.faults import Fault, Plan
from tests.emulator.journal import Entry, Journal
from tests.emulator.replies import Reply
from tests.emulator.switches import Switches
from tests.emulator.tasks import Task, TaskStore
from tests.emulator.timeline import STATUSES
from tests.emulator.upload import BadUploadError, TooLargeError, read_upload, refuse_early
from tests.emulator.windows import Layer

UPLOAD_PATH = "/api/v2/open/audio_analysis"
TASKS_PATH = "/api/v2/open/audio_tasks"
SERVER = "lrc-studio-EMULATOR"


class Service:
    """The ASGI application. Accounts, tasks, journal and faults are open to whoever scripts it."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self.switches = Switches()
        self.accounts = Accounts()
        self.tasks = TaskStore(clock, self.switches)
        self.content = Content()
        self.journal = Journal()
        self.faults = Plan()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; it is in the journal before the answer leaves."""
        request = Request(scope, receive)
        entry = self.journal.open(request, self.clock.now_s())
        access, given_key = self._who(request)
        fault: Fault | None = self.faults.take(request.method, request.url.path, given_key)
        entry.fault = fault.name if fault else None
        try:
            reply = await self._answer(request, entry, access, fault)
        except ClientDisconnect:
            return  # nobody is there to be answered
        usual = self._usual_headers(access, reply)
        self.journal.close(entry, reply.status)
        await reply.response(usual)(scope, receive, send)

    # ---- the order of the checks ------------------------------------------------------------------------------------

    async def _answer(self, request: Request, entry: Entry, access: Access | None, fault: Fault | None) -> Reply:
        self.tasks.settle()
        if fault and fault.stage == "gateway":
            return await fault.make(replies.not_found())
        if access is None or access.state != "active":
            return replies.error(401, "API key is missing, invalid, revoked or expired")
        if (wait_ms := access.windows.wait_ms(access.account.tier.limits, self.clock.now_ms())) > 0:
            return self._too_many(wait_ms)
        if self.switches.polls_count or request.method == "POST":
            access.windows.accept(self.clock.now_ms())
        if fault and fault.stage == "service":
            return await fault.make(replies.not_found())
        if fault and fault.stage == "before":
            await fault.make(replies.not_found())
        reply = await self._route(request)(request, entry, access)
        return await fault.make(reply) if fault and fault.stage == "reply" else reply

    def _who(self, request: Request) -> tuple[Access | None, str | None]:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer" or not key.startswith(PREFIX):
            return None, None
        return self.accounts.by_key(key), key

    def _too_many(self, wait_ms: int) -> Reply:
        reply = replies.error(429, "Rate limit exceeded")
        reply.headers["retry-after"] = str(max(1, math.ceil(wait_ms / 1000)))
        return reply

    def _usual_headers(self, access: Access | None, reply: Reply) -> dict[str, str]:
        now_ms = self.clock.now_ms()
        if access:
            layer = access.windows.tightest(access.account.tier.limits, now_ms)
        else:  # an unknown key: the smallest layer there is, untouched
            layer = Layer(FREE.per_minute, 60_000, FREE.per_minute, now_ms + 60_000)
        return {
            "date": self.clock.http_date(reply.skew_s),
            "server": SERVER,
            "x-ratelimit-limit": str(layer.limit),
            "x-ratelimit-remaining": str(layer.remaining),
            "x-ratelimit-reset": str(math.ceil(layer.frees_ms / 1000)),
        }

    def _route(self, request: Request) -> Callable[[Request, Entry, Access], Awaitable[Reply]]:
        method, path = request.method, request.scope["path"]
        one_task = path.startswith(f"{TASKS_PATH}/") and "/" not in path[len(TASKS_PATH) + 1 :]
        routes = {
            ("POST", UPLOAD_PATH): self._submit,
            ("GET", TASKS_PATH): self._list,
            ("GET", f"{TASKS_PATH}/:id"): self._read,
            ("DELETE", f"{TASKS_PATH}/:id"): self._delete,
        }
        return routes.get((method, f"{TASKS_PATH}/:id" if one_task else path), nowhere)

    # ---- the four operations ----------------------------------------------------------------------------------------

    async def _submit(self, request: Request, entry: Entry, access: Access) -> Reply:
        account = access.account
        most_bytes = account.tier.megabytes * self.switches.megabyte
        try:
            refuse_early(request, most_bytes)
            upload = await read_upload(request, entry, most_bytes)
        except TooLargeError:
            return replies.level_not_enough()
        except BadUploadError as bad:
            return replies.error(400, str(bad))
        if len(upload.data) > most_bytes:
            return replies.level_not_enough()
        if account.credits < self.switches.credits_per_task:
            return replies.not_enough_credits()
        duration_s = duration_of(upload.data)
        given = self.switches.echo == "given" and upload.given_name
        lrc = self.content.lrc(upload.digest, duration_s)
        task = self.tasks.add(account, given or upload.original_name, upload.digest, duration_s, lrc)
        return replies.said({"code": 0, "message": "ok", "items": self._accepted(task)})

    def _accepted(self, task: Task) -> dict[str, Any]:
        said = self.tasks.described(task)
        position = {"queuePosition": said["queuePosition"]} if "queuePosition" in said else {}
        return {
            "taskId": task.id,
            "traceId": task.trace_id,
            "status": said["status"],
            **position,
            "remainingCredits": task.account.credits,
            "fileName": task.file_name,
        }

    async def _read(self, request: Request, _entry: Entry, access: Access) -> Reply:
        task = self._named(request, access)
        return replies.ok(self.tasks.described(task)) if task else replies.not_found()

    async def _delete(self, request: Request, _entry: Entry, access: Access) -> Reply:
        task = self._named(request, access)
        if task is None:
            return replies.not_found()
        if not self.tasks.deletable(task):
            status = self.switches.delete_refusal
            return replies.error(status, "Tasks with status PROCESSING or QUEUED cannot be deleted")
        self.tasks.forget(task.id)
        return replies.said({"code": 0, "message": "ok"})

    async def _list(self, request: Request, _entry: Entry, access: Access) -> Reply:
        asked = request.query_params
        page, limit = whole(asked.get("page", "1")), whole(asked.get("limit", "20"))
        status = asked.get("status")
        if page is None or limit is None or (status is not None and status not in STATUSES):
            return replies.error(400, "page and limit are numbers from 1, status is one of " + " ".join(STATUSES))
        if limit > 100 and self.switches.over_limit == "refuse":
            return replies.error(400, "limit is at most 100")
        limit = min(limit, 100)
        tasks = self.tasks.listed(access.account, status)
        rows = [self.tasks.described(task, with_result=False) for task in tasks[(page - 1) * limit : page * limit]]
        return self._list_reply(rows, {"total": len(tasks), "page": page, "limit": limit})

    def _list_reply(self, rows: list[dict[str, Any]], counts: dict[str, int]) -> Reply:
        counts = counts if self.switches.list_has_total else {}
        if self.switches.list_shape == "items":
            return replies.said({"code": 0, "items": rows} | counts)
        return replies.ok({self.switches.list_shape: rows} | counts)

    def _named(self, request: Request, access: Access) -> Task | None:
        return self.tasks.of(access.account, request.scope["path"].rpartition("/")[2])


async def nowhere(_request: Request, _entry: Entry, _access: Access) -> Reply:
    """404 for a path or a method that is not documented."""
    return replies.not_found("Not found")


def whole(text: str) -> int | None:
    """A whole number from 1, else None."""
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:9]) == int(text) else None
