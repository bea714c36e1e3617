"""Fingers in the wave area: one taps and drags, two spread the time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.waveform.lane import LineLane
from lrc_studio.ui.waveform.wave import WaveBand
from tests.ui.waveform.hand import at


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    """A touch screen."""
    return QTest.createTouchDevice()


def drag(band: QWidget, screen: QPointingDevice, *places: QPoint) -> None:
    """One finger comes down, goes from place to place, and leaves."""
    QTest.touchEvent(band, screen).press(0, places[0], band).commit()
    for place in places[1:]:
        QTest.touchEvent(band, screen).move(0, place, band).commit()
    QTest.touchEvent(band, screen).release(0, places[-1], band).commit()
    QCoreApplication.processEvents()


def spread(band: QWidget, screen: QPointingDevice, middle: QPoint, from_px: int, to_px: int) -> None:
    """Two fingers come down `from_px` apart and leave `to_px` apart."""
    apart = [from_px + (to_px - from_px) * step // 8 for step in range(9)]
    for step, px in enumerate(apart):
        event = QTest.touchEvent(band, screen)
        for finger, sign in ((0, -1), (1, 1)):
            place = middle + QPoint(sign * px // 2, 0)
            (event.press if step == 0 else event.move)(finger, place, band)
        event.commit()
    event = QTest.touchEvent(band, screen)
    for finger, sign in ((0, -1), (1, 1)):
        event.release(finger, middle + QPoint(sign * to_px // 2, 0), band)
    event.commit()
    QCoreApplication.processEvents()


def test_a_finger_seeks(wave: WaveBand, session: Session, screen: QPointingDevice) -> None:
    drag(wave, screen, at(11_000))
    assert session.player.position_ms == 11_000


def test_a_finger_drags_an_edge_from_twenty_px_beside_it(
    wave: WaveBand, session: Session, screen: QPointingDevice
) -> None:
    session.change_settings(touch=True, magnet=False)
    grip = at(4000) + QPoint(18, 0)
    drag(wave, screen, grip, grip + QPoint(20, 0), grip + QPoint(50, 0))
    assert session.document.lyrics.lines[1].start_ms == 5000


def test_a_finger_drags_a_line_in_its_lane(area: WaveArea, session: Session, screen: QPointingDevice) -> None:
    session.change_settings(touch=True, magnet=False)
    QCoreApplication.processEvents()
    lane = area.band(LineLane)
    assert lane.height() >= 40
    middle = QPoint(at(5250).x(), lane.height() // 2)
    drag(lane, screen, middle, middle + QPoint(10, 0), middle + QPoint(25, 0))
    assert session.document.lyrics.lines[1].start_ms == 4500


@pytest.mark.parametrize(("from_px", "to_px"), [(100, 400), (300, 750)])  # the second pair begins on two flags
def test_two_fingers_zoom_where_they_are_and_move_nothing(
    wave: WaveBand, session: Session, screen: QPointingDevice, ten_lines: Lyrics, from_px: int, to_px: int
) -> None:
    session.change_settings(touch=True)
    before_ms = session.player.position_ms
    spread(wave, screen, at(10_000), from_px, to_px)
    span_ms = session.viewport.to_ms - session.viewport.from_ms
    assert span_ms == pytest.approx(20_000 * from_px / to_px, rel=0.35)
    assert session.viewport.from_ms < 10_000 < session.viewport.to_ms
    assert wave.scale().x_of(10_000) == pytest.approx(500, abs=25)
    assert session.document.lyrics == ten_lines
    assert session.player.position_ms == before_ms
