"""Auto sync from the window's side: what is asked for, what its answer does, and what is said."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lrc_studio.app import Studio
from lrc_studio.audio.tags import SongTags
from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Lyrics, Origin
from lrc_studio.core.progress import Progress, Report
from lrc_studio.ui.session import Session
from tests.ui.conftest import until
from tests.ui.songs import TEXT, Told, button, make_song

STEP = Progress("voice", 1, 2, "Finding the voice")
Aligner = Callable[[Path, Lyrics, Report, bool], Lyrics]


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return make_song(tmp_path / "song.wav", 6.0)


def timed(lyrics: Lyrics, confidence: float) -> Lyrics:
    """An answer: each line two seconds, at a pace that can be sung."""
    return lyrics.with_lines(
        replace(line, start_ms=2000 * row, end_ms=2000 * row + 1900, origin=Origin.ALIGNED, confidence=confidence)
        for row, line in enumerate(lyrics.lines)
    )


class Held:
    """An aligner that answers when a test lets it go, or stops when it is cancelled."""

    def __init__(self, confidence: float = 0.9) -> None:
        self.running, self.go, self.left = threading.Event(), threading.Event(), threading.Event()
        self._confidence, self.thorough = confidence, False

    def __call__(self, path: Path, lyrics: Lyrics, report: Report, thorough: bool = False) -> Lyrics:
        self.thorough = thorough
        try:
            self.running.set()
            while not self.go.wait(0.001):
                report(STEP)
            return timed(lyrics, self._confidence)
        finally:
            self.left.set()


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[Aligner], None]:
    return lambda aligner: monkeypatch.setattr("lrc_studio.workflows.sync.sync_offline", aligner)


async def ready(session: Session, song: Path, text: str = TEXT) -> None:
    session.files.open([song])
    await until(lambda: session.song.sound and not session.jobs.running("song"))
    if text:
        session.files.paste(text)


@pytest.mark.parametrize(
    ("text", "confidence", "says", "review"),
    [
        (TEXT, 0.9, "3 lines timed, nothing to check", False),
        (TEXT, 0.6, "3 lines timed, 3 to check", True),
        ("One line\n", 0.6, "1 line timed, 1 to check", True),
    ],
)
def test_the_answer_is_one_step_and_counted_rightly(
    session: Session,
    runner: asyncio.Runner,
    told: Told,
    song: Path,
    use: Callable[[Aligner], None],
    text: str,
    confidence: float,
    says: str,
    review: bool,
) -> None:
    use(lambda path, lyrics, report, thorough: timed(lyrics, confidence))

    async def run() -> None:
        await ready(session, song, text)
        before, steps = session.document.lyrics, session.document.undo_stack.count()
        session.files.auto_sync()
        await until(lambda: told.toasts)
        toast = told.toasts[-1]
        assert toast.text == says
        assert [choice.label for choice in toast.choices] == (["Undo", "Review"] if review else ["Undo"])
        await until(lambda: not session.findings.pending)
        assert (session.findings.left > 0) == review, "the meter says the same"
        assert session.document.undo_stack.count() == steps + 1
        assert "doubt" not in told.banners
        toast.choices[0].run()
        assert session.document.lyrics == before
        session.document.mark_saved()

    runner.run(run())


def test_undo_on_the_toast_goes_with_the_next_edit(
    studio: Studio, session: Session, runner: asyncio.Runner, told: Told, song: Path, use: Callable[[Aligner], None]
) -> None:
    use(lambda path, lyrics, report, thorough: timed(lyrics, 0.9))

    async def run() -> None:
        await ready(session, song)
        session.files.auto_sync()
        await until(lambda: told.toasts)
        undo = button(studio.window, "Undo")
        session.document.edit("tag", lambda old: old.with_tag("ti", "Song"))
        assert not undo.isVisible()
        session.document.mark_saved()

    runner.run(run())


def test_guesses_alone_are_called_so(
    session: Session, runner: asyncio.Runner, told: Told, song: Path, use: Callable[[Aligner], None]
) -> None:
    use(lambda path, lyrics, report, thorough: timed(lyrics, 0.2))

    async def run() -> None:
        await ready(session, song)
        session.files.auto_sync()
        await until(lambda: told.toasts)
        expected = (
            "No singing could be followed in this song. "
            "All times are guesses and marked doubtful. Check that these are its words."
        )
        assert told.said("doubt") == expected
        session.document.undo_stack.undo()
        assert "doubt" not in told.banners
        session.document.mark_saved()

    runner.run(run())


def test_without_lyrics_the_ways_are_named(session: Session, runner: asyncio.Runner, told: Told, song: Path) -> None:
    async def run() -> None:
        await ready(session, song, "")
        session.files.auto_sync()
        assert (
            told.said("lyrics") == "This song has no lyrics yet. Paste them, open a file, or let a service hear them."
        )
        assert told.choices("lyrics") == ["Paste lyrics", "Open a file", "Ask a service"]
        assert not session.jobs.running("sync")
        session.song.tags = SongTags(title="Song", artist="", lyrics=TEXT)
        session.files.auto_sync()
        assert told.said("lyrics").endswith("or take them from the song's tags.")
        told.choose("lyrics", "Take them from the song's tags")
        assert [line.text for line in session.document.lyrics.lines] == TEXT.splitlines()
        assert "lyrics" not in told.banners
        session.document.mark_saved()

    runner.run(run())


def test_escape_stops_the_work_and_changes_nothing(
    studio: Studio, session: Session, runner: asyncio.Runner, told: Told, song: Path, use: Callable[[Aligner], None]
) -> None:
    held = Held()
    use(held)
    told_by_then: list[tuple[str, int]] = []

    async def run() -> None:
        await ready(session, song)
        before = session.document.lyrics
        session.files.auto_sync()
        await until(held.running.is_set)
        session.jobs.ended.connect(lambda name: told_by_then.append((name, len(told.toasts))))
        QTest.keyClick(studio.window, Qt.Key.Key_Escape)
        QTest.keyClick(studio.window, Qt.Key.Key_Escape)
        assert told.toasts == []  # it is still on its way out
        await until(lambda: not session.jobs.running("sync"))
        assert ("sync", 0) in told_by_then
        assert held.left.is_set()
        assert session.document.lyrics is before
        assert [toast.text for toast in told.toasts] == ["Auto sync stopped. Nothing was changed."]
        assert told.banners == {}
        session.document.mark_saved()

    runner.run(run())


def test_text_written_meanwhile_stays(
    session: Session, runner: asyncio.Runner, told: Told, song: Path, use: Callable[[Aligner], None]
) -> None:
    held = Held()
    use(held)
    session.change_settings(thorough=True)

    async def run() -> None:
        await ready(session, song)
        session.files.auto_sync()
        await until(held.running.is_set)
        assert held.thorough
        session.document.edit(
            "write", lambda old: old.with_lines((replace(old.lines[0], text="Hold on, tight!"), *old.lines[1:]))
        )
        held.go.set()
        await until(lambda: told.toasts)
        lines = session.document.lyrics.lines
        assert [line.text for line in lines] == ["Hold on, tight!", *TEXT.splitlines()[1:]]
        assert [line.start_ms for line in lines] == [0, 2000, 4000]
        session.document.mark_saved()

    runner.run(run())


def test_a_song_closed_meanwhile_gets_no_answer(
    session: Session, runner: asyncio.Runner, told: Told, song: Path, use: Callable[[Aligner], None]
) -> None:
    held = Held()
    use(held)

    async def run() -> None:
        await ready(session, song)
        session.files.auto_sync()
        await until(held.running.is_set)
        session.files.clear()
        await until(lambda: not session.jobs.running("sync"))
        assert session.document.lyrics == Lyrics()
        assert told.toasts == []

    runner.run(run())


def test_trouble_is_one_sentence_and_the_lyrics_stay(
    session: Session, runner: asyncio.Runner, told: Told, song: Path, use: Callable[[Aligner], None]
) -> None:
    def fail(path: Path, lyrics: Lyrics, report: Report, thorough: bool) -> Lyrics:
        raise InputError("“song.wav” is empty; the copy or download may not have finished.")

    use(fail)

    async def run() -> None:
        await ready(session, song)
        before = session.document.lyrics
        session.files.auto_sync()
        await until(lambda: "trouble" in told.banners)
        assert told.said("trouble").startswith("“song.wav” is empty")
        assert session.document.lyrics is before
        session.document.mark_saved()

    runner.run(run())


def test_a_song_that_is_gone_can_be_found_again_and_the_lyrics_are_safe(
    session: Session, runner: asyncio.Runner, told: Told, song: Path
) -> None:
    async def run() -> None:
        await ready(session, song)
        asked: list[str] = []
        session.asked.connect(asked.append)
        before = session.document.lyrics
        song.rename(song.with_name("moved.wav"))
        session.files.auto_sync()
        await until(lambda: "trouble" in told.banners)
        assert told.said("trouble").startswith("“song.wav” was not found")
        assert told.said("trouble").endswith("The lyrics are as they were.")
        told.choose("trouble", "Find the song")
        assert (asked, session.document.lyrics is before) == (["relink"], True)
        session.files.relink(song.with_name("moved.wav"))
        await until(lambda: session.song.path == song.with_name("moved.wav"))
        await until(lambda: "trouble" not in told.banners)
        session.document.mark_saved()

    runner.run(run())


def test_nonsense_sung_by_nobody_is_marked_doubtful(
    session: Session, runner: asyncio.Runner, told: Told, song: Path
) -> None:
    """The real aligner on noise."""

    async def run() -> None:
        await ready(session, make_song(song.with_name("noise.wav"), 6.0), "Xqzt vrrk\nBlorp snee fnord\n")
        session.files.auto_sync()
        await until(lambda: told.toasts or "trouble" in told.banners, 60)
        assert told.said("trouble") == ""
        assert told.said("doubt").startswith("No singing could be followed")
        session.document.mark_saved()

    runner.run(run())
