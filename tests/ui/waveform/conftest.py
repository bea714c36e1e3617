"""A wave area alone, on a session with a song made on the spot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from lrc_studio.audio.decode import SongFacts
from lrc_studio.audio.player import Player
from lrc_studio.audio.sound import Sound
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.settings import Settings
from lrc_studio.ui import files
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.services import desk
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.waveform.wave import WaveBand
from tests.ui.fakes import HandOutput

RATE_HZ = 8000
SONG_MS = 40_000


def noise(ms: int) -> np.ndarray:
    """Loud noise, shape (frames, 2)."""
    mono = np.random.default_rng(1).integers(-20_000, 20_000, ms * RATE_HZ // 1000, dtype=np.int16)
    return np.stack((mono, mono), axis=1)


@pytest.fixture
def session(qapp: QApplication, runner: asyncio.Runner, output: HandOutput) -> Iterator[Session]:
    """A session of its own, dark, with nothing open."""
    made = Session(qapp, runner.get_loop(), Player(output), Settings(theme="dark"))
    files.attach(made)
    desk.attach(made)
    yield made
    made.player.close()
    made.song.take(None, None, None)


@pytest.fixture
def sound() -> Sound:
    """Forty seconds of noise, wholly decoded; its last frame is as loud as can be, so it is drawn as it is."""
    made = Sound(SongFacts(SONG_MS, RATE_HZ, 2, "wav"), RATE_HZ)
    frames = noise(SONG_MS)
    frames[-1] = 32_000
    made.append(frames)
    made.finish()
    return made


@pytest.fixture
def open_song(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sound], None]:
    """Puts a sound into the session as loading does."""

    def put(made: Sound) -> None:
        session.player.player.load(made)
        session.song.take(tmp_path_factory.getbasetemp() / "song.wav", None, made)
        session.viewport.set_song(made.duration_ms, fresh=True)

    return put


@pytest.fixture
def ten_lines() -> Lyrics:
    """Ten lines from 1 s on, every 3 s, each 2.5 s long."""
    return Lyrics(tuple(Line(f"Line of words {row}", 1000 + 3000 * row, 3500 + 3000 * row) for row in range(10)))


@pytest.fixture
def area(session: Session, sound: Sound, open_song: Callable[[Sound], None], ten_lines: Lyrics) -> Iterator[WaveArea]:
    """The wave area in a window, 1000 px of time for 20 seconds: 50 px a second."""
    open_song(sound)
    session.document.load(ten_lines)
    window = QMainWindow()
    made = WaveArea(session, BoundActions(session, window))
    window.setCentralWidget(made)
    window.resize(1036, 300)
    window.show()
    assert QTest.qWaitForWindowActive(window, 5000)
    session.viewport.show(0, 20_000)
    QCoreApplication.processEvents()
    yield made
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def wave(area: WaveArea) -> WaveBand:
    """The wave band."""
    band = area.band(WaveBand)
    assert isinstance(band, WaveBand)
    assert band.width() == 1000
    return band
