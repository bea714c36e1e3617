"""The row that is tapped next: which unit stands in the block, and where."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.scripts import line_font
from tests.ui.tap_hand import Hand


def block_middle_px(studio: Studio) -> float:
    """Where the block of the next unit stands in the table."""
    QCoreApplication.processEvents()
    table = studio.window.editor.table
    image = table.viewport().grab().toImage()
    row, fill = table.visualRect(table.model().index(0, 3)), studio.session.theme.colour("sync.fill").rgb()
    y = round((row.top() + 4) * image.devicePixelRatio())
    top, bottom = y, round(row.bottom() * image.devicePixelRatio()) - 4
    found = [x for x in range(image.width()) for y in range(top, bottom, 3) if image.pixelColor(x, y).rgb() == fill]
    assert found
    return sum(found) / len(found)


@pytest.mark.parametrize(
    ("text", "leftward"),
    [("Hold on tight now", False), ("مرحبا بالعالم الجميل هنا", True), ("שלום עולם יפה כאן", True)],
)
def test_the_next_word_wanders_as_its_script_is_read(studio: Studio, hand: Hand, text: str, leftward: bool) -> None:
    hand.session.document.load(Lyrics((Line(text), Line("End"))))
    hand.click(Qt.Key.Key_2)
    hand.session.modes.go_to(0)
    places = []
    for ms in (1000, 2000, 3000):
        places.append(block_middle_px(studio))
        hand.at(ms).click(Qt.Key.Key_Space)
    assert places == sorted(places, reverse=leftward)
    assert len(set(places)) == 3


def test_a_line_is_drawn_smaller_before_its_end_is_cut(studio: Studio, hand: Hand) -> None:
    table = studio.window.editor.table
    font = line_font(studio.session.theme, "tapLine", "l")
    count = table.columnWidth(3) // QFontMetrics(font).horizontalAdvance("l")  # just too many at the large size
    drawn = []
    for last in "it":
        hand.session.document.load(Lyrics((Line("l" * count + last), Line("End"))))
        hand.session.selection.select_one(0)
        assert hand.session.modes.tapping
        QCoreApplication.processEvents()
        drawn.append(table.viewport().grab(table.visualRect(table.model().index(0, 3))).toImage())
    assert drawn[0] != drawn[1]


def test_the_lines_that_come_next_stay_in_sight_in_a_low_window(studio: Studio, hand: Hand) -> None:
    editor, window = studio.window.editor, studio.window
    hand.click(Qt.Key.Key_Escape)
    window.resize(1000, 650)
    QCoreApplication.processEvents()
    editor.parts["wave"].setSizes([300, 240])
    QCoreApplication.processEvents()
    before, shown = editor.parts["wave"].sizes(), []

    def settle() -> None:
        for _ in range(5):  # a bar that leaves is laid out in a later turn
            QCoreApplication.processEvents()

    for _ in range(2):
        QTest.keyClick(editor.table, Qt.Key.Key_F5)
        settle()
        bottom = editor.table.visualRect(editor.table.model().index(2, 0)).bottom()
        shown.append((window.height(), bottom <= editor.table.viewport().height()))
        hand.click(Qt.Key.Key_Escape)
        settle()
        assert editor.parts["wave"].sizes() == before
    assert shown == [(650, True), (650, True)]
