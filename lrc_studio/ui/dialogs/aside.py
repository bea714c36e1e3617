"""Work on lyrics for a dialog: at once where they are short, beside the window where they are long."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QDialog

from lrc_studio.core.errors import StudioError
from lrc_studio.ui.session import Session

LONG_LINES = 400
"""More lines than any song has; a format's text and its proof take 15 ms for as many."""
T = TypeVar("T")


class Aside:
    """Runs the job `name` for a dialog; the newest work alone counts, and none after the dialog is closed."""

    def __init__(self, session: Session, name: str, dialog: QDialog) -> None:
        self._session, self._name = session, name
        dialog.finished.connect(lambda _result: session.jobs.cancel(name))

    def run(self, work: Callable[[], T], done: Callable[[T | StudioError], None], aside: bool | None = None) -> bool:
        """Give what `work` gives, or the error it raises, to `done`; True where that comes later.

        `aside` says whether it runs beside the window; without it that is so for lyrics longer than any song's.
        """
        long = len(self._session.document.lyrics.lines) > LONG_LINES if aside is None else aside
        self._session.jobs.cancel(self._name)
        if long:
            self._session.jobs.start(self._name, self._later(work, done))
            return True
        done(_outcome(work))
        return False

    async def _later(self, work: Callable[[], T], done: Callable[[T | StudioError], None]) -> None:
        done(await self._session.jobs.in_thread(self._name, lambda _report: _outcome(work)))


def _outcome(work: Callable[[], T]) -> T | StudioError:
    try:
        return work()
    except StudioError as error:
        return error
