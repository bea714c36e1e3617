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
from lrc_studio.workflows.project import SUFFIX, save_project
from lrc_studio.workflows.song_ref import moved

Then = Callable[[], None] | None


class Saving(QObject):
    """Knows the project file that is open and how it was when it was read or written. `saved()`: it was written."""

    saved = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.path: Path | None = None
        self._state: FileState | None = None
        self._then: Then = None

    def take(self, path: Path | None) -> None:
        """This project file was opened, or none is open any more."""
        self.path = path
        self._state = file_state(path) if path else None
        self._then = None

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

    def save_as(self, path: Path) -> bool:
        """Save at `path`, with the project's suffix added where it has none; asks first where that would surprise."""
        target = path if path.suffix.lower() in (SUFFIX, ".json") else path.with_name(path.name + SUFFIX)
        then, self._then = self._then, None
        surprise = self._surprise(path, target)
        if surprise:
            self._ask(surprise, target, then)
            return False
        return self._write(target, then)

    def _surprise(self, chosen: Path, target: Path) -> str:
        """What the file that would be replaced was not known to be, as a sentence; "" where all is well."""
        there = file_state(target)
        if there is None:
            return ""
        if target == self.path:
            return "" if there == self._state else f"“{target.name}” was changed by another program."
        return "" if target == chosen else f"There is a “{target.name}” already."

    def _ask(self, surprise: str, target: Path, then: Then) -> None:
        self._session.messages.banner(
            "changed",
            "Your edits are kept.",
            Choice("Save as", lambda: self._elsewhere(then)),
            Choice("Overwrite", lambda: self._write(target, then)),
            title=surprise,
        )

    def _elsewhere(self, then: Then = None) -> None:
        self._then = then
        self._session.asked.emit("save_as")

    def _write(self, target: Path, then: Then) -> bool:
        session = self._session
        try:
            save_project(self._lyrics_for(target), target, session.song.path)
        except Exception as error:  # noqa: BLE001 (told; the document stays as it is, unsaved)
            session.messages.trouble(error, Choice("Save elsewhere", self._elsewhere))
            return False
        self.take(target)
        session.document.mark_saved()
        for key in ("trouble", "changed"):
            session.messages.clear(key)
        self.saved.emit()
        if then:
            then()
        return True

    def _lyrics_for(self, target: Path) -> Lyrics:
        """The lyrics with the song's exact length; a song that was not found is still led to from another folder."""
        session = self._session
        lyrics, length_ms = session.document.lyrics, session.song.duration_ms
        if session.song.path is None:
            return moved(lyrics, self.path, target)
        return replace(lyrics, audio=replace(lyrics.audio, duration_ms=length_ms)) if lyrics.audio else lyrics
