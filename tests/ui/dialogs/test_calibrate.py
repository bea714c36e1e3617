"""Tapping along with clicks in the real dialog; what it finds is taken off stamps and shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from lrc_studio.audio.output import OutputError
from lrc_studio.audio.taps import CLICKS, EVERY_MS, FIRST_MS
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.storage.latency_file import load_latencies
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.dialogs.calibrate import CalibrateDialog
from lrc_studio.ui.main_window import MainWindow
from lrc_studio.ui.session import Session
from tests.audio.songs import tone
from tests.ui.fakes import HandOutput
from tests.ui.songs import put_sound

LATE_MS = 40


@pytest.fixture
def opened(session: Session, some_lines: Lyrics) -> Session:
    put_sound(session, tone(12.0, 8_000), 8_000)
    session.document.edit("take", lambda _old: some_lines)
    session.selection.select_one(1)
    session.player.seek(2_345)
    return session


@pytest.fixture
def dialog(window: MainWindow, opened: Session) -> Iterator[CalibrateDialog]:
    made = CalibrateDialog(opened, window)
    made.open()
    assert QTest.qWaitForWindowActive(made, 5000)
    yield made
    made.close()
    made.deleteLater()


def named(dialog: CalibrateDialog, start: str) -> QPushButton:
    return next(found for found in dialog.findChildren(QPushButton) if found.text().strip().startswith(start))


def says(dialog: CalibrateDialog, text: str) -> bool:
    return any(text in found.text() for found in dialog.findChildren(QLabel))


def tap_all(dialog: CalibrateDialog, output: HandOutput, taps: int = CLICKS) -> None:
    now_ms = 0
    for number in range(taps):
        at_ms = FIRST_MS + number * EVERY_MS + LATE_MS
        output.advance(at_ms - now_ms)
        now_ms = at_ms
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Space)
    output.advance(FIRST_MS + CLICKS * EVERY_MS + 100 - now_ms)


def test_taps_are_measured_kept_by_device_and_taken_off_stamps(
    dialog: CalibrateDialog,
    opened: Session,
    output: HandOutput,
    actions: BoundActions,
    window: MainWindow,
    qtbot: QtBot,
) -> None:
    QTest.mouseClick(named(dialog, "Start"), Qt.MouseButton.LeftButton)
    tap_all(dialog, output)
    qtbot.waitUntil(lambda: says(dialog, f"Your taps come {LATE_MS} ms after the sound"), timeout=5_000)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert opened.player.tap_latency_ms == LATE_MS
    assert load_latencies() == {"Test output": LATE_MS}
    assert (opened.player.playing, opened.player.position_ms) == (False, 2_345)
    shown = window.findChild(QLabel, "device")
    assert isinstance(shown, QLabel)
    assert shown.text() == f"Test output · +{LATE_MS} ms"
    actions.by_id("time.set_start").trigger()
    assert opened.document.lyrics.lines[1].start_ms == 2_345  # a paused playhead is no tap
    opened.player.speed = 0.5
    opened.player.play(4_000)
    output.advance(1_000)
    actions.by_id("time.set_start").trigger()
    assert opened.document.lyrics.lines[1].start_ms == pytest.approx(4_500 - LATE_MS / 2, abs=2)
    opened.player.player.choose_output("Headphones")
    opened.player.keep_tap_latency(90)
    assert load_latencies() == {"Test output": LATE_MS, "Headphones": 90}
    qtbot.waitUntil(lambda: shown.text() == "Headphones · +90 ms", timeout=5_000)
    opened.player.player.choose_output("")
    qtbot.waitUntil(lambda: shown.text() == f"Test output · +{LATE_MS} ms", timeout=5_000)
    opened.player.player.pause()


def test_too_few_taps_change_nothing_and_can_be_tried_again(
    dialog: CalibrateDialog, opened: Session, output: HandOutput, qtbot: QtBot
) -> None:
    QTest.mouseClick(named(dialog, "Start"), Qt.MouseButton.LeftButton)
    tap_all(dialog, output, taps=6)
    qtbot.waitUntil(lambda: says(dialog, "There were too few taps"), timeout=5_000)
    assert named(dialog, "Try again").isEnabled()
    assert opened.player.tap_latency_ms == 0


def test_leaving_while_it_plays_leaves_the_song_as_it_was(
    dialog: CalibrateDialog, opened: Session, output: HandOutput
) -> None:
    QTest.mouseClick(named(dialog, "Start"), Qt.MouseButton.LeftButton)
    output.advance(2_000)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (opened.player.playing, opened.player.position_ms) == (False, 2_345)
    opened.player.play()
    output.advance(500)
    assert opened.player.position_ms > 2_700
    opened.player.player.pause()


def test_without_a_device_there_is_nothing_to_tap_along_with(
    dialog: CalibrateDialog, output: HandOutput, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def refuse(*_: object) -> None:
        raise OutputError("none")

    monkeypatch.setattr(output, "start", refuse)
    QTest.mouseClick(named(dialog, "Start"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(dialog, "There is no sound device to hear the clicks on."), timeout=5_000)
    qtbot.waitUntil(lambda: named(dialog, "Try again").isEnabled(), timeout=5_000)
    assert says(dialog, "There is no sound device to hear the clicks on.")


def test_a_device_that_goes_while_it_clicks_can_be_tried_again(
    dialog: CalibrateDialog, opened: Session, output: HandOutput, qtbot: QtBot
) -> None:
    QTest.mouseClick(named(dialog, "Start"), Qt.MouseButton.LeftButton)
    output.advance(2_000)
    output.unplug()
    qtbot.waitUntil(lambda: says(dialog, "The sound device was unplugged."), timeout=5_000)
    QTest.mouseClick(named(dialog, "Try again"), Qt.MouseButton.LeftButton)
    tap_all(dialog, output)
    qtbot.waitUntil(lambda: says(dialog, f"Your taps come {LATE_MS} ms after the sound"), timeout=5_000)
    assert opened.player.tap_latency_ms == 0
