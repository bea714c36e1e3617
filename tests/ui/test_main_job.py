"""The main job by mouse and keys: drop a song with its lyrics, sync, nudge, undo, export."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.formats import by_id
from lrc_studio.resources import resource
from lrc_studio.ui.dialogs.export import ExportDialog
from lrc_studio.ui.main_window import MainWindow
from tests.ui.conftest import until


def drop(window: MainWindow, *paths: Path) -> None:
    """Drop files on the middle of the window as a desktop does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = window.rect().center()
    enter = QDragEnterEvent(
        at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    event = QDropEvent(
        QPointF(at), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    assert event.type() == QEvent.Type.Drop
    QApplication.sendEvent(window, event)


def click(window: MainWindow, text: str) -> None:
    """Press the visible button with this text by mouse."""
    found = [made for made in window.findChildren(QPushButton) if made.isVisible() and text in made.text()]
    assert found, f"no visible button says {text}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """The demo song in a folder of the test's own."""
    copied = tmp_path / "demo.ogg"
    shutil.copy(resource("samples", "demo.ogg"), copied)
    return copied


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """The demo's words, in another folder so that they are not found beside the song."""
    folder = tmp_path / "words"
    folder.mkdir()
    shutil.copy(resource("samples", "demo.txt"), folder / "demo.txt")
    return folder / "demo.txt"


def near_truth(lyrics: Lyrics) -> float:
    """The share of lines that start within 0.3 s of the truth."""
    truth = json.loads(resource("samples", "demo.truth.json").read_text(encoding="utf-8"))["lines"]
    pairs = zip(lyrics.lines, truth, strict=True)
    return sum(abs((line.start_ms or 0) - true["start_ms"]) <= 300 for line, true in pairs) / len(truth)


async def dropped_and_synced(studio: Studio, song: Path, words: Path) -> Lyrics:
    """Drop a song with its words, press Auto sync, and give the answer."""
    session = studio.session
    drop(studio.window, song, words)
    await until(lambda: session.song.sound and session.song.sound.complete)
    assert session.document.lyrics.lines
    assert not session.document.lyrics.timed
    click(studio.window, "Auto sync")
    await until(lambda: session.document.lyrics.timed and not session.jobs.running("sync"), 60)
    return session.document.lyrics


def nudge_by_keys(studio: Studio, row: int, times: int) -> None:
    """Click a line's text and nudge it later by keys."""
    table = studio.window.editor.table
    area = table.visualRect(table.model().index(row, 3))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert studio.session.selection.rows == (row,)
    for _ in range(times):
        QTest.keyClick(studio.window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)


async def exported(studio: Studio, target: Path) -> Lyrics:
    """Export by Ctrl+E and Enter, and read the file back."""
    QTest.keyClick(studio.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: studio.window.findChildren(ExportDialog))
    QTest.keyClick(studio.window.findChildren(ExportDialog)[0], Qt.Key.Key_Return)
    await until(target.exists)
    read = by_id("lrc").read
    assert read is not None
    return read(target.read_text(encoding="utf-8")).lyrics


def test_from_drop_to_file(studio: Studio, runner: asyncio.Runner, song: Path, words: Path) -> None:
    session, window, row = studio.session, studio.window, 2

    async def main_job() -> None:
        synced = await dropped_and_synced(studio, song, words)
        assert near_truth(synced) >= 0.9

        nudge_by_keys(studio, row, 1)
        nudged = session.document.lyrics
        assert nudged.lines[row].start_ms == (synced.lines[row].start_ms or 0) + 10
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert session.document.lyrics == synced
        QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
        assert session.document.lyrics == nudged

        back = await exported(studio, song.with_suffix(".lrc"))
        assert [line.text for line in back.lines if line.text] == [line.text for line in nudged.lines if line.text]
        assert abs((back.lines[row].start_ms or 0) - (nudged.lines[row].start_ms or 0)) <= 5
        session.document.mark_saved()

    runner.run(main_job())


def test_undo_of_auto_sync_is_one_step(studio: Studio, runner: asyncio.Runner, song: Path, words: Path) -> None:
    session = studio.session

    async def job() -> None:
        drop(studio.window, song, words)
        await until(lambda: session.song.sound and session.song.sound.complete)
        before = session.document.lyrics
        click(studio.window, "Auto sync")
        await until(lambda: session.document.lyrics.timed and not session.jobs.running("sync"), 60)
        assert session.document.undo_stack.undoText().startswith("auto sync")
        QTest.keyClick(studio.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert session.document.lyrics == before
        session.document.mark_saved()

    runner.run(job())


def test_cancelled_auto_sync_changes_nothing(studio: Studio, runner: asyncio.Runner, song: Path, words: Path) -> None:
    session = studio.session

    async def job() -> None:
        drop(studio.window, song, words)
        await until(lambda: session.song.sound and session.song.sound.complete)
        before = session.document.lyrics
        click(studio.window, "Auto sync")
        strip = studio.window.findChild(object, "phases")
        await until(lambda: strip.isVisible())  # type: ignore[attr-defined]
        click(studio.window, "Cancel")
        await until(lambda: not session.jobs.running("sync"))
        assert session.document.lyrics is before
        assert not strip.isVisible()  # type: ignore[attr-defined]

    runner.run(job())


def test_space_plays_and_the_time_follows_the_sound(
    studio: Studio, runner: asyncio.Runner, song: Path, output: object
) -> None:
    session = studio.session

    async def job() -> None:
        drop(studio.window, song)
        await until(lambda: session.song.sound and session.song.sound.complete)
        QTest.keyClick(studio.window, Qt.Key.Key_Space)
        await until(lambda: session.player.playing)
        output.advance(1234)  # type: ignore[attr-defined]
        await until(lambda: session.player.position_ms >= 1234)
        QTest.keyClick(studio.window, Qt.Key.Key_Space)
        await until(lambda: not session.player.playing)
        stopped_ms = session.player.position_ms
        QTest.keyClick(studio.window, Qt.Key.Key_Right)
        assert session.player.position_ms == stopped_ms + session.settings.seek_ms

    runner.run(job())


def test_lyrics_before_the_song(studio: Studio, runner: asyncio.Runner, song: Path, words: Path) -> None:
    session = studio.session

    async def job() -> None:
        drop(studio.window, words)
        await until(lambda: session.document.lyrics.lines)
        drop(studio.window, song)
        await until(lambda: session.song.sound and session.song.sound.complete)
        assert session.document.lyrics.lines[0].text
        session.document.mark_saved()

    runner.run(job())


def test_junk_is_one_sentence(studio: Studio, runner: asyncio.Runner, tmp_path: Path) -> None:
    junk = tmp_path / "broken.mp3"
    junk.write_bytes(b"\x00\x01junk" * 500)
    told: list[object] = []
    studio.session.messages.banner_shown.connect(told.append)

    async def job() -> None:
        drop(studio.window, junk)
        await until(lambda: told)
        text = told[0].text  # type: ignore[attr-defined]
        assert "broken.mp3" in text
        assert str(tmp_path) not in text
        assert studio.session.song.path is None

    runner.run(job())


def test_closing_asks_before_work_is_lost(studio: Studio, runner: asyncio.Runner, words: Path) -> None:
    async def job() -> None:
        drop(studio.window, words)
        await until(lambda: studio.session.document.lyrics.lines)
        studio.session.document.edit("add a tag", lambda old: old.with_tag("ti", "Title"))
        closed: list[bool] = []
        studio.window.closed.connect(lambda: closed.append(True))
        studio.window.close()
        assert studio.window.isVisible()
        click(studio.window, "Go on without saving")
        await until(lambda: closed)

    runner.run(job())
