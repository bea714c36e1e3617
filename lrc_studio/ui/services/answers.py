"""What services answered: taken as one edit where its song is still open, else kept until it is opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.providers import by_id
from lrc_studio.storage.job_record import UPLOAD
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.services.id_words import rate_words, remark
from lrc_studio.ui.services.offers import counted

if TYPE_CHECKING:
    from lrc_studio.storage.jobs import Job
    from lrc_studio.ui.services.desk import Services
    from lrc_studio.workflows.id_answer import Answered

_TASK = "service-answer"


class Answers(QObject):
    """Only an answer that was asked for in this run is taken by itself; one found at the start waits."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._services, self._session = services, services.session
        self._expected: dict[str, bool] = {}
        self._unopened: set[str] = set()
        self._awaited: Job | None = None
        self.deleted: set[str] = set()
        """Jobs whose task was deleted at the service in this run."""
        self._session.song.changed.connect(self._on_song)

    @property
    def waiting(self) -> int:
        """How many answers came in this run and were not opened yet."""
        return len(self._unopened)

    def waits(self, job_id: str) -> bool:
        """Whether this job's answer came in this run and was not opened yet."""
        return job_id in self._unopened

    def expect(self, job_id: str, asked: bool = False) -> None:
        """The answer of this job may be taken by itself; `asked`: also where no song or another one is open."""
        self._expected[job_id] = asked

    def forget(self, job_id: str) -> None:
        """The job is gone."""
        self._expected.pop(job_id, None)
        self._unopened.discard(job_id)

    def arrived(self, job: Job) -> None:
        """A job came to its end with an answer."""
        asked = self._expected.pop(job.id, None)
        if asked or (asked is not None and self._services.is_of_open_song(job)):
            self.open(job)
        elif not job.batch:
            self._unopened.add(job.id)
            text = f"{counted(len(self._unopened), 'job')} finished: {job.song_title}"
            ways = Choice("Open result", lambda: self.open(job)), Choice("Show jobs", self._services.show_panel)
            self._session.messages.toast(text, *ways)

    def came(self, answered: Answered, song: Path | None) -> None:
        """What was asked by ids is here; it is taken where the song that was open then is open still."""
        if self._session.song.path == song:
            self._put(answered.job, answered.lyrics, answered)
        else:
            self.arrived(answered.job)

    def open(self, job: Job) -> None:
        """Take a job's answer, with its song opened first where that is not open."""
        song = Path(job.song_path)
        if self._services.is_of_open_song(job) or not job.song_path:
            self._session.jobs.start(_TASK, self._take(job))
        elif song.is_file():
            self._awaited = job
            self._session.files.open([song])
        else:
            self._session.files.guarded(lambda: self._open_alone(job))

    def _on_song(self) -> None:
        job = self._awaited
        if job is not None and self._services.is_of_open_song(job):
            self._awaited = None
            self._session.jobs.start(_TASK, self._take(job))

    def _open_alone(self, job: Job) -> None:
        """The song is no longer there: the lyrics are opened without it."""
        self._session.files.clear()
        self._session.jobs.start(_TASK, self._take(job))

    async def _take(self, job: Job) -> None:
        session, path = self._session, self._session.song.path
        song = Path(job.song_path) if job.song_path else path or Path()
        answer, answered = await session.jobs.in_thread(_TASK, lambda _report: _read(job, song))
        if session.song.path != path:
            self.arrived(job)  # another song was opened meanwhile: it waits in the panel
            return
        self._put(job, answer, answered)

    def _put(self, job: Job, answer: Lyrics, told: Answered | tuple[str, ...]) -> None:
        """Take an answer as one edit and say what is to be known of it."""
        self._unopened.discard(job.id)
        self._session.messages.clear("lyrics")
        self._session.messages.clear("service")
        self._edit(job, answer, "" if isinstance(told, tuple) else rate_words(told.hoot_cer))
        if isinstance(told, tuple):
            if told:
                self._session.messages.banner("service", told[0])
        else:
            remark(self._session, told)
        self._services.changed.emit()

    def _edit(self, job: Job, answer: Lyrics, rate: str) -> None:
        session = self._session
        count = sum(1 for line in answer.lines if line.text.strip())
        timed = any(line.start_ms is not None for line in answer.lines)
        wave = " and a waveform" if answer.waveform and not rate else ""
        said = f"{counted(count)}{wave} from {by_id(job.provider).label}"
        alone = session.song.path is None
        taken = session.document.edit(
            f"take {said}", lambda old: edits.take_answer(replace(old, audio=None) if alone else old, answer)
        )
        session.files.changed.emit()
        if not taken:
            session.messages.toast(f"The lyrics are as the answer has them: {said}", kind="info")
            return
        session.messages.toast(
            f"{said if timed else f'{said}, without times'}{f' · {rate}' if rate else ''}",
            Choice("Undo", session.document.undo_stack.undo),
        )


def _read(job: Job, song: Path) -> tuple[Lyrics, Answered | tuple[str, ...]]:
    """The lyrics in a job's answer, and what is to be known of them; reads the song."""
    from lrc_studio.workflows.id_answer import answer_of
    from lrc_studio.workflows.service_answer import lyrics_for

    if job.operation == UPLOAD:
        return lyrics_for(job, song)
    answered = answer_of(job)
    return answered.lyrics, answered
