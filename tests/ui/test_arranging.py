"""Edits of many times in the real window, by keys and in their dialogs; verified times are asked for."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.ui.actions import ACTIONS
from lrc_studio.ui.dialogs.question import QuestionDialog
from lrc_studio.ui.dialogs.shift import ShiftDialog
from lrc_studio.ui.dialogs.snap import SnapDialog
from lrc_studio.ui.session import Session
from tests.ui.songs import activate, put_sound
from tests.ui.waiting import until

RATE_HZ = 8000
BURSTS_MS = (1050, 3030, 4980)


@pytest.fixture
def opened(studio: Studio, some_lines: Lyrics) -> Session:
    """Five lines over a silence with three bursts of noise, the second line current."""
    session = studio.session
    pcm = np.zeros((20 * RATE_HZ, 2), np.int16)
    for ms in BURSTS_MS:
        first = ms * RATE_HZ // 1000
        pcm[first : first + 2000] = np.random.default_rng(1).integers(-9000, 9000, (2000, 1))
    put_sound(session, pcm, RATE_HZ)
    session.document.load(some_lines)
    session.selection.select_one(1)
    studio.window.editor.table.setFocus()
    QCoreApplication.processEvents()
    return session


def press(studio: Studio, key: Qt.Key, *held: str) -> None:
    keys = Qt.KeyboardModifier.NoModifier
    for name in held:
        keys |= getattr(Qt.KeyboardModifier, f"{name}Modifier")
    QTest.keyClick(studio.window.editor.table, key, keys)


def starts(session: Session) -> list[int | None]:
    return [line.start_ms for line in session.document.lyrics.lines]


def verified(session: Session, *rows: int) -> None:
    lines = [replace(line, locked=row in rows) for row, line in enumerate(session.document.lyrics.lines)]
    session.document.load(Lyrics(tuple(lines)))


def answer(studio: Studio, verb: str) -> None:
    dialog = studio.window.findChild(QuestionDialog)
    assert dialog is not None
    next(made for made in dialog.findChildren(QPushButton) if made.text() == verb).click()


def opened_dialog(studio: Studio, kind: type[QDialog]) -> QDialog:
    found = studio.window.findChild(kind)
    assert isinstance(found, QDialog)
    activate(found)
    return found


def test_this_line_is_now_moves_all_lines_or_those_that_follow(studio: Studio, opened: Session) -> None:
    opened.player.seek(3500)
    press(studio, Qt.Key.Key_L, "Control", "Shift")
    assert starts(opened) == [1500, 3500, 5500, 7500, 9500]
    opened.player.seek(4000)
    press(studio, Qt.Key.Key_M, "Control", "Shift")
    assert starts(opened) == [1500, 4000, 6000, 8000, 10_000]
    assert opened.document.undo_stack.count() == 2


def test_a_selection_is_stretched_to_the_playhead(studio: Studio, opened: Session) -> None:
    opened.selection.select([1, 2, 3], 1)
    opened.player.seek(11_000)
    press(studio, Qt.Key.Key_E, "Control", "Shift")
    assert starts(opened) == [1000, 3000, 7000, 11_000, 9000]


def test_ends_gaps_and_spreading_by_keys(studio: Studio, opened: Session) -> None:
    press(studio, Qt.Key.Key_L, "Control")
    assert opened.document.lyrics.lines[1].end_ms == 5000
    opened.selection.select_one(0)
    press(studio, Qt.Key.Key_G, "Control", "Shift")
    assert opened.document.lyrics.lines[0].end_ms == 3000
    press(studio, Qt.Key.Key_D, "Control")
    words = opened.document.lyrics.lines[0].words
    assert [word.text for word in words] == ["Hold ", "on ", "tight"]
    assert (words[0].start_ms, words[-1].end_ms) == (1000, 3000)


def test_shifting_says_what_becomes_of_the_first_line_and_remembers_how_far(studio: Studio, opened: Session) -> None:
    press(studio, Qt.Key.Key_A, "Control", "Shift")
    dialog = opened_dialog(studio, ShiftDialog)
    assert isinstance(dialog, ShiftDialog)
    dialog.by.setValue(-250)
    dialog.scope.setCurrentText("Line 2 and what follows")
    QTest.keyClick(dialog.by, Qt.Key.Key_Return)
    assert starts(opened) == [1000, 2750, 4750, 6750, 8750]
    opened.asked.emit("shift")
    again = studio.window.findChildren(ShiftDialog)[-1]
    assert again.by.value() == -250
    again.reject()


async def _known(session: Session) -> None:
    await until(lambda: len(session.onsets.between(0, 20_000)) >= len(BURSTS_MS) and not session.jobs.running("onsets"))


def test_snapping_shows_each_move_first(studio: Studio, opened: Session, runner: asyncio.Runner) -> None:
    runner.run(_known(opened))
    press(studio, Qt.Key.Key_M, "Control")
    dialog = opened_dialog(studio, SnapDialog)
    assert isinstance(dialog, SnapDialog)
    assert "Let the harbour sleep" in dialog.shown.toPlainText()
    dialog.scope.setCurrentText("All lines")
    assert len(dialog.shown.toPlainText().splitlines()) == 3
    before = starts(opened)
    next(made for made in dialog.findChildren(QPushButton) if made.text() == "Snap 3 starts").click()
    moved = [new for was, new in zip(before, starts(opened), strict=True) if was != new]
    assert [round((ms or 0) / 15) for ms in moved] == pytest.approx([ms / 15 for ms in BURSTS_MS], abs=1.1)
    assert opened.document.undo_stack.count() == 1


def test_verified_lines_are_asked_for_and_left_where_the_person_says_so(studio: Studio, opened: Session) -> None:
    verified(opened, 2)
    opened.selection.select([1, 2], 1)
    press(studio, Qt.Key.Key_Right, "Alt")
    assert starts(opened) == [1000, 3000, 5000, 7000, 9000]
    answer(studio, "Leave verified lines")
    assert starts(opened) == [1000, 3010, 5000, 7000, 9000]
    press(studio, Qt.Key.Key_Right, "Alt")
    QCoreApplication.processEvents()
    dialog = [made for made in studio.window.findChildren(QuestionDialog) if made.isVisible()][-1]
    next(made for made in dialog.findChildren(QPushButton) if made.text() == "Move all").click()
    assert starts(opened) == [1000, 3020, 5010, 7000, 9000]


@pytest.mark.parametrize(
    ("key", "held"), [(Qt.Key.Key_BracketLeft, ()), (Qt.Key.Key_Left, ("Alt",)), (Qt.Key.Key_Backspace, ("Shift",))]
)
def test_a_verified_line_alone_is_asked_for_too(
    studio: Studio, opened: Session, key: Qt.Key, held: tuple[str, ...]
) -> None:
    verified(opened, 1)
    opened.selection.select_one(1)
    before = starts(opened)
    opened.player.seek(3300)
    press(studio, key, *held)
    assert starts(opened) == before
    answer(studio, "Move")
    assert starts(opened) != before


def test_words_are_nudged_split_and_joined_at_the_level_of_words(studio: Studio, opened: Session) -> None:
    words = (Word("Harbour ", 3000, 4000), Word("lights", 4000, 4800))
    opened.document.load(Lyrics((Line("Harbour lights", 3000, 4800, words),)))
    opened.selection.select_one(0)
    press(studio, Qt.Key.Key_2)
    press(studio, Qt.Key.Key_Right, "Shift")
    press(studio, Qt.Key.Key_Right, "Alt")
    assert [word.start_ms for word in opened.document.lyrics.lines[0].words] == [3000, 4010]
    assert opened.document.lyrics.lines[0].words[0].end_ms == 4010
    press(studio, Qt.Key.Key_Left, "Shift")
    press(studio, Qt.Key.Key_D, "Control", "Alt")
    assert [word.text for word in opened.document.lyrics.lines[0].words] == ["Har", "bour ", "lights"]
    press(studio, Qt.Key.Key_3)
    press(studio, Qt.Key.Key_J, "Control", "Alt")
    assert [word.text for word in opened.document.lyrics.lines[0].words] == ["Harbour ", "lights"]


def test_no_key_means_two_things_at_once() -> None:
    both: dict[str, list[str]] = {}
    for action in ACTIONS:
        for key in action.keys:
            both.setdefault(key, []).append(action.id)
    twice = {key: ids for key, ids in both.items() if len(ids) > 1}
    assert twice == {"Space": ["play.toggle", "tap.stamp"], "Esc": ["mode.leave", "sync.cancel"]}
