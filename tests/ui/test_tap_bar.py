"""The keys of tap sync on the screen, in windows of several widths."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from lrc_studio.ui.dialogs.calibrate import CalibrateDialog
from lrc_studio.ui.waveform.overview import Overview
from tests.ui.tap_hand import Hand
from tests.ui.waiting import until


@pytest.mark.parametrize(("width_px", "scale"), [(1000, 1.0), (1280, 1.0), (1280, 1.5), (1440, 1.5), (1920, 1.5)])
def test_the_keys_on_the_screen_tell_what_they_do_beside_the_open_panel(
    hand: Hand, width_px: int, scale: float
) -> None:
    hand.session.change_settings(text_scale=scale, side_panel=True, level="syllable")
    hand.window.resize(width_px, 800)
    QCoreApplication.processEvents()
    bar = hand.window.findChild(QWidget, "keyBar")
    for name in ("stamp", "hold", "next", "end", "back"):
        key = bar.findChild(QAbstractButton, f"tap.{name}")
        assert key.width() >= key.sizeHint().width() > 1.5 * key.cap_px, name
        assert bar.rect().contains(key.geometry()), name


def test_the_table_may_be_narrow_while_tapping_and_leaves_the_caps(hand: Hand) -> None:
    hand.window.resize(1280, 800)
    sides = hand.window.editor.parts["sides"]
    sides.setSizes([380, 900])
    QCoreApplication.processEvents()
    bar = hand.window.findChild(QWidget, "keyBar")
    assert bar.width() <= 400
    keys = bar.findChildren(QAbstractButton)
    assert all(key.width() == key.cap_px and bar.rect().contains(key.geometry()) for key in keys)


def test_presses_while_the_song_stands_are_told(hand: Hand) -> None:
    said = hand.window.findChild(QLabel, "modeSaid")
    hand.at(2000).click(Qt.Key.Key_Return)
    hand.click(Qt.Key.Key_Space)
    assert "stands still" not in said.text()  # one stamp at a place that was sought is meant
    hand.click(Qt.Key.Key_Space)
    assert "stands still" in said.text()
    hand.click(Qt.Key.Key_Return)
    hand.at(3000).click(Qt.Key.Key_Space)
    assert "Every press" in said.text()


def whole(hand: Hand, row: int) -> bool:
    """Whether all of a row can be seen in the table."""
    table = hand.window.editor.table
    top = table.rowViewportPosition(row)
    return bool(top >= 0 and top + table.rowHeight(row) <= table.viewport().height())


@pytest.mark.parametrize("level", ["line", "word", "syllable"])
def test_with_large_text_in_the_smallest_window_the_tapped_line_and_the_next_are_whole(
    hand: Hand, runner: asyncio.Runner, level: str
) -> None:
    hand.click(Qt.Key.Key_Escape)
    hand.session.change_settings(text_scale=1.5, level=level)
    hand.window.resize(1000, 650)
    hand.click(Qt.Key.Key_F5)
    runner.run(until(lambda: whole(hand, 0) and whole(hand, 1)))
    bar, said = hand.window.findChild(QWidget, "keyBar"), hand.window.findChild(QLabel, "mode")
    assert hand.window.editor.table.geometry().bottom() < bar.geometry().top()
    assert said.width() >= said.fontMetrics().horizontalAdvance(said.text())
    assert not hand.window.editor.wave.band(Overview).isVisible()
    hand.click(Qt.Key.Key_Escape)
    runner.run(until(lambda: hand.window.editor.wave.band(Overview).isVisible()))


def offer(hand: Hand) -> QAbstractButton:
    """The link in the mode bar that offers to calibrate."""
    bar = hand.window.findChild(QWidget, "modeBar")
    return next(made for made in bar.findChildren(QAbstractButton) if made.text().startswith("Calibrate"))


def test_calibration_is_offered_with_each_device_that_has_none_until_the_first_stamp(
    hand: Hand,
) -> None:
    assert offer(hand).isVisible()
    hand.at(1000).click(Qt.Key.Key_Space)
    assert not offer(hand).isVisible()
    hand.session.player.keep_tap_latency(40)
    hand.click(Qt.Key.Key_Escape)
    hand.click(Qt.Key.Key_F5)
    assert not offer(hand).isVisible()
    hand.session.player.player.choose_output("Headphones")
    QCoreApplication.processEvents()
    assert (hand.session.player.tap_latency_ms, offer(hand).isVisible()) == (0, True)
    hand.session.player.player.choose_output("Test output")
    QCoreApplication.processEvents()
    assert (hand.session.player.tap_latency_ms, offer(hand).isVisible()) == (40, False)


def test_the_offer_opens_the_clicks_and_nothing_opens_by_itself(hand: Hand) -> None:
    assert not hand.window.findChildren(CalibrateDialog)
    QTest.mouseClick(offer(hand), Qt.MouseButton.LeftButton)
    dialog = hand.window.findChild(CalibrateDialog)
    assert isinstance(dialog, CalibrateDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def fingers(hand: Hand, screen: QPointingDevice, **does: str) -> None:
    """What fingers do on keys at one moment, such as `hold="press"`; each key has a finger of its own."""
    bar = hand.window.findChild(QWidget, "keyBar")
    event = QTest.touchEvent(hand.window, screen)
    for name, what in does.items():
        key = bar.findChild(QAbstractButton, f"tap.{name}")
        number = ("stamp", "hold").index(name)
        if what == "stationary":
            event.stationary(number)
        else:
            getattr(event, what)(number, key.mapTo(hand.window, key.rect().center()), hand.window)
    event.commit()


def test_two_fingers_hold_and_stamp_at_press_and_release(hand: Hand) -> None:
    screen = QTest.createTouchDevice()
    hand.session.change_settings(touch=True, level="word")
    QCoreApplication.processEvents()
    hand.at(1000)
    fingers(hand, screen, hold="press")
    hand.at(1300)
    fingers(hand, screen, hold="stationary", stamp="press")
    fingers(hand, screen, hold="stationary", stamp="release")
    hand.at(1700)
    fingers(hand, screen, hold="release")
    assert hand.words() == [(1000, 1300), (1300, 1700), (None, None)]
