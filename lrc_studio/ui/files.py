"""What is open on disk: songs, lyric files and projects, opened, saved and closed without losing work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lrc_studio.core import edits
from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.resources import resource
from lrc_studio.ui.loading import Loading
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.session import Session
from lrc_studio.workflows.open_lyrics import OpenedLyrics, open_lyrics, read_lyrics
from lrc_studio.workflows.open_song import FoundLyrics
from lrc_studio.workflows.project import SUFFIX, save_project

LYRIC_SUFFIXES = (".lrc", ".elrc", ".txt", ".json", SUFFIX)


def counted_lines(count: int) -> str:
    """ "1 line" or "20 lines"."""
    return f"{count} {'line' if count == 1 else 'lines'}"


class Files(QObject):
    """Opening, saving and closing.

    `changed()`: another file, song or title. `decision_asked(then)`: unsaved work stands in the way of `then`.
    `saved()`: the project was written.
    """

    changed = Signal()
    decision_asked = Signal(object)
    saved = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._loading = Loading(session, self)
        self.project_path: Path | None = None
        self.lyrics_name = ""
        session.song.changed.connect(self.changed)
        session.document.undo_stack.cleanChanged.connect(lambda _clean: self.changed.emit())

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
    def anything(self) -> bool:
        """Whether a song or lyrics are open."""
        return self._session.song.path is not None or bool(self._session.document.lyrics.lines)

    def open(self, paths: Iterable[Path]) -> None:
        """Open what was dropped or chosen: a song, lyrics or a project, alone or together."""
        lyric_files = [path for path in paths if path.suffix.lower() in LYRIC_SUFFIXES]
        songs = [path for path in paths if path not in lyric_files]
        words = lyric_files[0] if lyric_files else None
        if words and words.suffix.lower() in (SUFFIX, ".json"):
            self.guarded(lambda: self._open_words(words, project=True))
        elif songs:
            self._open_song(songs[0], words)
        elif words:
            self._open_words(words)

    def open_demo(self) -> None:
        """Open the song that ships with the program, with its words and no times."""
        folder = resource("samples")
        song = next(path for path in sorted(folder.glob("demo.*")) if path.suffix in (".ogg", ".mp3", ".opus"))
        self.guarded(lambda: self._open_pair(song, folder / "demo.txt"))

    def guarded(self, then: Callable[[], None]) -> None:
        """Run `then`, after asking where unsaved work would be lost."""
        if self._session.document.modified:
            self.decision_asked.emit(then)
        else:
            then()

    def paste(self, text: str) -> None:
        """Take pasted lyrics, plain or with times; lines that are there already keep their times."""
        opened = read_lyrics(text, "pasted.lrc" if text.lstrip().startswith("[") else "pasted.txt")
        self._take_words(opened.lyrics, "paste lyrics")

    def use(self, found: FoundLyrics) -> None:
        """Take lyrics that lay beside the song or in its tags."""
        if found.path and found.path.suffix == SUFFIX:
            path = found.path
            self.guarded(lambda: self._open_words(path, project=True))
        else:
            self._take_words(found.lyrics, f"use the lyrics of {found.name}")

    def save(self) -> None:
        """Save the project in its place; asks for one where it has none."""
        if self.project_path:
            self.save_as(self.project_path)
        else:
            self._session.asked.emit("save_as")

    def save_as(self, path: Path) -> bool:
        """Save the project at `path`; tells what went wrong and gives False where it could not."""
        session = self._session
        target = path if path.suffix else path.with_suffix(SUFFIX)
        try:
            save_project(self._with_length(), target, session.song.path)
        except Exception as error:  # noqa: BLE001 (told; the document stays as it is, unsaved)
            session.messages.trouble(error)
            return False
        self.project_path = target
        session.document.mark_saved()
        session.messages.clear("trouble")
        self.saved.emit()
        self.changed.emit()
        return True

    def close(self) -> None:
        """Close the song and its lyrics."""
        self.guarded(self._close)

    def restore(self, lyrics: Lyrics, audio: str | None, project: Path | None) -> None:
        """Take the work of a session that died, as an edit that is not saved yet."""
        self._close()
        self.project_path = project
        self._session.document.edit("restore your work", lambda _old: lyrics)
        if audio and Path(audio).is_file():
            self._loading.start(Path(audio), offer_lyrics=False)
        self.changed.emit()

    def relink(self, path: Path) -> None:
        """Lead the open lyrics to a song that was moved."""
        self._session.messages.clear("relink")
        self._loading.start(path, offer_lyrics=False)

    def auto_sync(self) -> None:
        """Find the times with the embedded aligner; the answer is one edit."""
        session = self._session
        if session.song.path is None:
            return
        if not any(line.text.strip() for line in session.document.lyrics.lines):
            self.offer_ways_to_lyrics()
            return
        session.messages.clear("trouble")
        session.jobs.start("sync", self._sync(session.song.path, session.document.lyrics))

    def offer_ways_to_lyrics(self) -> None:
        """Say that the song has no lyrics, and the ways to get them."""
        session = self._session
        session.messages.banner(
            "lyrics",
            "Paste them, open a file, or take them from the song's tags.",
            Choice("Paste lyrics", lambda: session.asked.emit("paste")),
            Choice("Open a file", lambda: session.asked.emit("open_lyrics")),
            kind="info",
            title="This song has no lyrics yet.",
        )

    async def _sync(self, path: Path, lyrics: Lyrics) -> None:
        from lrc_studio.workflows.sync import counts, sync_offline

        session = self._session
        answer = await session.jobs.in_thread("sync", lambda report: sync_offline(path, lyrics, report))
        if session.song.path != path:
            return
        timed = sum(1 for line in answer.lines if line.start_ms is not None)
        session.document.edit(f"auto sync {counted_lines(timed)}", lambda old: edits.take_answer(old, answer))
        undo = Choice("Undo", session.document.undo_stack.undo)
        session.messages.toast(counts(answer), undo, Choice("Review", lambda: session.asked.emit("review"), "N"))
        if all((line.confidence or 0.0) < 0.5 for line in answer.lines if line.start_ms is not None):
            session.messages.banner(
                "doubt", "All times are guesses and marked doubtful.", title="No voice was found in this song."
            )

    def _open_pair(self, song: Path, words: Path) -> None:
        self._close()
        self._open_words(words, fresh=True)
        self._loading.start(song, offer_lyrics=False)

    def _open_song(self, song: Path, words: Path | None) -> None:
        if words:
            self.guarded(lambda: self._open_pair(song, words))
        elif self._session.song.path is None:
            self._loading.start(song, offer_lyrics=not self._session.document.lyrics.lines)
        else:
            self.guarded(lambda: self._open_alone(song))

    def _open_alone(self, song: Path) -> None:
        self._close()
        self._loading.start(song)

    def _open_words(self, path: Path, project: bool = False, fresh: bool = False) -> None:
        session = self._session
        try:
            opened = open_lyrics(path)
        except (InputError, OSError) as error:
            session.messages.trouble(error)
            return
        self.lyrics_name = path.name
        if project:
            self._open_project(path, opened)
        elif fresh:
            session.document.load(opened.lyrics)
        else:
            self._take_words(opened.lyrics, f"open lyrics from {path.name}")
        for warning in opened.warnings[:1]:
            session.messages.toast(warning, kind="info")
        self.changed.emit()

    def _open_project(self, path: Path, opened: OpenedLyrics) -> None:
        session = self._session
        self._close()
        self.project_path = path
        session.document.load(opened.lyrics)
        if opened.audio_path:
            self._loading.start(opened.audio_path, offer_lyrics=False)
        elif opened.missing_audio:
            session.messages.banner(
                "relink",
                "The lyrics are all here.",
                Choice("Find the song", lambda: session.asked.emit("relink")),
                title=f"{opened.missing_audio} was not found.",
            )

    def _take_words(self, words: Lyrics, label: str) -> None:
        """Lyrics with times replace the old ones; plain text keeps the times of lines that stay."""

        def change(old: Lyrics) -> Lyrics:
            if words.timed or not old.lines:
                return replace(words, audio=old.audio, tags=words.tags or old.tags)
            return _reworded(old, words)

        self._session.messages.clear("lyrics")
        self._session.document.edit(label, change)
        self.changed.emit()

    def _with_length(self) -> Lyrics:
        session = self._session
        lyrics, length = session.document.lyrics, session.song.duration_ms
        return replace(lyrics, audio=replace(lyrics.audio, duration_ms=length)) if lyrics.audio and length else lyrics

    def _close(self) -> None:
        session = self._session
        for name in ("song", "sync"):
            session.jobs.cancel(name)
        for key in ("lyrics", "relink", "trouble", "doubt"):
            session.messages.clear(key)
        session.player.player.load(None)
        session.song.take(None, None, None)
        session.document.load(Lyrics())
        self.project_path, self.lyrics_name = None, ""
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
    """Wait until no job runs, as scripts and pictures need."""
    while session.jobs.running("song") or session.jobs.running("sync"):
        await asyncio.sleep(0.01)
