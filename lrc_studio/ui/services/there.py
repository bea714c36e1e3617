"""The service's own list, one page of it as it was read last."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lrc_studio.core.errors import StudioError
from lrc_studio.ui.services.questions import deleting_task
from lrc_studio.ui.services.words import DELETE, OPEN_THERE, TRACE, WATCH, Shown, credits_words

if TYPE_CHECKING:
    from lrc_studio.providers.base import TaskPage, TaskState
    from lrc_studio.ui.services.desk import Services

JOB = "tasks"
PAGE = 20
NO_KEY = "Enter a key to see what the service keeps for you."
_MARKS = {
    "COMPLETED": ("done", "success.graphic", "done"),
    "FAILED": ("job.failed", "danger.graphic", "not done"),
    "PENDING": ("job.queued", "text.secondary", "waits"),
    "QUEUED": ("job.queued", "text.secondary", "in the queue"),
    "PROCESSING": ("job.working", "accent.text", "working"),
}


class There(QObject):
    """`changed()` follows each reading. `said` is what stands in place of the list, "" where there is one."""

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._services = services
        self.tasks: tuple[TaskState, ...] = ()
        self.page, self.known, self.busy, self.has_more = 1, False, False, False
        self.said = ""
        self.where = ""

    def load(self, page: int, status: str) -> None:
        """Read a page (from 1) of the tasks with that status ("" for all)."""
        self._run(lambda: self._load(max(1, page), status))

    def do(self, step: str, task_id: str) -> None:
        """Take a step with a task of the list."""
        task = next((each for each in self.tasks if each.task_id == task_id), None)
        if task is None:
            return
        if step == DELETE.id:
            self._ask_delete(task)
        elif step == TRACE.id:
            self._services.copy(task.trace_id or task.task_id)
        else:
            self._services.adopt(task)

    def forget(self) -> None:
        """Another key: what was read is not its list."""
        self.tasks, self.known, self.said, self.where = (), False, "", ""
        self.changed.emit()

    def shown(self, task: TaskState) -> Shown:
        """A task as its row shows it."""
        from lrc_studio.workflows.watching import title_in

        icon, role, words = _MARKS.get(task.status, ("job.queued", "text.secondary", task.status.lower()))
        place = f"place {task.queue_position} in the queue" if task.queue_position else words
        parts = [place, credits_words(task.credits_used), moment_words(task.completed_at), task.error or ""]
        over = task.status in ("COMPLETED", "FAILED")
        step = OPEN_THERE if task.status == "COMPLETED" else None if over else WATCH
        more = (TRACE, DELETE) if task.status not in ("QUEUED", "PROCESSING") else (TRACE,)
        sentence = " · ".join(part for part in parts if part)
        return Shown(icon, role, title_in(task.file_name) or task.task_id, sentence, step=step, more=more)

    def _run(self, work: Callable[[], Awaitable[None]]) -> None:
        self.busy = True
        if not self.tasks:
            self.said = "Reading the service's list"
        self._services.session.jobs.start(JOB, self._guarded(work))
        self.changed.emit()

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except StudioError as error:
            self._services.session.messages.clear("service")
            if self.tasks:
                self._services.session.messages.toast(str(error), kind="warning")
            else:
                self.said = str(error)
        finally:
            self.busy = False
            self.changed.emit()

    async def _load(self, page: int, status: str) -> None:
        if not self._services.keys.known:
            await self._services.keys.find()
        if not self._services.keys.known:
            self.tasks, self.said, self.where = (), NO_KEY, ""
            return
        desk = await self._services.connection.desk()
        self._take(await desk.service.tasks(page, PAGE, status))

    def _ask_delete(self, task: TaskState) -> None:
        kept = any(job.task_id == task.task_id and job.result_lrc for job in self._services.jobs())
        question = deleting_task(self.shown(task).title, kept, lambda: self._run(lambda: self._delete(task)))
        self._services.session.messages.ask(question)

    async def _delete(self, task: TaskState) -> None:
        from lrc_studio.workflows.service_jobs import delete_there

        await delete_there(await self._services.connection.desk(), task.task_id)
        self.tasks = tuple(each for each in self.tasks if each.task_id != task.task_id)
        self._services.session.messages.toast(f"{self.shown(task).title} was deleted at the service")

    def _take(self, read: TaskPage) -> None:
        self.tasks, self.page, self.known = read.tasks, read.page, True
        first = (read.page - 1) * read.limit + 1
        last = first + len(read.tasks) - 1
        self.has_more = last < read.total if read.total is not None else len(read.tasks) >= read.limit
        self.said = "" if read.tasks else "No tasks there"
        whole = f" of {read.total}" if read.total is not None else ""
        self.where = f"{first} to {last}{whole}" if read.tasks else ""


def moment_words(stamp: str | None) -> str:
    """A moment as the service writes it (ISO 8601), in the local time: "19 Apr 12:02"; as it is where it is no such."""
    if not stamp:
        return ""
    try:
        then = datetime.fromisoformat(stamp).astimezone()
    except ValueError:
        return stamp[:40]
    return f"{then.day} {then:%b %H:%M}"
