"""What is said when the sound device goes, is missing, or comes back; and choosing one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from lrc_studio.audio.output import OutputError
from lrc_studio.ui.dialogs.preferences import PreferencesDialog
from lrc_studio.ui.main_window import MainWindow
from lrc_studio.ui.session import Session
from tests.audio.songs import tone
from tests.ui.fakes import HandOutput
from tests.ui.songs import put_sound


@pytest.fixture
def banners(session: Session) -> dict[str, str]:
    """The banners shown now, by key."""
    shown: dict[str, str] = {}
    session.messages.banner_shown.connect(lambda told: shown.update({told.key: f"{told.title} {told.text}"}))
    session.messages.banner_cleared.connect(lambda key: shown.pop(key, None))
    return shown


@pytest.fixture
def opened(session: Session) -> Session:
    put_sound(session, tone(9.0, 8_000), 8_000)
    return session


def test_a_device_that_goes_is_told_with_the_place_and_forgotten_when_it_plays_on(
    opened: Session, output: HandOutput, banners: dict[str, str], qtbot: QtBot
) -> None:
    opened.player.play(1_000)
    output.advance(500)
    output.unplug()
    qtbot.waitUntil(lambda: "sound" in banners, timeout=5_000)
    assert banners["sound"].startswith("Test output was unplugged. Playing paused at 0:01.")
    assert not opened.player.playing
    opened.player.play()
    qtbot.waitUntil(lambda: "sound" not in banners, timeout=5_000)


def test_without_a_device_the_clock_goes_on_and_sound_comes_back(
    opened: Session,
    output: HandOutput,
    banners: dict[str, str],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lrc_studio.audio.player.LOOK_AGAIN_S", 0.0)

    def fail(*_: object) -> None:
        raise OutputError("gone")

    with monkeypatch.context() as away:
        away.setattr(output, "start", fail)
        opened.player.play()
        qtbot.waitUntil(lambda: "sound" in banners, timeout=5_000)
        assert banners["sound"] == "No sound device. Timing goes on in silence with the same clock."
        qtbot.waitUntil(lambda: opened.player.position_ms > 100, timeout=5_000)
    opened.player.seek(3_000)
    qtbot.waitUntil(lambda: "sound" not in banners, timeout=5_000)
    assert not opened.player.player.silent


def test_the_preferences_offer_the_devices_there_are(window: MainWindow, opened: Session) -> None:
    opened.change_settings(output="Old headset")
    dialog = PreferencesDialog(opened, window)
    box = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "Sound device")
    assert [box.itemText(at) for at in range(box.count())] == [
        "The system's choice",
        "Test output",
        "Headphones",
        "Old headset (not there)",
    ]
    assert box.currentText() == "Old headset (not there)"
    box.setCurrentText("Headphones")
    assert opened.settings.output == "Headphones"
    assert opened.player.player.device_name == "Headphones"
    dialog.deleteLater()
