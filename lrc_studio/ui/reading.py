"""Reads lyric files and projects off the window's thread, in the order in which they were opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from lrc_studio.core.errors import InputError, StudioError
from lrc_studio.ui.session import Session
from lrc_studio.ui.turns import Turns
from lrc_studio.workflows.open_lyrics import OpenedLyrics, open_lyrics

JOB = "words"
MOST_LINES = 20_000
"""More lines than any song has; so many hold the window up for a fifth of a second."""
MOST_CHARS = 10_000
"""More characters than any line of a song has; drawing millions in one row takes minutes."""
Take = Callable[[OpenedLyrics | None], None]


def sized(opened: OpenedLyrics) -> OpenedLyrics:
    """The same lyrics. Raises InputError where they have more lines, or a longer one, than the window takes."""
    count = len(opened.lyrics.lines)
    name = f"“{opened.path.name}”" if opened.path else "This text"
    longest = max((len(line.text) for line in opened.lyrics.lines), default=0)
    if longest > MOST_CHARS:
        raise InputError(
            f"{name} has a line of {longest:,} characters; the window takes {MOST_CHARS:,}. "
            "What is open stays as it is; break that line into shorter ones and try again."
        )
    if count > MOST_LINES:
        raise InputError(
            f"{name} has {count:,} lines; the window takes {MOST_LINES:,}, and no song has so many. "
            "What is open stays as it is; take the lines of one song and try again."
        )
    return opened


class Reading(QObject):
    """Runs the job `words`; what is opened meanwhile waits for its turn."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted: object = None
        self._turns = Turns(session.jobs, JOB, self)

    def in_turn(self, then: Callable[[], None]) -> None:
        """Run `then` once everything opened before it was read; at once with nothing on its way."""
        self._turns.take(then)

    def start(self, path: Path, take: Take, encoding: str | None = None) -> None:
        """Read the file at `path` and hand it to `take`; what cannot be read is told, and `take` gets None."""
        self.run(lambda: open_lyrics(path, encoding=encoding) if encoding else open_lyrics(path), take)

    def run(self, work: Callable[[], OpenedLyrics], take: Take) -> None:
        """The same with lyrics that `work` reads."""
        self._wanted = wanted = object()
        self._session.jobs.start(JOB, self._read(wanted, work, take))

    def stop(self) -> None:
        """Give up what is being read and what waits for it."""
        self._wanted = None
        self._turns.clear()

    async def _read(self, wanted: object, work: Callable[[], OpenedLyrics], take: Take) -> None:
        opened = None
        try:
            opened = await self._session.jobs.in_thread(JOB, lambda _report: sized(work()))
        except (StudioError, OSError) as error:
            if wanted is self._wanted:
                self._session.messages.trouble(error)
        if wanted is self._wanted:
            self._wanted = None
            take(opened)
