"""Bars of words: where they stand, what they show, and that doubt and voice are told without colours."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.waveform.word_lane import WordLane
from tests.ui.waveform.hand import LEFT, picture

WORDS = (Word("Hold ", 4000, 5000), Word("on ", 5000, 6000), Word("tight", 6400, 7400))
SONG = Lyrics((Line("Hold on tight", 4000, 7400, WORDS), Line("Two words", 9000, 11_000)))


@pytest.fixture
def lane(area: WaveArea, session: Session) -> WordLane:
    """50 px a second; no line is current."""
    session.document.load(SONG)
    session.selection.select_one(None)
    QCoreApplication.processEvents()
    band = area.band(WordLane)
    assert isinstance(band, WordLane)
    assert band.isVisible()
    return band


def test_each_word_has_a_bar_where_it_sounds(lane: WordLane) -> None:
    bars = [(placed.bar.text, placed.bar.box.left(), placed.bar.box.right()) for placed in lane.placed()]
    assert bars == [("Hold", 200, 249), ("on", 250, 299), ("tight", 320, 369)]


def test_far_out_a_line_is_one_bar(lane: WordLane, session: Session) -> None:
    session.viewport.song_ms = 1_000_000
    session.viewport.show(0, 1_000_000)
    assert [(placed.row, placed.place) for placed in lane.placed()] == [(0, None), (1, None)]
    picture(lane)


def test_doubt_is_told_by_stripes_and_verified_words_have_none(lane: WordLane, session: Session) -> None:
    def colours(at_px: range) -> set[int]:
        shown = picture(lane)
        return {shown.pixel(x, 6) for x in at_px}

    plain = colours(range(325, 365))
    doubtful = replace(WORDS[2], confidence=0.3)
    session.document.load(Lyrics((replace(SONG.lines[0], words=(*WORDS[:2], doubtful)),)))
    assert len(colours(range(325, 365))) > len(plain) + 3
    verified = replace(doubtful, locked=True)
    session.document.load(Lyrics((replace(SONG.lines[0], words=(*WORDS[:2], verified)),)))
    assert len(colours(range(325, 340))) <= len(plain) + 1
    lock = picture(lane).copy(350, 0, 20, lane.height())
    session.document.load(
        Lyrics((replace(SONG.lines[0], words=(*WORDS[:2], replace(verified, locked=False, confidence=None))),))
    )
    assert picture(lane).copy(350, 0, 20, lane.height()) != lock
    session.document.load(Lyrics((replace(SONG.lines[0], words=(*WORDS[:2], verified)),)))
    QTest.mouseMove(lane, QPoint(345, 12))
    assert lane.toolTip() == "tight\n0:06.400 to 0:07.400, verified"


def test_a_doubtful_word_of_a_moment_stripes_nothing_beside_it(lane: WordLane, session: Session) -> None:
    moment = Word("a", 4000, 4010, confidence=0.3)
    session.document.load(Lyrics((Line("a", 4000, 8000, (moment,)),)))
    shown = picture(lane)
    assert len({shown.pixel(x, y) for x in range(210, 390) for y in range(4, 24)}) == 1


def test_voices_differ_by_more_than_colour(lane: WordLane, session: Session) -> None:
    words = tuple(Word("la", 1000 + 3000 * number, 3000 + 3000 * number) for number in range(4))
    lines = [
        Line("la", word.start_ms, word.end_ms, (word,), voice=name)
        for word, name in zip(words, ("Lead", "Choir", "Guest", "Other"), strict=True)
    ]
    session.document.load(Lyrics(tuple(lines)))
    shown = picture(lane)
    marks = []
    for number in range(4):
        left = round(50 * (1 + 3 * number))
        area = [[shown.pixel(left + x, y) for x in range(2, 30)] for y in range(4, lane.height() - 5)]
        quiet = area[len(area) // 2][14]
        marks.append(tuple(tuple(pixel != quiet for pixel in row) for row in area))
    assert len(set(marks)) == 4


def test_the_word_that_sounds_is_outlined(lane: WordLane, session: Session, qtbot: QtBot) -> None:
    def left_part() -> QImage:
        return picture(lane).copy(250, 0, 20, lane.height())  # the playhead comes to x 275

    before = left_part()
    session.player.seek(5500)
    qtbot.waitUntil(lambda: lane.playhead_ms == 5500, timeout=3000)
    assert left_part() != before
    session.player.seek(15_000)
    qtbot.waitUntil(lambda: lane.playhead_ms == 15_000, timeout=3000)
    assert left_part() == before


def test_a_click_makes_a_word_current_and_the_level_shows_it(lane: WordLane, session: Session) -> None:
    session.change_settings(level="word")
    QTest.mouseClick(lane, LEFT, pos=QPoint(345, 12))
    assert (session.selection.current, session.modes.place) == (0, 2)
    assert [placed.place for placed in lane.placed() if placed.bar.chosen] == [2]


def test_lyrics_without_words_have_no_lane_until_words_are_timed(lane: WordLane, session: Session) -> None:
    session.document.load(Lyrics((Line("Two words", 9000, 11_000),)))
    QCoreApplication.processEvents()
    assert not lane.isVisible()
    session.change_settings(level="word")
    QCoreApplication.processEvents()
    assert lane.isVisible()
