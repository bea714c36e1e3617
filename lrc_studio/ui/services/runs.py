"""The jobs as the window shows them, and the work on each: begun, taken up again, stopped here."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lrc_studio.core.errors import Cancelled, KeyRefusedError, StudioError
from lrc_studio.providers import by_id as provider_of
from lrc_studio.storage.job_record import UPLOAD
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.services import telling

if TYPE_CHECKING:
    from lrc_studio.providers.base import TaskState
    from lrc_studio.storage.jobs import Job
    from lrc_studio.ui.services.desk import Services
    from lrc_studio.workflows.service_jobs import Order

_PREFIX = "service:"
_REST_MS = 150
"""What many jobs report in quick succession is read and shown once."""


class Runs(QObject):
    """Each job at work is the task `service:<id>`."""

    _reported = Signal(str)
    """A report may come from the thread that makes a smaller copy."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._services, self._session = services, services.session
        self._reported.connect(self.touch)
        self._jobs: dict[str, Job] = {}
        self._stopping: set[str] = set()
        self.notes: dict[str, StudioError] = {}
        """Why a job is not at work, where its row does not say so itself."""
        self._changed: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._soon.timeout.connect(self.reload)
        self._session.jobs.ended.connect(self._on_ended)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """All jobs, the newest first."""
        return tuple(self._jobs.values())

    def job(self, job_id: str) -> Job | None:
        """The job as it was read last."""
        return self._jobs.get(job_id)

    @property
    def at_work(self) -> int:
        """How many jobs the program is busy with."""
        return sum(1 for job_id in self._jobs if self.is_at_work(job_id))

    def is_at_work(self, job_id: str) -> bool:
        """Whether the program is busy with this job."""
        return self._session.jobs.running(_task(job_id)) or self._services.ids.job_id == job_id

    def begin(self) -> None:
        """At the start: read the journal where there is one, and take up what an earlier run left."""
        self._session.jobs.start("services", self._begin())

    def send(self, song: Path, copy_kbps: int | None) -> None:
        """Send a song, or a smaller copy of it, as a job of its own."""
        self._session.jobs.start("service-start", self._send(song, copy_kbps))

    def resume(self, job: Job) -> None:
        """Go on with a job from where it stands, at once; nothing that may have arrived is sent again."""
        self.notes.pop(job.id, None)
        if job.task_id and self.is_at_work(job.id):  # it waits for its next try: the waiting is begun anew
            self._session.jobs.start(_task(job.id), self._run(job.id, quiet=True))
        self.start(job.id)

    def retry(self, job: Job) -> None:
        """Send the song of a job that came to nothing once more."""
        self.send(Path(job.song_path), job.encode_kbps)

    def start(self, job_id: str, quiet: bool = False) -> None:
        """Work on a job; `quiet` leaves trouble to its row."""
        if not self.is_at_work(job_id):
            self._session.jobs.start(_task(job_id), self._run(job_id, quiet))
        self.touch(job_id)

    def stop(self, job: Job) -> None:
        """Stop a job here; the service goes on. What is asked by ids says itself how it was stopped."""
        if job.operation == UPLOAD:
            self._stopping.add(job.id)
        self._session.jobs.cancel(_task(job.id))

    def delete_there(self, job: Job) -> None:
        """Delete a job's task at the service; what came of it stays here."""
        self._session.jobs.start("service-delete", self._delete_there(job))

    def remove(self, job: Job) -> None:
        """Forget a job here."""
        store = self._services.connection.opened_store
        if store is not None and not self.is_at_work(job.id):
            store.delete(job.id)
            self._services.answers.forget(job.id)
            self.reload()

    def adopt(self, task: TaskState) -> None:
        """Make a job of a task in the service's own list, or go on with the one it has."""
        self._session.jobs.start("service-start", self._adopt(task))

    def touch(self, job_id: str) -> None:
        """A job changed: read it again, soon."""
        self._changed.add(job_id)
        if not self._soon.isActive():
            self._soon.start()

    def reload(self) -> None:
        """Read what changed; all of it where a job is new or gone."""
        store = self._services.connection.opened_store
        if store is None:
            return
        changed, self._changed = self._changed, set()
        fresh = {job_id: store.get(job_id) for job_id in changed if job_id in self._jobs}
        if changed and len(fresh) == len(changed) and all(fresh.values()):
            self._jobs |= {job_id: job for job_id, job in fresh.items() if job}
        else:
            self._jobs = {job.id: job for job in store.all()}
        self._services.changed.emit()

    def refresh(self) -> None:
        """Read all jobs anew: one may have been made elsewhere."""
        self._changed.clear()
        self.reload()

    async def leave(self, folder: str) -> None:
        """Leave a folder's songs alone: its batch takes them up."""
        mine = [job.id for job in self._jobs.values() if job.batch == folder and self.is_at_work(job.id)]
        await self._cancelled(mine)

    async def renew(self) -> None:
        """Another key or other limits: what is at work goes on with them."""
        uploads = {job.id for job in self._jobs.values() if job.operation == UPLOAD}
        running = [job_id for job_id in self._jobs if job_id in uploads and self.is_at_work(job_id)]
        await self._cancelled(running)
        await self._services.connection.renew()
        waiting = {job_id for job_id, error in self.notes.items() if isinstance(error, KeyRefusedError)} & uploads
        for job_id in dict.fromkeys([*running, *waiting]):
            self.notes.pop(job_id, None)
            self.start(job_id, quiet=True)

    async def _cancelled(self, job_ids: list[str]) -> None:
        """Cancel the work on these jobs and wait for its end; they can be taken up again."""
        for job_id in job_ids:
            self._session.jobs.cancel(_task(job_id))
        while any(self.is_at_work(job_id) for job_id in job_ids):
            await asyncio.sleep(0.01)

    async def _begin(self) -> None:
        from lrc_studio.storage.jobs import jobs_path
        from lrc_studio.workflows.service_jobs import resumable

        if not jobs_path().exists():
            return
        store = await self._services.connection.store()
        self.reload()
        for job in resumable(store):
            self.start(job.id, quiet=True)

    async def _send(self, song: Path, copy_kbps: int | None) -> None:
        from lrc_studio.workflows.service_jobs import order_of

        jobs = self._session.jobs
        order = await jobs.in_thread("service-start", lambda report: order_of(song, report, encode_kbps=copy_kbps))
        job = await self.order(order)
        self._services.answers.expect(job.id)
        self._session.messages.clear(telling.KEY)
        ways = () if self._services.panel_open else (Choice("Show jobs", self._services.show_panel),)
        self._session.messages.toast(f"Sending {job.song_title}", *ways, kind="info")
        self.start(job.id)

    async def order(self, order: Order) -> Job:
        """The job for an order, kept before anything is sent."""
        from lrc_studio.workflows.service_jobs import start

        try:
            desk = await self._services.connection.desk()
        except KeyRefusedError:
            self._services.ask_key(self._services.provider.id)
            raise
        return start(desk.store, desk.provider, desk.origin, desk.fingerprint, order, again=True)

    async def _run(self, job_id: str, quiet: bool) -> None:
        try:
            job = await self._worked(job_id)
        except asyncio.CancelledError:
            self._stopped(job_id)
            raise
        except StudioError as error:
            self._troubled(job_id, error, quiet)
        else:
            self.notes.pop(job_id, None)
            self._services.answers.arrived(job)

    async def _worked(self, job_id: str) -> Job:
        """The job at its end: a song that was sent, or what was asked for by ids."""
        from lrc_studio.workflows import by_id, service_jobs

        def report(_progress: object) -> None:
            self._reported.emit(job_id)

        connection = self._services.connection
        job = (await connection.store()).get(job_id)
        if job is None or job.operation == UPLOAD:
            return await service_jobs.run(await connection.desk(), job_id, report)
        desk = await connection.id_desk(provider_of(job.provider))
        return (await by_id.resume(desk, job_id, report)).job

    def _on_ended(self, name: str) -> None:
        if name.startswith(_PREFIX):
            self.touch(name.removeprefix(_PREFIX))

    def _stopped(self, job_id: str) -> None:
        from lrc_studio.workflows.service_jobs import stop_here

        store = self._services.connection.opened_store
        if job_id not in self._stopping or store is None:
            return
        self._stopping.discard(job_id)
        with suppress(StudioError):
            told: Cancelled = stop_here(store, job_id)
            self._session.messages.toast(str(told), kind="info")

    def _troubled(self, job_id: str, error: StudioError, quiet: bool) -> None:
        self.notes[job_id] = error
        store = self._services.connection.opened_store
        job = store.get(job_id) if store else None
        if not quiet:
            telling.tell(self._session, error, job)

    async def _delete_there(self, job: Job) -> None:
        from lrc_studio.workflows.service_jobs import delete_there

        desk = await self._services.connection.desk()
        await delete_there(desk, job.task_id or "")
        self._services.answers.deleted.add(job.id)
        stays = " Its answer stays here." if job.result_lrc else ""
        self._session.messages.toast(f"{job.song_title} was deleted at the service.{stays}")
        self.touch(job.id)

    async def _adopt(self, task: TaskState) -> None:
        from lrc_studio.workflows.service_jobs import adopt

        desk = await self._services.connection.desk()
        job = adopt(desk, task)
        self._services.answers.expect(job.id, asked=True)
        self.resume(job)


def _task(job_id: str) -> str:
    return f"{_PREFIX}{job_id}"
