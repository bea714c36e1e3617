"""Onset marks below the wave, and the onsets that others ask for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication

from lrc_studio.audio.decode import SongFacts
from lrc_studio.audio.sound import Sound
from lrc_studio.ui.onsets import JOB
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.waveform.wave import WaveBand
from tests.ui.waiting import until
from tests.ui.waveform.hand import picture

RATE_HZ = 16_000
STRUCK_MS = tuple(range(800, 19_000, 1900))


@pytest.fixture
def sound() -> Sound:
    """Twenty seconds with a struck note every 1.9 s."""
    row = np.zeros(20 * RATE_HZ)
    for ms in STRUCK_MS:
        begin, tail = ms * RATE_HZ // 1000, np.arange(RATE_HZ // 4)
        tone = sum(np.sin(2 * np.pi * 440 * part * tail / RATE_HZ) / part for part in (1, 2, 3, 5))
        row[begin : begin + len(tail)] += 0.3 * tone * (1 - tail / len(tail)) ** 2
    mono = (row * 30_000).astype(np.int16)
    made = Sound(SongFacts(20_000, RATE_HZ, 2, "wav"), RATE_HZ)
    made.append(np.stack((mono, mono), axis=1))
    made.finish()
    return made


@pytest.fixture
def found(area: WaveArea, session: Session, runner: asyncio.Runner) -> Callable[[], list[int]]:
    """All onsets, once they were looked for."""

    def wait() -> list[int]:
        runner.run(until(lambda: not session.jobs.running(JOB)))
        QCoreApplication.processEvents()
        return session.onsets.between(0, 1e9)

    return wait


def test_the_onsets_of_a_song_are_found_beside_the_window(found: Callable[[], list[int]], session: Session) -> None:
    assert found() == pytest.approx(STRUCK_MS, abs=15)
    assert session.onsets.nearest(2760, 100) == pytest.approx(2700, abs=15)
    assert session.onsets.nearest(3500, 100) is None
    assert session.onsets.between(2000, 5000) == pytest.approx([2700, 4600], abs=15)


def test_each_has_a_mark_that_a_setting_takes_away(
    found: Callable[[], list[int]], wave: WaveBand, session: Session
) -> None:
    at_ms = found()[2]
    x_px, colour = round(wave.scale().x_of(at_ms)), session.theme.colour("data.onset")

    def marked() -> bool:
        shown = picture(wave)
        return any(shown.pixelColor(x_px + by, wave.height() - 4) == colour for by in (-1, 0, 1))

    assert marked()
    session.change_settings(onsets=False)
    assert not marked()


def test_far_out_there_are_too_many_to_show(found: Callable[[], list[int]], wave: WaveBand, session: Session) -> None:
    found()
    session.viewport.song_ms = 60_000
    session.viewport.show(0, 60_000)
    x_px = round(wave.scale().x_of(STRUCK_MS[3]))
    colour = session.theme.colour("data.onset")
    shown = picture(wave)
    assert all(shown.pixelColor(x_px + by, wave.height() - 4) != colour for by in (-1, 0, 1))


def test_another_song_has_its_own(
    found: Callable[[], list[int]], session: Session, open_song: Callable[[Sound], None]
) -> None:
    assert found()
    quiet = Sound(SongFacts(20_000, RATE_HZ, 2, "wav"), RATE_HZ)
    quiet.append(np.zeros((20 * RATE_HZ, 2), np.int16))
    quiet.finish()
    open_song(quiet)
    assert session.onsets.between(0, 1e9) == []
    assert found() == []
