"""Going to a time from the transport, with keys that mean something else everywhere else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from lrc_studio.app import Studio
from lrc_studio.ui.error_note import ErrorNote
from lrc_studio.ui.session import Session
from lrc_studio.ui.time_field import GoField
from tests.ui.conftest import until
from tests.ui.songs import TEXT, make_song


@pytest.fixture
def field(studio: Studio, session: Session, runner: asyncio.Runner, tmp_path: Path) -> Iterator[QLineEdit]:
    """The field, opened by its key from the line table, over a song of 20 seconds."""
    song = make_song(tmp_path / "song.wav", 20)

    async def run() -> None:
        session.files.open([song])
        await until(lambda: session.song.sound and session.song.sound.complete and not session.jobs.running("song"))
        session.files.paste(TEXT)

    runner.run(run())
    studio.window.editor.table.setFocus()
    QTest.keyClick(studio.window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    found = studio.window.findChild(GoField)
    assert found is not None
    assert found.hasFocus()
    yield found
    session.document.mark_saved()


def test_enter_goes_there_without_playing_and_gives_the_focus_back(
    field: QLineEdit, session: Session, studio: Studio
) -> None:
    QTest.keyClicks(field, "0:12,5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert session.player.position_ms == 12_500
    assert not session.player.playing
    assert not field.isVisible()
    assert QApplication.focusWidget() is studio.window.editor.table


def test_a_wrong_time_stays_and_is_explained(field: QLineEdit, session: Session, studio: Studio) -> None:
    QTest.keyClicks(field, "0:99")
    QTest.keyClick(field, Qt.Key.Key_Return)
    said = [note.text for note in studio.window.findChildren(ErrorNote) if note.isVisible()]
    assert said == ["Seconds stop at 59"]
    assert (field.text(), field.isVisible(), session.player.position_ms) == ("0:99", True, 0)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert not [note for note in studio.window.findChildren(ErrorNote) if note.isVisible()]


def test_escape_leaves_all_as_it_was(field: QLineEdit, session: Session, studio: Studio) -> None:
    QTest.keyClicks(field, "0:12")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert session.player.position_ms == 0
    assert not field.isVisible()
    assert QApplication.focusWidget() is studio.window.editor.table
