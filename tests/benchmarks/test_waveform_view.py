"""A frame of the wave of an hour against pyqtgraph's own curve and lines, in one run; and a tick of the playhead."""

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
from tests.ui.waiting import until

RATE_HZ = 44_100
SONG_MS = 3_600_000
MINUTE_MS = 60_000
LINES = 300
WIDTH_PX, HEIGHT_PX = 1600, 300
FRAMES = 30
VIEWS = {"ten seconds": 10_000.0, "ten minutes": 600_000.0, "the whole song": 3_590_000.0}


@pytest.fixture(scope="module")
def samples() -> np.ndarray:
    """An hour of noise that swells and fades, mono int16; each minute is like the one before."""
    count = RATE_HZ * MINUTE_MS // 1000
    swell = 0.2 + 0.8 * np.abs(np.sin(np.arange(count) / RATE_HZ * 2.0))
    noise = np.random.default_rng(7).standard_normal(count) * 6000 * swell
    return np.tile(noise.clip(-32_000, 32_000).astype(np.int16), SONG_MS // MINUTE_MS)


@pytest.fixture
def sound(samples: np.ndarray) -> Iterator[Sound]:
    made = Sound(SongFacts(SONG_MS, RATE_HZ, 2, "wav"), RATE_HZ)
    for part in np.array_split(samples, SONG_MS // MINUTE_MS):
        made.append(np.stack((part, part), axis=1))
    made.finish()
    yield made
    made.close()


@pytest.fixture
def area(qapp: QApplication, runner: asyncio.Runner, sound: Sound) -> Iterator[WaveArea]:
    """The wave area with 300 lines, every third in doubt."""
    loop = runner.get_loop()
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
    made.resize(WIDTH_PX + 84, 800)
    made.show()
    assert QTest.qWaitForWindowExposed(made, 5000)
    runner.run(until(lambda: not session.jobs.running("onsets"), 120))
    yield made
    shut(made)
    session.player.close()
    session.song.take(None, None, None)


Plain = Callable[..., pg.PlotWidget]


@pytest.fixture
def plain(qapp: QApplication, samples: np.ndarray) -> Iterator[Plain]:
    """The same song, as many numbered starts, or both, by pyqtgraph's own means; no ends, no hatch."""
    made: list[pg.PlotWidget] = []

    def make(curve: bool, lines: bool, axes: bool = True) -> pg.PlotWidget:
        widget = pg.PlotWidget()
        for side in () if axes else ("left", "bottom"):
            widget.hideAxis(side)
        made.append(widget)
        widget.resize(WIDTH_PX, HEIGHT_PX)
        if curve:
            item = pg.PlotDataItem(np.arange(len(samples)) / RATE_HZ, samples.astype(np.float32) / 32_768)
            widget.addItem(item)
            item.setClipToView(True)
            item.setDownsampling(auto=True, method="peak")
        for row in range(LINES if lines else 0):
            widget.addItem(pg.InfiniteLine(row * SONG_MS / LINES / 1000, movable=True, label=str(row + 1)))
        widget.setYRange(-1, 1)
        widget.show()
        assert QTest.qWaitForWindowExposed(widget, 5000)
        return widget

    yield make
    for widget in made:
        shut(widget)


def shut(widget: QWidget) -> None:
    widget.close()
    widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def frames_ms(frame: Callable[[int], None], count: int = FRAMES) -> list[float]:
    """The CPU time of each frame, all painting done, shortest first; other work on the machine counts less that way."""
    times = []
    for number in range(count + 3):
        start = time.process_time()
        frame(number)
        QCoreApplication.processEvents()
        times.append((time.process_time() - start) * 1000)
    return sorted(times[3:])


def median_ms(frame: Callable[[int], None], count: int = FRAMES) -> float:
    """The median of them."""
    return statistics.median(frames_ms(frame, count))


def panning(area: WaveArea, span_ms: float) -> Callable[[int], None]:
    view = area.stage.session.viewport
    return lambda number: view.show(1000 + number * 37.0, 1000 + number * 37.0 + span_ms)


def plain_panning(plain: pg.PlotWidget, span_ms: float) -> Callable[[int], None]:
    def frame(number: int) -> None:
        start_s = 1 + number * 0.037
        plain.setXRange(start_s, start_s + span_ms / 1000, padding=0)

    return frame


def in_ms(plain: pg.PlotWidget) -> Callable[[float, float], None]:
    return lambda from_ms, to_ms: plain.setXRange(from_ms / 1000, to_ms / 1000, padding=0)


def zooming(show: Callable[[float, float], None]) -> Callable[[int], None]:
    """Around ten seconds, in and out by 1 % a frame."""

    def frame(number: int) -> None:
        half_ms = 5_000 * 1.01 ** (abs(number % 60 - 30) - 15)
        show(500_000 - half_ms, 500_000 + half_ms)

    return frame


def only_the_wave(area: WaveArea) -> None:
    area.resize(WIDTH_PX, HEIGHT_PX)
    QCoreApplication.processEvents()
    for widget in (*area.bands, *area.headers):
        widget.setVisible(isinstance(widget, WaveBand))
    QCoreApplication.processEvents()
    assert area.band(WaveBand).height() == HEIGHT_PX


@pytest.mark.timeout(600)
def test_a_frame_beats_pyqtgraphs_own(benchmark: BenchmarkFixture, area: WaveArea, plain: Plain) -> None:
    """All of it against its curve with its lines, and sound against curve, by eight; lines against lines by four."""
    bands = {name: median_ms(panning(area, span_ms)) for name, span_ms in VIEWS.items()}
    only_the_wave(area)
    wave = area.band(WaveBand)
    assert isinstance(wave, WaveBand)
    ours = {name: frames_ms(panning(area, span_ms), 120) for name, span_ms in VIEWS.items()}
    wave.wave.hide()
    our_lines = {name: median_ms(panning(area, span_ms)) for name, span_ms in VIEWS.items()}
    wave.wave.show()
    wave.markers.hide()
    our_sound = {name: median_ms(panning(area, span_ms), 120) for name, span_ms in VIEWS.items()}
    lines, both = plain(curve=False, lines=True), plain(curve=True, lines=True)
    their_lines = {name: median_ms(plain_panning(lines, span_ms)) for name, span_ms in VIEWS.items()}
    theirs = {name: median_ms(plain_panning(both, span_ms)) for name, span_ms in VIEWS.items()}
    for item in [item for item in both.items() if isinstance(item, pg.InfiniteLine)]:
        both.removeItem(item)
    their_sound = {name: median_ms(plain_panning(both, span_ms)) for name, span_ms in VIEWS.items()}
    for name in VIEWS:
        mine = statistics.median(ours[name])
        benchmark.extra_info[name] = {"ms": mine, "bands_ms": bands[name], "pyqtgraph_ms": theirs[name]}
        print(  # noqa: T201
            f"{name}: wave {mine:.2f} ms (p99 {ours[name][-2]:.2f}), all bands {bands[name]:.2f}, pyqtgraph's "
            f"{theirs[name]:.1f} ({theirs[name] / mine:.1f} times); sound {our_sound[name]:.2f}, "
            f"{their_sound[name]:.1f} ({their_sound[name] / our_sound[name]:.1f}); lines {our_lines[name]:.2f}, "
            f"{their_lines[name]:.1f} ({their_lines[name] / our_lines[name]:.1f})"
        )
        assert theirs[name] / mine >= 8
        assert their_sound[name] / our_sound[name] >= 8
        assert their_lines[name] / our_lines[name] >= 4
    benchmark.pedantic(lambda: median_ms(panning(area, 10_000.0)), rounds=1)


@pytest.mark.timeout(300)
def test_ten_seconds_beat_a_plot_and_a_bare_box(benchmark: BenchmarkFixture, area: WaveArea, plain: Plain) -> None:
    """Around ten seconds its curve has the fewest samples to go through. Beside the plot, which paints axes as well,
    a view box alone: no axes, no grid, no lines. Ours paints its grid, its hatches and its playhead in every frame.
    """
    only_the_wave(area)
    wave = area.band(WaveBand)
    assert isinstance(wave, WaveBand)
    wave.markers.hide()
    ours = median_ms(panning(area, 10_000.0), 120), median_ms(zooming(area.stage.session.viewport.show), 120)
    plot, bare = plain(curve=True, lines=False), plain(curve=True, lines=False, axes=False)
    for name, peer in (("plot", plot), ("view box alone", bare)):
        theirs = median_ms(plain_panning(peer, 10_000.0)), median_ms(zooming(in_ms(peer)))
        print(  # noqa: T201
            f"{name}: pan {theirs[0]:.1f} ms against {ours[0]:.2f} ({theirs[0] / ours[0]:.1f} times), "
            f"zoom {theirs[1]:.1f} against {ours[1]:.2f} ({theirs[1] / ours[1]:.1f} times)"
        )
        assert theirs[0] / ours[0] >= (8 if peer is plot else 6)
        assert theirs[1] / ours[1] >= (4 if peer is plot else 3)
    benchmark.pedantic(lambda: median_ms(zooming(area.stage.session.viewport.show)), rounds=1)


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
    area.stage.session.viewport.show(step_ms := SONG_MS // LINES * 5 - 2000, step_ms + 10_000)
    wave = area.band(WaveBand)
    assert isinstance(wave, WaveBand)
    marker = next(place.marker for place in wave.markers.placed() if place.marker.owner == 5)
    frame = median_ms(lambda number: area.stage.drag(marker, marker.at_ms + number))
    benchmark.extra_info["drag_ms"] = round(frame, 2)
    benchmark.pedantic(lambda: (area.stage.drag(marker, marker.at_ms + 5), QCoreApplication.processEvents()), rounds=30)
    area.stage.cancel_drag()
    print(f"a drag frame: {frame:.2f} ms")  # noqa: T201
    assert frame < 16
