"""The keys of tap sync on the screen, in windows of several widths."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.ui.tap_hand import Hand


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
