"""The side panel's pages, and the simple view one click away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.ui.lines.columns import Column
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.word_lane import WordLane


@pytest.fixture
def opened(studio: Studio, some_lines: Lyrics) -> Session:
    """Five lines in the real window."""
    studio.session.document.load(some_lines)
    studio.session.selection.select_one(1)
    studio.window.resize(1440, 900)
    studio.window.editor.table.setFocus()
    QCoreApplication.processEvents()
    return studio.session


def click_simple(studio: Studio) -> None:
    button = studio.window.findChild(QToolButton, "simple")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QCoreApplication.processEvents()


def test_one_click_shows_lines_and_text_alone_and_another_everything(studio: Studio, opened: Session) -> None:
    editor, before = studio.window.editor, studio.window.editor.parts["sides"].sizes()
    assert not editor.table.isColumnHidden(Column.END)
    click_simple(studio)
    assert opened.settings.simple
    assert editor.side.raw.isVisible()
    assert editor.table.isColumnHidden(Column.END)
    assert editor.side.width() > before[1]
    click_simple(studio)
    assert editor.side.line.isVisible()
    assert not editor.table.isColumnHidden(Column.END)
    assert editor.parts["sides"].sizes() == before


def test_keys_go_to_the_simple_and_the_full_view(studio: Studio, opened: Session) -> None:
    ctrl = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(studio.window.editor.table, Qt.Key.Key_1, ctrl)
    assert opened.settings.simple
    QTest.keyClick(studio.window.editor.table, Qt.Key.Key_2, ctrl)
    assert not opened.settings.simple


def test_the_keys_of_a_lane_that_goes_are_the_lines_own(studio: Studio, opened: Session) -> None:
    words = (Word("Hold ", 0, 400), Word("on", 400, 900))
    opened.document.load(Lyrics((Line("Hold on", 0, 900, words=words),)))
    lane = studio.window.editor.wave.band(WordLane)
    assert lane.isVisible()
    QTest.mouseClick(lane, Qt.MouseButton.LeftButton, pos=QPoint(20, lane.height() // 2))
    assert lane.hasFocus()
    QTest.keyClick(lane, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert not lane.isVisible()
    assert studio.window.focusWidget() is studio.window.editor.table


def test_each_view_remembers_its_page(studio: Studio, opened: Session) -> None:
    side = studio.window.editor.side
    side.tabs.setCurrentIndex(1)
    assert (opened.settings.side_tab, side.preview.isVisible()) == ("preview", True)
    click_simple(studio)
    side.tabs.setCurrentIndex(0)
    assert (opened.settings.simple_tab, side.line.isVisible()) == ("line", True)
    click_simple(studio)
    assert side.preview.isVisible()


def test_the_raw_text_has_a_key_of_its_own(studio: Studio, opened: Session) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(studio.window.editor.table, Qt.Key.Key_R, keys)
    assert studio.window.editor.side.raw.isVisible()
    QTest.keyClick(studio.window.editor.table, Qt.Key.Key_R, keys)
    assert not studio.window.editor.side.isVisible()


@pytest.mark.parametrize("width_px", [1280, 1440, 1920])
def test_what_stands_beside_the_tabs_never_cuts_them(studio: Studio, opened: Session, width_px: int) -> None:
    studio.window.resize(width_px, 900)
    side = studio.window.editor.side
    side.tabs.setCurrentIndex(3)
    QCoreApplication.processEvents()
    assert side.raw.isVisible()
    assert side.tabs.width() >= side.tabs.sizeHint().width()


def test_with_large_text_the_page_of_the_line_is_as_wide_as_the_panel(studio: Studio, session: Session) -> None:
    studio.window.resize(1280, 800)
    session.change_settings(text_scale=1.3, side_panel=True)
    for _ in range(3):
        QCoreApplication.processEvents()
    side = studio.window.editor.side
    assert side.line.minimumWidth() <= side.width()
