"""The spectrogram by mouse and keys, and what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from lrc_studio.audio.decode import SongFacts
from lrc_studio.audio.sound import Sound
from lrc_studio.audio.spectrum import Place
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.waveform.header import TrackHeader
from lrc_studio.ui.waveform.spectrum import SpectrumBand
from lrc_studio.ui.waveform.spectrum_tiles import JOB
from lrc_studio.ui.waveform.wave import WaveBand
from tests.ui.waiting import until
from tests.ui.waveform.conftest import RATE_HZ, SONG_MS
from tests.ui.waveform.hand import LEFT, at, picture, wheel

TONE_HZ = 1000


@pytest.fixture
def sound() -> Sound:
    """Twenty seconds of silence, then a tone for twenty."""
    made = Sound(SongFacts(SONG_MS, RATE_HZ, 2, "wav"), RATE_HZ)
    row = (np.sin(2 * np.pi * TONE_HZ * np.arange(20 * RATE_HZ) / RATE_HZ) * 20_000).astype(np.int16)
    mono = np.concatenate((np.zeros(20 * RATE_HZ, np.int16), row))
    made.append(np.stack((mono, mono), axis=1))
    made.finish()
    return made


@pytest.fixture
def tall(area: WaveArea) -> WaveArea:
    """The area in a window high enough for all bands, the border of silence and tone in the middle."""
    area.window().resize(1036, 800)
    area.stage.session.change_settings(spectrum_high_hz=4000)
    area.stage.session.viewport.show(10_000, 30_000)
    QCoreApplication.processEvents()
    return area


@pytest.fixture
def spectrum(tall: WaveArea) -> SpectrumBand:
    band = tall.band(SpectrumBand)
    assert isinstance(band, SpectrumBand)
    assert (band.width(), band.isVisible()) == (1000, True)
    return band


@pytest.fixture
def settled(runner: asyncio.Runner, session: Session) -> Iterator[Callable[[], None]]:
    """Paints and waits until all tiles that this asks for are made."""

    def wait() -> None:
        QCoreApplication.processEvents()
        runner.run(until(lambda: not session.jobs.running(JOB)))
        QCoreApplication.processEvents()

    yield wait
    wait()


def brightness(band: WaveBand | SpectrumBand, x: int) -> list[int]:
    """The lightness of a column, from the top down."""
    shown = picture(band)
    return [shown.pixelColor(x, y).lightness() for y in range(shown.height() - 1)]


def test_a_tone_is_a_bright_row_from_where_it_begins(spectrum: SpectrumBand, settled: Callable[[], None]) -> None:
    settled()
    before, after = brightness(spectrum, 400), brightness(spectrum, 620)
    assert max(before) == min(before)
    assert max(after) > max(before) + 80
    edges_hz = np.expm1(np.linspace(np.log1p(60 / 700), np.log1p(4000 / 700), 74)) * 700
    assert edges_hz[73 - after.index(max(after))] == pytest.approx(TONE_HZ, rel=0.1)


def test_zooming_shows_coarse_pictures_at_once_and_fine_ones_soon(
    spectrum: SpectrumBand, settled: Callable[[], None], session: Session
) -> None:
    settled()
    session.viewport.show(19_000, 21_000)
    assert max(brightness(spectrum, 900)) > max(brightness(spectrum, 100)) + 80
    settled()
    assert max(brightness(spectrum, 900)) > max(brightness(spectrum, 100)) + 80


def test_a_click_seeks_and_the_wheel_zooms_at_the_mouse(
    spectrum: SpectrumBand, session: Session, settled: Callable[[], None]
) -> None:
    QTest.mouseClick(spectrum, LEFT, pos=at(4000, 30))
    assert session.player.position_ms == 14_000
    was_ms = spectrum.scale().ms_at(300)
    wheel(spectrum, 300, 5, Qt.KeyboardModifier.ControlModifier)
    assert spectrum.scale().ms_at(300) == pytest.approx(was_ms)


def test_keys_choose_wave_spectrum_or_both(
    tall: WaveArea, spectrum: SpectrumBand, session: Session, settled: Callable[[], None]
) -> None:
    window, wave = tall.window(), tall.band(WaveBand)
    assert isinstance(wave, WaveBand)
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert (session.settings.sound_view, spectrum.isVisible()) == ("wave", False)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    settled()
    assert not spectrum.isVisible()
    column = brightness(wave, 650)
    assert column.index(max(column)) > 0.2 * len(column)
    assert sum(light > 100 for light in column) < 0.2 * len(column)  # a thin row, no body of a wave
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    QCoreApplication.processEvents()
    assert spectrum.isVisible()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_P, keys)
    assert not spectrum.isVisible()


def test_what_was_hidden_while_the_view_moved_stands_where_the_view_is(
    tall: WaveArea, spectrum: SpectrumBand, session: Session, settled: Callable[[], None]
) -> None:
    settled()
    QTest.keyClick(tall.window(), Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    wheel(tall.band(WaveBand), 500, 8, Qt.KeyboardModifier.ControlModifier)
    session.player.seek(session.viewport.from_ms + 100)
    QCoreApplication.processEvents()
    QTest.keyClick(tall.window(), Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    QCoreApplication.processEvents()
    assert spectrum.view_box.viewRange()[0] == pytest.approx([session.viewport.from_ms, session.viewport.to_ms])
    assert spectrum._playhead.x() == pytest.approx(spectrum.scale().x_of(spectrum.playhead_ms))


def test_markers_can_be_dragged_over_the_spectrum_alone(
    tall: WaveArea, session: Session, settled: Callable[[], None]
) -> None:
    session.change_settings(sound_view="spectrum")
    settled()
    wave = tall.band(WaveBand)
    QTest.mousePress(wave, LEFT, pos=at(3000, 60))  # line 4 begins at 13 s, the view at 10 s
    QTest.mouseMove(wave, at(3200, 60))
    QTest.mouseMove(wave, at(3400, 60))
    QTest.mouseRelease(wave, LEFT, pos=at(3400, 60))
    assert session.document.lyrics.lines[4].start_ms == 13_400


def test_the_band_is_named_after_what_it_shows(tall: WaveArea, session: Session) -> None:
    header = next(made for made, band in zip(tall.headers, tall.bands, strict=True) if isinstance(band, WaveBand))
    assert (header.toolTip() or header._band.title) == "Wave"
    QTest.keyClick(tall.band(WaveBand), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert session.settings.sound_view == "spectrum"
    header.set_small(True)
    assert header.toolTip() == "Spectrum"
    QTest.keyClick(tall.band(WaveBand), Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert header.toolTip() == "Wave"


def menu_of(header: TrackHeader) -> QMenu:
    place = QPoint(5, 5)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(header, QContextMenuEvent(reason, place, header.mapToGlobal(place)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, *words: str) -> None:
    """Choose an entry by its words, as deep as they go, and close the menu."""
    actions = menu.actions()
    for word in words:
        action = next(action for action in actions if action.text() == word)
        deeper = action.menu()
        actions = deeper.actions() if isinstance(deeper, QMenu) else []
    action.trigger()
    menu.close()


def test_the_track_header_changes_range_and_colours(
    tall: WaveArea, spectrum: SpectrumBand, session: Session, settled: Callable[[], None]
) -> None:
    settled()
    header = tall.headers[tall.bands.index(spectrum)]
    themed = picture(spectrum)
    choose(menu_of(header), "Colours", "Grey")
    assert session.settings.spectrum_colours == "grey"
    grey = picture(spectrum)
    assert grey != themed
    low = brightness(spectrum, 620)
    choose(menu_of(header), "Pitches", "All that is heard")
    assert (session.settings.spectrum_low_hz, session.settings.spectrum_high_hz) == (20, 20_000)
    high = brightness(spectrum, 620)
    assert high.index(max(high)) > low.index(max(low))
    choose(menu_of(header), "Hide quiet sounds")
    assert session.settings.spectrum_floor_db == -75


def test_a_low_window_has_no_room_for_it(tall: WaveArea, spectrum: SpectrumBand, settled: Callable[[], None]) -> None:
    tall.window().resize(1036, 500)
    QCoreApplication.processEvents()
    assert not spectrum.isVisible()
    tall.window().resize(1036, 800)
    QCoreApplication.processEvents()
    assert spectrum.isVisible()


def test_another_song_shows_nothing_of_the_last(
    spectrum: SpectrumBand, session: Session, settled: Callable[[], None], open_song: Callable[[Sound], None]
) -> None:
    settled()
    quiet = Sound(SongFacts(SONG_MS, RATE_HZ, 2, "wav"), RATE_HZ)
    quiet.append(np.zeros((SONG_MS * RATE_HZ // 1000, 2), np.int16))
    quiet.finish()
    open_song(quiet)
    session.viewport.show(10_000, 30_000)
    settled()
    column = brightness(spectrum, 620)
    assert max(column) == min(column)


def test_a_song_that_is_decoded_anew_is_not_gone_through_for_the_sake_of_a_far_look(
    tall: WaveArea, spectrum: SpectrumBand, session: Session, sound: Sound, settled: Callable[[], None]
) -> None:
    settled()
    sound.kept = "stream"
    session.viewport.song_ms = 200_000
    session.viewport.show(0, 200_000)
    settled()
    assert tall.stage.tiles.get(Place(2048, 0)) is None
    session.viewport.show(0, 40_000)
    settled()
    assert tall.stage.tiles.get(Place(512, 0)) is not None
