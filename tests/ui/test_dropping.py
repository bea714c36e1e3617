"""What is dragged over the window is announced, and does that when it is dropped."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lrc_studio.ui.dropping import DropHint
from lrc_studio.ui.main_window import MainWindow
from lrc_studio.ui.session import Session
from tests.ui.conftest import until
from tests.ui.songs import Told, button, lines, make_song
from tests.ui.test_importing import ENGLISH, SONG, written


def drag(window: MainWindow, data: QMimeData, drop: bool = True) -> QDragEnterEvent:
    """Drag something over the window and, as wanted, let it fall."""
    at, left, none = window.rect().center(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if drop:
        QApplication.sendEvent(window, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, left, none))
    return enter


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_two_lyric_files_become_one_document(
    window: MainWindow, session: Session, runner: asyncio.Runner, told: Told, tmp_path: Path
) -> None:
    main, side = written(tmp_path / "Song.lrc", SONG), written(tmp_path / "Song.en.lrc", ENGLISH)

    async def run() -> None:
        drag(window, files(side, main))
        await until(lambda: "together" in told.banners)
        assert lines(session) == ["eins", "zwei", "drei", "vier"]
        assert told.said("together") == "“Song.en.lrc” may be a translation. 4 of its 4 lines fit yours."
        QTest.mouseClick(button(window, "Add as translation"), Qt.MouseButton.LeftButton)
        assert [line.translation for line in session.document.lyrics.lines] == ["one", "two", "three", "four"]
        assert [line.start_ms for line in session.document.lyrics.lines] == [1000, 3000, 5000, 7000]
        assert "together" not in told.banners
        session.document.undo_stack.undo()
        assert [line.translation for line in session.document.lyrics.lines] == [None] * 4

    runner.run(run())
    session.document.mark_saved()


def test_lyrics_on_a_song_and_a_song_on_lyrics(
    window: MainWindow, session: Session, runner: asyncio.Runner, tmp_path: Path
) -> None:
    song, words = (
        make_song(tmp_path / "a.wav"),
        written(tmp_path / "words.srt", "1\n00:00:01,000 --> 00:00:02,000\nOne\n"),
    )

    async def settled() -> None:
        await until(lambda: not session.jobs.running("words") and not session.jobs.running("song"))

    async def run() -> None:
        drag(window, files(words))
        await settled()
        assert lines(session) == ["One"]
        drag(window, files(song))
        await settled()
        assert lines(session) == ["One"]
        assert session.song.path == song
        session.document.mark_saved()
        session.files.close()
        drag(window, files(song))
        await settled()
        drag(window, files(words))
        await settled()
        assert lines(session) == ["One"]
        assert session.song.path == song
        assert session.document.undo_stack.count() == 1

    runner.run(run())
    session.document.mark_saved()


def test_the_window_says_what_a_drop_will_do(
    window: MainWindow, session: Session, runner: asyncio.Runner, tmp_path: Path
) -> None:
    session.files.paste(SONG)
    hint = window.findChildren(DropHint)[0]
    song, words, side = tmp_path / "a.mp3", tmp_path / "a.lrc", tmp_path / "a.en.lrc"
    for given, said in (
        ((song,), "Drop to put this song under the lyrics"),
        ((words,), "Drop to open these lyrics"),
        ((words, side), "Drop to open lyrics and a translation"),
        ((song, words), "Drop to open “a” with its lyrics"),
        ((song, tmp_path / "b.mp3"), "Drop to open “a”, the first of 2 songs"),
        ((tmp_path,), "Drop to time the songs of this folder"),
    ):
        assert drag(window, files(*given), drop=False).isAccepted()
        assert hint.isVisible()
        assert hint.accessibleName() == said
        QApplication.sendEvent(window, QDragLeaveEvent())
        assert not hint.isVisible()
    session.document.mark_saved()


def test_text_that_is_dropped_is_pasted(window: MainWindow, session: Session) -> None:
    data = QMimeData()
    data.setText(SONG)
    assert drag(window, data).isAccepted()
    assert lines(session) == ["eins", "zwei", "drei", "vier"]
    session.document.mark_saved()
