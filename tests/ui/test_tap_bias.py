"""A pass of taps over times that were known tells the hand's own delay, and offers to take it off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from lrc_studio.core.lyrics import Line, Lyrics, Origin
from lrc_studio.ui.notices import Toast
from tests.ui.tap_hand import Hand

LATE_MS = (38, 45, 41, 52, 36, 44, 40, 47, 43, 400)
"""The last is a slip."""


def found(sure: float) -> Lyrics:
    """Ten lines that were found every two seconds."""
    return Lyrics(
        tuple(
            Line(f"Line {row}", 2000 + 2000 * row, 3500 + 2000 * row, origin=Origin.ALIGNED, confidence=sure)
            for row in range(10)
        )
    )


def tap_all(hand: Hand, sure: float, count: int = 10) -> Toast:
    hand.click(Qt.Key.Key_Escape)
    hand.session.document.load(found(sure))
    hand.session.selection.select_one(0)
    hand.click(Qt.Key.Key_F5)
    for row in range(count):
        hand.at(2000 + 2000 * row + LATE_MS[row]).click(Qt.Key.Key_Space)
    hand.click(Qt.Key.Key_Escape)
    toast = hand.window.findChild(Toast)
    assert isinstance(toast, Toast)
    return toast


def test_the_delay_of_a_pass_is_offered_and_kept_for_the_device(hand: Hand) -> None:
    toast = tap_all(hand, 0.9)
    assert "came 43 ms after" in toast.accessibleName()
    assert hand.session.player.tap_latency_ms == 0
    take = next(made for made in toast.findChildren(QPushButton) if made.text().startswith("Take +43 ms off"))
    QTest.mouseClick(take, Qt.MouseButton.LeftButton)
    assert hand.session.player.tap_latencies == {"Test output": 43}


@pytest.mark.parametrize(("sure", "count"), [(0.6, 10), (0.9, 6)])
def test_doubtful_times_and_a_few_taps_tell_nothing(hand: Hand, sure: float, count: int) -> None:
    assert not tap_all(hand, sure, count).isVisible()


def test_taps_that_are_on_time_tell_nothing(hand: Hand) -> None:
    hand.session.player.keep_tap_latency(43)
    assert not tap_all(hand, 0.9).isVisible()
