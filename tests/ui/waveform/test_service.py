"""The service band: bars over the song's time, with and without the song on this computer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QColor, QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from lrc_studio.audio.sound import Sound
from lrc_studio.core.lyrics import Lyrics, Source, Waveform
from lrc_studio.core.waveform import LENGTH_NOTE
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.waveform.scale import TimeScale
from lrc_studio.ui.waveform.service import ServiceBand
from lrc_studio.ui.waveform.service_bars import bars
from lrc_studio.ui.waveform.wave import WaveBand
from tests.ui.waveform.conftest import SONG_MS
from tests.ui.waveform.hand import LEFT, at, picture

LOUD = (0.1, 0.1, 1.0, 0.1)
"""Ten seconds a point over forty seconds: loud from 20 s to 30 s."""


@pytest.fixture
def lyrics(ten_lines: Lyrics) -> Lyrics:
    return replace(ten_lines, waveform=Waveform(LOUD, "ailrc"))


@pytest.fixture
def band(area: WaveArea, session: Session, lyrics: Lyrics) -> ServiceBand:
    found = area.band(ServiceBand)
    assert isinstance(found, ServiceBand)
    assert found.isHidden()
    session.document.load(lyrics)
    session.viewport.show(0, SONG_MS)
    QCoreApplication.processEvents()
    return found


def high_px(shown: QImage, x: int, colour: QColor) -> int:
    """How high the bar at `x` is."""
    return sum(1 for y in range(shown.height()) if shown.pixelColor(x, y) == colour)


def heights(band: ServiceBand, session: Session, *places: int) -> list[int]:
    shown = picture(band)
    return [high_px(shown, x, session.theme.colour("data.providerWave")) for x in places]


def test_bars_stand_over_the_songs_time_beside_its_own_sound(band: ServiceBand, session: Session) -> None:
    quiet, loud = heights(band, session, 125, 625)
    assert 3 <= quiet <= 8
    assert 48 <= loud <= 54
    assert (band.width(), band.height()) == (1000, 62)


def test_bars_are_apart_and_move_with_the_view(band: ServiceBand, session: Session) -> None:
    assert heights(band, session, 500, 750) == [0, 0]
    session.viewport.show(20_000, 40_000)
    loud, gap, quiet = heights(band, session, 250, 500, 750)
    assert loud > 48 > 8 >= quiet > gap == 0


def test_without_the_song_the_services_length_says_how_long_the_time_is(
    band: ServiceBand, session: Session, lyrics: Lyrics
) -> None:
    session.player.player.load(None)
    session.song.take(None, None, None)
    session.document.load(replace(lyrics, source=Source("ailrc", "1", ((LENGTH_NOTE, 100_000),))))
    assert session.viewport.song_ms == 100_000
    session.viewport.show(0, 100_000)
    assert [height > 40 for height in heights(band, session, 400, 625, 900)] == [False, True, False]


def test_without_any_length_the_lyrics_say_it(band: ServiceBand, session: Session, lyrics: Lyrics) -> None:
    session.player.player.load(None)
    session.song.take(None, None, None)
    session.document.load(lyrics)
    session.viewport.show(0, 30_500)  # the last line ends there
    assert [height > 40 for height in heights(band, session, 450, 625, 800)] == [False, True, False]


@pytest.mark.parametrize("count", [1, 2, 1170, 200_000])
def test_any_length_fills_the_song(band: ServiceBand, session: Session, lyrics: Lyrics, count: int) -> None:
    session.document.load(replace(lyrics, waveform=Waveform((1.0,) * count, "ailrc")))
    shown, colour = picture(band), session.theme.colour("data.providerWave")
    filled = [x for x in range(1000) if high_px(shown, x, colour)]
    assert filled[0] <= 4
    assert filled[-1] >= 995


def test_silence_is_a_row_of_dots(band: ServiceBand, session: Session, lyrics: Lyrics) -> None:
    session.document.load(replace(lyrics, waveform=Waveform((0.0,) * 40, "ailrc")))
    assert 1 <= heights(band, session, 512)[0] <= 3


def test_the_band_comes_and_goes_with_the_waveform_and_undo(band: ServiceBand, session: Session) -> None:
    session.document.edit("drop the waveform", lambda old: replace(old, waveform=None))
    assert band.isHidden()
    session.document.undo_stack.undo()
    assert band.isVisible()


def test_the_service_is_named(area: WaveArea, band: ServiceBand, session: Session, lyrics: Lyrics) -> None:
    header = area.headers[area.bands.index(band)]
    assert (band.subtitle, header.toolTip()) == ("AI LRC Generator", "Service: AI LRC Generator")
    assert band.accessibleName() == "Waveform from AI LRC Generator, stretched over the song"
    assert area.band(WaveBand).subtitle == "This computer"
    session.document.load(replace(lyrics, waveform=Waveform(LOUD, "a service of later")))
    assert band.subtitle == "a service of later"


def test_the_header_hides_the_band_and_the_view_menu_brings_it_back(
    area: WaveArea, band: ServiceBand, session: Session
) -> None:
    header = area.headers[area.bands.index(band)]
    place = QPoint(10, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, header.mapToGlobal(place))
    QApplication.sendEvent(header, event)
    menu = header.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Service waveform"]
    menu.actions()[0].trigger()
    menu.close()
    assert band.isHidden()
    assert area.band(WaveBand).subtitle == ""
    assert area.stage.actions is not None
    area.stage.actions.by_id("view.service_wave").trigger()
    assert band.isVisible()


def test_a_click_seeks(band: ServiceBand, session: Session) -> None:
    session.viewport.show(0, 20_000)
    QTest.mouseClick(band, LEFT, pos=at(5000, 30))
    assert session.player.position_ms == 5000


def test_a_longer_song_stretches_it(
    band: ServiceBand, session: Session, open_song: Callable[[Sound], None], sound: Sound
) -> None:
    from lrc_studio.audio.decode import SongFacts

    longer = Sound(SongFacts(80_000, 8000, 2, "wav"), 8000)
    longer.append(np.zeros((80 * 8000, 2), np.int16))
    longer.finish()
    open_song(longer)
    session.viewport.show(0, 80_000)
    assert [height > 40 for height in heights(band, session, 450, 625, 800)] == [False, True, False]


def test_which_points_stand_together_depends_on_the_zoom_alone() -> None:
    sizes = np.linspace(0, 1, 1000, dtype=np.float32)
    here = bars(sizes, 100_000, TimeScale(0, 50_000, 500))
    there = bars(sizes, 100_000, TimeScale(123, 50_123, 500))
    assert set(there[1:-1]) <= set(here) | set(there[-2:])
    assert here[0].size == sizes[7]
    assert all(bar.to_ms - bar.from_ms == pytest.approx(800) for bar in here)


def test_out_of_its_time_nothing_is_drawn() -> None:
    sizes = np.ones(10, np.float32)
    assert bars(sizes, 1000, TimeScale(2000, 3000, 500)) == []
    assert bars(np.ones(0, np.float32), 1000, TimeScale(0, 3000, 500)) == []
