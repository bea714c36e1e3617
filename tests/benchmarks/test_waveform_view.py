"""A frame of the wave against pyqtgraph's own curve and markers, in the same run; and a tick of the playhead."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytest_benchmark.fixture import BenchmarkFixture

from lrc_studio.audio.decode import SongFacts
from lrc_studio.audio.player import Player
from lrc_studio.audio.sound import Sound
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.settings import Settings
from lrc_studio.ui.services import desk
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.waveform.wave import WaveBand
from tests.ui.fakes import HandOutput

RATE_HZ = 44_100
SONG_MS = 240_000
LINES = 300
WIDTH_PX, HEIGHT_PX = 1600, 300
FRAMES = 30
VIEWS = {"ten seconds": 10_000.0, "the whole song": 230_000.0}


@pytest.fixture(scope="module")
def samples() -> np.ndarray:
    """Four minutes of noise that swells and fades, mono int16."""
    count = RATE_HZ * SONG_MS // 1000
    swell = 0.2 + 0.8 * np.abs(np.sin(np.arange(count) / RATE_HZ * 2.0))
    noise = np.random.default_rng(7).standard_normal(count) * 6000 * swell
    return noise.clip(-32_000, 32_000).astype(np.int16)


@pytest.fixture
def area(qapp: QApplication, samples: np.ndarray) -> Iterator[WaveArea]:
    """The wave area with 300 lines, every third in doubt."""
    sound = Sound(SongFacts(SONG_MS, RATE_HZ, 2, "wav"), RATE_HZ)
    sound.append(np.stack((samples, samples), axis=1))
    sound.finish()
    loop = asyncio.new_event_loop()
    session = Session(qapp, loop, Player(HandOutput()), Settings(theme="dark"))
    desk.attach(session)
    session.player.player.load(sound)
    session.song.take(None, None, sound)
    step_ms = SONG_MS // LINES
    lines = [
        Line(f"Line {row} of the song", row * step_ms, row * step_ms + 600, confidence=(0.9, 0.7, 0.4)[row % 3])
        for row in range(LINES)
    ]
    session.document.load(Lyrics(tuple(lines)))
    session.selection.select_one(5)
    session.viewport.set_song(SONG_MS, fresh=True)
    made = WaveArea(session, None)
    made.resize(WIDTH_PX + 84, HEIGHT_PX + 80)
    made.show()
    assert QTest.qWaitForWindowExposed(made, 5000)
    yield made
    shut(made)
    session.player.close()
    session.song.take(None, None, None)
    loop.close()


@pytest.fixture
def plain(qapp: QApplication, samples: np.ndarray) -> Iterator[pg.PlotWidget]:
    """The same song and as many numbered starts by pyqtgraph's own means; no ends, no hatch."""
    made = pg.PlotWidget()
    made.resize(WIDTH_PX, HEIGHT_PX)
    seconds = np.arange(len(samples)) / RATE_HZ
    curve = pg.PlotDataItem(seconds, samples.astype(np.float32) / 32_768)
    made.addItem(curve)
    curve.setClipToView(True)
    curve.setDownsampling(auto=True, method="peak")
    for row in range(LINES):
        made.addItem(pg.InfiniteLine(row * SONG_MS / LINES / 1000, movable=True, label=str(row + 1)))
    made.setYRange(-1, 1)
    made.show()
    assert QTest.qWaitForWindowExposed(made, 5000)
    yield made
    shut(made)


def shut(widget: QWidget) -> None:
    widget.close()
    widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def median_ms(frame: Callable[[int], None], count: int = FRAMES) -> float:
    """The median CPU time of a frame, all painting done; other work on the machine counts less that way."""
    times = []
    for number in range(count):
        start = time.process_time()
        frame(number)
        QCoreApplication.processEvents()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times[3:])


def panning(area: WaveArea, span_ms: float) -> Callable[[int], None]:
    view = area.stage.session.viewport
    return lambda number: view.show(1000 + number * 37.0, 1000 + number * 37.0 + span_ms)


def plain_panning(plain: pg.PlotWidget, span_ms: float) -> Callable[[int], None]:
    def frame(number: int) -> None:
        start_s = 1 + number * 0.037
        plain.setXRange(start_s, start_s + span_ms / 1000, padding=0)

    return frame


@pytest.mark.parametrize("name", VIEWS)
def test_a_pan_frame_beats_pyqtgraphs_own_by_four(
    benchmark: BenchmarkFixture, area: WaveArea, plain: pg.PlotWidget, name: str
) -> None:
    span_ms = VIEWS[name]
    theirs = median_ms(plain_panning(plain, span_ms))
    everything = median_ms(panning(area, span_ms))
    for widget in (*area.bands, *area.headers):
        widget.setVisible(isinstance(widget, WaveBand))
    wave = area.band(WaveBand)
    wave.setFixedHeight(HEIGHT_PX)
    QCoreApplication.processEvents()
    ours = benchmark.pedantic(lambda: median_ms(panning(area, span_ms)), rounds=1)
    benchmark.extra_info |= {"wave_ms": round(ours, 2), "all_bands_ms": round(everything, 2)}
    benchmark.extra_info |= {"pyqtgraph_ms": round(theirs, 2), "times_faster": round(theirs / ours, 1)}
    print(  # noqa: T201
        f"{name}: pan frame of the wave {ours:.2f} ms, with all bands {everything:.2f} ms, "
        f"pyqtgraph's own {theirs:.2f} ms: {theirs / ours:.1f} times faster"
    )
    assert theirs / ours >= 4


def test_a_tick_of_the_playhead_is_cheap(benchmark: BenchmarkFixture, area: WaveArea) -> None:
    session = area.stage.session
    session.viewport.show(0, 10_000)
    QCoreApplication.processEvents()
    tick = median_ms(lambda number: session.player.seek(1000 + 16 * number), 60)
    benchmark.extra_info["tick_ms"] = round(tick, 2)
    times = iter(range(1_000_000))
    benchmark.pedantic(
        lambda: (session.player.seek(1000 + 16 * (next(times) % 500)), QCoreApplication.processEvents()), rounds=60
    )
    print(f"a tick: {tick:.2f} ms")  # noqa: T201
    assert tick < 4


def test_a_drag_frame_with_three_hundred_lines_is_smooth(benchmark: BenchmarkFixture, area: WaveArea) -> None:
    area.stage.session.viewport.show(0, 10_000)
    wave = area.band(WaveBand)
    assert isinstance(wave, WaveBand)
    marker = next(place.marker for place in wave.markers.placed() if place.marker.owner == 5)
    frame = median_ms(lambda number: area.stage.drag(marker, marker.at_ms + number))
    benchmark.extra_info["drag_ms"] = round(frame, 2)
    benchmark.pedantic(lambda: (area.stage.drag(marker, marker.at_ms + 5), QCoreApplication.processEvents()), rounds=30)
    area.stage.cancel_drag()
    print(f"a drag frame: {frame:.2f} ms")  # noqa: T201
    assert frame < 16
