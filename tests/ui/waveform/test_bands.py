"""Overview, ruler, line lane and the area that stacks them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.area import BANDS, WaveArea
from lrc_studio.ui.waveform.lane import LineLane
from lrc_studio.ui.waveform.overview import Overview
from lrc_studio.ui.waveform.ruler import Ruler
from lrc_studio.ui.waveform.wave import WaveBand
from tests.ui.fakes import HandOutput
from tests.ui.songs import look
from tests.ui.waveform.hand import LEFT, picture


def drag(band: QWidget, from_x: int, to_x: int) -> None:
    QTest.mousePress(band, LEFT, pos=QPoint(from_x, 15))
    QTest.mouseMove(band, QPoint((from_x + to_x) // 2, 15))
    QTest.mouseMove(band, QPoint(to_x, 15))
    QTest.mouseRelease(band, LEFT, pos=QPoint(to_x, 15))


@pytest.fixture
def overview(area: WaveArea) -> Overview:
    """40 s on 1000 px: 25 px a second, the frame on the first half."""
    band = area.band(Overview)
    assert isinstance(band, Overview)
    return band


@pytest.fixture
def lane(area: WaveArea) -> LineLane:
    band = area.band(LineLane)
    assert isinstance(band, LineLane)
    return band


def test_dragging_the_frame_moves_the_view(overview: Overview, session: Session) -> None:
    drag(overview, 250, 350)
    assert (session.viewport.from_ms, session.viewport.to_ms) == pytest.approx((4000, 24_000))


def test_dragging_an_edge_of_the_frame_zooms(overview: Overview, session: Session) -> None:
    drag(overview, 500, 250)
    assert (session.viewport.from_ms, session.viewport.to_ms) == pytest.approx((0, 10_000))
    drag(overview, 1, 100)
    assert (session.viewport.from_ms, session.viewport.to_ms) == pytest.approx((4000, 10_000))


def test_a_click_beside_the_frame_looks_there(overview: Overview, session: Session) -> None:
    session.viewport.show(0, 10_000)
    QTest.mouseClick(overview, LEFT, pos=QPoint(500, 15))
    assert (session.viewport.from_ms, session.viewport.to_ms) == pytest.approx((15_000, 25_000))
    assert session.player.position_ms == 0


def test_marks_stand_above_doubts_and_problems(overview: Overview, session: Session, ten_lines: Lyrics) -> None:
    lines = list(ten_lines.lines)
    lines[3] = replace(lines[3], confidence=0.3)
    lines[8] = replace(lines[8], end_ms=lines[8].start_ms - 500)  # type: ignore[operator]
    session.document.load(Lyrics(tuple(lines)))
    look(session)
    shown = picture(overview)
    assert shown.pixelColor(250, 5) == session.theme.colour("data.doubt3")
    assert shown.pixelColor(625, 6) == session.theme.colour("data.problem")
    assert shown.pixelColor(623, 7) == session.theme.colour("data.problem")  # a triangle, broad below
    assert shown.pixelColor(247, 7) != session.theme.colour("data.doubt3")  # a diamond
    session.document.load(ten_lines)
    assert picture(overview).pixelColor(625, 6) != session.theme.colour("data.problem")


def test_the_overview_can_be_hidden_with_its_header(area: WaveArea, overview: Overview, session: Session) -> None:
    session.change_settings(overview=False)
    QCoreApplication.processEvents()
    assert not overview.isVisible()
    assert area.bands[1].y() == 0
    session.change_settings(overview=True)
    assert overview.isVisible()


def test_a_click_on_the_ruler_seeks_and_a_drag_scrubs(area: WaveArea, session: Session) -> None:
    ruler = area.band(Ruler)
    QTest.mousePress(ruler, LEFT, pos=QPoint(100, 10))
    assert session.player.position_ms == 2000
    for x in (150, 300):
        QTest.mouseMove(ruler, QPoint(x, 10))
        assert session.player.position_ms == x * 20
    assert area.gestures.held
    QTest.mouseRelease(ruler, LEFT, pos=QPoint(300, 10))
    assert not area.gestures.held


def test_a_click_on_a_band_selects_its_line(lane: LineLane, session: Session) -> None:
    QTest.mouseClick(lane, LEFT, pos=QPoint(400, 12))
    assert session.selection.rows == (2,)
    assert session.player.position_ms == 0


def test_a_double_click_on_a_band_plays_its_line(
    area: WaveArea, lane: LineLane, session: Session, output: HandOutput
) -> None:
    QTest.mouseClick(lane, LEFT, pos=QPoint(400, 12))
    QCoreApplication.processEvents()
    assert area.stage.actions is not None
    area.stage.actions.refresh()
    QTest.mouseDClick(lane, LEFT, pos=QPoint(400, 12))
    assert session.player.playing
    assert session.player.position_ms == 7000
    output.advance(3000)
    assert not session.player.playing


def test_the_tool_tip_tells_number_times_and_text(lane: LineLane) -> None:
    QTest.mouseMove(lane, QPoint(400, 12))
    assert lane.toolTip() == "Line 3, 0:07.000 to 0:09.500\nLine of words 2"
    QTest.mouseMove(lane, QPoint(340, 12))
    assert lane.toolTip() == ""


def test_doubt_is_told_by_the_border_and_what_is_verified_by_a_sign(
    lane: LineLane, wave: WaveBand, session: Session
) -> None:
    def shown(**states: object) -> tuple[int, bool, QImage, QImage]:
        """How often the band's upper border changes, whether it is thick, the band's right half, and its flag."""
        session.document.load(Lyrics((Line("a", 1000, 6000, **states), Line("b", 8000, 9000))))  # type: ignore[arg-type]
        session.selection.select_one(1)
        band = picture(lane)
        border = [band.pixel(x, 3) for x in range(60, 290)]
        changes = sum(one != other for one, other in pairwise(border))
        thick = band.pixel(70, 3) == band.pixel(70, 4)
        return changes, thick, band.copy(180, 6, 110, lane.height() - 12), picture(wave).copy(50, 0, 60, 16)

    sure = shown(confidence=0.95)
    assert sure[:2] == (0, False)
    assert min(shown(confidence=0.7)[0], shown(confidence=0.6)[0]) > 40
    doubtful = shown(confidence=0.3)
    assert doubtful[:2] == (0, True)
    verified = shown(confidence=0.3, locked=True)
    assert verified[:2] == (0, False)
    assert verified[2] != sure[2] == doubtful[2]
    ink = {(x, y) for x in range(60) for y in range(16) if verified[3].pixel(x, y) != sure[3].pixel(x, y)}
    assert max(x for x, _ in ink) > 20  # the flag is wider by its lock, not another colour alone


def test_a_band_shows_the_words_of_its_line(lane: LineLane, session: Session) -> None:
    def shown(text: str) -> QImage:
        session.document.load(Lyrics((Line(text, 1000, 6000),)))
        return picture(lane)

    assert shown("Hold on tight") != shown("Let it sleep") == shown("Let it sleep")


def test_bands_too_narrow_show_no_text(lane: LineLane, session: Session) -> None:
    session.document.load(Lyrics((Line("Much text for little room", 1000, 3500, voice="A"),)))
    glyph = session.theme.colour("data.voice1")

    def shows_glyph() -> bool:
        shown = picture(lane)
        return any(shown.pixelColor(x, 12) == glyph for x in range(400))

    assert shows_glyph()
    session.viewport.show(0, 40_000)
    session.document.load(Lyrics((Line("Much text for little room", 1000, 1600, voice="A"),)))
    assert not shows_glyph()


def test_the_header_column_is_narrow_in_a_small_window(area: WaveArea) -> None:
    window = area.window()
    assert area.bands[0].x() == 36
    window.resize(1300, 300)
    QCoreApplication.processEvents()
    assert area.bands[0].x() == 84


def test_every_band_of_the_tuple_is_there_in_order_and_the_wave_grows(area: WaveArea) -> None:
    assert [type(band) for band in area.bands] == list(BANDS)
    heights = {type(band): band.height() for band in area.bands}
    assert (heights[Overview], heights[Ruler], heights[LineLane]) == (34, 20, 26)
    area.window().resize(1036, 420)
    QCoreApplication.processEvents()
    assert area.band(WaveBand).height() == heights[WaveBand] + 120


def test_words_without_times_have_no_ruler_and_no_frame(area: WaveArea, session: Session, overview: Overview) -> None:
    ruler = area.band(Ruler)
    ink, edge = session.theme.colour("data.rulerText"), session.theme.colour("accent.graphic")

    def shows(band: QWidget, colour: QColor) -> bool:
        shown = picture(band)
        places = ((x, y) for x in range(20, shown.width()) for y in range(shown.height()))
        return any(shown.pixelColor(x, y) == colour for x, y in places)

    assert shows(ruler, ink)
    assert shows(overview, edge)
    session.song.take(None, None, None)
    session.document.load(Lyrics((Line("Not timed yet"),)))
    session.viewport.set_song(0)
    assert not shows(ruler, ink)
    assert not shows(overview, edge)


def test_without_a_song_there_is_no_playhead(area: WaveArea, session: Session) -> None:
    bands = [band for band in area.bands if isinstance(band, (Overview, LineLane))]
    ink = session.theme.colour("data.playhead")

    def seen() -> list[bool]:
        pictures = [picture(band) for band in bands]
        return [any(shown.pixelColor(x, shown.height() // 2) == ink for x in range(3)) for shown in pictures]

    assert seen() == [True, True]
    session.player.player.load(None)
    session.song.take(None, None, None)
    QCoreApplication.processEvents()
    assert seen() == [False, False]
