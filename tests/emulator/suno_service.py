"""sunoapi.org, api.box or kie.ai as documented: real codes inside bodies, songs and lyrics by ids."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from tests.emulator import replies
from tests.emulator.clock import VirtualClock
from tests.emulator.faults import Plan
from tests.emulator.journal import Entry, Journal
from tests.emulator.replies import Reply
from tests.emulator.service import SERVER
from tests.emulator.suno_shapes import legacy_words, lyrics_data, tracks_data, words_data
from tests.emulator.suno_songs import Song, Task
from tests.emulator.windows import Windows

WORDS, TRACKS, LYRICS = "/api/v1/generate/get-timestamped-lyrics", "/api/v1/generate/record-info", "/api/v1/lyrics"
MEMBERS = ("sunoapi", "apibox", "kie")
LIMITS = ((20, 10_000),)
PRICE = 0.5


@dataclass(slots=True)
class SunoSwitches:
    """What the documentation leaves open; each default is what was seen or is strict."""

    mirror_status: bool = False
    """Whether the HTTP status is the body's code; else it is 200 whatever happened."""
    legacy: bool = False
    """Older names: start_s, waveform_data, lyricsData, response.data."""
    tracks: bool = True
    """Whether this server lists the songs of a task."""
    credit: bool = True
    """Whether this server tells the balance."""
    empty: str = "list"
    """What an instrumental has for words: list (empty), null, data (null altogether)."""


@dataclass(slots=True)
class SunoAccount:
    """Who pays."""

    key: str
    credits_left: float
    state: str = "active"


class SunoService:
    """The ASGI application of one member. Accounts, tasks, journal and faults are open to whoever scripts it."""

    def __init__(self, clock: VirtualClock, member: str) -> None:
        self.clock, self.member = clock, member
        self.switches = SunoSwitches()
        self.journal, self.faults = Journal(), Plan()
        self.accounts = {
            f"{member}_{name}_demo": SunoAccount(f"{member}_{name}_demo", left, state)
            for name, left, state in (("full", 5916.25, "active"), ("empty", 0.0, "active"), ("revoked", 9.0, "off"))
        }
        self.tasks: dict[str, Task] = {}
        self._windows: dict[str, Windows] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; it is in the journal before the answer leaves."""
        request = Request(scope, receive)
        entry = self.journal.open(request, self.clock.now_s())
        key = request.headers.get("authorization", "").removeprefix("Bearer ")
        fault = self.faults.take(request.method, request.url.path, key)
        entry.fault = fault.name if fault else None
        try:
            reply = await self._reply(request, entry, key, fault)
        except ClientDisconnect:
            return
        self.journal.close(entry, reply.status)
        usual = {"date": self.clock.http_date(reply.skew_s), "server": SERVER}
        await reply.response(usual)(scope, receive, send)

    async def _reply(self, request: Request, entry: Entry, key: str, fault: Any) -> Reply:
        if fault and fault.stage in ("gateway", "service"):
            return await fault.make(replies.not_found())
        if fault and fault.stage == "before":
            await fault.make(replies.not_found())
        code, msg, data = await self._checked(request, entry, key)
        status = code if self.switches.mirror_status else 200
        reply = replies.said({"code": code, "msg": msg, "data": data}, status)
        return await fault.make(reply) if fault and fault.stage == "reply" else reply

    # ---- the order of the checks ------------------------------------------------------------------------------------

    async def _checked(self, request: Request, entry: Entry, key: str) -> tuple[int, str, Any]:
        account = self.accounts.get(key)
        if account is None or account.state != "active" or not entry.authorized:
            return 401, "You do not have access permissions", None
        windows, now_ms = self._windows.setdefault(key, Windows()), self.clock.now_ms()
        if windows.wait_ms(LIMITS, now_ms) > 0:
            return (429, "Too many requests", None) if self._is_kie else (430, "Your call frequency is too high", None)
        windows.accept(now_ms)
        route = self._routes().get((request.method, request.url.path))
        if route is None:
            return 404, "Invalid request method or path", None
        return await route(request, entry, account)

    def _routes(self) -> dict[tuple[str, str], Callable[..., Awaitable[tuple[int, str, Any]]]]:
        routes: dict[tuple[str, str], Any] = {("POST", WORDS): self._words, ("POST", LYRICS): self._write}
        routes["GET", f"{LYRICS}/record-info"] = self._lyrics
        if self.switches.tracks:
            routes["GET", TRACKS] = self._tracks
        if self.switches.credit:
            routes["GET", f"/api/v1/{'chat' if self._is_kie else 'generate'}/credit"] = self._credit
        return routes

    @property
    def _is_kie(self) -> bool:
        return self.member == "kie"

    # ---- the operations ---------------------------------------------------------------------------------------------

    async def _words(self, request: Request, entry: Entry, account: SunoAccount) -> tuple[int, str, Any]:
        asked = await _object(request, entry)
        wrong = 422 if self._is_kie else 400
        if asked is None or not self._enough(asked):
            return wrong, "taskId and audioId are required", None
        if account.credits_left < PRICE:
            return (402, "Credits insufficient", None) if self._is_kie else (429, "Insufficient credits", None)
        song = self._song(asked, account)
        if song is None:
            return wrong, "The corresponding record does not exist" if self._is_kie else "Record not found", None
        account.credits_left -= PRICE
        data = words_data(song, self.switches.empty)
        return 200, "success", legacy_words(data) if self.switches.legacy else data

    def _enough(self, asked: dict[str, Any]) -> bool:
        """Whether the ids are there and of the documented types: only api.box takes an index, 0 or 1."""
        task, audio, index = asked.get("taskId"), asked.get("audioId"), asked.get("musicIndex")
        if not (isinstance(task, str) and task) or not (audio is None or isinstance(audio, str)):
            return False
        if self.member != "apibox":
            return bool(audio)
        number = index is None or (isinstance(index, int | float) and not isinstance(index, bool) and index in (0, 1))
        return number and (bool(audio) or index is not None)

    def _song(self, asked: dict[str, Any], account: SunoAccount) -> Song | None:
        """The song by its id, or else by its place where there is one."""
        task = self._task(asked["taskId"], account)
        songs = task.songs if task else []
        found = next((song for song in songs if song.audio_id == asked.get("audioId")), None)
        index = asked.get("musicIndex") if self.member == "apibox" else None
        if found is None and index is not None and int(index) < len(songs):
            return songs[int(index)]
        return found

    async def _tracks(self, request: Request, _entry: Entry, account: SunoAccount) -> tuple[int, str, Any]:
        task = self._task(request.query_params.get("taskId", ""), account)
        return 200, "success", tracks_data(task, self.switches.legacy) if task and not task.written else None

    async def _lyrics(self, request: Request, _entry: Entry, account: SunoAccount) -> tuple[int, str, Any]:
        task = self._task(request.query_params.get("taskId", ""), account)
        if task is None or task.songs:
            return 200, "success", None
        pending = task.reads_pending > 0
        task.reads_pending -= pending
        return 200, "success", lyrics_data(task, pending, self.switches.legacy)

    async def _write(self, request: Request, entry: Entry, account: SunoAccount) -> tuple[int, str, Any]:
        """Lyrics on order, so that a demo has some."""
        asked = await _object(request, entry) or {}
        if not asked.get("callBackUrl"):
            return 422 if self._is_kie else 400, "Please enter callBackUrl.", None
        task = Task(f"{len(self.tasks):032x}", account.key, prompt=str(asked.get("prompt", "")), reads_pending=2)
        task.written = [("Placeholder", "[Verse]\nEMULATOR, placeholder words", "complete", "")]
        self.tasks[task.id] = task
        return 200, "success", {"taskId": task.id}

    async def _credit(self, _request: Request, _entry: Entry, account: SunoAccount) -> tuple[int, str, Any]:
        return 200, "success", account.credits_left if self._is_kie else int(account.credits_left)

    def _task(self, task_id: str, account: SunoAccount) -> Task | None:
        task = self.tasks.get(task_id)
        return task if task and task.key == account.key else None


async def _object(request: Request, entry: Entry) -> dict[str, Any] | None:
    """The JSON object of a request; what was named in it is in the journal."""
    try:
        value = json.loads(await request.body())
    except ValueError:
        return None
    if not isinstance(value, dict):
        return None
    entry.fields = {str(name): json.dumps(given) for name, given in value.items()}
    return value
