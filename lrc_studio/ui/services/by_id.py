"""A song by its ids: what a task holds, and the words of what was chosen, taken as one edit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lrc_studio.core.errors import KeyRefusedError, NotThereError, RefusedError, StudioError
from lrc_studio.providers import BY_ID, PROVIDERS, by_id
from lrc_studio.providers.base import Ids, Provider, Track
from lrc_studio.ui.services import telling
from lrc_studio.ui.services.found import Found, found_by_place, found_song, found_text
from lrc_studio.ui.services.words import credits_left

if TYPE_CHECKING:
    from pathlib import Path

    from lrc_studio.core.progress import Progress
    from lrc_studio.storage.jobs import Job, JobStore
    from lrc_studio.ui.services.desk import Services
    from lrc_studio.workflows.id_answer import Answered
    from lrc_studio.workflows.id_desk import IdDesk

LOOK, TAKE, CREDITS = "by-id-look", "by-id-take", "by-id-credits"


class ById(QObject):
    """`changed()` follows each step. `taken()`: the answer is here. `said` is told in the dialog, `trouble` how."""

    changed = Signal()
    taken = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._services, self._session = services, services.session
        self.provider: Provider = self.providers[0]
        self.watched = False
        """Whether the dialog is open."""
        self.found: tuple[Found, ...] = ()
        self.prompt = self.said = self.doing = ""
        """`doing` is what is under way, in words; "" while nothing is."""
        self.trouble = self.needs_key = False
        self.prefilled = ""
        """The ids that the dialog begins with, where they are known."""
        self.waits_for_key = False
        """Whether the dialog gave way to that of the key, to go on once there is one."""
        self.job_id = ""
        """The job that is being fetched for the dialog."""
        self._turn = 0
        self._credits: dict[str, float] = {}
        self._texts: Job | None = None
        self._session.jobs.ended.connect(self._on_ended)

    @property
    def providers(self) -> tuple[Provider, ...]:
        """The services that are asked by ids."""
        return tuple(provider for provider in PROVIDERS if provider.id in BY_ID)

    @property
    def gives_texts(self) -> bool:
        """Whether the service has tasks that wrote lyrics, besides those that made songs."""
        return BY_ID[self.provider.id].lyrics

    @property
    def credits_said(self) -> str:
        """What the account at the chosen service holds, "" while that is not known."""
        left = self._credits.get(self.provider.id)
        return "" if left is None else credits_left(left)

    @property
    def all_credits(self) -> tuple[str, ...]:
        """What each account holds, as it was asked last."""
        return tuple(f"{by_id(name).label}: {credits_left(left)}" for name, left in self._credits.items())

    def choose(self, provider_id: str) -> None:
        """Ask this service from now on; what was found at another one is forgotten."""
        self.provider = by_id(provider_id)
        self.forget()

    @property
    def taking(self) -> bool:
        """Whether something is being paid for, which is never broken off."""
        return self._session.jobs.running(TAKE)

    def forget(self) -> None:
        """Other ids: what was found belongs to the ones before."""
        if self.taking:
            return
        self._session.jobs.cancel(LOOK)
        self._turn += 1
        self.found, self.prompt, self.said, self.doing, self._texts = (), "", "", "", None
        self.trouble = self.needs_key = False
        self.changed.emit()

    def ask_credits(self) -> None:
        """Ask what the account holds, which is free; quiet where the service does not say."""
        self._session.jobs.start(CREDITS, self._ask_credits(self.provider))

    def enough(self, ids: Ids) -> bool:
        """Whether these ids name one song, so that nothing has to be chosen."""
        by_place = ids.music_index is not None and BY_ID[self.provider.id].music_index
        return bool(ids.task_id and (ids.audio_id or by_place))

    def show_texts(self, job: Job) -> None:
        """Open the dialog with the texts of a task that are kept here, to choose another one."""
        self.prefilled = job.task_id or ""
        self._services.ask_ids(job.provider)

    def find(self, ids: Ids, texts: bool) -> None:
        """Look what a task holds: its songs, or the `texts` that it wrote; free. `changed` follows."""
        self.found = ()
        self._begin(LOOK, "Looking at the task", lambda: self._find_texts(ids) if texts else self._find_songs(ids))

    def take(self, found: Found) -> None:
        """Take what was chosen: a text at once, a song's words after the service was asked, which is paid."""
        if found.ids.variation is not None and self._texts:
            self._begin(LOOK, "Taking the lyrics", lambda: self._take_text(found))
        else:
            self._begin(TAKE, f"Asking {self.provider.label} for the words", lambda: self._take_words(found))

    def _on_ended(self, job: str) -> None:
        if job == TAKE:  # until its task has ended it counts as `taking`
            self.changed.emit()

    # ---- inside -----------------------------------------------------------------------------------------------------

    def _begin(self, job: str, doing: str, work: Callable[[], Awaitable[None]]) -> None:
        self.trouble, self.needs_key, self.said, self.doing = False, False, "", doing
        self._turn += 1
        self._session.jobs.start(job, self._guarded(work, self._turn))
        self.changed.emit()

    async def _guarded(self, work: Callable[[], Awaitable[None]], turn: int) -> None:
        try:
            await work()
        except StudioError as error:
            self._tell(error)
        finally:
            self.job_id = ""
            if turn == self._turn:
                self.doing = ""
            self._services.runs.refresh()
            self.changed.emit()

    def _tell(self, error: StudioError) -> None:
        self.said, self.trouble = str(error), True
        self.needs_key = isinstance(error, KeyRefusedError)
        if self.needs_key and not error.details and not self._services.keys.knows(self.provider.id):
            self.said, self.trouble = (
                f"{self.provider.label} needs a key of your account there. Nothing was sent.",
                False,
            )
        if not self.watched:
            store = self._services.connection.opened_store
            telling.tell(self._session, error, store.get(self.job_id) if store and self.job_id else None)

    async def _desk(self) -> IdDesk:
        return await self._services.connection.id_desk(self.provider)

    async def _ask_credits(self, provider: Provider) -> None:
        from lrc_studio.workflows.by_id import credits_of

        try:
            left = await credits_of(await self._services.connection.id_desk(provider))
        except StudioError:
            return
        if left is not None:
            self._credits[provider.id] = left
        self.changed.emit()
        self._services.changed.emit()

    async def _find_songs(self, ids: Ids) -> None:
        from lrc_studio.workflows.by_id import tracks

        desk = await self._desk()
        try:
            listed = await tracks(desk, ids.task_id)
        except (NotThereError, RefusedError) as error:
            if not desk.member.music_index:
                raise
            self.found, self.said = found_by_place(ids), f"{error} Choose by place."
            return
        if listed.error and not listed.tracks:
            raise RefusedError(f"{self.provider.label} made no songs in this task. {listed.error}")
        self.found = tuple(self._song(desk.store, listed.task_id or ids.task_id, track) for track in listed.tracks)
        self.said = listed.warning or ("" if self.found else f"This task has no songs yet: {listed.status}.")

    def _song(self, store: JobStore, task_id: str, track: Track) -> Found:
        from lrc_studio.workflows.by_id import known

        ids = Ids(task_id, track.audio_id)
        job = known(store, self.provider.id, ids) if track.audio_id else None
        return found_song(ids, track, job is not None and job.state == "succeeded")

    async def _find_texts(self, ids: Ids) -> None:
        from lrc_studio.workflows.by_id import Order, fetch

        desk = await self._desk()
        answered = await fetch(desk, Order(Ids(ids.task_id), song=self._session.song.path), self._report(desk, ids))
        record = answered.record
        if record is not None:
            self._texts, self.prompt = answered.job, record.prompt
            self.found = tuple(found_text(ids, record, variation) for variation in record.variations)
            self.said = record.warning or ""

    async def _take_text(self, found: Found) -> None:
        from lrc_studio.workflows.by_id import answer_of

        if self._texts is None:
            return
        store = await self._services.connection.store()
        job = store.update(self._texts.id, variation=found.ids.variation, song_title=found.title)
        self._services.answers.came(answer_of(job), self._session.song.path)
        self.taken.emit()

    async def _take_words(self, found: Found) -> None:
        song = self._session.song.path
        answered = await self._kept(found.ids) or await self._asked(found, song)
        self._services.runs.refresh()
        self._services.answers.came(answered, song)
        self.taken.emit()
        if answered.track:
            self._services.sounds.offer(self.provider, answered.track)
        self.ask_credits()

    async def _kept(self, ids: Ids) -> Answered | None:
        """The answer that is here already, for which no key is needed."""
        from lrc_studio.workflows.by_id import answer_of, known

        job = known(await self._services.connection.store(), self.provider.id, ids)
        return answer_of(job, reused=True) if job and job.state == "succeeded" else None

    async def _asked(self, found: Found, song: Path | None) -> Answered:
        from lrc_studio.workflows.by_id import Order, fetch

        desk = await self._desk()
        track = found.track or await _track_of(desk, found.ids)
        return await fetch(desk, Order(found.ids, song=song, track=track), self._report(desk, found.ids))

    def _report(self, desk: IdDesk, ids: Ids) -> Callable[[Progress], None]:
        def report(progress: Progress) -> None:
            from lrc_studio.workflows.by_id import known

            job = known(desk.store, desk.provider.id, ids)
            self.job_id, self.doing = job.id if job else "", progress.message
            self._services.runs.refresh()
            self.changed.emit()

        return report


async def _track_of(desk: IdDesk, ids: Ids) -> Track | None:
    """The song of these ids as the service's list has it, for its title, length and line ends; free and optional."""
    from lrc_studio.workflows.by_id import tracks

    try:
        found = (await tracks(desk, ids.task_id)).tracks
    except StudioError:
        return None
    by_place = found[ids.music_index] if ids.music_index is not None and ids.music_index < len(found) else None
    return next((track for track in found if track.audio_id == ids.audio_id), by_place)
