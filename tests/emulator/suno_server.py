"""One service of the Suno kind on a loopback port of its own, and the other host where its songs lie."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from tests.emulator.admin import SunoAdmin
from tests.emulator.clock import START_S, VirtualClock
from tests.emulator.faults import Fault, Plan, instead
from tests.emulator.journal import Journal
from tests.emulator.replies import Reply, said
from tests.emulator.server import Serving
from tests.emulator.suno_service import SunoService
from tests.emulator.suno_songs import DEMO_LYRICS, DEMO_TASK, DEMO_TEXT, SAMPLES, Song, Task, demo_songs

SOUND_PATH = "/sounds/demo.ogg"


class SoundHost:
    """The host of the songs: no keys, one song, a journal that tells whether a key came."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self.journal, self.faults = Journal(), Plan()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        entry = self.journal.open(request, self.clock.now_s())
        fault: Fault | None = self.faults.take(request.method, request.url.path)
        true = Reply(200, (SAMPLES / "demo.ogg").read_bytes(), {"content-type": "audio/ogg"})
        if request.url.path != SOUND_PATH:
            true = Reply(404, b"gone", {"content-type": "text/plain"})
        reply = await fault.make(true) if fault else true
        self.journal.close(entry, reply.status)
        await reply.response({"date": self.clock.http_date()})(scope, receive, send)


class SunoEmulator(Serving):
    """`with SunoEmulator("kie") as emulator:` serves one member and its sounds until the block ends.

    `port` is the service's, the next one the sounds'; 0 takes free ones.
    """

    def __init__(self, member: str, *, port: int = 0, speed: float = 0.0, start_s: float = START_S) -> None:
        super().__init__(self._answer, port)
        self.clock = VirtualClock(start_s, speed)
        self.service = SunoService(self.clock, member)
        self.journal, self.faults = self.service.journal, self.service.faults
        self.switches, self.accounts = self.service.switches, self.service.accounts
        self.admin = SunoAdmin(self.service)
        self.sounds = SoundHost(self.clock)
        self.sound_host = Serving(self.sounds, port + 1 if port else 0)

    def __enter__(self) -> SunoEmulator:
        self.sound_host.__enter__()
        super().__enter__()
        songs = demo_songs(self.sound_host.origin + SOUND_PATH)
        self.add(Task(DEMO_TASK, self.key(), songs=songs))
        written = [("Lantern", DEMO_TEXT, "complete", ""), ("钢铁侠", "[Verse]\n我穿越城市黑暗夜", "complete", "")]
        self.add(Task(DEMO_LYRICS, self.key(), written=written))
        return self

    def __exit__(self, *error: Any) -> None:
        super().__exit__(*error)
        self.sound_host.__exit__(*error)

    def key(self, persona: str = "full") -> str:
        """The key of a demo persona: full, empty, revoked."""
        return f"{self.service.member}_{persona}_demo"

    def add(self, task: Task) -> Task:
        """A task that is there from now on."""
        self.service.tasks[task.id] = task
        return task

    def song(self, audio_id: str = "a-1", task_id: str = "t-1", **more: Any) -> Song:
        """A song in a task of its own, for the full account."""
        made = Song(audio_id, **({"title": "A song", "text": DEMO_TEXT, "duration_s": 60.0} | more))
        self.add(Task(task_id, self.key(), songs=[made]))
        return made

    def paid(self) -> int:
        """How many paid requests reached it, whatever it made of them."""
        return self.journal.count("POST", "get-timestamped-lyrics")

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        asked_admin = scope["path"].startswith("/__emu__/")
        await (self.admin if asked_admin else self.service)(scope, receive, send)


def coded(code: int, msg: str = "", status: int = 200, data: Any = None, stage: str = "service") -> Fault:
    """A code in a body, whatever the service would have said; with stage `reply` the work was done before."""
    return instead(f"code {code}", stage, said({"code": code, "msg": msg, "data": data}, status))


def answering(data: Any) -> Fault:
    """Success with this `data`."""
    return coded(200, "success", data=data)
