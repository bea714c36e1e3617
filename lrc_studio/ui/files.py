"""What is open on disk: songs, lyric files and projects, opened, saved and closed without losing work."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.formats import FORMATS
from lrc_studio.storage.files import FileState
from lrc_studio.ui.loading import Loading
from lrc_studio.ui.reading import Reading
from lrc_studio.ui.relinking import Relinking
from lrc_studio.ui.remembering import Remembering
from lrc_studio.ui.saving import Saving
from lrc_studio.ui.session import Session
from lrc_studio.ui.syncing import Syncing
from lrc_studio.workflows.demo_song import demo_audio, demo_lyrics
from lrc_studio.workflows.open_lyrics import OpenedLyrics, read_lyrics
from lrc_studio.workflows.open_song import FoundLyrics
from lrc_studio.workflows.project import SUFFIX

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
LYRIC_SUFFIXES = tuple(suffix for fmt in FORMATS if fmt.read for suffix in fmt.suffixes)
"""What is opened as lyrics or a project; anything else is taken for a song."""


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
        self._saving = Saving(session, self)
        self._relinking = Relinking(session, self, self._loading)
        self._syncing = Syncing(session, self)
        self.recent = Remembering(session, self)
        """The songs opened last."""
        self._loading.loaded.connect(self.recent.note)
        self._saving.saved.connect(self._on_saved)
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
    def anything(self) -> bool:
        """Whether a song or lyrics are open."""
        return self._session.song.path is not None or bool(self._session.document.lyrics.lines)

    def open(self, paths: Iterable[Path]) -> None:
        """Open what was dropped or chosen: a song, lyrics or a project, alone or together."""
        given = tuple(paths)
        self._reading.in_turn(lambda: self._open(given))

    def take_drop(self, paths: Iterable[Path]) -> None:
        """Open what was dropped; where a project waits for its song, a song alone is taken for it."""
        given = tuple(paths)
        self._reading.in_turn(lambda: self._take_drop(given))

    def open_demo(self) -> None:
        """Open the song that ships with the program, with its words and no times."""
        self._reading.in_turn(lambda: self.guarded(lambda: self._open_pair(demo_audio(), demo_lyrics())))

    def guarded(self, then: Callable[[], None]) -> None:
        """Run `then`, after asking where unsaved work would be lost; what is being saved is waited for."""
        if self._session.document.modified:
            self._saving.in_turn(lambda: self._ask_or_run(then))
        else:
            then()

    def paste(self, text: str) -> None:
        """Take pasted lyrics, plain or with times; lines that are there already keep their times."""
        opened = read_lyrics(text, "pasted.lrc" if text.lstrip().startswith("[") else "pasted.txt")
        self._take_words(opened.lyrics, "paste lyrics")

    def use(self, found: FoundLyrics) -> None:
        """Take lyrics that lay beside the song or in its tags."""
        if found.path and found.path.suffix.lower() == SUFFIX:
            self._open_words(found.path, None)
        else:
            self._take_words(found.lyrics, f"use the lyrics of {found.name}")

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

    def _take_drop(self, given: tuple[Path, ...]) -> None:
        waiting = self._session.song.path is None and self.project_path is not None
        if waiting and len(given) == 1 and given[0].suffix.lower() not in LYRIC_SUFFIXES:
            self.relink(given[0])
        else:
            self._open(given)

    def _open(self, given: tuple[Path, ...]) -> None:
        words = next((path for path in given if path.suffix.lower() in LYRIC_SUFFIXES), None)
        songs = [path for path in given if path.suffix.lower() not in LYRIC_SUFFIXES]
        song = songs[0] if songs else None
        if words:
            self._open_words(words, song)
        elif song:
            self._open_song(song)
        if more := len(songs[1:]):
            left = "1 more song was" if more == 1 else f"{more} more songs were"
            self._session.messages.toast(f"{left} not opened: one song at a time.", kind="info")

    def _ask_or_run(self, then: Callable[[], None]) -> None:
        if self._session.document.modified:
            self.decision_asked.emit(then)
        else:
            then()

    def _clear(self) -> None:
        self.recent.note()
        self._loading.stop()
        self._make_room()

    def _open_pair(self, song: Path, words: Lyrics) -> None:
        self._clear()
        self._session.document.load(words)
        self._loading.start(song, offer_lyrics=False)

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

    def _open_words(self, path: Path, song: Path | None) -> None:
        self._reading.start(path, lambda opened: self._take_opened(path, opened, song))

    def _take_opened(self, path: Path, opened: OpenedLyrics | None, song: Path | None) -> None:
        """Lyrics were read, or could not be (None)."""
        if opened is None:
            if song:
                self._open_song(song)
            return
        if path.suffix.lower() == SUFFIX or opened.audio_path or opened.missing_audio:
            self.guarded(lambda: self._open_project(path, opened, song))
        elif song:
            self.guarded(lambda: self._open_pair(song, opened.lyrics))
        else:
            self._take_words(opened.lyrics, f"open lyrics from {path.name}")
        if opened.warnings:
            self._session.messages.toast(opened.warnings[0], kind="warning")

    def _open_project(self, path: Path, opened: OpenedLyrics, song: Path | None) -> None:
        self._clear()
        self._saving.take(path)
        self._session.document.load(opened.lyrics)
        self.changed.emit()
        if opened.audio_path:
            self._loading.start(opened.audio_path, offer_lyrics=False)
        elif song:
            self.relink(song)
        elif opened.missing_audio:
            self._relinking.offer(opened.missing_audio)

    def _take_words(self, words: Lyrics, label: str) -> None:
        """Lyrics with times replace the old ones; plain text keeps the times of lines that stay."""

        def change(old: Lyrics) -> Lyrics:
            if words.timed or not old.lines:
                return replace(words, audio=old.audio, tags=words.tags or old.tags)
            return _reworded(old, words)

        self._session.messages.clear("lyrics")
        self._session.document.edit(label, change)
        self.changed.emit()

    def _make_room(self) -> None:
        """Take away the song, the lyrics and what was said about them."""
        session = self._session
        for name in ("sync", "relink"):
            session.jobs.cancel(name)
        for key in ("lyrics", "relink", "trouble", "doubt", "damage", "beside", "changed"):
            session.messages.clear(key)
        session.player.player.load(None)
        session.song.take(None, None, None)
        self._saving.take(None)
        session.document.load(Lyrics())
        self.changed.emit()

    def _on_saved(self) -> None:
        self.recent.note()
        self.changed.emit()


def _reworded(old: Lyrics, words: Lyrics) -> Lyrics:
    """The old lyrics with other words and headings; lines that stay keep their times."""
    new = edits.replace_text(old, "\n".join(line.text for line in words.lines))
    if len(new.lines) != len(words.lines):
        return new
    pairs = zip(new.lines, words.lines, strict=True)
    return new.with_lines(replace(line, section=word.section) for line, word in pairs)


def attach(session: Session) -> Files:
    """Give the session its files."""
    session.files = Files(session)
    return session.files


async def settled(session: Session) -> None:
    """Wait until no file is read and no sync runs, as scripts and pictures need."""
    while any(session.jobs.running(job) for job in ("words", "song", "sync", "save")):
        await asyncio.sleep(0.01)
