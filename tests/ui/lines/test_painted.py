"""An edit paints the rows it touched and no others, and what stands on the screen is what all of it anew would be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest

from lrc_studio.audio.sound import Sound
from lrc_studio.core import edits
from lrc_studio.core.edits.rows import with_rows
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.lines.table import LineTable
from lrc_studio.ui.session import Session
from tests.ui.lines.conftest import press, settle
from tests.ui.songs import look

ALT = Qt.KeyboardModifier.AltModifier


class Painted(QObject):
    """Joins the areas that a widget is asked to paint."""

    area = QRect()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self.area = self.area.united(event.rect())
        return False


def with_line(row: int, **values: object) -> Callable[[Lyrics], Lyrics]:
    return lambda lyrics: with_rows(lyrics, {row: replace(lyrics.lines[row], **values)})  # type: ignore[arg-type]


def assert_all_is_shown(table: LineTable) -> None:
    """What stands on the screen, painted piece by piece, is what the table painted as a whole looks like."""
    settle()
    area = QRect(table.viewport().mapTo(table.window(), table.viewport().rect().topLeft()), table.viewport().size())
    screen = table.screen().grabWindow(table.window().winId()).toImage().copy(area)
    whole = table.window().grab().toImage().copy(area)
    same = [
        [screen.pixel(x, y) == whole.pixel(x, y) for x in range(0, area.width(), 2)] for y in range(0, area.height(), 2)
    ]
    assert all(map(all, same))


def test_a_nudge_paints_its_own_row(opened: Session, table: LineTable) -> None:
    look(opened)
    settle()
    painted = Painted(table)
    table.viewport().installEventFilter(painted)
    press(Qt.Key.Key_Right, ALT)
    settle()
    row = table.visualRect(table.model().index(2, 0))
    assert painted.area.top() >= row.top()
    assert painted.area.bottom() <= row.bottom() + 1  # its lower edge
    assert painted.area.width() == table.viewport().width()
    assert_all_is_shown(table)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(with_line(1, voice="Ann"), id="another voice"),
        pytest.param(with_line(0, section="Intro"), id="a section"),
        pytest.param(with_line(3, section=None), id="no section"),
        pytest.param(with_line(2, text="Other words", words=()), id="other words"),
        pytest.param(lambda lyrics: edits.nudge(lyrics, [2], 700), id="a nudge that an open end goes on to"),
        pytest.param(lambda lyrics: edits.nudge(lyrics, [0, 3], -40), id="lines apart"),
    ],
)
def test_what_is_shown_is_up_to_date(
    opened: Session, table: LineTable, sound: Sound, change: Callable[[Lyrics], Lyrics]
) -> None:
    lines = [
        Line(f"Line {row}", 5000 * row, 5000 * row + 2000 if row != 1 else None, voice="Bea" if row else None)
        for row in range(5)
    ]
    opened.document.load(Lyrics((*lines[:3], replace(lines[3], section="Chorus"), lines[4])))
    opened.selection.select_one(4)
    look(opened)
    assert_all_is_shown(table)
    assert opened.document.edit("change it", change)
    assert_all_is_shown(table)


def test_the_band_held_at_the_top_takes_another_name(opened: Session, table: LineTable) -> None:
    opened.document.load(
        Lyrics(tuple(Line(f"Line {row}", 1000 * row, section=None if row else "Verse") for row in range(60)))
    )
    opened.selection.select_one(40)
    look(opened)
    assert_all_is_shown(table)
    QTest.keyClick(table, Qt.Key.Key_End)
    opened.document.edit("name it", with_line(0, section="Bridge"))
    assert_all_is_shown(table)
