"""Dragging a marker: the picture moves, and the release is one edit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from lrc_studio.core.lyrics import Lyrics, Origin
from lrc_studio.ui.messages import Question
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.waveform.bubble_item import bubble_text
from lrc_studio.ui.waveform.modes import Edge
from lrc_studio.ui.waveform.wave import WaveBand
from tests.ui.waveform.hand import LEFT, at, drag, picture, press_and_move


def test_dragging_a_start_is_one_undo_step_with_the_right_time(wave: WaveBand, session: Session) -> None:
    before = session.document.lyrics
    drag(wave, at(4000), at(4400))
    line = session.document.lyrics.lines[1]
    assert (line.start_ms, line.end_ms, line.origin) == (4400, 6500, Origin.DRAGGED)
    assert session.document.undo_stack.count() == 1
    assert session.document.undo_stack.undoText() == "move line 2 start by +400 ms"
    session.document.undo_stack.undo()
    assert session.document.lyrics == before


def test_dragging_an_end_moves_it_alone_and_stops_at_the_start(wave: WaveBand, session: Session) -> None:
    drag(wave, at(6500), at(6200))
    assert (session.document.lyrics.lines[1].start_ms, session.document.lyrics.lines[1].end_ms) == (4000, 6200)
    drag(wave, at(6200), at(2000))
    assert session.document.lyrics.lines[1].end_ms == 4000


def test_only_the_picture_moves_until_the_release(wave: WaveBand, session: Session, area: WaveArea) -> None:
    before, shown = session.document.lyrics, picture(wave)
    press_and_move(wave, at(4000), at(4400))
    assert session.document.lyrics is before
    assert picture(wave) != shown
    preview = area.stage.preview
    assert preview is not None
    assert bubble_text(preview) == "0:04.400   +400 ms"
    placed = [p for p in wave.markers.placed() if p.marker.owner == 1 and p.marker.edge is Edge.START]
    assert placed[0].x_px == pytest.approx(220)
    QTest.mouseRelease(wave, LEFT, pos=at(4400))


def test_numbers_follow_the_mouse(wave: WaveBand, session: Session) -> None:
    press_and_move(wave, at(6500), at(7400))
    overlay = session.theme.colour("bg.overlay")
    shown = picture(wave)
    assert shown.pixelColor(at(7400).x() + 14, 24) == overlay  # beside the marker that is dragged
    QTest.mouseMove(wave, at(19_900))
    shown = picture(wave)
    assert shown.pixelColor(at(19_900).x() - 14, 24) == overlay  # at its left, where there is no room
    QTest.keyClick(wave, Qt.Key.Key_Escape)
    QTest.mouseRelease(wave, LEFT, pos=at(19_900))
    assert picture(wave).pixelColor(at(7400).x() + 14, 24) != overlay


def test_escape_cancels_a_drag_and_the_release_does_nothing(wave: WaveBand, session: Session, area: WaveArea) -> None:
    before = session.document.lyrics
    press_and_move(wave, at(4000), at(4400))
    QTest.keyClick(wave, Qt.Key.Key_Escape)
    assert area.stage.preview is None
    QTest.mouseRelease(wave, LEFT, pos=at(4400))
    assert session.document.lyrics is before
    assert session.document.undo_stack.count() == 0


def test_a_change_from_elsewhere_ends_a_drag(wave: WaveBand, session: Session, area: WaveArea) -> None:
    press_and_move(wave, at(4000), at(4400))
    session.document.edit("other", lambda old: old.with_tag("ti", "Other"))
    assert area.stage.preview is None
    QTest.mouseRelease(wave, LEFT, pos=at(4400))
    assert session.document.undo_stack.count() == 1


def test_a_verified_line_is_moved_only_after_it_was_asked_for(
    wave: WaveBand, session: Session, ten_lines: Lyrics
) -> None:
    lines = list(ten_lines.lines)
    lines[1] = replace(lines[1], locked=True)
    session.document.load(Lyrics(tuple(lines)))
    asked: list[Question] = []
    session.messages.questioned.connect(asked.append)
    drag(wave, at(4000), at(4100))
    assert session.document.lyrics.lines[1].start_ms == 4000
    asked[0].then()
    assert (session.document.lyrics.lines[1].start_ms, session.document.lyrics.lines[1].locked) == (4100, False)


def test_a_line_without_an_end_gets_one_by_dragging_where_it_seems_to_end(wave: WaveBand, session: Session) -> None:
    lines = [replace(line, end_ms=None) for line in session.document.lyrics.lines]
    session.document.load(Lyrics(tuple(lines)))
    session.selection.select_one(0)
    drag(wave, at(4000) - QPoint(3, 0), at(3400) - QPoint(3, 0))
    assert (session.document.lyrics.lines[0].end_ms, session.document.lyrics.lines[1].start_ms) == (3400, 4000)


def test_a_tremble_of_the_hand_is_no_drag(wave: WaveBand, session: Session) -> None:
    drag(wave, at(4000), at(4000) + QPoint(2, 0))
    assert session.document.undo_stack.count() == 0


def test_the_pointer_tells_what_a_drag_would_do(wave: WaveBand) -> None:
    QTest.mouseMove(wave, at(4000) + QPoint(5, 0))
    assert wave.cursor().shape() is Qt.CursorShape.SizeHorCursor
    assert wave.markers.hovered is not None
    QTest.mouseMove(wave, at(5000))
    assert wave.cursor().shape() is Qt.CursorShape.ArrowCursor
    assert wave.markers.hovered is None
