"""What is open on disk: songs, lyric files and projects, opened, saved and closed without losing work."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.storage.files import FileState
from lrc_studio.ui.dropped import Dropped, sorted_out
from lrc_studio.ui.importing import KEYS, Importing
from lrc_studio.ui.loading import Loading
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.reading import Reading
from lrc_studio.ui.relinking import Relinking
from lrc_studio.ui.remembering import Remembering
from lrc_studio.ui.saving import Saving
from lrc_studio.ui.session import Session
from lrc_studio.ui.syncing import Syncing
from lrc_studio.workflows.demo_song import demo_audio, demo_lyrics
from lrc_studio.workflows.open_lyrics import OpenedLyrics
from lrc_studio.workflows.open_song import FoundLyrics
from lrc_studio.workflows.project import SUFFIX

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


class Files(QObject):
    """Opening, saving and closing.

    `changed()`: another file, song or title. `decision_asked(then)`: unsaved work stands in the way of `then`.
    """

    changed = Signal()
    decision_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._loading = Loading(session, self)
        self._reading = Reading(session, self)
        self.importing = Importing(session, self._reading, self)
        """How lyrics come in, and what is offered for them."""
        self._saving = Saving(session, self)
        self._relinking = Relinking(session, self, self._loading)
        self._syncing = Syncing(session, self)
        self.recent = Remembering(session, self)
        """The songs opened last."""
        self._loading.loaded.connect(self.recent.note)
        self._saving.saved.connect(self._on_saved)
        self.importing.taken.connect(self.changed)
        self.export_kind = "lrc"
        """The format that was exported last, for the next time."""
        self.exported: dict[Path, FileState | None] = {}
        """The files this session exported and how it left them: replacing those again needs no question."""
        session.song.changed.connect(self.changed)
        session.document.undo_stack.cleanChanged.connect(lambda _clean: self.changed.emit())

    @property
    def project_path(self) -> Path | None:
        """The project file that is open, or None."""
        return self._saving.path

    @property
    def title(self) -> str:
        """The song's title: its tag, else the file's name, else "" with nothing open."""
        session = self._session
        tags = session.song.tags
        file = session.song.path or self.project_path
        return session.document.lyrics.tag("ti") or (tags.title if tags else "") or (file.stem if file else "")

    @property
    def artist(self) -> str:
        """The song's artist, or ""."""
        tags = self._session.song.tags
        return self._session.document.lyrics.tag("ar") or (tags.artist if tags else "") or ""

    @property
    def file_name(self) -> str:
        """The title as the stem of a new file: what no system takes in a name is replaced."""
        return _NOT_IN_NAMES.sub("-", self.title).strip(" .") or "lyrics"

    @property
    def beside(self) -> Path | None:
        """The file next to which others are written: the song's, else the project's or that of the lyrics."""
        origin = self._session.origin
        return self._session.song.path or self.project_path or (origin.path if origin else None)

    @property
    def anything(self) -> bool:
        """Whether a song or lyrics are open."""
        return self._session.song.path is not None or bool(self._session.document.lyrics.lines)

    def open(self, paths: Iterable[Path]) -> None:
        """Open what was chosen: a song, lyrics or a project, alone or together, and a translation with them."""
        given = sorted_out(paths)
        self._reading.in_turn(lambda: self._open(given))

    def take_drop(self, paths: Iterable[Path]) -> None:
        """Open what was dropped; where a project waits for its song, a song alone is taken for it."""
        given = sorted_out(paths)
        self._reading.in_turn(lambda: self._take_drop(given))

    def open_demo(self) -> None:
        """Open the song that ships with the program, with its words and no times."""
        self._reading.in_turn(
            lambda: self.guarded(
                lambda: self._open_pair(demo_audio(), OpenedLyrics(demo_lyrics(), None, "txt", "utf-8"))
            )
        )

    def guarded(self, then: Callable[[], None]) -> None:
        """Run `then`, after asking where unsaved work would be lost; what is being saved is waited for."""
        if self._session.document.modified:
            self._saving.in_turn(lambda: self._ask_or_run(then))
        else:
            then()

    def paste(self, text: str) -> None:
        """Take pasted lyrics in any format; lines that are there already keep their times."""
        self.importing.paste(text)

    def use(self, found: FoundLyrics) -> None:
        """Take lyrics that lay beside the song or in its tags."""
        if found.path and found.path.suffix.lower() == SUFFIX:
            self._open_words(Dropped(words=found.path))
        else:
            self.importing.use(found)

    def add_translation(self, path: Path) -> None:
        """Take the texts of another lyric file as translations of the lines that are open."""
        self._reading.in_turn(lambda: self.importing.translate(path))

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save the project in its place, asking for one where it has none; `then` follows when it is saved."""
        self._saving.save(then)

    def save_as(self, path: Path) -> None:
        """Save the project at `path`; what goes wrong is told."""
        self._saving.save_as(path)

    def forget_then(self) -> None:
        """No place was chosen: what should have followed the save does not."""
        self._saving.forget_then()

    def close(self) -> None:
        """Close the song and its lyrics, after asking."""
        self.guarded(self.clear)

    def clear(self) -> None:
        """Close the song and its lyrics at once, and whatever is still on its way."""
        self._reading.stop()
        self._clear()

    async def remember(self) -> None:
        """Note in the list of recent songs how this one is left, and wait until that is on disk."""
        self.recent.note()
        await self.recent.kept()

    def restore(self, lyrics: Lyrics, audio: str | None, project: str | None) -> None:
        """Take the work of a session that died, as an edit that is not saved yet; what was open is closed."""
        self.clear()
        self._saving.take(Path(project) if project else None)
        self._session.document.edit("restore your work", lambda _old: lyrics)
        if audio and Path(audio).is_file():
            self._loading.start(Path(audio), offer_lyrics=False)
        elif audio:
            self._relinking.offer(Path(audio).name)
        self.changed.emit()

    def relink(self, path: Path) -> None:
        """Lead the open lyrics to a song that was moved."""
        self._relinking.start(path)

    def auto_sync(self) -> None:
        """Find the times with the embedded aligner; the answer is one edit."""
        self._syncing.start()

    def _take_drop(self, given: Dropped) -> None:
        waiting = self._session.song.path is None and self.project_path is not None
        if waiting and given.song and not given.words and not given.more_songs:
            self.relink(given.song)
        else:
            self._open(given)

    def _open(self, given: Dropped) -> None:
        if given.words:
            self._open_words(given)
        elif given.song:
            self._open_song(given.song)
        if given.left:
            folder, services = given.folder, self._session.services
            all_of_them = [Choice("Time their folder…", lambda: services.take_folder(folder))] if folder else []
            self._session.messages.toast(given.left, *all_of_them, kind="info")

    def _ask_or_run(self, then: Callable[[], None]) -> None:
        if self._session.document.modified:
            self.decision_asked.emit(then)
        else:
            then()

    def _clear(self) -> None:
        self.recent.note()
        self._loading.stop()
        self._make_room()

    def _open_pair(self, song: Path, opened: OpenedLyrics, side: Path | None = None) -> None:
        self._clear()
        self._session.document.load(opened.lyrics)
        self._loading.start(song, offer_lyrics=False)
        self.importing.came_in(opened)
        self._offer_side(side)

    def _open_song(self, song: Path) -> None:
        session = self._session
        if session.song.path is None and self.project_path is None:
            self._loading.start(song, offer_lyrics=not session.document.lyrics.lines)
        else:
            self.guarded(lambda: self._open_alone(song))

    def _open_alone(self, song: Path) -> None:
        agreed = self._session.document.lyrics

        def begin() -> None:
            if self._session.document.lyrics is agreed:  # what was written meanwhile stays, under the new song
                self.recent.note()
                self._make_room()

        self._loading.start(song, begin=begin)

    def _open_words(self, given: Dropped) -> None:
        if words := given.words:
            self._reading.start(words, lambda opened: self._take_opened(words, opened, given))

    def _take_opened(self, path: Path, opened: OpenedLyrics | None, given: Dropped) -> None:
        """Lyrics were read, or could not be (None)."""
        song, side = given.song, given.side
        if opened is None:
            if song:
                self._open_song(song)
        elif path.suffix.lower() == SUFFIX or opened.audio_path or opened.missing_audio:
            self.guarded(lambda: self._open_project(path, opened, given))
        elif song:
            self.guarded(lambda: self._open_pair(song, opened, side))
        elif side or not self.importing.held_back(path, opened):
            self.importing.take(opened, f"open lyrics from {path.name}")
            self._offer_side(side)

    def _open_project(self, path: Path, opened: OpenedLyrics, given: Dropped) -> None:
        self._clear()
        self._saving.take(path)
        self._session.document.load(opened.lyrics)
        self.changed.emit()
        if opened.audio_path:
            self._loading.start(opened.audio_path, offer_lyrics=False)
        elif given.song:
            self.relink(given.song)
        elif opened.missing_audio:
            self._relinking.offer(opened.missing_audio)
        if opened.warnings:
            self._session.messages.toast(opened.warnings[0], kind="warning")
        self._offer_side(given.side)

    def _offer_side(self, side: Path | None) -> None:
        if side:
            self._reading.in_turn(lambda: self.importing.offer_translation(side))

    def _make_room(self) -> None:
        """Take away the song, the lyrics and what was said about them."""
        session = self._session
        for name in ("sync", "relink"):
            session.jobs.cancel(name)
        for key in (*KEYS, "relink", "trouble", "doubt", "damage", "beside", "changed"):
            session.messages.clear(key)
        self.importing.forget()
        session.player.player.load(None)
        session.document.load(Lyrics())  # before the song: it would be shown again without one
        session.song.take(None, None, None)
        self._saving.take(None)
        self.changed.emit()

    def _on_saved(self) -> None:
        self.recent.note()
        self.changed.emit()


def attach(session: Session) -> Files:
    """Give the session its files."""
    session.files = Files(session)
    return session.files


async def settled(session: Session) -> None:
    """Wait until no file is read and no sync runs, as scripts and pictures need."""
    while any(session.jobs.running(job) for job in ("words", "song", "sync", "save")):
        await asyncio.sleep(0.01)
