"""Zooming by keys, wheel and two fingers, from the whole song to ten milliseconds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QWidget
from pytestqt.qtbot import QtBot

from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.waveform.wave import WaveBand
from tests.ui.fakes import HandOutput
from tests.ui.waveform.conftest import SONG_MS
from tests.ui.waveform.hand import LEFT, picture, wheel

CTRL = Qt.KeyboardModifier.ControlModifier


def spread(band: QWidget, x: float, by: float, kind: Qt.NativeGestureType) -> None:
    """Two fingers on a touchpad."""
    place = QPointF(x, 20)
    over = band.mapToGlobal(place)
    device = QPointingDevice.primaryPointingDevice()
    QApplication.sendEvent(band, QNativeGestureEvent(kind, device, 2, place, place, over, by, QPointF()))


def test_the_wheel_goes_from_the_whole_song_to_ten_milliseconds_and_back(wave: WaveBand, session: Session) -> None:
    wheel(wave, 300, -60, CTRL)
    assert (session.viewport.from_ms, session.viewport.to_ms) == (0, SONG_MS)
    under_ms = wave.scale().ms_at(300)
    wheel(wave, 300, 60, CTRL)
    assert session.viewport.span_ms == pytest.approx(10)
    assert wave.scale().ms_at(300) == pytest.approx(under_ms)
    picture(wave)
    wheel(wave, 300, -60, CTRL)
    assert (session.viewport.from_ms, session.viewport.to_ms) == pytest.approx((0, SONG_MS))


def test_two_fingers_zoom_where_they_are(area: WaveArea, session: Session) -> None:
    for band in area.bands[1:]:
        session.viewport.show(0, 20_000)
        under_ms = band.scale().ms_at(600)
        spread(band, 600, 0.25, Qt.NativeGestureType.ZoomNativeGesture)
        assert session.viewport.span_ms == pytest.approx(16_000)
        assert band.scale().ms_at(600) == pytest.approx(under_ms)
        spread(band, 600, -0.2, Qt.NativeGestureType.ZoomNativeGesture)
        assert session.viewport.span_ms == pytest.approx(20_000)
        spread(band, 600, 1.0, Qt.NativeGestureType.SmartZoomNativeGesture)
        assert session.viewport.span_ms == pytest.approx(20_000)


def test_two_fingers_on_a_screen_zoom_where_they_are(wave: WaveBand, session: Session) -> None:
    under_ms = wave.scale().ms_at(600)
    pinch = QPinchGesture(wave)
    pinch.setLastCenterPoint(QPointF(wave.mapToGlobal(QPoint(600, 20))))
    pinch.setCenterPoint(pinch.lastCenterPoint())
    pinch.setScaleFactor(1.25)
    event = QGestureEvent([pinch])
    QApplication.sendEvent(wave, event)
    assert session.viewport.span_ms == pytest.approx(16_000)
    assert wave.scale().ms_at(600) == pytest.approx(under_ms)
    assert event.isAccepted(pinch)


def test_keys_zoom_where_the_playhead_is_and_switch_following(wave: WaveBand, session: Session) -> None:
    window = wave.window()
    session.player.seek(5_000)
    QTest.keyClick(window, Qt.Key.Key_Equal, CTRL)
    assert session.viewport.span_ms == pytest.approx(20_000 / 1.5)
    assert wave.scale().x_of(5_000) == pytest.approx(250)
    QTest.keyClick(window, Qt.Key.Key_Minus, CTRL)
    assert (session.viewport.from_ms, session.viewport.to_ms) == pytest.approx((0, 20_000))
    for wanted in (False, True):
        QTest.keyClick(window, Qt.Key.Key_F, CTRL)
        assert session.settings.follow is wanted


def test_keys_fit_the_line_the_selection_and_the_song(wave: WaveBand, area: WaveArea, session: Session) -> None:
    window = area.window()
    session.selection.select_one(4)  # 13 to 15.5 s
    QTest.keyClick(window, Qt.Key.Key_9, CTRL)
    assert (session.viewport.from_ms, session.viewport.to_ms) == pytest.approx((12_850, 15_650))
    session.selection.select([4, 5, 6])  # 13 to 21.5 s
    QTest.keyClick(window, Qt.Key.Key_8, CTRL)
    assert (session.viewport.from_ms, session.viewport.to_ms) == pytest.approx((12_490, 22_010))
    QTest.keyClick(window, Qt.Key.Key_0, CTRL)
    assert (session.viewport.from_ms, session.viewport.to_ms) == (0, SONG_MS)


def test_a_centred_playhead_stays_in_the_middle_while_the_song_plays(
    wave: WaveBand, session: Session, output: HandOutput, qtbot: QtBot
) -> None:
    session.change_settings(follow_how="centre")
    session.player.play(15_000)
    output.advance(500)
    qtbot.waitUntil(lambda: session.viewport.from_ms == pytest.approx(5500, abs=60), timeout=3000)
    wheel(wave, 500, 5, CTRL)  # a zoom leaves it there
    output.advance(500)
    qtbot.waitUntil(lambda: wave.playhead_ms >= 15_900, timeout=3000)
    assert wave.scale().x_of(wave.playhead_ms) == pytest.approx(500, abs=10)
    wheel(wave, 500, -2)  # a scroll is the person's
    shown = session.viewport.from_ms
    output.advance(200)
    qtbot.waitUntil(lambda: wave.playhead_ms >= 16_100, timeout=3000)
    assert session.viewport.from_ms == shown
    with qtbot.waitSignal(session.player.changed, timeout=3000):
        session.player.play()
    output.advance(200)
    qtbot.waitUntil(lambda: abs(wave.scale().x_of(wave.playhead_ms) - 500) < 10, timeout=3000)
    session.player.toggle()


def test_without_following_nothing_moves(wave: WaveBand, session: Session, output: HandOutput, qtbot: QtBot) -> None:
    session.change_settings(follow=False, follow_how="centre")
    session.player.play(19_500)
    output.advance(2000)
    qtbot.waitUntil(lambda: wave.playhead_ms >= 21_400, timeout=3000)
    assert (session.viewport.from_ms, session.viewport.to_ms) == (0, 20_000)
    session.player.toggle()


def test_a_click_seeks_to_a_fraction_of_a_millisecond_at_the_closest_zoom(wave: WaveBand, session: Session) -> None:
    session.viewport.show(10_000, 10_010)
    QTest.mouseClick(wave, LEFT, pos=QPoint(700, 100))
    QCoreApplication.processEvents()
    assert session.player.position_ms == 10_007
