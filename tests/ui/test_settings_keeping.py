"""Settings hold at once everywhere and are written once they come to rest."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QApplication, QSlider

from lrc_studio.app import KEYS_LEFT_OUT, PRESET_UNKNOWN, Studio
from lrc_studio.audio.player import Player
from lrc_studio.storage import settings_file
from lrc_studio.storage.settings_file import load_settings, settings_path
from lrc_studio.ui.messages import Messages
from lrc_studio.ui.session import Session
from tests.ui.fakes import HandOutput
from tests.ui.songs import TEXT, Told
from tests.ui.waiting import until


def test_a_dragged_slider_is_written_once_and_heard_at_once(
    studio: Studio, session: Session, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[object] = []
    write = settings_file.write_state
    monkeypatch.setattr(settings_file, "write_state", lambda *values: written.append(values) or write(*values))
    session.files.paste(TEXT)
    session.document.mark_saved()
    slider = next(made for made in studio.window.findChildren(QSlider) if made.accessibleName() == "Volume")
    for percent in range(60, 30, -1):
        slider.setValue(percent)
        assert session.player.player.volume == percent / 100
    runner.run(until(lambda: written))
    assert len(written) == 1
    assert load_settings().settings.volume == 0.31
    session.change_settings(volume=0.5)
    assert (slider.value(), session.player.player.volume) == (50, 0.5)


def test_what_waits_is_written_at_the_end(studio: Studio, session: Session, runner: asyncio.Runner) -> None:
    session.change_settings(seek_ms=2500)
    runner.run(studio.session.jobs.shutdown())
    assert not settings_path().exists()
    studio._settings.close()
    assert load_settings().settings.seek_ms == 2500


def test_keys_of_an_unknown_program_are_told_at_the_start(
    qapp: QApplication, runner: asyncio.Runner, output: HandOutput, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(Messages, "banner", lambda _self, key, text, *_, **__: said.append(f"{key}: {text}"))
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text('{"key_preset": "emacs", "keys": {"no.action": ["X"]}}')
    studio = Studio(qapp, runner.get_loop(), Player(output))
    assert studio.session.settings.key_preset == "studio"
    runner.run(studio.shutdown())
    assert said == [f"settings: {PRESET_UNKNOWN.format('emacs')} {KEYS_LEFT_OUT.format(1)}"]


def test_a_disk_that_refuses_is_told(session: Session, runner: asyncio.Runner, told: Told) -> None:
    settings_path().mkdir(parents=True)
    session.change_settings(seek_ms=2500)
    runner.run(until(lambda: "settings" in told.banners))
    assert told.said("settings").startswith("The settings could not be kept.")
    assert session.settings.seek_ms == 2500
