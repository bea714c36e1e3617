"""Frames of the karaoke preview at the size of a screen: what one costs, against painting all of it each time."""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from lrc_studio.audio.decode import SongFacts
from lrc_studio.audio.player import Player
from lrc_studio.audio.sound import Sound
from lrc_studio.core.settings import Settings
from lrc_studio.ui.preview.view import KaraokeView
from lrc_studio.ui.session import Session
from tests.benchmarks.test_table_speed import lyrics_of
from tests.ui.fakes import HandOutput

WIDE_PX, HIGH_PX = 1920, 1080
FRAME_MS, FRAMES, LINES = 16, 600, 300
MOST_MS, MOST_RATIO = 2.0, 0.5


@pytest.fixture
def stage(qapp: QApplication, runner: asyncio.Runner) -> Iterator[KaraokeView]:
    """A stage alone, over ten minutes of song with words in every line."""
    session = Session(qapp, runner.get_loop(), Player(HandOutput()), Settings(theme="dark"))
    sound = Sound(SongFacts(600_000, 8000, 2, "wav"), 8000)
    sound.append(np.zeros((600 * 8000, 2), np.int16))
    sound.finish()
    session.player.player.load(sound)
    session.song.take(None, None, sound)
    session.document.load(lyrics_of(LINES))
    view = KaraokeView(session)
    view.resize(WIDE_PX, HIGH_PX)
    view.show()
    assert QTest.qWaitForWindowExposed(view, 5000)
    yield view
    view.close()
    session.player.close()
    session.song.take(None, None, None)


def frames_ms(stage: KaraokeView, also: Callable[[], None]) -> list[float]:
    """CPU time of each frame: the clock goes on, and what follows from it is painted."""
    link, spent = stage._session.player, []
    for number in range(FRAMES):
        begun = time.process_time()
        link.seek(4000 + number * FRAME_MS)
        also()
        QCoreApplication.processEvents()
        QCoreApplication.processEvents()  # what moved is told in the first round, and painted in the second
        spent.append((time.process_time() - begun) * 1000)
    return spent


class Painted(QObject):
    """Counts the paintings of a view."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_a_frame_of_the_preview(stage: KaraokeView, benchmark: BenchmarkFixture) -> None:
    whole = frames_ms(stage, stage.update)
    painted = Painted(stage)
    stage.installEventFilter(painted)
    own = frames_ms(stage, lambda: None)
    assert painted.count > FRAMES / 2
    benchmark.extra_info |= {"median_ms": statistics.median(own), "whole_ms": statistics.median(whole)}
    sys.stdout.write(
        f"\na frame of {WIDE_PX} x {HIGH_PX}: median {statistics.median(own):.2f} ms, p99 {sorted(own)[-6]:.2f}, "
        f"worst {max(own):.1f}; all of it painted: {statistics.median(whole):.2f} ms\n"
    )
    benchmark.pedantic(frames_ms, (stage, lambda: None), rounds=1)
    assert statistics.median(own) <= MOST_MS
    assert statistics.median(own) <= MOST_RATIO * statistics.median(whole)
