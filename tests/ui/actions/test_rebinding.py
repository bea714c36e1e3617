"""Keys that a person has changed, pressed in the real window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.settings import KEY_PRESETS
from lrc_studio.storage.settings_file import load_settings, settings_path
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.actions.keymap import active_keys, key_text, with_keys
from lrc_studio.ui.dialogs.keys import KeysDialog
from lrc_studio.ui.session import Session
from tests.ui.fakes import HandOutput
from tests.ui.songs import put_sound, texts
from tests.ui.tap_hand import Hand

Key = Qt.Key
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hand(studio: Studio, output: HandOutput) -> Hand:
    """A minute of quiet and three timed lines, the table having the keys."""
    session = studio.session
    put_sound(session, np.zeros((60 * 8000, 2), np.int16), 8000)
    session.document.load(Lyrics(tuple(Line(f"Line {row} here", 1000 * row, 1000 * row + 900) for row in (1, 2, 3))))
    session.selection.select_one(0)
    studio.window.editor.table.setFocus()
    QCoreApplication.processEvents()
    return Hand(studio, output)


def bind(session: Session, action: str, *keys: str) -> None:
    session.change_settings(keys=with_keys(session.settings, action, keys))


def verified(session: Session) -> bool:
    return session.document.lyrics.lines[0].locked


def test_a_changed_key_works_at_once_and_the_old_one_no_longer(hand: Hand) -> None:
    bind(hand.session, "review.verify", "Y")
    hand.click(Key.Key_V)
    assert not verified(hand.session)
    hand.click(Key.Key_Y)
    assert verified(hand.session)


def test_a_key_that_was_taken_over_means_its_new_action_alone(hand: Hand) -> None:
    bind(hand.session, "review.verify", "Space")
    hand.click(Key.Key_Space)
    assert verified(hand.session)
    assert not hand.session.player.playing
    hand.click(Key.Key_Return)
    assert hand.session.player.playing


def test_a_preset_brings_its_keys_and_goes_with_them(hand: Hand) -> None:
    hand.session.change_settings(key_preset="aegisub")
    hand.click(Key.Key_B)
    assert hand.session.player.playing
    hand.click(Key.Key_B)
    hand.click(Key.Key_X)
    hand.click(Key.Key_Right)
    assert hand.session.selection.current == 1
    hand.session.change_settings(key_preset="studio")
    hand.click(Key.Key_B)
    assert not hand.session.player.playing


def test_own_keys_stay_on_top_of_another_preset(hand: Hand) -> None:
    bind(hand.session, "review.verify", "B")
    hand.session.change_settings(key_preset="aegisub")
    hand.click(Key.Key_B)
    assert verified(hand.session)
    assert not hand.session.player.playing


def test_in_tap_sync_its_own_action_goes_first_and_elsewhere_the_key_keeps_its_meaning(hand: Hand) -> None:
    bind(hand.session, "tap.stamp", "V")
    hand.click(Key.Key_F5)
    hand.at(700).click(Key.Key_V)
    assert hand.starts[0] == hand.session.player.position_ms
    assert not verified(hand.session)
    hand.click(Key.Key_Space)
    assert hand.session.player.playing  # Space stamps no more, so it plays here too
    hand.click(Key.Key_Escape)
    hand.session.selection.select_one(0)
    hand.click(Key.Key_V)
    assert verified(hand.session)


def test_the_key_that_holds_is_held_from_press_to_release_wherever_it_is(hand: Hand) -> None:
    hand.session.change_settings(level="word")
    bind(hand.session, "tap.hold", "J")
    hand.click(Key.Key_F5)
    hand.click(Key.Key_Return)
    hand.at(1200).press(Key.Key_J)
    hand.at(1300).repeat(Key.Key_J)
    hand.at(1450).release(Key.Key_J)
    assert hand.words()[0] == (1200, 1450)


def test_a_symbol_typed_with_shift_can_stamp(hand: Hand) -> None:
    bind(hand.session, "tap.stamp", "?")
    hand.click(Key.Key_F5)
    hand.at(700)
    QTest.keyClick(hand.target, Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert hand.starts[0] == hand.session.player.position_ms


def test_keys_are_text_in_the_raw_view_and_in_a_cell(hand: Hand) -> None:
    bind(hand.session, "review.verify", "Y")
    hand.session.change_settings(simple=True, simple_tab="raw")
    raw = hand.window.findChild(QPlainTextEdit, "raw")
    raw.setFocus()
    QTest.keyClicks(raw, "yy")
    assert raw.toPlainText().startswith("yy")
    QTest.keyClick(hand.window.editor.table, Key.Key_F2)
    QTest.keyClicks(hand.target, "yes")
    QTest.keyClick(hand.target, Key.Key_Return)
    assert hand.session.document.lyrics.lines[0].text == "yes"
    assert not verified(hand.session)


def test_splitting_at_the_cursor_follows_the_key_of_its_action(hand: Hand) -> None:
    bind(hand.session, "line.split", "Ctrl+U")
    hand.click(Key.Key_F2)
    QTest.keyClick(hand.target, Key.Key_Home)
    for _ in range(5):
        QTest.keyClick(hand.target, Key.Key_Right)
    QTest.keyClick(hand.target, Key.Key_U, CTRL)
    assert [line.text for line in hand.session.document.lyrics.lines][:2] == ["Line", "1 here"]


def typed_elsewhere(hand: Hand, key: int, text: str, scan_code: int, held: Qt.KeyboardModifier = NONE) -> None:
    """A key of a keyboard whose letters are of another script, as Linux sends it."""
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, held, scan_code, 0, 0, text)
        event.setAccepted(kind != QEvent.Type.ShortcutOverride)
        QApplication.sendEvent(hand.target, event)


def test_letters_of_another_script_work_by_their_place(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    typed_elsewhere(hand, ord("М"), "м", 55)
    assert verified(hand.session)
    typed_elsewhere(hand, ord("М"), "м", 55)
    assert not verified(hand.session)
    hand.click(Key.Key_F5)
    hand.session.change_settings(level="word")
    hand.click(Key.Key_Return)
    hand.at(1200)
    typed_elsewhere(hand, ord("А"), "а", 41)
    assert hand.words()[0][0] == 1200


def test_a_letter_of_another_script_stays_text_in_a_cell(hand: Hand) -> None:
    hand.click(Key.Key_F2)
    typed_elsewhere(hand, ord("М"), "м", 55)
    QTest.keyClick(hand.target, Key.Key_Return)
    assert hand.session.document.lyrics.lines[0].text == "м"
    assert not verified(hand.session)


def test_changes_are_on_disk_as_what_differs_and_hold_after_a_restart(hand: Hand, studio: Studio) -> None:
    hand.session.change_settings(key_preset="amll")
    bind(hand.session, "review.verify", "Y", "Ctrl+Y")
    studio._settings.close()
    kept = json.loads(settings_path().read_text("utf-8"))
    assert (kept["key_preset"], kept["keys"]) == ("amll", {"review.verify": ["Y", "Ctrl+Y"]})
    assert load_settings().settings.key_preset == "amll"


@pytest.mark.parametrize("keys", [{"no.such": ["A"], "review.verify": ["Y", "??"]}, {"no.such": []}, ["A"], "A", 7])
def test_keys_that_cannot_be_read_are_told_in_a_sentence_and_the_rest_holds(
    qapp: QApplication, studio_home: Path, runner: Any, keys: Any
) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text(json.dumps({"theme": "dark", "keys": keys}), "utf-8")
    made = Studio(qapp, runner.get_loop())
    made.window.show()
    try:
        assert "Some of your own keys could not be read" in texts(made.window)
        assert made.session.settings.theme == "dark"
        first = made.window.actions_bound.by_id("review.verify").shortcut().toString()
        assert first == ("Y" if isinstance(keys, dict) and "review.verify" in keys else "V")
        assert all(isinstance(each, tuple) for each in made.session.settings.keys.values())
    finally:
        runner.run(made.shutdown())


def test_what_names_a_key_names_the_one_that_works(hand: Hand) -> None:
    bar = hand.window.findChild(QWidget, "statusbar")
    transport = hand.window.editor.transport
    assert "Edit · Space plays" in texts(bar)
    bind(hand.session, "play.toggle", "Ctrl+P")
    bind(hand.session, "play.before", "Y")
    bind(hand.session, "tap.stamp", "J")
    bind(hand.session, "tap.back")
    bind(hand.session, "mode.leave", "Ctrl+Esc")
    bind(hand.session, "play.time", "F4")
    assert "Edit · Ctrl+P plays" in texts(bar)
    assert "Y" in texts(transport).splitlines()
    assert "Q" not in texts(transport).splitlines()
    tips = [made.toolTip() for made in transport.findChildren(QWidget)]
    assert "Double click or F4 to go to a time" in tips
    assert [tip for tip in tips if "(Y)" in tip]
    hand.click(Key.Key_F5)
    assert "Tap sync · J stamps · Ctrl+P plays" in texts(bar)
    assert "takes back" not in texts(bar)
    leave = [made.text() for made in hand.window.findChild(QWidget, "modeBar").findChildren(QPushButton)]
    assert "Leave  Ctrl+Esc" in leave
    stamp = hand.window.findChild(QAbstractButton, "tap.stamp")
    assert "(J)" in stamp.toolTip()


@pytest.mark.parametrize("preset", [name for name, _ in KEY_PRESETS])
def test_the_key_sheet_shows_the_keys_there_are_and_needs_no_scrolling(studio: Studio, preset: str) -> None:
    studio.session.change_settings(key_preset=preset)
    studio.window.resize(1440, 900)
    studio.session.asked.emit("keys")
    sheet = next(made for made in studio.window.findChildren(KeysDialog) if made.isVisible())
    QCoreApplication.processEvents()
    assert sheet.area.verticalScrollBar().maximum() == 0
    assert sheet.area.widget().width() <= sheet.area.viewport().width()
    caps = {made.text() for made in sheet.findChildren(QLabel, "cap")}
    for keys in active_keys(studio.session.settings).values():
        assert {key_text(key) for key in keys} <= caps
    sheet.reject()


def test_menus_and_tool_tips_say_the_key_that_works(hand: Hand, actions: BoundActions) -> None:
    bind(hand.session, "review.verify", "Ctrl+Y")
    assert "(Ctrl+Y)" in actions.by_id("review.verify").toolTip()
    assert actions.by_id("review.verify").shortcut().toString() == "Ctrl+Y"
    hand.click(Key.Key_F5)
    assert "(Enter)" in actions.by_id("play.toggle").toolTip()
    hand.click(Key.Key_Escape)
    assert "(Space)" in actions.by_id("play.toggle").toolTip()
