"""The table and the panel of a real window with lines in it, and short ways to press keys there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lrc_studio.app import Studio
from lrc_studio.audio.decode import SongFacts
from lrc_studio.audio.sound import Sound
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.lines.columns import Column
from lrc_studio.ui.lines.editors import CellEditor
from lrc_studio.ui.lines.panel import LinePanel
from lrc_studio.ui.lines.table import LineTable
from lrc_studio.ui.session import Session

RATE_HZ = 8000
SONG_MS = 60_000


@pytest.fixture
def opened(studio: Studio, some_lines: Lyrics) -> Session:
    """A session with five lines, the third one current, and the table in focus."""
    studio.session.document.load(some_lines)
    studio.session.selection.select_one(2)
    studio.window.editor.table.setFocus()
    settle()
    return studio.session


@pytest.fixture
def sound(opened: Session) -> Sound:
    """A minute of quiet noise, loaded."""
    made = Sound(SongFacts(SONG_MS, RATE_HZ, 2, "wav"), RATE_HZ)
    samples = np.random.default_rng(5).integers(-4000, 4000, (RATE_HZ * SONG_MS // 1000, 2)).astype(np.int16)
    made.append(samples)
    made.finish()
    opened.player.player.load(made)
    opened.song.take(None, None, made)
    return made


@pytest.fixture
def table(studio: Studio, opened: Session) -> LineTable:
    """The line table."""
    return studio.window.editor.table


@pytest.fixture
def panel(studio: Studio, opened: Session) -> LinePanel:
    """The line panel."""
    return studio.window.editor.panel


@pytest.fixture
def many(opened: Session, some_lines: Lyrics) -> Session:
    """Two hundred lines, a section every tenth from the tenth on."""
    line = some_lines.lines[0]
    lines = [
        replace(line, text=f"Line {row}", start_ms=row * 1000, end_ms=row * 1000 + 900, section=_section(row))
        for row in range(200)
    ]
    opened.document.load(Lyrics(tuple(lines)))
    settle()
    return opened


def _section(row: int) -> str | None:
    return f"Part {row // 10}" if row and row % 10 == 0 else None


def settle() -> None:
    """Let posted work, such as layouts and deletions, be done."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key where the focus is."""
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(focused(), key, held)


def write(text: str) -> None:
    """Type text where the focus is, in place of what is selected there."""
    QTest.keyClicks(focused(), text)


def focused() -> QWidget:
    """The widget that has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def editor() -> CellEditor:
    """The open cell editor, which has the focus."""
    found = focused()
    assert isinstance(found, CellEditor)
    return found


def click(table: LineTable, row: int, column: Column, *modifiers: Qt.KeyboardModifier) -> None:
    """Click the middle of a cell's own part, below its section's band."""
    _mouse(QTest.mouseClick, table, row, column, modifiers)


def double_click(table: LineTable, row: int, column: Column) -> None:
    """Double click a cell."""
    _mouse(QTest.mouseClick, table, row, column, ())
    _mouse(QTest.mouseDClick, table, row, column, ())


def _mouse(act: Callable[..., None], table: LineTable, row: int, column: Column, modifiers: object) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:  # type: ignore[attr-defined]
        held |= modifier
    area = table.visualRect(table.model().index(row, column))
    at = area.center()
    at.setY(area.bottom() - 10)
    act(table.viewport(), Qt.MouseButton.LeftButton, held, at)
