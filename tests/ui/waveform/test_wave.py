"""The wave by mouse and keys, and what it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from lrc_studio.audio.decode import SongFacts
from lrc_studio.audio.sound import Sound
from lrc_studio.core.lyrics import Lyrics, Word
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.waveform.band import Band
from lrc_studio.ui.waveform.lane import LineLane
from lrc_studio.ui.waveform.modes import Edge
from lrc_studio.ui.waveform.wave import WaveBand
from lrc_studio.ui.waveform.word_lane import WordLane
from tests.ui.fakes import HandOutput
from tests.ui.waveform.conftest import RATE_HZ, SONG_MS, noise
from tests.ui.waveform.hand import LEFT, at, picture, wheel


def test_a_click_seeks(wave: WaveBand, session: Session) -> None:
    QTest.mouseClick(wave, LEFT, pos=at(9000))
    assert session.player.position_ms == 9000
    assert session.selection.current is None


def test_a_click_on_a_flag_selects_its_line_and_does_not_seek(wave: WaveBand, session: Session) -> None:
    QTest.mouseClick(wave, LEFT, pos=at(7000, 6) + QPoint(8, 0))
    assert session.selection.rows == (2,)
    assert session.player.position_ms == 0


def test_control_and_wheel_keep_the_time_under_the_mouse(wave: WaveBand, session: Session) -> None:
    for notches in (3, -2, 1):
        was_ms = wave.scale().ms_at(700)
        wheel(wave, 700, notches, Qt.KeyboardModifier.ControlModifier)
        assert wave.scale().ms_at(700) == pytest.approx(was_ms)
    assert session.viewport.span_ms == pytest.approx(20_000 / 1.2**2)


def test_the_wheel_scrolls_and_shift_scrolls_faster(wave: WaveBand, session: Session) -> None:
    wheel(wave, 500, -1)
    assert session.viewport.from_ms == pytest.approx(2000)
    wheel(wave, 500, -1, Qt.KeyboardModifier.ShiftModifier)
    assert session.viewport.from_ms == pytest.approx(12_000)
    assert session.viewport.span_ms == pytest.approx(20_000)


def test_two_fingers_on_a_touchpad_move_it_by_as_many_px(wave: WaveBand, session: Session) -> None:
    session.viewport.show(10_000, 30_000)
    place = QPointF(500, 20)
    event = QWheelEvent(
        place, wave.mapToGlobal(place), QPoint(-30, 0), QPoint(-120, 0), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.ScrollUpdate, False,
    )  # fmt: skip
    QApplication.sendEvent(wave, event)
    assert (session.viewport.from_ms, session.viewport.to_ms) == pytest.approx((10_600, 30_600))


def test_the_middle_button_pans(wave: WaveBand, session: Session) -> None:
    session.viewport.show(10_000, 30_000)
    QTest.mousePress(wave, Qt.MouseButton.MiddleButton, pos=QPoint(500, 50))
    QTest.mouseMove(wave, QPoint(400, 50))
    QTest.mouseRelease(wave, Qt.MouseButton.MiddleButton, pos=QPoint(400, 50))
    assert (session.viewport.from_ms, session.viewport.to_ms) == (12_000, 32_000)


def test_markers_stand_where_their_times_are(wave: WaveBand, session: Session) -> None:
    session.viewport.show(5000, 15_000)
    starts = {p.marker.owner: p.x_px for p in wave.markers.placed() if p.marker.edge is Edge.START}
    assert starts == {1: -100, 2: 200, 3: 500, 4: 800}
    shown, line_colour = picture(wave), session.theme.colour("data.lineBandBorder")
    assert shown.pixelColor(200, 100) == line_colour or shown.pixelColor(199, 100) == line_colour


def test_the_view_box_and_the_viewport_are_bound_both_ways(wave: WaveBand, session: Session) -> None:
    session.viewport.show(3000, 9000)
    assert wave.view_box.viewRange()[0] == pytest.approx([3000, 9000])
    wave.view_box.setXRange(8000, 12_000, padding=0)
    assert (session.viewport.from_ms, session.viewport.to_ms) == pytest.approx((8000, 12_000))


def test_a_view_that_moved_shows_what_one_that_came_there_at_once_shows(wave: WaveBand, session: Session) -> None:
    session.change_settings(onsets=False)  # they may be found at any moment
    session.document.load(Lyrics(()))
    session.player.seek(39_000)
    session.viewport.show(4000, 24_000)
    for from_ms in (*range(4020, 14_000, 180), *range(13_990, 6000, -370), 6020):
        session.viewport.show(from_ms, from_ms + 20_000)
        QCoreApplication.processEvents()
    moved = picture(wave)
    session.viewport.show(0, 40_000)
    picture(wave)
    session.viewport.show(6020, 26_020)
    assert picture(wave) == moved


def test_the_sound_moves_by_whole_pixels_and_keeps_its_shape(wave: WaveBand, session: Session) -> None:
    session.document.load(Lyrics(()))
    session.viewport.show(5000, 25_000)
    inks = [session.theme.colour(role).rgb() for role in ("data.wave", "data.waveRms")]

    def columns() -> list[list[int]]:
        shown = picture(wave)
        return [[y for y in range(10, wave.height() - 10) if shown.pixel(x, y) in inks] for x in range(0, 1000, 3)]

    columns()
    session.viewport.show(5060, 25_060)  # three pixels
    before = columns()
    session.viewport.show(5067, 25_067)  # a third of one
    assert columns() == before
    session.viewport.show(5120, 25_120)
    assert columns()[:-1] == before[1:]


def test_a_tick_moves_the_playhead_and_nothing_else(wave: WaveBand, session: Session) -> None:
    before = picture(wave)
    session.player.seek(10_000)
    QCoreApplication.processEvents()
    after = picture(wave)
    columns = [x for x in range(1000) if any(before.pixel(x, y) != after.pixel(x, y) for y in range(0, 100, 7))]
    assert columns
    assert all(x < 10 or abs(x - 500) < 10 for x in columns)


def test_more_of_the_song_appears_while_it_is_decoded(
    wave: WaveBand, session: Session, open_song: Callable[[Sound], None]
) -> None:
    growing = Sound(SongFacts(SONG_MS, RATE_HZ, 2, "wav"), RATE_HZ)
    growing.append(noise(4000))
    open_song(growing)
    session.viewport.show(0, 20_000)
    wave_colour = session.theme.colour("data.wave").rgb()

    def height_at(x: int) -> int:
        shown = picture(wave)
        return sum(shown.pixel(x, y) == wave_colour for y in range(wave.height()))

    assert height_at(120) > 10
    assert height_at(610) == 0
    growing.append(noise(12_000))
    session.song.grew.emit()
    assert height_at(610) > 10
    growing.finish()


def test_a_theme_switch_repaints_everything(area: WaveArea, session: Session) -> None:
    dark = picture(area)
    session.change_settings(theme="light")
    light = picture(area)
    canvas = session.theme.colour("data.canvas")
    assert light.pixelColor(36 + 40, 60) == canvas != dark.pixelColor(36 + 40, 60)
    session.change_settings(theme="high-contrast")
    assert picture(area) != light


def test_doubt_is_hatched_behind_the_wave_and_the_current_line_filled(
    wave: WaveBand, session: Session, ten_lines: Lyrics
) -> None:
    plain = picture(wave)
    lines = [replace(line, confidence=0.4 if row == 2 else None) for row, line in enumerate(ten_lines.lines)]
    session.document.load(Lyrics(tuple(lines)))
    session.selection.select_one(4)
    changed = picture(wave)
    body = session.theme.colour("data.waveRms").rgb()
    middle = wave.height() // 2
    for x in (360, 440, 660):
        assert changed.pixel(x, middle) == plain.pixel(x, middle) == body
    differ = {x for x in range(1000) for y in range(20, 40) if changed.pixel(x, y) != plain.pixel(x, y)}
    assert any(360 < x < 470 for x in differ)
    assert not any(520 < x < 640 for x in differ)
    fill = changed.pixelColor(760, 3)
    assert fill == blended(session.theme.colour("data.canvas"), session.theme.colour("data.selectionFill"))


def blended(under: QColor, over: QColor) -> QColor:
    mixed = np.array(under.getRgb()[:3]) * (1 - over.alphaF()) + np.array(over.getRgb()[:3]) * over.alphaF()
    return QColor(*(round(value) for value in mixed))


def test_the_wave_says_what_the_current_line_is(
    wave: WaveBand, session: Session, qtbot: QtBot, ten_lines: Lyrics
) -> None:
    lines = [replace(line, start_ms=65_698, end_ms=68_620, confidence=0.46) for line in ten_lines.lines[:1]]
    session.document.load(Lyrics(tuple(lines)))
    session.selection.select_one(0)
    sentence = "Line 1, 1 minute 5.7 to 1 minute 8.6 seconds, doubtful, 4 words"
    qtbot.waitUntil(lambda: wave.accessibleName().startswith(sentence[:40]), timeout=3000)


def test_following_turns_the_page_but_not_under_the_hand(
    wave: WaveBand, session: Session, output: HandOutput, qtbot: QtBot
) -> None:
    session.player.play(19_000)
    output.advance(2500)
    qtbot.waitUntil(lambda: session.viewport.from_ms > 15_000, timeout=3000)
    wheel(wave, 500, 40)
    assert session.viewport.from_ms == 0
    output.advance(500)
    qtbot.waitUntil(lambda: wave.playhead_ms >= 21_900, timeout=3000)
    QCoreApplication.processEvents()
    assert session.viewport.from_ms == 0


def test_with_no_song_it_invites_a_drop_and_still_shows_the_lines(
    wave: WaveBand, area: WaveArea, session: Session
) -> None:
    assert not wave.drop.isVisible()
    session.player.player.load(None)
    session.song.take(None, None, None)
    QCoreApplication.processEvents()
    assert wave.drop.isVisible()
    assert wave.height() == 64
    assert session.viewport.song_ms == 30_500 + 2000
    assert len({p.marker.owner for p in wave.markers.placed()}) > 4


@pytest.mark.parametrize(("band", "y"), [(WaveBand, 6), (LineLane, 12), (WordLane, 12)])
def test_right_click_selects_and_offers_the_same_actions_with_keys(
    area: WaveArea, session: Session, ten_lines: Lyrics, band: type[Band], y: int
) -> None:
    word = replace(ten_lines.lines[2], words=(Word("Line", 7000, 9500),))
    session.document.load(Lyrics((*ten_lines.lines[:2], word, *ten_lines.lines[3:])))
    QCoreApplication.processEvents()
    wave = area.band(band)
    place = at(7000, y) + QPoint(8, 0)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, wave.mapToGlobal(place))
    QApplication.sendEvent(wave, event)
    assert session.selection.current == 2
    menu = next(menu for menu in wave.findChildren(QMenu) if menu.isVisible())
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert names[0] == "play.line"
    assert "view.zoom_in" in names
    menu.close()


def test_the_focus_ring_is_shown_for_the_keyboard_alone(wave: WaveBand, session: Session) -> None:
    ring = session.theme.colour("focus.ring")
    wave.setFocus(Qt.FocusReason.MouseFocusReason)
    assert picture(wave).pixelColor(999, 50) != ring
    wave.clearFocus()
    wave.setFocus(Qt.FocusReason.TabFocusReason)
    assert picture(wave).pixelColor(999, 50) == ring
