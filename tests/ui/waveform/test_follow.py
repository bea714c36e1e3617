"""What the wave shows follows the current line while nothing plays."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.waveform.lane import LineLane
from tests.ui.songs import look
from tests.ui.waveform.hand import LEFT, at, picture


def test_a_line_chosen_elsewhere_comes_into_sight(area: WaveArea, session: Session) -> None:
    session.selection.select_one(9)
    assert session.viewport.from_ms <= 28_000 < 30_500 <= session.viewport.to_ms
    shown = (session.viewport.from_ms, session.viewport.to_ms)
    session.selection.select_one(8)
    assert (session.viewport.from_ms, session.viewport.to_ms) == shown


def test_a_line_chosen_in_the_wave_moves_nothing(area: WaveArea, session: Session) -> None:
    shown = (session.viewport.from_ms, session.viewport.to_ms)
    QTest.mouseClick(area.band(LineLane), LEFT, pos=at(19_500, 12))
    assert session.selection.current == 6
    assert (session.viewport.from_ms, session.viewport.to_ms) == shown


def test_a_menu_in_the_wave_does_not_hold_the_view(area: WaveArea, session: Session) -> None:
    lane, place = area.band(LineLane), at(19_500, 12)
    QTest.mousePress(lane, Qt.MouseButton.RightButton, pos=place)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(lane, QContextMenuEvent(reason, place, lane.mapToGlobal(place)))
    menu = QApplication.activePopupWidget()
    if menu:
        menu.close()  # the release goes to the menu alone
    session.selection.select_one(9)
    assert session.viewport.from_ms <= 28_000 < 30_500 <= session.viewport.to_ms
    QTest.mouseRelease(lane, Qt.MouseButton.RightButton, pos=place)


def test_up_and_down_in_the_wave_go_through_the_lines(area: WaveArea, session: Session) -> None:
    lane, chosen = area.band(LineLane), []
    QTest.mouseClick(lane, LEFT, pos=at(19_500, 12))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, *[Qt.Key.Key_Down] * 9):
        QTest.keyClick(lane, key)
        chosen.append(session.selection.rows)
    assert chosen[:3] == [(7,), (6,), (5,)]
    assert chosen[-1] == (len(session.document.lyrics.lines) - 1,)
    assert session.viewport.from_ms <= 28_000 < session.viewport.to_ms


def test_choosing_a_line_while_playing_moves_nothing(area: WaveArea, session: Session) -> None:
    session.player.toggle()
    shown = (session.viewport.from_ms, session.viewport.to_ms)
    session.selection.select_one(9)
    assert (session.viewport.from_ms, session.viewport.to_ms) == shown
    session.player.toggle()


def test_the_text_of_a_line_ends_where_the_next_one_covers_it(
    area: WaveArea, session: Session, ten_lines: Lyrics
) -> None:
    lane = area.band(LineLane)
    apart, over = list(ten_lines.lines), list(ten_lines.lines)
    over[1] = replace(over[1], end_ms=9000, text="A line whose long text and sign would cover those of the next one")
    apart[1] = replace(apart[1], end_ms=over[2].start_ms)
    seen = []
    for lines in (apart, over):
        session.document.load(Lyrics(tuple(lines)))
        look(session)
        seen.append(picture(lane).copy(at(7200).x(), 6, at(8800).x() - at(7200).x(), lane.height() - 12))
    assert seen[0] == seen[1]
    assert lane.rect().contains(QPoint(at(8800).x(), 6))
