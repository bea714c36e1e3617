"""Dragging lines, selections and words in their lanes: shared edges, what follows, and the magnet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.ui.messages import Question
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.waveform.lane import LineLane
from lrc_studio.ui.waveform.wave import WaveBand
from lrc_studio.ui.waveform.word_lane import WordLane
from tests.ui.waveform.hand import LEFT, at, drag, drag_with, press_and_move

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
WORDS = (Word("Hold ", 4000, 5000), Word("on ", 5000, 6000), Word("tight", 6400, 7400))
SONG = Lyrics(
    (
        Line("One", 1000, 3000),
        Line("Hold on tight", 4000, 7400, WORDS),
        Line("Two", 7400, 9000),
        Line("Three", 10_000, 11_000),
    )
)


@pytest.fixture
def opened(area: WaveArea, session: Session) -> Session:
    """Four lines, the second with words and current, no magnet, 50 px a second."""
    session.change_settings(magnet=False)
    session.document.load(SONG)
    session.selection.select_one(1)
    QCoreApplication.processEvents()
    return session


@pytest.fixture
def lines(area: WaveArea, opened: Session) -> LineLane:
    band = area.band(LineLane)
    assert isinstance(band, LineLane)
    return band


@pytest.fixture
def words(area: WaveArea, opened: Session) -> WordLane:
    band = area.band(WordLane)
    assert isinstance(band, WordLane)
    return band


def edge(ms: float, inside: int = 1) -> QPoint:
    return at(ms, 12) + QPoint(inside, 0)


def times(session: Session) -> list[tuple[int | None, int | None]]:
    return [(line.start_ms, line.end_ms) for line in session.document.lyrics.lines]


def word_times(session: Session) -> list[tuple[int | None, int | None]]:
    return [(word.start_ms, word.end_ms) for word in session.document.lyrics.lines[1].words]


def test_a_word_is_dragged_by_its_middle_as_one_step(words: WordLane, opened: Session) -> None:
    drag(words, edge(6900, 0), edge(7000, 0))
    assert word_times(opened)[2] == (6500, 7500)
    assert opened.document.lyrics.lines[1].end_ms == 7500
    assert opened.document.undo_stack.undoText() == "move word 3 of line 2 by +100 ms"
    opened.document.undo_stack.undo()
    assert opened.document.lyrics == SONG


def test_a_shared_edge_of_words_moves_both_and_with_ctrl_one(words: WordLane, opened: Session) -> None:
    drag(words, edge(5000), edge(5200))
    assert word_times(opened)[:2] == [(4000, 5200), (5200, 6000)]
    drag_with(words, edge(5200), edge(5400), CTRL)
    assert word_times(opened)[:2] == [(4000, 5200), (5400, 6000)]


def test_a_verified_word_is_moved_only_after_it_was_asked_for(words: WordLane, opened: Session) -> None:
    verified = (*WORDS[:2], replace(WORDS[2], locked=True))
    opened.document.load(SONG.with_lines([SONG.lines[0], replace(SONG.lines[1], words=verified), *SONG.lines[2:]]))
    asked: list[Question] = []
    opened.messages.questioned.connect(asked.append)
    drag(words, edge(6900, 0), edge(7000, 0))
    assert word_times(opened)[2] == (6400, 7400)
    assert [(question.verb, question.other) for question in asked] == [("Move", "")]
    asked[0].then()
    assert word_times(opened)[2] == (6500, 7500)


def test_with_shift_the_words_that_follow_move_too(words: WordLane, opened: Session) -> None:
    drag_with(words, edge(5000), edge(5200), SHIFT)
    assert word_times(opened) == [(4000, 5200), (5200, 6200), (6600, 7600)]


def test_a_click_chooses_a_word_and_a_double_click_plays_it(words: WordLane, opened: Session) -> None:
    QTest.mouseClick(words, LEFT, pos=edge(5500, 0))
    assert opened.modes.place == 1
    assert opened.document.undo_stack.count() == 0
    QTest.mouseDClick(words, LEFT, pos=edge(5500, 0))
    assert opened.player.playing
    assert opened.player.position_ms == pytest.approx(5000, abs=30)


def test_shift_and_ctrl_choose_more_lines_by_clicks(lines: LineLane, opened: Session) -> None:
    QTest.mouseClick(lines, LEFT, SHIFT, edge(10_500, 0))
    assert (opened.selection.rows, opened.selection.current) == ((1, 2, 3), 1)
    QTest.mouseClick(lines, LEFT, SHIFT, edge(2000, 0))
    assert (opened.selection.rows, opened.selection.current) == ((0, 1), 1)
    QTest.mouseClick(lines, LEFT, CTRL, edge(10_500, 0))
    assert (opened.selection.rows, opened.selection.current) == ((0, 1, 3), 3)
    drag(lines, edge(2000, 0), edge(2100, 0))
    assert times(opened) == [(1100, 3100), (4100, 7400), (7400, 9000), (10_100, 11_100)]
    QTest.mouseClick(lines, LEFT, CTRL, edge(10_500, 0))
    assert opened.selection.rows == (0, 1)
    assert opened.document.undo_stack.count() == 1


def test_escape_puts_a_word_back(words: WordLane, opened: Session, area: WaveArea) -> None:
    press_and_move(words, edge(6900, 0), edge(7200, 0))
    assert area.stage.preview is not None
    QTest.keyClick(words, Qt.Key.Key_Escape)
    QTest.mouseRelease(words, LEFT, pos=edge(7200, 0))
    assert opened.document.lyrics == SONG


def test_word_edges_are_dragged_in_the_wave_at_the_level_of_words(wave: WaveBand, opened: Session) -> None:
    opened.change_settings(level="word")
    drag(wave, at(6000) - QPoint(2, 0), at(6200) - QPoint(2, 0))
    assert word_times(opened)[1] == (5000, 6200)
    drag(wave, at(1000), at(1200))
    assert times(opened)[0] == (1200, 3000)


def test_a_whole_line_moves_with_its_words(lines: LineLane, opened: Session) -> None:
    drag(lines, edge(5500, 0), edge(5300, 0))
    assert times(opened)[1] == (3800, 7400)
    assert word_times(opened)[0] == (3800, 4800)
    assert opened.document.undo_stack.count() == 1


def test_selected_lines_move_together_and_a_click_among_them_selects_one(lines: LineLane, opened: Session) -> None:
    opened.selection.select([0, 3], 0)
    drag(lines, edge(2000, 0), edge(2500, 0))
    assert times(opened) == [(1500, 3500), (4000, 7400), (7400, 9000), (10_500, 11_500)]
    assert opened.selection.rows == (0, 3)
    QTest.mouseClick(lines, LEFT, pos=edge(2500, 0))
    assert opened.selection.rows == (0,)


def test_the_edge_that_two_lines_share_moves_both_and_with_ctrl_one(lines: LineLane, opened: Session) -> None:
    drag(lines, edge(7400), edge(7800))
    assert times(opened)[1:3] == [(4000, 7800), (7800, 9000)]
    opened.selection.select_one(2)
    drag_with(lines, edge(7800), edge(8000), CTRL)
    assert times(opened)[1:3] == [(4000, 7800), (8000, 9000)]


def test_with_shift_the_lines_that_follow_move_too(lines: LineLane, opened: Session) -> None:
    opened.selection.select_one(2)
    drag_with(lines, edge(7400), edge(7500), SHIFT)
    assert times(opened)[2:] == [(7500, 9100), (10_100, 11_100)]


def test_the_magnet_draws_to_neighbours_and_to_the_sound_unless_alt_is_held(
    lines: LineLane, opened: Session, area: WaveArea
) -> None:
    opened.change_settings(magnet=True)
    drag(lines, edge(3000, -1), edge(3960, -1))
    assert times(opened)[0] == (1000, 4000)
    opened.document.undo_stack.undo()
    drag_with(lines, edge(3000, -1), edge(3960, -1), ALT)
    assert times(opened)[0] == (1000, 3960)
    opened.document.undo_stack.undo()
    opened.onsets._times_ms = [3380, 3520]
    drag_with(lines, edge(3000, -1), edge(3460, -1), Qt.KeyboardModifier.NoModifier, drop=False)
    assert (area.stage.pulled_ms, times(opened)[0]) == (3520, (1000, 3000))
    QTest.mouseRelease(lines, LEFT, pos=edge(3460, -1))
    assert times(opened)[0] == (1000, 3520)


def test_what_the_keys_do_is_said_while_a_drag_lasts(lines: LineLane, opened: Session) -> None:
    said: list[str] = []
    opened.messages.hinted.connect(said.append)
    press_and_move(lines, edge(5500, 0), edge(5600, 0))
    assert said[-1].startswith("M: magnet · Shift")
    QTest.mouseRelease(lines, LEFT, pos=edge(5600, 0))
    assert said[-1] == ""


def test_the_magnets_key_switches_it_in_the_middle_of_a_drag(lines: LineLane, opened: Session, area: WaveArea) -> None:
    """Alt and a drag move the whole window on some desktops."""
    said: list[str] = []
    opened.messages.hinted.connect(said.append)
    opened.change_settings(magnet=True)
    press_and_move(lines, edge(3000, -1), edge(3960, -1))
    assert said[-1].startswith("Alt or M: no magnet")
    assert area.stage.preview is not None
    assert area.stage.preview.ms == 4000
    QTest.keyClick(lines, Qt.Key.Key_M)
    assert area.stage.preview.ms == 3960
    QTest.mouseRelease(lines, LEFT, pos=edge(3960, -1))
    assert times(opened)[0] == (1000, 3960)


def test_touch_size_gives_lanes_and_handles_a_fingers_breadth(
    lines: LineLane, words: WordLane, wave: WaveBand, opened: Session
) -> None:
    assert wave.markers.marker_at(at(10_000).x() - 18, 90) is None
    opened.change_settings(touch=True)
    QCoreApplication.processEvents()
    assert lines.height() >= 40
    assert words.height() >= 40
    assert wave.markers.marker_at(at(10_000).x() - 18, 90) is not None


def test_the_simple_view_has_no_word_lane(words: WordLane, opened: Session) -> None:
    assert words.isVisible()
    opened.change_settings(simple=True)
    assert not words.isVisible()


def test_the_magnet_draws_the_end_of_what_is_held_by_its_middle_and_draws_to_the_playhead(
    lines: LineLane, opened: Session
) -> None:
    opened.change_settings(magnet=True)
    drag(lines, edge(2000, 0), edge(2960, 0))  # its end comes near the start of line 2
    assert times(opened)[0] == (2000, 4000)
    opened.document.undo_stack.undo()
    opened.player.seek(1300)
    drag(lines, edge(2000, 0), edge(2260, 0))
    assert times(opened)[0] == (1300, 3300)


def test_the_magnet_draws_a_word_to_the_words_beside_it(words: WordLane, opened: Session) -> None:
    opened.change_settings(magnet=True)
    drag(words, edge(6900, 0), edge(6540, 0))  # "tight" comes near the end of "on"
    assert word_times(opened)[1:] == [(5000, 6000), (6000, 7000)]


def test_the_magnet_does_not_hold_a_drag_where_it_began(lines: LineLane, words: WordLane, opened: Session) -> None:
    opened.change_settings(magnet=True)
    opened.player.seek(11_500)
    drag(lines, edge(5500, 0), edge(5600, 0))  # its end is the next line's start
    assert times(opened)[1] == (4100, 7400)
    opened.document.undo_stack.undo()
    drag(words, edge(5500, 0), edge(5600, 0))
    assert word_times(opened)[:2] == [(4000, 5100), (5100, 6100)]


def test_whole_lines_take_along_what_follows_with_shift_and_leave_shared_edges_with_ctrl(
    lines: LineLane, opened: Session
) -> None:
    drag_with(lines, edge(5500, 0), edge(5600, 0), SHIFT)
    assert times(opened) == [(1000, 3000), (4100, 7500), (7500, 9100), (10_100, 11_100)]
    opened.document.undo_stack.undo()
    drag_with(lines, edge(8200, 0), edge(8400, 0), CTRL)
    assert times(opened)[1:3] == [(4000, 7400), (7600, 9200)]
    opened.document.undo_stack.undo()
    opened.selection.select([0, 1], 0)
    drag_with(lines, edge(5500, 0), edge(5600, 0), SHIFT)
    assert times(opened) == [(1100, 3100), (4100, 7500), (7500, 9100), (10_100, 11_100)]


def test_the_current_word_is_marked_and_said_as_keys_go_from_word_to_word(
    wave: WaveBand, opened: Session, qtbot: QtBot
) -> None:
    opened.change_settings(level="word")
    seen = []
    for _ in range(3):
        seen.append(
            {place.marker.at_ms for place in wave.markers.placed() if place.marker.current and place.marker.owner != 1}
        )
        QTest.keyClick(wave.window(), Qt.Key.Key_Right, SHIFT)
        QCoreApplication.processEvents()
    assert seen == [{4000, 5000}, {5000, 6000}, {6400, 7400}]
    QTest.keyClick(wave.window(), Qt.Key.Key_Left, SHIFT)
    said = "Word 3 of line 2, tight, 6.4 to 7.4 seconds"
    qtbot.waitUntil(lambda: wave.accessibleName() == said, timeout=5_000)
