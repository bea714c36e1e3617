"""Sections as bookmarks: begun by a key where the song is, gone to by keys, seen in table and overview."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.notices import Toast
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.overview import Overview
from tests.ui.fakes import HandOutput
from tests.ui.songs import put_sound
from tests.ui.waveform.hand import picture

RATE_HZ = 8000
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(studio: Studio, some_lines: Lyrics) -> Session:
    """Five lines (from 1, 3, 5, 7, 9 s) over twenty seconds of quiet, the second current."""
    session = studio.session
    put_sound(session, np.zeros((20 * RATE_HZ, 2), np.int16), RATE_HZ)
    session.viewport.set_song(20_000, fresh=True)
    session.document.load(some_lines)
    session.selection.select_one(1)
    studio.window.resize(1440, 900)
    studio.window.editor.table.setFocus()
    QCoreApplication.processEvents()
    return session


def press(studio: Studio, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(studio.window.editor.table, key, keys)
    QCoreApplication.processEvents()


def names(session: Session) -> list[str | None]:
    return [line.section for line in session.document.lyrics.lines]


def test_a_key_begins_a_section_at_the_current_line_and_takes_it_away(studio: Studio, opened: Session) -> None:
    table = studio.window.editor.table
    before = table.rowHeight(1)
    press(studio, Qt.Key.Key_B)
    assert names(opened) == [None, "Section 1", None, None, None]
    assert table.rowHeight(1) > before
    press(studio, Qt.Key.Key_B)
    assert names(opened) == [None] * 5


def test_while_it_plays_the_section_begins_at_the_line_that_sounds(
    studio: Studio, opened: Session, output: HandOutput
) -> None:
    opened.player.play(7200)
    output.advance(200)
    press(studio, Qt.Key.Key_B)
    assert names(opened) == [None, None, None, "Section 1", None]
    assert opened.player.playing
    opened.player.toggle()


def test_before_the_first_line_sounds_the_section_begins_at_the_current_one(
    studio: Studio, opened: Session, output: HandOutput
) -> None:
    opened.player.play(0)
    output.advance(200)
    press(studio, Qt.Key.Key_B)
    assert names(opened) == [None, "Section 1", None, None, None]
    opened.player.toggle()


def test_its_name_is_typed_where_the_message_leads(studio: Studio, opened: Session) -> None:
    opened.change_settings(side_panel=False)
    press(studio, Qt.Key.Key_B)
    toast = studio.window.findChild(Toast)
    name_it = next(made for made in toast.findChildren(QPushButton) if made.text() == "Name it")
    QTest.mouseClick(name_it, Qt.MouseButton.LeftButton)
    QCoreApplication.processEvents()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Chorus")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(opened)[1] == "Chorus"


def sections(session: Session) -> None:
    lines = list(session.document.lyrics.lines)
    for row, name in ((0, "Verse"), (2, "Chorus"), (4, "Bridge")):
        lines[row] = replace(lines[row], section=name)
    session.document.edit("sections", lambda old: old.with_lines(lines))


def test_keys_go_from_section_to_section(studio: Studio, opened: Session) -> None:
    sections(opened)
    places = []
    for key in (Qt.Key.Key_PageDown,) * 4 + (Qt.Key.Key_PageUp,) * 2:
        press(studio, key, CTRL)
        places.append((opened.selection.current, opened.player.position_ms))
    assert places == [(0, 1000), (2, 5000), (4, 9000), (4, 9000), (2, 5000), (0, 1000)]


def test_without_times_they_go_by_rows(studio: Studio, opened: Session) -> None:
    sections(opened)
    opened.document.edit(
        "clear", lambda old: old.with_lines([replace(line, start_ms=None, end_ms=None) for line in old.lines])
    )
    press(studio, Qt.Key.Key_PageDown, CTRL)
    assert opened.selection.current == 2
    press(studio, Qt.Key.Key_PageUp, CTRL)
    assert opened.selection.current == 0


def test_the_overview_shows_where_they_begin_and_names_them(studio: Studio, opened: Session) -> None:
    overview = studio.window.editor.wave.band(Overview)
    x_px = round(overview.scale().x_of(5000))
    before = picture(overview)
    sections(opened)
    QCoreApplication.processEvents()
    after = picture(overview)
    foot = range(overview.height() - 16, overview.height() - 2)
    assert any(before.pixelColor(x_px + 2, y) != after.pixelColor(x_px + 2, y) for y in foot)
    assert all(before.pixelColor(x_px - 30, y) == after.pixelColor(x_px - 30, y) for y in foot)
    QTest.mouseMove(overview, QPoint(x_px + 3, overview.height() - 6))
    assert overview.toolTip() == "Chorus"
