"""The window's side of services: their jobs as they stand, what can be done with them, and what is asked meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from lrc_studio.core.errors import KeyRefusedError, UsageError
from lrc_studio.providers import PROVIDERS, by_id
from lrc_studio.providers.base import Clock, Provider, SystemClock
from lrc_studio.storage.job_record import UPLOAD
from lrc_studio.ui.services import questions
from lrc_studio.ui.services.answers import Answers
from lrc_studio.ui.services.batches import Batches
from lrc_studio.ui.services.by_id import ById
from lrc_studio.ui.services.connection import Connection
from lrc_studio.ui.services.id_words import show_id_job
from lrc_studio.ui.services.keys import Keys
from lrc_studio.ui.services.looking import Looking
from lrc_studio.ui.services.offers import Look, Offer, counted
from lrc_studio.ui.services.runs import Runs
from lrc_studio.ui.services.sounds import Sounds
from lrc_studio.ui.services.there import There
from lrc_studio.ui.services.words import (
    OPEN,
    OPEN_AGAIN,
    Note,
    Shown,
    credits_left,
    is_under_way,
    show_job,
)
from lrc_studio.ui.session import Session

if TYPE_CHECKING:
    from lrc_studio.providers.base import TaskState
    from lrc_studio.storage.jobs import Job

SERVICE = next(provider for provider in PROVIDERS if {"key", "audio"} <= provider.needs)
"""The service that takes songs."""
_MOST_ROWS = 200


class Services(QObject):
    """What views listen to.

    `changed()`: a job changed. `looked()`: more is known of the open song. `panel_toggled()`: the Jobs panel was
    opened or closed.
    """

    changed = Signal()
    looked = Signal()
    panel_toggled = Signal()

    def __init__(self, session: Session, clock: Clock | None = None) -> None:
        super().__init__(session)
        self.session = session
        self.clock = clock or SystemClock()
        self.provider: Provider = SERVICE
        self.panel_open = False
        self._preferred_id = ""
        self.connection = Connection(self)
        self.keys = Keys(self)
        self.runs = Runs(self)
        self.answers = Answers(self)
        self.there = There(self)
        self.batches = Batches(self)
        self.ids = ById(self)
        self.sounds = Sounds(self)
        self._looking = Looking(self)
        self._after_key: Callable[[], object] | None = None

    # ---- what is known ----------------------------------------------------------------------------------------------

    def jobs(self) -> tuple[Job, ...]:
        """All jobs, the newest first."""
        return self.runs.jobs

    def listed(self) -> tuple[Job, ...]:
        """The jobs that have a row of their own: those of a folder are in its row."""
        return tuple(job for job in self.jobs() if not job.batch)[:_MOST_ROWS]

    @property
    def under_way(self) -> int:
        """How many jobs are not over."""
        return sum(1 for job in self.jobs() if is_under_way(job))

    @property
    def at_work(self) -> int:
        """How many jobs the program is busy with."""
        return self.runs.at_work + self.batches.at_work

    @property
    def waiting_results(self) -> int:
        """How many answers of this run wait to be opened."""
        return self.answers.waiting

    @property
    def look(self) -> Look:
        """What is known of the open song."""
        return self._looking.look

    def summary(self) -> str:
        """What the jobs come to, in words."""
        waiting = self.waiting_results
        parts = [f"{counted(self.under_way, 'job')} under way"] if self.under_way else []
        parts += [f"{counted(waiting, 'result')} to open"] if waiting else []
        return ", ".join(parts) or "none under way"

    def credits_words(self) -> str:
        """What the accounts of the keys that are held have left, as the services said last."""
        mark, any_key = self.keys.held(self.provider.id).fingerprint, not self.keys.looked_once
        jobs = (job for job in self.jobs() if job.provider == self.provider.id)
        mine = (job for job in jobs if any_key or job.key_fingerprint == mark)
        told = next((job.credits_left for job in mine if job.credits_left is not None), None)
        first = () if told is None else (f"{self.provider.label}: {credits_left(told)}",)
        return " · ".join((*first, *self.ids.all_credits))

    def shown(self, job: Job) -> Shown:
        """A job as its row shows it."""
        provider, error = by_id(job.provider), self.runs.notes.get(job.id)
        deletes = provider.deletes and job.id not in self.answers.deleted
        at_work = self.runs.is_at_work(job.id)
        note = Note(str(error), isinstance(error, KeyRefusedError)) if error and not at_work else Note()
        if job.operation != UPLOAD:
            shown = show_id_job(job, provider.label, self.clock.now_s(), at_work, note)
        else:
            shown = show_job(job, provider.label, self.clock.now_s(), at_work, note, deletes)
        return replace(shown, step=OPEN_AGAIN) if shown.step == OPEN and not self.answers.waits(job.id) else shown

    def is_of_open_song(self, job: Job) -> bool:
        """Whether the job belongs to the song that is open."""
        path = self.session.song.path
        return path is not None and Path(job.song_path) == path.absolute()

    def origin(self, provider: Provider | None = None) -> str:
        """Where a service (the one that takes songs) is; its own address where another was named that is not safe."""
        from lrc_studio.providers.access import origin_of

        provider = provider or self.provider
        try:
            return origin_of(provider)
        except UsageError:
            return provider.origin

    def host(self, provider: Provider) -> str:
        """The name of the computer that a service is asked at."""
        return urlsplit(self.origin(provider)).hostname or ""

    # ---- choosing ---------------------------------------------------------------------------------------------------

    def look_at_song(self) -> None:
        """Find out what each provider can do with the open song; `looked` follows."""
        self._looking.start()

    def take_preferred(self) -> str:
        """The provider that the key dialog led back to, once; the picker begins with the first one otherwise."""
        taken, self._preferred_id = self._preferred_id, ""
        return taken

    def offers(self) -> tuple[Offer, ...]:
        """What each provider offers for the open song, by what is known of it now."""
        return self._looking.offers()

    def choose(self, offer: Offer, does: str) -> None:
        """Do what an offer of the provider picker says."""
        look = self._looking.look
        if does == "time":
            self.session.files.auto_sync()
        elif does == "key":
            self.ask_key(offer.provider_id, lambda: self.session.asked.emit("provider"))
        elif does == "ids":
            self.ask_ids(offer.provider_id)
        elif does == "show":
            self.show_panel()
        elif does == "take" and look.before:
            self.answers.open(look.before)
        elif does == "send":
            song = self.session.song.path
            if song is not None:
                self.runs.send(song, look.copy_kbps if look.problem else None)

    def ask_key(self, provider_id: str = "", then: Callable[[], object] | None = None) -> None:
        """Open the key dialog for a service (the one it was about last where none is named).

        `then` brings back the dialog that led to it, once it is closed.
        """
        if provider_id:
            self.keys.choose(provider_id)
        self._after_key = then
        self.session.asked.emit("service_key")

    def ask_ids(self, provider_id: str = "") -> None:
        """Open the dialog for a song by its id, at a service (the one used last where none is named)."""
        if provider_id:
            self.ids.choose(provider_id)
        self.session.asked.emit("song_by_id")

    def key_dialog_closed(self, kept: bool) -> None:
        """The key dialog is closed; the dialog that led to it comes back."""
        then, self._after_key = self._after_key, None
        if then:
            self._preferred_id = self.keys.provider.id if kept else ""
            then()

    def take_folder(self, folder: Path) -> None:
        """A folder was dropped or chosen: offer to time its songs."""
        self.batches.look(folder)

    # ---- steps ------------------------------------------------------------------------------------------------------

    def do(self, step: str, job_id: str) -> None:
        """Take a step, named by its id in `words`, with a job."""
        job = self.runs.job(job_id)
        if job is None:
            return
        ask = self.session.messages.ask
        steps: dict[str, Callable[[], object]] = {
            "open": lambda: self.answers.open(job),
            "resume": lambda: self.runs.resume(job),
            "retry": lambda: self.runs.retry(job),
            "stop": lambda: self.runs.stop(job),
            "delete": lambda: ask(questions.deleting(job, lambda: self.runs.delete_there(job))),
            "remove": lambda: ask(questions.removing(job, lambda: self.runs.remove(job))),
            "key": lambda: self.ask_key(job.provider),
            "again": lambda: ask(questions.asking_again(job, lambda: self.runs.resume(job))),
            "sound": lambda: self.sounds.ask_of(job),
            "texts": lambda: self.ids.show_texts(job),
            "trace": lambda: self.copy(job.trace_id or job.task_id or ""),
            "support": lambda: self.ask_support(job),
        }
        steps[step]()

    def adopt(self, task: TaskState) -> None:
        """Take a task of the service's own list among the jobs here."""
        self.runs.adopt(task)

    def copy(self, text: str) -> None:
        """Put an id on the clipboard and say so."""
        QGuiApplication.clipboard().setText(text)
        self.session.messages.toast(f"{text} is on the clipboard")

    def ask_support(self, job: Job) -> None:
        """Open the page of the service's support, with the trace id on the clipboard to be pasted there."""
        self.copy(job.trace_id or job.task_id or "")
        QDesktopServices.openUrl(QUrl(by_id(job.provider).support_page))

    def open_page(self, job: Job | None) -> None:
        """Open the service's own page."""
        QDesktopServices.openUrl(QUrl(by_id(job.provider if job else self.provider.id).key_page))

    # ---- the panel and the end --------------------------------------------------------------------------------------

    def toggle_panel(self) -> None:
        """Open or close the Jobs panel."""
        self.panel_open = not self.panel_open
        self.panel_toggled.emit()

    def show_panel(self) -> None:
        """Open the Jobs panel where it is closed."""
        if not self.panel_open:
            self.toggle_panel()

    def guarded(self, then: Callable[[], None]) -> None:
        """Run `then`, after asking once where jobs are at work."""
        if self.at_work:
            self.session.messages.ask(questions.leaving(self.runs.at_work, bool(self.batches.at_work), then))
        else:
            then()

    def begin(self) -> None:
        """At the start: take up quietly what an earlier run left."""
        self.runs.begin()
        self.batches.begin()

    async def close(self) -> None:
        """At the end, when no job runs any more."""
        await self.connection.close()


def attach(session: Session, clock: Clock | None = None) -> Services:
    """Give the session its services."""
    session.services = Services(session, clock)
    return session.services
