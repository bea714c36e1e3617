"""Lyrics into the song by mouse and keys: where, as what, and nothing replaced or removed unasked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import mutagen
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QRadioButton

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.session import Session
from lrc_studio.workflows.embed import embed, lyrics_in
from tests.audio.songs import tone, write_song
from tests.ui.songs import Told, activate, button, texts
from tests.ui.waiting import until

SONG = Lyrics((Line("Hold on", 1000, 2000, (Word("Hold ", 1000, 1500), Word("on", 1500, 2000))), Line("灯台", 3000)))
OpenDialog = Callable[[str], QDialog]


@pytest.fixture
def open_dialog(studio: Studio, session: Session, tmp_path: Path, runner: asyncio.Runner) -> OpenDialog:
    def opened(name: str) -> QDialog:
        path = tmp_path / name
        if not path.exists():
            write_song(path, tone(0.3, 44_100))
        session.document.load(SONG)
        session.song.path = path  # only the file matters here, not its sound
        session.asked.emit("embed")
        (dialog,) = (each for each in studio.window.findChildren(QDialog) if each.isVisible())
        activate(dialog)
        runner.run(until(lambda: "Looking" not in texts(dialog)))
        return dialog

    return opened


def press(dialog: QDialog, runner: asyncio.Runner, name: str) -> None:
    """Press a button and wait until the work that it began is done."""
    QTest.mouseClick(button(dialog, name), Qt.MouseButton.LeftButton)
    runner.run(until(lambda: not shown(dialog) or button(dialog, "Write").isEnabled()))


def shown(dialog: QDialog) -> bool:
    return shiboken6.isValid(dialog) and dialog.isVisible()


def box(dialog: QDialog, words: str) -> QCheckBox:
    return next(made for made in dialog.findChildren(QCheckBox) if words in made.text())


def choose(dialog: QDialog, name: str) -> None:
    next(made for made in dialog.findChildren(QRadioButton) if made.text() == name).click()


def test_the_song_gets_lines_and_words(
    open_dialog: OpenDialog, session: Session, runner: asyncio.Runner, tmp_path: Path
) -> None:
    told = Told(session.messages)
    dialog = open_dialog("a.mp3")
    assert "They hold no lyrics yet." in texts(dialog)
    press(dialog, runner, "Write")
    assert not shown(dialog)
    assert told.toasts[-1].text == "a.mp3 written"
    assert [entry.place for entry in lyrics_in(tmp_path / "a.mp3")] == ["SYLT", "USLT"]
    assert session.song.tags is not None
    assert session.song.tags.synced
    assert sorted(path.name for path in tmp_path.glob("a.*")) == ["a.mp3"]


def test_both_places_and_as_what(open_dialog: OpenDialog, runner: asyncio.Runner, tmp_path: Path) -> None:
    dialog = open_dialog("a.flac")
    assert "LRC will not keep 2 word times" in texts(dialog)
    assert not box(dialog, "SYLT").isVisible()
    choose(dialog, "Words with their times")
    assert "will not keep" not in texts(dialog)
    assert "“a.elrc”" in box(dialog, "beside").text()
    box(dialog, "beside").click()
    press(dialog, runner, "Write")
    assert mutagen.File(tmp_path / "a.flac")["lyrics"][0].startswith("[00:01.00]<00:01.00>Hold ")
    assert (tmp_path / "a.elrc").read_text(encoding="utf-8").startswith("[00:01.00]<00:01.00>Hold ")


def test_the_file_beside_says_what_it_loses_where_the_tags_keep_it(open_dialog: OpenDialog) -> None:
    dialog = open_dialog("a.mp3")
    assert "will not keep" not in texts(dialog)  # SYLT holds the words
    box(dialog, "beside").click()
    assert "LRC will not keep 2 word times" in texts(dialog)
    dialog.close()


def test_a_long_name_leaves_its_middle_out_and_keeps_its_signs(open_dialog: OpenDialog) -> None:
    dialog = open_dialog(f"Tom & Jerry, {'a long way home ' * 8}(live).mp3")
    shown_name = box(dialog, "tags").text()
    assert "“Tom && Jerry" in shown_name
    assert shown_name.endswith("(live).mp3”")
    assert len(shown_name) < 100
    dialog.close()


def test_no_place_nothing_to_write(open_dialog: OpenDialog) -> None:
    dialog = open_dialog("a.mp3")
    box(dialog, "tags").click()
    assert not button(dialog, "Write").isEnabled()
    dialog.reject()


def test_lyrics_there_are_replaced_only_by_their_own_button(
    open_dialog: OpenDialog, runner: asyncio.Runner, tmp_path: Path
) -> None:
    embed(Lyrics((Line("Theirs"),)), write_song(tmp_path / "a.mp3", tone(0.3, 44_100)))
    (tmp_path / "a.lrc").write_text("theirs", encoding="utf-8")
    before = (tmp_path / "a.mp3").read_bytes()
    dialog = open_dialog("a.mp3")
    assert "They hold lyrics now: USLT." in texts(dialog)
    box(dialog, "beside").click()
    for _ in range(2):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert "Replacing the lyrics in the song's tags and “a.lrc” cannot be undone." in texts(dialog)
    assert ((tmp_path / "a.mp3").read_bytes(), (tmp_path / "a.lrc").read_text()) == (before, "theirs")
    press(dialog, runner, "Replace")
    assert [entry.place for entry in lyrics_in(tmp_path / "a.mp3")] == ["SYLT", "USLT"]
    assert (tmp_path / "a.lrc").read_text(encoding="utf-8").startswith("[00:01.00]Hold on")
    press(open_dialog("a.mp3"), runner, "Write")  # what this session wrote itself needs no question


def test_lyrics_are_removed_after_a_question(
    open_dialog: OpenDialog, session: Session, runner: asyncio.Runner, tmp_path: Path
) -> None:
    told = Told(session.messages)
    embed(SONG, write_song(tmp_path / "a.flac", tone(0.3, 44_100)))
    dialog = open_dialog("a.flac")
    QTest.mouseClick(button(dialog, "Remove from the song"), Qt.MouseButton.LeftButton)
    assert "Removing the lyrics from the song's tags cannot be undone." in texts(dialog)
    assert lyrics_in(tmp_path / "a.flac")
    removing = [made for made in dialog.findChildren(type(button(dialog, "Write"))) if made.text() == "Remove"]
    QTest.mouseClick(removing[0], Qt.MouseButton.LeftButton)
    runner.run(until(lambda: not shown(dialog)))
    assert lyrics_in(tmp_path / "a.flac") == ()
    assert told.toasts[-1].text == "Lyrics removed from a.flac"


def test_a_song_that_takes_none_gets_a_file_beside_it(
    open_dialog: OpenDialog, runner: asyncio.Runner, tmp_path: Path
) -> None:
    dialog = open_dialog("a.mkv")
    assert "The tags of such a file hold no lyrics." in texts(dialog)
    assert not box(dialog, "tags").isEnabled()
    press(dialog, runner, "Write")
    assert (tmp_path / "a.lrc").exists()


def test_trouble_is_told_where_it_is_and_the_dialog_stays(
    open_dialog: OpenDialog, runner: asyncio.Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog("a.mp3")
    before = (tmp_path / "a.mp3").read_bytes()
    monkeypatch.setattr("lrc_studio.storage.files.os.access", lambda *_: False)
    press(dialog, runner, "Write")
    assert "There is no permission to write “a.mp3” there." in texts(dialog)
    assert dialog.isVisible()
    assert (tmp_path / "a.mp3").read_bytes() == before
    dialog.reject()


def test_broken_tags_are_told_before_anything_is_chosen(open_dialog: OpenDialog, tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_text("no song")
    dialog = open_dialog("a.mp3")
    assert "a.mp3" in texts(dialog)
    assert not box(dialog, "tags").isEnabled()
    assert not button(dialog, "Write").isEnabled()
    dialog.reject()


def test_the_action_needs_a_song_and_lines(actions: BoundActions, session: Session, tmp_path: Path) -> None:
    action = actions.by_id("file.embed")
    assert not action.isEnabled()
    session.document.load(SONG)
    assert not action.isEnabled()
