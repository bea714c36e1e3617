"""Keys that mean one thing to the window and another to the control that has the focus."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QSlider, QToolButton

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.actions import MENUS
from lrc_studio.ui.dialogs.unsaved import UnsavedDialog
from lrc_studio.ui.key_button import KeyButton
from lrc_studio.ui.session import Session
from tests.ui.conftest import until
from tests.ui.menu_hand import choose
from tests.ui.songs import button, make_song, saved
from tests.ui.test_main_job import drop


@pytest.fixture
def editing(studio: Studio, session: Session, runner: asyncio.Runner, tmp_path: Path) -> Studio:
    """The window with a song of 20 seconds and its words, the first line chosen."""
    song = make_song(tmp_path / "song.wav", 20)

    async def run() -> None:
        session.files.open([song])
        await until(lambda: session.song.sound and session.song.sound.complete and not session.jobs.running("song"))
        session.files.paste("[00:01.00]Hold on tight\n[00:03.00]Let the harbour sleep\n")

    runner.run(run())
    session.selection.select_one(0)
    session.document.mark_saved()
    return studio


def test_space_presses_a_button_reached_by_tab_and_plays_everywhere_else(editing: Studio, session: Session) -> None:
    verify = editing.window.editor.panel.findChild(KeyButton)
    assert isinstance(verify, QPushButton)
    verify.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(verify, Qt.Key.Key_Space)
    assert session.document.lyrics.lines[0].locked
    assert not session.player.playing
    editing.window.editor.table.setFocus()
    QTest.keyClick(editing.window.editor.table, Qt.Key.Key_Space)
    assert session.player.playing
    session.player.toggle()
    session.document.mark_saved()


def test_a_click_on_a_button_leaves_the_keys_where_they_were(editing: Studio, session: Session) -> None:
    editing.window.editor.table.setFocus()
    buttons = [
        made
        for kind in (QPushButton, QToolButton)
        for made in editing.window.editor.findChildren(kind)
        if made.isVisible() and made.focusPolicy() & Qt.FocusPolicy.ClickFocus == Qt.FocusPolicy.ClickFocus
    ]
    assert buttons == []


def test_arrows_move_a_slider_that_has_the_focus(editing: Studio, session: Session) -> None:
    volume = next(made for made in editing.window.findChildren(QSlider) if made.accessibleName() == "Volume")
    before, at_ms = volume.value(), session.player.position_ms
    volume.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(volume, Qt.Key.Key_Left)
    assert volume.value() < before
    assert session.player.position_ms == at_ms


def test_a_song_dropped_where_a_project_misses_its_own_keeps_the_lyrics(
    studio: Studio, session: Session, runner: asyncio.Runner, tmp_path: Path
) -> None:
    project, song = tmp_path / "work.lrcstudio", make_song(tmp_path / "song.wav")

    async def loaded() -> None:
        await until(lambda: session.song.sound and session.song.sound.complete)
        await until(lambda: not session.jobs.running("song") and not session.jobs.running("relink"))

    async def run() -> None:
        session.files.open([song])
        await loaded()
        session.files.paste("[00:01.00]Hold on tight\n")
        assert await saved(session, project)
        session.files.close()
        moved = song.rename(tmp_path / "moved.wav")
        session.files.open([project])
        assert session.song.path is None
        drop(studio.window, moved)
        await loaded()
        assert session.song.path == moved
        assert [line.text for line in session.document.lyrics.lines] == ["Hold on tight"]
        assert session.files.project_path == project
        session.document.mark_saved()

    runner.run(run())


def test_the_window_closes_at_once_where_nothing_is_unsaved(studio: Studio) -> None:
    told: list[bool] = []
    studio.window.closed.connect(lambda: told.append(True))
    assert studio.window.close()
    assert told == [True]
    assert not studio.window.isVisible()
    studio.window.show()


def test_unsaved_work_keeps_the_window_until_there_is_an_answer(editing: Studio, session: Session) -> None:
    session.document.edit("write", lambda _old: Lyrics((Line("Sung", 1000, 2000),)))
    assert not editing.window.close()
    assert editing.window.isVisible()
    dialog = editing.window.findChild(UnsavedDialog)
    assert dialog is not None
    button(dialog, "Go on without saving").click()
    assert not editing.window.isVisible()
    session.document.mark_saved()


def test_menus_open_by_their_letter(studio: Studio) -> None:
    titles = [action.text() for action in studio.window.menuBar().actions()]
    letters = [title[title.index("&") + 1].lower() for title in titles]
    assert [title.replace("&", "") for title in titles] == list(MENUS)
    assert len(set(letters)) == len(MENUS)


def test_the_colours_are_a_menu_of_their_own_and_leave_the_view_menu_in_one_column(studio: Studio) -> None:
    choose(studio.window, "View", "Colours", "Dark")
    assert studio.session.settings.theme == "dark"
    assert studio.window.actions_bound.by_id("view.dark").isChecked()
    view = next(action.menu() for action in studio.window.menuBar().actions() if "View" in action.text())
    assert view.sizeHint().height() < 800
