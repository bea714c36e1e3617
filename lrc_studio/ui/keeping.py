"""Keeps unsaved work for a crash, and offers what a crashed session left."""

from __future__ import annotations

import time
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from lrc_studio.core.errors import StudioError
from lrc_studio.storage.autosave import Autosave
from lrc_studio.storage.recovery import Orphan, Recovery, Work
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.session import Session

JOB = "kept"


class Keeping(QObject):
    """Writes each change a short pause later, off the window's thread; forgets it when the work is saved."""

    _troubled = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._recovery = Recovery()
        self._autosave = Autosave(self._recovery, on_trouble=self._troubled.emit)
        self._troubled.connect(self._on_trouble)
        session.document.changed.connect(self._on_changed)
        session.document.undo_stack.cleanChanged.connect(self._on_clean_changed)

    def offer(self) -> None:
        """Offer the newest work of a session that died, once it is found."""
        self._session.jobs.start(JOB, self._find())

    async def _find(self) -> None:
        orphans = await self._session.jobs.in_thread(JOB, lambda _report: self._recovery.orphans())
        if orphans:
            self._tell(orphans[0])

    def _tell(self, newest: Orphan) -> None:
        self._session.messages.banner(
            "restore",
            f"Your work on {newest.title or 'the lyrics'} up to {_moment(newest.saved_s)} is here.",
            Choice("Restore", lambda: self._session.files.guarded(lambda: self._restore(newest))),
            Choice("Delete it", lambda: self._ask_delete(newest)),
            title="LRC Studio closed unexpectedly.",
        )

    def close(self) -> None:
        """End cleanly: nothing is left to restore."""
        self._autosave.close()

    def _on_trouble(self, text: str) -> None:
        """Say what keeps the work from being kept; "" says that nothing does any more."""
        self._session.kept = not text
        if text:
            self._session.messages.banner("keeping", text)
        else:
            self._session.messages.clear("keeping")

    def _on_changed(self, *_: object) -> None:
        if self._session.document.modified:
            self._autosave.changed(self._work())

    def _on_clean_changed(self, clean: bool) -> None:
        if clean:
            self._autosave.saved()
        else:
            self._autosave.changed(self._work())

    def _work(self) -> Work:
        session = self._session
        song, project = session.song.path, session.files.project_path
        return Work(
            session.document.lyrics,
            str(song) if song else None,
            str(project) if project else None,
            session.files.title,
            time.time(),
        )

    def _restore(self, orphan: Orphan) -> None:
        session = self._session
        session.files.clear()
        self._autosave.flush()  # forgets what was open before the restored work takes its place
        try:
            work = self._recovery.restore(orphan)
        except (StudioError, OSError) as error:
            session.messages.trouble(error)
            return
        session.messages.clear("restore")
        session.files.restore(work.lyrics, work.audio_path, work.project_path)

    def _ask_delete(self, orphan: Orphan) -> None:
        self._session.messages.banner(
            "restore",
            "It cannot be brought back afterwards.",
            Choice("Keep it", self.offer),
            Choice("Delete for good", lambda: self._discard(orphan)),
            title=f"Delete your work on {orphan.title or 'the lyrics'}?",
        )

    def _discard(self, orphan: Orphan) -> None:
        try:
            self._recovery.discard(orphan)
        except StudioError as error:
            self._session.messages.trouble(error)
            return
        self._session.messages.clear("restore")
        self.offer()


def _moment(saved_s: float) -> str:
    """The time of day, with the day where that is not today."""
    then = datetime.fromtimestamp(saved_s)
    today = then.date() == datetime.now().date()
    return then.strftime("%H:%M:%S") if today else f"{then.day} {then:%b %H:%M:%S}"
