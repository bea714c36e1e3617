"""Times by keys and menus in the real window: from the playhead, by nudges that are held, and in bulk."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.dialogs.snap import SnapDialog
from lrc_studio.ui.session import Session
from tests.audio.songs import tone
from tests.ui.fakes import HandOutput
from tests.ui.menu_hand import choose
from tests.ui.songs import Told, activate, put_sound

Key = Qt.Key
NONE, ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
WORDS = (Word("Hold ", 3000, 3500), Word("on ", 3500, 4000), Word("tight", 4200, 4800))
SONG = Lyrics((Line("One", 1000, 2800), Line("Hold on tight", 3000, 4800, WORDS), Line("Two", 5000, 6800)))


@pytest.fixture
def opened(studio: Studio) -> Session:
    """Twelve seconds of a tone and three lines, the second one with words and current."""
    session = studio.session
    put_sound(session, tone(12.0, 8_000), 8_000)
    session.document.load(SONG)
    session.selection.select_one(1)
    studio.window.editor.table.setFocus()
    QCoreApplication.processEvents()
    return session


def press(key: Key, held: Qt.KeyboardModifier = NONE) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, held)


def times(session: Session) -> list[tuple[int | None, int | None]]:
    return [(line.start_ms, line.end_ms) for line in session.document.lyrics.lines]


def words(session: Session, row: int = 1) -> list[tuple[int | None, int | None]]:
    return [(word.start_ms, word.end_ms) for word in session.document.lyrics.lines[row].words]


def test_a_line_starts_and_ends_at_the_playhead(opened: Session) -> None:
    opened.selection.select_one(2)
    opened.player.seek(5200)
    press(Key.Key_BracketLeft)
    opened.player.seek(6500)
    press(Key.Key_BracketRight)
    assert times(opened)[2] == (5200, 6500)
    assert opened.document.undo_stack.count() == 2


def test_a_word_starts_and_ends_at_the_playhead_at_the_level_of_words(opened: Session) -> None:
    press(Key.Key_2)
    press(Key.Key_Right, SHIFT)
    opened.player.seek(3600)
    press(Key.Key_BracketLeft)
    assert words(opened) == [(3000, 3600), (3600, 4000), (4200, 4800)]
    opened.player.seek(4100)
    press(Key.Key_BracketRight)
    assert words(opened) == [(3000, 3600), (3600, 4100), (4200, 4800)]


def test_stamp_and_go_on_goes_from_line_to_line(opened: Session, output: HandOutput) -> None:
    opened.document.load(Lyrics((Line("One"), Line("Two"), Line("Three"))))
    opened.selection.select_one(0)
    opened.player.play(0)
    for _ in range(3):
        output.advance(1000)
        press(Key.Key_Space, CTRL)
    starts = [ms for ms, _ in times(opened)]
    assert starts == pytest.approx([1000, 2000, 3000], abs=2)
    assert opened.selection.current == 2
    assert opened.document.undo_stack.count() == 3


@pytest.mark.parametrize("level", [Key.Key_1, Key.Key_2])
def test_nudges_there_and_back_are_one_step(opened: Session, level: Key) -> None:
    press(level)
    before = times(opened)
    for _ in range(5):
        press(Key.Key_Right, ALT)
    stack = opened.document.undo_stack
    assert (stack.count(), words(opened)[0][0]) == (1, 3050)
    for _ in range(5):
        press(Key.Key_Left, ALT)
    assert (stack.count(), words(opened), times(opened)) == (1, [(3000, 3500), (3500, 4000), (4200, 4800)], before)


def test_words_are_spread_by_letters_and_short_ones_lengthened_from_the_menu(studio: Studio, opened: Session) -> None:
    opened.document.load(Lyrics((Line("a harbour", 1000, 3000), Line("Low", 5000, 5020))))
    opened.selection.select_one(0)
    press(Key.Key_D, CTRL)
    by_syllables = words(opened, 0)[1][0]
    opened.document.undo_stack.undo()
    choose(studio.window, "Time", "Spread words by letters")
    assert by_syllables == pytest.approx(1667, abs=2)
    assert words(opened, 0)[1][0] == pytest.approx(1250, abs=2)
    opened.selection.select_one(1)
    opened.change_settings(shortest_ms=300)
    choose(studio.window, "Time", "Least length")
    assert times(opened)[1] == (5000, 5300)


def test_words_are_snapped_to_the_sound_where_words_are_chosen(studio: Studio, opened: Session) -> None:
    opened.onsets._times_ms = [3010, 3540, 4230]
    press(Key.Key_2)
    press(Key.Key_M, CTRL)
    dialog = studio.window.findChild(SnapDialog)
    assert dialog is not None
    activate(dialog)
    assert dialog.what.currentText() == "Starts of words"
    QTest.keyClick(dialog, Key.Key_Return)
    assert [start for start, _ in words(opened)] == [3010, 3540, 4230]
    assert opened.document.undo_stack.count() == 1


def test_the_magnet_is_switched_by_its_key(opened: Session) -> None:
    assert opened.settings.magnet
    press(Key.Key_M)
    assert not opened.settings.magnet
    press(Key.Key_M)
    assert opened.settings.magnet


def test_a_key_that_is_heard_of_late_means_when_it_went_down(opened: Session, output: HandOutput) -> None:
    opened.document.load(Lyrics((Line("One"), Line("Two"))))
    opened.selection.select_one(0)
    press(Key.Key_F5)
    opened.player.play(0)
    target = QApplication.focusWidget()
    assert target is not None
    for late_ms in (0, 120):
        output.advance(1000)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Key.Key_Space, NONE, " ")
            event.setTimestamp(round(time.monotonic() * 1000) - late_ms)
            QApplication.sendEvent(target, event)
    assert [ms for ms, _ in times(opened)] == pytest.approx([1000, 1880], abs=40)


def test_a_held_key_plays_and_stamps_once_and_goes_on_nudging(actions: BoundActions) -> None:
    once = ("play.toggle", "play.loop", "play.ticks", "time.stamp", "time.magnet", "view.follow", "mode.tap")
    assert [name for name in once if actions.by_id(name).autoRepeat()] == []
    again = ("time.nudge_later", "play.forward", "view.zoom_in", "edit.undo", "play.slower")
    assert [name for name in again if not actions.by_id(name).autoRepeat()] == []


def test_a_timed_line_starts_at_the_playhead_alone_as_its_flag_is_dragged(opened: Session) -> None:
    opened.player.seek(3200)
    press(Key.Key_BracketLeft)
    assert (times(opened)[1], words(opened)) == ((3200, 4800), [(3200, 3500), (3500, 4000), (4200, 4800)])
    opened.player.seek(5500)
    press(Key.Key_BracketLeft)  # past its end there is nothing left to keep, so it moves as a whole
    assert (times(opened)[1], words(opened)[2]) == ((5500, 7100), (6500, 7100))


def test_a_bulk_edit_with_nothing_to_do_says_so_and_is_no_step(studio: Studio, opened: Session, told: Told) -> None:
    opened.document.load(Lyrics((Line("One", 1000, 2800), Line("Two"), Line("Three"))))
    opened.selection.select_one(0)
    opened.player.seek(1000)
    press(Key.Key_G, CTRL | SHIFT)
    press(Key.Key_D, CTRL)
    press(Key.Key_D, CTRL)
    press(Key.Key_L, CTRL | SHIFT)
    opened.selection.select_one(2)
    press(Key.Key_L, CTRL)
    press(Key.Key_Backspace, SHIFT)
    press(Key.Key_V)
    press(Key.Key_2)
    press(Key.Key_J, CTRL | ALT)
    opened.selection.select([0, 2], 0)
    press(Key.Key_J, CTRL)
    choose(studio.window, "Time", "Least length")
    firsts = [message.text.partition(":")[0] for message in told.toasts]
    assert firsts == [
        "Nothing to close", "Nothing to spread", "Nothing to move", "Nothing to change", "Nothing to clear",
        "Nothing to verify", "Nothing to join", "Nothing to join", "Nothing to lengthen",
    ]  # fmt: skip
    assert opened.document.undo_stack.count() == 1  # the words that the first press spread
