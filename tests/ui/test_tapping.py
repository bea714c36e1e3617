"""Tap sync in the real window: keys that write times."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.session import Session
from tests.ui.songs import look
from tests.ui.tap_hand import PLAIN, Hand
from tests.ui.waiting import until

Key = Qt.Key


def test_space_stamps_the_lines_one_after_the_other_and_passes_over_empty_ones(hand: Hand) -> None:
    for ms in (1000, 2500, 4000):
        hand.at(ms).click(Key.Key_Space)
    assert hand.starts == [1000, None, 2500, 4000]
    assert hand.session.player.playing
    assert hand.session.document.undo_stack.count() == 3


def test_with_no_line_chosen_it_begins_at_the_first(hand: Hand) -> None:
    hand.click(Key.Key_F5)
    hand.session.selection.select_one(None)
    hand.click(Key.Key_F5)
    assert hand.session.selection.current == 0


def test_a_press_after_the_last_line_moves_nothing(hand: Hand) -> None:
    for ms in (1000, 2500, 4000, 5500):
        hand.at(ms).click(Key.Key_Space)
    assert hand.starts == [1000, None, 2500, 4000]
    hand.click(Key.Key_Backspace)
    hand.at(6000).click(Key.Key_Space)
    assert hand.starts == [1000, None, 2500, 6000]


def test_a_held_word_stays_current_until_it_is_let_go(hand: Hand) -> None:
    hand.click(Key.Key_2)
    hand.at(1000).press(Key.Key_F)
    assert hand.session.modes.place == 0
    hand.at(1300).release(Key.Key_F)
    assert hand.session.modes.place == 1


def test_space_plays_in_edit_mode_and_enter_plays_in_both(hand: Hand) -> None:
    hand.click(Key.Key_Enter)  # the keypad's
    assert not hand.session.player.playing
    hand.click(Key.Key_Escape)
    assert not hand.session.modes.tapping
    hand.click(Key.Key_Space)
    assert hand.session.player.playing
    assert hand.starts == [None] * 4


def test_stamps_are_earlier_by_the_delay_of_the_hand_in_real_time(hand: Hand) -> None:
    hand.session.player.tap_latencies = {"Test output": 200}
    hand.at(1000).click(Key.Key_Space)
    hand.session.player.speed = 0.5
    hand.at(3000).click(Key.Key_Space)
    assert hand.starts[0] == 800
    assert hand.starts[2] == pytest.approx(2900, abs=3)


def test_no_stamp_of_a_pass_is_before_the_last_one_until_the_song_is_sent_back(hand: Hand) -> None:
    hand.session.player.keep_tap_latency(300)
    hand.at(2000).click(Key.Key_Return)
    hand.click(Key.Key_Space)  # while it stands a press means the place itself
    hand.click(Key.Key_Return)
    hand.at(2100).click(Key.Key_Space)
    assert hand.starts == [2000, None, 2000, None]
    hand.session.player.seek(1000)
    hand.click(Key.Key_Space)
    assert hand.starts == [2000, None, 2000, 700]


def test_what_is_not_reached_yet_is_no_problem_while_tapping(hand: Hand, studio: Studio) -> None:
    problems = studio.window.findChild(QLabel, "problems")
    hand.at(1000).click(Key.Key_Space)
    look(hand.session)
    assert (problems.text(), hand.session.findings.left) == ("", 0)
    hand.click(Key.Key_N)  # nor does the key for what is left lead there
    assert hand.session.selection.current == 2
    hand.click(Key.Key_Down)  # one is passed over: that is one
    look(hand.session)
    assert (problems.text(), list(hand.session.findings.by_row)) == ("1 problem", [2])
    hand.click(Key.Key_F5)
    look(hand.session)
    assert list(hand.session.findings.by_row) == [2, 3]


def test_words_are_stamped_and_the_next_line_follows(hand: Hand) -> None:
    hand.click(Key.Key_2)
    for ms in (1000, 1400, 1800, 3000):
        hand.at(ms).click(Key.Key_Space)
    assert hand.words() == [(1000, None), (1400, None), (1800, None)]
    assert hand.words(2) == [(3000, None), (None, None)]
    assert (hand.session.selection.current, hand.session.modes.place) == (2, 1)


def test_syllables_are_stamped(hand: Hand) -> None:
    hand.click(Key.Key_3)
    hand.click(Key.Key_Down)
    for ms in (1000, 1300, 1800):
        hand.at(ms).click(Key.Key_Space)
    assert [word.text for word in hand.session.document.lyrics.lines[2].words] == ["Har", "bour ", "lights"]
    assert hand.words(2) == [(1000, None), (1300, None), (1800, None)]


def test_a_held_key_times_a_word_from_press_to_release_as_one_step(hand: Hand) -> None:
    hand.click(Key.Key_2)
    hand.at(1000).press(Key.Key_F)
    hand.at(1200).repeat(Key.Key_F)
    hand.at(1300).repeat(Key.Key_F)
    hand.at(1450).release(Key.Key_F)
    assert hand.words() == [(1000, 1450), (None, None), (None, None)]
    assert hand.session.document.undo_stack.count() == 1
    hand.session.document.undo_stack.undo()
    assert hand.session.document.lyrics == PLAIN


def test_repeats_of_a_held_key_that_are_not_marked_as_such_are_no_releases(hand: Hand, runner: asyncio.Runner) -> None:
    def send(kind: QEvent.Type, stamp: int) -> None:
        event = QKeyEvent(kind, Key.Key_F, Qt.KeyboardModifier.NoModifier, "f")
        event.setTimestamp(stamp)
        QApplication.sendEvent(hand.target, event)

    hand.click(Key.Key_2)
    hand.at(1000)
    send(QEvent.Type.KeyPress, 5000)
    hand.at(1300)
    send(QEvent.Type.KeyRelease, 5300)
    send(QEvent.Type.KeyPress, 5300)
    hand.at(1700)
    send(QEvent.Type.KeyRelease, 5700)
    runner.run(until(lambda: hand.words()[0][1] is not None))
    assert hand.words()[:2] == [(pytest.approx(1000, abs=60), pytest.approx(1700, abs=60)), (None, None)]


def test_space_while_holding_is_a_boundary_without_a_gap(hand: Hand) -> None:
    hand.click(Key.Key_2)
    hand.at(1000).press(Key.Key_F)
    hand.at(1300).click(Key.Key_Space)
    hand.at(1800).release(Key.Key_F)
    assert hand.words() == [(1000, 1300), (1300, 1800), (None, None)]
    assert hand.session.document.undo_stack.count() == 2


def test_g_ends_and_begins_and_h_only_ends(hand: Hand) -> None:
    hand.click(Key.Key_2)
    hand.at(1000).click(Key.Key_Space)
    hand.at(1300).click(Key.Key_G)
    hand.at(1700).click(Key.Key_H)
    hand.at(2000).click(Key.Key_Space)
    assert hand.words() == [(1000, 1300), (1300, 1700), (2000, None)]


def test_backspace_takes_the_last_stamp_back_and_rewinds_to_before_it(hand: Hand) -> None:
    for ms in (3000, 5000):
        hand.at(ms).click(Key.Key_Space)
    hand.at(5600).click(Key.Key_Backspace)
    assert hand.starts == [3000, None, None, None]
    assert hand.session.selection.current == 2
    assert hand.session.player.position_ms == 5000 - hand.session.settings.rewind_ms
    hand.click(Key.Key_Backspace)
    assert hand.starts == [None] * 4
    assert hand.session.document.undo_stack.index() == 0


def test_backspace_in_a_later_pass_clears_the_one_before(hand: Hand) -> None:
    hand.at(3000).click(Key.Key_Space)
    hand.click(Key.Key_Escape)
    hand.click(Key.Key_F5)
    hand.click(Key.Key_Backspace)
    assert hand.starts == [None] * 4
    assert hand.session.document.undo_stack.count() == 2


def test_a_pass_is_undone_stamp_by_stamp_and_the_place_goes_back_too(hand: Hand) -> None:
    hand.click(Key.Key_2)
    for ms in (1000, 1400, 1800, 3000):
        hand.at(ms).click(Key.Key_Space)
    QTest.keyClick(hand.target, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (hand.session.selection.current, hand.session.modes.place) == (2, 0)
    QTest.keyClick(hand.target, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (hand.session.selection.current, hand.session.modes.place) == (0, 2)
    hand.at(5000).click(Key.Key_Space)
    assert hand.words()[2] == (5000, None)


def test_the_arrow_keys_go_to_other_lines_and_words(hand: Hand) -> None:
    hand.click(Key.Key_Down)
    assert hand.session.selection.current == 2
    hand.click(Key.Key_Up)
    assert hand.session.selection.current == 0
    hand.click(Key.Key_2)
    QTest.keyClick(hand.target, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert hand.session.modes.place == 1
    QTest.keyClick(hand.target, Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert hand.session.modes.place == 0


def test_a_verified_time_is_kept_until_the_person_says_otherwise(hand: Hand) -> None:
    lines = list(PLAIN.lines)
    lines[0] = replace(lines[0], start_ms=700, locked=True)
    hand.session.document.load(Lyrics(tuple(lines)))
    hand.session.selection.select_one(0)
    hand.at(1000).click(Key.Key_Space)
    hand.at(2000).click(Key.Key_Space)
    assert hand.starts == [700, None, 2000, None]
    over = next(b for b in hand.window.findChildren(QWidget) if b.property("text") == "Tap over verified times")
    assert over.isVisible()
    QTest.mouseClick(over, Qt.MouseButton.LeftButton)
    hand.click(Key.Key_Up)
    hand.click(Key.Key_Up)
    hand.at(2500).click(Key.Key_Space)
    assert hand.starts[0] == 2500


def test_text_cannot_change_while_tapping(hand: Hand, session: Session) -> None:
    actions = hand.window.actions_bound
    assert not any(actions.by_id(name).isEnabled() for name in ("line.edit_text", "line.delete", "line.split"))
    hand.session.selection.select_one(0)
    hand.click(Key.Key_F2)
    hand.click(Key.Key_Delete)
    assert session.document.lyrics == PLAIN


def test_the_mode_is_told_in_the_window(hand: Hand) -> None:
    said = [w.property("text") for w in hand.window.findChildren(QWidget) if w.isVisible()]
    assert "Tap sync · Space stamps · Enter plays · Backspace takes back" in said
    assert hand.window.findChild(QWidget, "modeBar").isVisible()
    assert hand.window.findChild(QWidget, "keyBar").isVisible()
    hand.click(Key.Key_Escape)
    assert not hand.window.findChild(QWidget, "modeBar").isVisible()
    assert not hand.window.findChild(QWidget, "keyBar").isVisible()


def test_the_keys_on_the_screen_do_the_same_at_press_and_release(hand: Hand) -> None:
    left, bar = Qt.MouseButton.LeftButton, hand.window.findChild(QWidget, "keyBar")
    keys = {key.objectName(): key for key in bar.findChildren(QWidget) if key.objectName().startswith("tap.")}
    QTest.mouseClick(hand.window.findChild(QWidget, "level.word"), left)
    hand.at(1000)
    QTest.mousePress(keys["tap.hold"], left)
    hand.at(1300)
    QTest.mouseRelease(keys["tap.hold"], left)
    hand.at(1500)
    QTest.mousePress(keys["tap.stamp"], left)
    assert hand.words()[:2] == [(1000, 1300), (1500, None)]
    QTest.mouseRelease(keys["tap.stamp"], left)
    QTest.mouseClick(keys["tap.back"], left)
    assert hand.words()[1] == (None, None)
    hand.at(2000)
    QTest.mouseClick(keys["tap.stamp"], left)
    hand.at(2300)
    QTest.mouseClick(keys["tap.next"], left)
    hand.at(2700)
    QTest.mouseClick(keys["tap.end"], left)
    assert hand.words()[1:] == [(2000, 2300), (2300, 2700)]


def test_touch_size_makes_the_keys_large(hand: Hand) -> None:
    hand.session.change_settings(touch=True)
    QCoreApplication.processEvents()
    bar = hand.window.findChild(QWidget, "keyBar")
    keys = [key for key in bar.findChildren(QWidget) if key.objectName().startswith("tap.")]
    assert all(key.height() >= 40 and key.width() >= 40 for key in keys)
    stamp = next(key for key in keys if key.objectName() == "tap.stamp")
    assert stamp.width() > 2 * max(key.width() for key in keys if key is not stamp)


def test_a_window_that_loses_the_keys_ends_what_is_held(hand: Hand) -> None:
    hand.click(Key.Key_2)
    hand.at(1000).press(Key.Key_F)
    hand.at(1600)
    QApplication.sendEvent(hand.window, QEvent(QEvent.Type.WindowDeactivate))
    assert hand.words()[0] == (1000, 1600)


def test_a_level_is_remembered_and_the_simple_view_has_lines_alone(hand: Hand) -> None:
    hand.click(Key.Key_2)
    assert hand.session.settings.level == "word"
    hand.session.change_settings(simple=True)
    assert hand.session.modes.level == "line"
    hand.session.change_settings(simple=False)
    assert hand.session.modes.level == "word"
