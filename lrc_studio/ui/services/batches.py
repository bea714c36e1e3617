"""Folders of songs: what is in one, and the work on all of it, which can be paused and goes on after a restart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lrc_studio.core.errors import StudioError
from lrc_studio.core.progress import Progress
from lrc_studio.providers import by_id
from lrc_studio.providers.base import OFFLINE
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.services import telling
from lrc_studio.ui.services.folder_plan import FolderPlan, SongLine, folder_offers, plan_of, plan_words, song_line
from lrc_studio.ui.services.offers import Offer, counted

if TYPE_CHECKING:
    from lrc_studio.ui.services.desk import Services
    from lrc_studio.workflows.batch import Batch
    from lrc_studio.workflows.batch_songs import Unfinished

_TASK, _LOOK = "batch", "batch-look"
_REST_MS = 150
_FORMAT, _SUFFIX = "lrc", ".lrc"


class Batches(QObject):
    """One folder at a time. `changed()` follows its songs, a moment later and once for many."""

    changed = Signal()
    _reported = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._services, self._session = services, services.session
        self._batch: Batch | None = None
        self._left: Unfinished | None = None
        self._said = ""
        self.plan = FolderPlan(Path(), ())
        self._soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._soon.timeout.connect(self._on_soon)
        self._reported.connect(self._later)
        self._session.jobs.ended.connect(lambda name: self._later() if name == _TASK else None)

    # ---- what is shown ----------------------------------------------------------------------------------------------

    @property
    def begun(self) -> bool:
        """Whether there is a folder to show."""
        return self._batch is not None or self._left is not None

    @property
    def running(self) -> bool:
        """Whether songs are begun at the moment."""
        return self.at_work > 0 and self._batch is not None and not self._batch.paused

    @property
    def at_work(self) -> int:
        """1 while a folder is worked on, paused or not."""
        return int(self._session.jobs.running(_TASK))

    @property
    def title(self) -> str:
        """The folder's name and how many songs it has."""
        if self._batch is None:
            return f"“{Path(self._left.folder).name}”" if self._left else ""
        return f"{counted(self.total, 'song')} in “{self._batch.folder.name}”"

    @property
    def sentence(self) -> str:
        """How far it is, in words."""
        if self._batch is None:
            return "Stopped before its end. What is done stays done."
        from lrc_studio.workflows.batch import SongState

        states = ((SongState.DONE, "done"), (SongState.KEPT, "had an LRC file"), (SongState.FAILED, "not done"))
        counts = [f"{count} {words}" for state, words in states if (count := self._batch.count(state))]
        left = self.total - self.over
        parts = [", ".join([*counts, *([f"{left} left"] if left else [])]), by_id(self._batch.provider_id).label]
        return " · ".join([*parts, "paused" if self._batch.paused and self.at_work else self._said]).strip(" ·")

    @property
    def total(self) -> int:
        """How many songs the folder has."""
        return len(self._batch.standings) if self._batch else 0

    @property
    def over(self) -> int:
        """How many of them are over."""
        from lrc_studio.workflows.batch import OVER

        return self._batch.count(*OVER) if self._batch else 0

    @property
    def step_words(self) -> str:
        """What its button does, "" where there is nothing to do."""
        if self.running:
            return "Pause"
        return "Go on" if self._batch is None or self.over < self.total else ""

    @property
    def songs(self) -> tuple[SongLine, ...]:
        """Its songs, one line each."""
        return tuple(song_line(standing) for standing in self._batch.standings.values()) if self._batch else ()

    def plan_words(self) -> str:
        """What is known of the folder that was looked at."""
        return plan_words(self.plan)

    def offers(self) -> tuple[Offer, ...]:
        """What each provider offers for that folder."""
        services, keys = self._services, self._services.keys
        return folder_offers(self.plan, OFFLINE, services.provider, services.origin(), keys.known, keys.numbers())

    # ---- what is done -----------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """At the start: show the folder that was stopped last."""
        from lrc_studio.workflows.batch_songs import unfinished

        left = unfinished()
        self._left = left[-1] if left else None
        self.changed.emit()

    def look(self, folder: Path) -> None:
        """Find the songs of a folder and offer to time them."""
        if self.at_work:
            self._session.messages.toast("One folder is timed at a time", self._show(), kind="info")
            return
        self._session.jobs.start(_LOOK, self._look(folder))

    def choose(self, offer: Offer) -> None:
        """Time the folder that was looked at with the provider of an offer."""
        if offer.does == "key":
            self._services.ask_key(self._services.provider.id, lambda: self.look(self.plan.folder))
            return
        self._services.show_panel()
        self._session.jobs.start(_TASK, self._run(self.plan.folder, offer.provider_id, _FORMAT, True))

    def step(self) -> None:
        """Pause, or go on."""
        batch, left = self._batch, self._left
        if batch is not None and self.at_work:
            (batch.go_on if batch.paused else batch.pause)()
        elif batch is not None:
            self._session.jobs.start(_TASK, self._run(batch.folder, batch.provider_id, batch.format_id, batch.copies))
        elif left is not None:
            self._session.jobs.start(_TASK, self._run(Path(left.folder), left.provider, left.format_id, left.copies))
        self.changed.emit()

    def put_away(self) -> None:
        """Take the folder off the list; a rest of songs is not gone on with."""
        from lrc_studio.workflows.batch_songs import forget

        folder = self._batch.folder if self._batch else Path(self._left.folder) if self._left else None
        if folder is not None and not self.at_work:
            forget(folder)
            self._batch = None
            self.begin()

    async def _look(self, folder: Path) -> None:
        service = self._services.provider
        store = await self._services.connection.store()
        plan = await self._session.jobs.in_thread(
            _LOOK, lambda report: plan_of(folder, _SUFFIX, service, store, report)
        )
        if not plan.songs:
            self._session.messages.toast(f"There are no songs in “{folder.name}”", kind="info")
            return
        self.plan = plan
        if not self._services.keys.known:
            self._services.keys.look()
        self._session.asked.emit("batch")

    async def _run(self, folder: Path, provider_id: str, format_id: str, copies: bool) -> None:
        """`copies`: the person was told which songs are sent as a smaller copy."""
        from lrc_studio.workflows.batch import Batch, run_offline
        from lrc_studio.workflows.batch_service import ahead_of, run_at_service
        from lrc_studio.workflows.batch_songs import planned
        from lrc_studio.workflows.services import tier_of

        songs = await self._session.jobs.in_thread(_TASK, lambda _report: planned(folder, f".{format_id}"))
        batch = self._batch = Batch(
            folder,
            songs,
            provider_id,
            format_id,
            self._on_report,
            lambda _standing: self._reported.emit(),
            copies=copies and provider_id != OFFLINE.id,
        )
        self._left = None
        self._later()
        try:
            if provider_id == OFFLINE.id:
                await run_offline(batch)
            else:
                await self._services.runs.leave(str(batch.folder))
                await run_at_service(batch, await self._services.connection.desk(), ahead_of(tier_of(provider_id)))
        except StudioError as error:
            batch.stopped = error
        self._ended(batch)

    def _ended(self, batch: Batch) -> None:
        from lrc_studio.workflows.batch import SongState

        self._said = ""
        if batch.stopped is not None:
            telling.tell(self._session, batch.stopped, None)
            return
        done, failed = batch.count(SongState.DONE), batch.count(SongState.FAILED)
        text = f"{counted(done, 'song')} of “{batch.folder.name}” timed{f', {failed} not done' if failed else ''}"
        self._session.messages.toast(text, self._show(), kind="warning" if failed else "success")

    def _show(self) -> Choice:
        return Choice("Show jobs", self._services.show_panel)

    def _on_report(self, progress: Progress) -> None:
        self._said = progress.message if progress.phase == "wait" else ""
        self._reported.emit()  # a report may come from a thread

    def _later(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _on_soon(self) -> None:
        self.changed.emit()
        self._services.runs.reload()
