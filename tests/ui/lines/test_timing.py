"""A row's own piece of sound: drawn where it is in sight, as far as it is decoded, and clicked to seek."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest

from lrc_studio.audio.decode import SongFacts
from lrc_studio.audio.sound import Sound
from lrc_studio.ui.lines.columns import Column, content, timing_box
from lrc_studio.ui.lines.table import LineTable
from lrc_studio.ui.lines.timing import TimingCell
from lrc_studio.ui.session import Session
from tests.ui.lines.conftest import RATE_HZ, SONG_MS, settle


def test_a_click_in_timing_seeks_there(opened: Session, table: LineTable, sound: Sound) -> None:
    index = table.model().index(1, Column.TIMING)
    box = timing_box(content(table.visualRect(index), opened.document.lyrics.lines[1]))
    click_at = QPoint(round(box.left() + box.width() / 2), round(box.center().y()))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, click_at)
    middle_ms = (3000 - 350 + 4800 + 350) // 2
    assert abs(opened.player.position_ms - middle_ms) <= 2500 / box.width()
    assert opened.selection.rows == (1,)


def test_rows_in_sight_alone_are_drawn_and_grow_with_the_song(
    many: Session, table: LineTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: set[int] = set()
    real = TimingCell.paint

    def paint(cell: TimingCell, painter: QPainter, row: int, *rest: Any) -> None:
        drawn.add(row)
        real(cell, painter, row, *rest)

    monkeypatch.setattr(TimingCell, "paint", paint)
    quiet = np.random.default_rng(5).integers(-4000, 4000, (RATE_HZ * 30, 2)).astype(np.int16)
    growing = Sound(SongFacts(SONG_MS, RATE_HZ, 2, "wav"), RATE_HZ)
    growing.append(quiet[: RATE_HZ * 5])
    many.player.player.load(growing)
    many.song.take(None, None, growing)
    many.viewport.set_song(SONG_MS, fresh=True)
    table.scrollToTop()
    first, cell = table.grab().toImage(), table.visualRect(table.model().index(1, Column.TIMING))
    later = table.visualRect(table.model().index(8, Column.TIMING))
    assert drawn == set(range(len(drawn)))
    assert 8 < len(drawn) < 40
    growing.append(quiet[RATE_HZ * 5 :])
    many.song.grew.emit()
    settle()
    grown = table.grab().toImage()
    top = table.viewport().mapTo(table, QPoint())
    assert grown.copy(cell.translated(top)) == first.copy(cell.translated(top))
    assert grown.copy(later.translated(top)) != first.copy(later.translated(top))
    growing.finish()
