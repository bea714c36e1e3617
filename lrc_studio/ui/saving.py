"""Saves the project: where, over what, and what is said when it cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.storage.files import FileState, file_state
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.session import Session
from lrc_studio.ui.turns import Turns
from lrc_studio.workflows.project import SUFFIX, save_project
from lrc_studio.workflows.song_ref import moved

JOB = "save"
Then = Callable[[], None] | None


class Saving(QObject):
    """Knows the project file that is open and how it was when it was read or written; runs the job `save`.

    `saved()`: it was written.
    """

    saved = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.path: Path | None = None
        self._state: FileState | None = None
        self._then: Then = None
        self._opened = object()
        self._turns = Turns(session.jobs, JOB, self)

    def take(self, path: Path | None) -> None:
        """This project file was opened, or none is open any more."""
        self._opened = object()
        self.path, self._state, self._then = path, file_state(path) if path else None, None

    def in_turn(self, then: Callable[[], None]) -> None:
        """Run `then` once what is being saved is written; at once where nothing is."""
        self._turns.take(then)

    def save(self, then: Then = None) -> None:
        """Save in place, or ask for a place; `then` is run when that was done, and never later."""
        self._then = then
        if self.path:
            self.save_as(self.path)
        else:
            self._session.asked.emit("save_as")

    def forget_then(self) -> None:
        """The person chose no place."""
        self._then = None

    def save_as(self, path: Path) -> None:
        """Save at `path`, with the project's suffix added where it has none; asks first where that would surprise."""
        then, self._then = self._then, None
        self._start(path, then)

    def _start(self, chosen: Path, then: Then, sure: bool = False) -> None:
        opened = self._opened
        self.in_turn(lambda: self._session.jobs.start(JOB, self._save(opened, chosen, then, sure)))

    async def _save(self, opened: object, chosen: Path, then: Then, sure: bool) -> None:
        jobs, known = self._session.jobs, (self.path, self._state)
        target = chosen if chosen.suffix.lower() in (SUFFIX, ".json") else chosen.with_name(chosen.name + SUFFIX)
        try:
            surprise = "" if sure else await jobs.in_thread(JOB, lambda _report: _surprise(chosen, target, *known))
            if surprise:
                self._ask(surprise, target, then)
                return
            if opened is not self._opened:
                return  # closed before the first byte was written
            lyrics, song = self._session.document.lyrics, self._session.song.path
            full = self._lyrics_for(target)
            state = await jobs.in_thread(JOB, lambda _report: _written(full, target, song))
        except Exception as error:  # noqa: BLE001 (told; the document stays as it is, unsaved)
            self._session.messages.trouble(
                error, Choice("Save elsewhere", self._elsewhere), safe="Your edits are kept."
            )
            return
        if opened is self._opened:  # else it was closed meanwhile
            self.path, self._state = target, state
            self._on_written(lyrics, then)

    def _on_written(self, lyrics: Lyrics, then: Then) -> None:
        """`lyrics` are on disk; edits that came while they were written are not, so those are asked for."""
        session = self._session
        session.document.mark_saved(lyrics)
        for key in ("trouble", "changed"):
            session.messages.clear(key)
        self.saved.emit()
        if then:
            session.files.guarded(then)

    def _ask(self, surprise: str, target: Path, then: Then) -> None:
        self._session.messages.banner(
            "changed",
            "Your edits are kept.",
            Choice("Save as", lambda: self._elsewhere(then)),
            Choice("Overwrite", lambda: self._start(target, then, sure=True)),
            title=surprise,
        )

    def _elsewhere(self, then: Then = None) -> None:
        self._then = then
        self._session.asked.emit("save_as")

    def _lyrics_for(self, target: Path) -> Lyrics:
        """The lyrics with the song's exact length; a song that was not found is still led to from another folder."""
        session = self._session
        lyrics, length_ms = session.document.lyrics, session.song.duration_ms
        if session.song.path is None:
            return moved(lyrics, self.path, target)
        return replace(lyrics, audio=replace(lyrics.audio, duration_ms=length_ms)) if lyrics.audio else lyrics


def _surprise(chosen: Path, target: Path, known: Path | None, state: FileState | None) -> str:
    """What the file that would be replaced was not known to be, as a sentence; "" where all is well."""
    there = file_state(target)
    if there is None:
        return ""
    if target == known:
        return "" if there == state else f"“{target.name}” was changed by another program."
    return "" if target == chosen else f"There is a “{target.name}” already."


def _written(lyrics: Lyrics, target: Path, song: Path | None) -> FileState | None:
    """Write the project; gives how its file is afterwards."""
    save_project(lyrics, target, song)
    return file_state(target)
