"""What is ahead of the playhead in tap sync."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.waveform.wave import WaveBand
from tests.ui.fakes import HandOutput
from tests.ui.waveform.hand import at, picture

MIDDLE_PX = 60


def body_role(session: Session, wave: WaveBand, x_px: int) -> str:
    """Which of its colours the body of the sound has at a place in the picture."""
    shown = picture(wave)
    roles = ("data.waveRms", "data.wave", "data.waveQuiet")
    colours = {session.theme.colour(role).name(): role for role in roles}
    seen = [colours.get(shown.pixelColor(x_px, y).name(), "") for y in range(40, wave.height() - 40)]
    return next(role for role in roles if role in seen)


def test_the_sound_ahead_of_the_playhead_is_dim_in_tap_sync_alone(session: Session, wave: WaveBand) -> None:
    QTest.mouseClick(wave, Qt.MouseButton.LeftButton, pos=at(10_000))
    assert body_role(session, wave, 700) == "data.waveRms"
    session.modes.tapping = True
    assert body_role(session, wave, 300) == "data.waveRms"
    assert body_role(session, wave, 700) == "data.wave"
    session.modes.tapping = False
    assert body_role(session, wave, 700) == "data.waveRms"


def test_what_was_played_and_what_is_sought_is_no_longer_dim(
    session: Session, wave: WaveBand, output: HandOutput
) -> None:
    session.modes.tapping = True
    assert body_role(session, wave, 700) == "data.wave"
    session.player.play(13_000)
    output.advance(2000)
    session.player.toggle()
    assert session.player.position_ms == 15_000
    QCoreApplication.processEvents()
    assert wave.playhead_ms == 15_000
    assert body_role(session, wave, 740) == "data.waveRms"
    assert body_role(session, wave, 760) == "data.wave"
    QTest.mouseClick(wave, Qt.MouseButton.LeftButton, pos=at(2_000))
    QCoreApplication.processEvents()
    assert wave.playhead_ms == 2_000
    assert body_role(session, wave, 740) == "data.wave"


@pytest.mark.parametrize("tapping", [False, True])
def test_the_playhead_in_the_overview_has_the_colour_of_the_mode(
    session: Session, area: WaveArea, tapping: bool
) -> None:
    session.modes.tapping = tapping
    session.player.seek(20_000)
    overview = area.bands[0]
    QCoreApplication.processEvents()
    assert overview.playhead_ms == 20_000
    role = "data.playheadSync" if tapping else "data.playhead"
    assert picture(overview).pixelColor(500, 30) == session.theme.colour(role)
