"""Export by mouse and keys: what is shown is what is written, where it was said, over nothing unasked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats.profiles import Profile
from lrc_studio.ui.dialogs.export import ExportDialog
from lrc_studio.ui.dialogs.kinds import KINDS
from lrc_studio.ui.session import Session
from tests.ui.conftest import until
from tests.ui.dialogs.conftest import choose, options, place, preview
from tests.ui.songs import Told, activate, button, texts

SONG = Lyrics(
    (
        Line(
            "Hold on tight", 1234, 2800, (Word("Hold ", 1234, 1500), Word("on ", 1500, 2000), Word("tight", 2000, 2800))
        ),
        Line("灯台の火", 3000, 4800, section="Chorus"),
    ),
    tags=(("ti", "Harbour Lights"),),
)


@pytest.fixture
def open_dialog(studio: Studio, session: Session, music: Path, qtbot: QtBot) -> Callable[[], ExportDialog]:
    session.document.load(SONG)

    def opened() -> ExportDialog:
        qtbot.waitUntil(lambda: not studio.window.findChildren(ExportDialog))
        session.asked.emit("export")
        dialog = studio.window.findChildren(ExportDialog)[0]
        activate(dialog)
        return dialog

    return opened


def test_enter_writes_what_is_shown(open_dialog: Callable[[], ExportDialog], session: Session, music: Path) -> None:
    told = Told(session.messages)
    dialog = open_dialog()
    shown = preview(dialog)
    assert "[00:01.23]Hold on tight" in shown
    assert "Reads back the same" in texts(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert (music / "Harbour Lights.lrc").read_text(encoding="utf-8") == shown
    assert not dialog.isVisible()
    assert told.toasts[-1].text == "Harbour Lights.lrc written"
    assert [choice.label for choice in told.toasts[-1].choices] == ["Show the folder"]


def test_esc_writes_nothing(open_dialog: Callable[[], ExportDialog], music: Path) -> None:
    dialog = open_dialog()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert list(music.iterdir()) == []


def test_what_is_lost_is_named_before_anything_is_written(open_dialog: Callable[[], ExportDialog]) -> None:
    dialog = open_dialog()
    assert "LRC will not keep" in texts(dialog)
    assert "1 section name\n3 word times\n2 end times" in texts(dialog)
    assert "The project keeps all of them." in texts(dialog)
    choose(dialog, "Plain text")
    assert "Plain text will not keep" in texts(dialog)
    assert "2 line times" in texts(dialog)
    dialog.reject()


def test_nothing_lost_is_said_too(open_dialog: Callable[[], ExportDialog], session: Session) -> None:
    session.document.load(Lyrics((Line("One"), Line("Two"))))
    dialog = open_dialog()
    choose(dialog, "Plain text")
    assert "Plain text keeps all of it" in texts(dialog)
    dialog.reject()


def test_options_stand_only_where_they_mean_something(
    open_dialog: Callable[[], ExportDialog], session: Session
) -> None:
    dialog = open_dialog()
    assert options(dialog) == ["Empty row at the end", "Three digits · 01:05.698"]
    choose(dialog, "Plain text")
    assert options(dialog) == []
    dialog.reject()
    session.document.load(Lyrics((Line("Not timed"),)))
    dialog = open_dialog()
    assert options(dialog) == []
    dialog.reject()


def test_each_option_shows_in_the_file(open_dialog: Callable[[], ExportDialog]) -> None:
    dialog = open_dialog()
    final, digits = (made for made in dialog.findChildren(QCheckBox) if made.isVisible())
    assert preview(dialog).endswith("[00:04.80]\n")
    final.click()
    assert preview(dialog).endswith("灯台の火\n")
    digits.click()
    assert "[00:01.234]Hold on tight" in preview(dialog)
    choose(dialog, "Players showing words")
    assert "<00:01.234>Hold <00:01.500>on <00:02.000>tight" in preview(dialog)
    dialog.reject()


def test_a_kind_changes_the_name_and_is_remembered(open_dialog: Callable[[], ExportDialog], music: Path) -> None:
    dialog = open_dialog()
    choose(dialog, "Plain text")
    assert place(dialog).text().endswith("Harbour Lights.txt")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert (music / "Harbour Lights.txt").exists()
    dialog = open_dialog()
    assert place(dialog).text().endswith("Harbour Lights.txt")
    assert next(made for made in dialog.findChildren(QRadioButton) if made.isChecked()).text() == "Plain text"
    dialog.reject()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_kind_is_shown_proved_and_written(
    open_dialog: Callable[[], ExportDialog], music: Path, kind: Profile
) -> None:
    dialog = open_dialog()
    choose(dialog, "Plain text")
    choose(dialog, kind.label)
    assert "Reads back the same" in texts(dialog)
    assert place(dialog).text().endswith(f"Harbour Lights{kind.suffix}")
    shown = preview(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert next(music.iterdir()).read_text(encoding="utf-8") == shown
    assert not dialog.isVisible()


def test_lyrics_without_a_song_go_next_to_their_own_file(
    studio: Studio, session: Session, runner: asyncio.Runner, tmp_path: Path
) -> None:
    (tmp_path / "drawer.lrc").write_text("[00:01.00]Hold on\n", encoding="utf-8")
    session.files.open([tmp_path / "drawer.lrc"])
    runner.run(until(lambda: session.origin is not None))
    session.asked.emit("export")
    dialog = studio.window.findChildren(ExportDialog)[0]
    activate(dialog)
    choose(dialog, "SubRip")
    assert Path(place(dialog).text()).expanduser() == tmp_path / "drawer.srt"
    dialog.reject()
    session.document.mark_saved()


def test_a_long_name_leaves_its_middle_out(open_dialog: Callable[[], ExportDialog], qtbot: QtBot) -> None:
    dialog = open_dialog()
    dialog.findChild(QLineEdit).setText(f"{'a long way home ' * 10}(live).lrc")

    def shown() -> bool:
        names = [made.text() for made in dialog.findChildren(QLabel) if made.text().startswith("a long way")]
        return any(name.endswith("(live).lrc") and len(name) < 100 for name in names)

    qtbot.waitUntil(shown)
    dialog.reject()


def test_the_choice_moves_by_arrow_keys(open_dialog: Callable[[], ExportDialog]) -> None:
    dialog = open_dialog()
    first = next(made for made in dialog.findChildren(QRadioButton) if made.isChecked())
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert next(made for made in dialog.findChildren(QRadioButton) if made.isChecked()) is not first
    assert "<00:01.23>" in preview(dialog)
    dialog.reject()


def test_another_file_is_replaced_only_by_its_own_button(open_dialog: Callable[[], ExportDialog], music: Path) -> None:
    there = music / "Harbour Lights.lrc"
    there.write_text("somebody's own", encoding="utf-8")
    dialog = open_dialog()
    for _ in range(2):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert "“Harbour Lights.lrc” is there already. Replacing it cannot be undone." in texts(dialog)
        assert there.read_text(encoding="utf-8") == "somebody's own"
    QTest.mouseClick(button(dialog, "Replace"), Qt.MouseButton.LeftButton)
    assert there.read_text(encoding="utf-8").startswith("[ti:Harbour Lights]")


def test_our_own_last_export_is_replaced_without_a_question_until_another_changes_it(
    open_dialog: Callable[[], ExportDialog], session: Session, music: Path
) -> None:
    there = music / "Harbour Lights.lrc"
    QTest.keyClick(open_dialog(), Qt.Key.Key_Return)
    session.document.edit("time", lambda old: old.with_lines((Line("New", 1000, 2000),)))
    QTest.keyClick(open_dialog(), Qt.Key.Key_Return)
    assert "New" in there.read_text(encoding="utf-8")
    there.write_text("theirs", encoding="utf-8")
    dialog = open_dialog()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert there.read_text(encoding="utf-8") == "theirs"
    dialog.reject()
    session.document.mark_saved()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("missing/folder/x.lrc", "The folder for “x.lrc” is not there."),
        ("", None),
        ("a" * 300 + ".lrc", "cannot be a file's name here"),
    ],
)
def test_a_place_that_cannot_be_written_is_said_where_it_is_typed(
    open_dialog: Callable[[], ExportDialog], music: Path, typed: str, sentence: str | None
) -> None:
    dialog = open_dialog()
    place(dialog).setText(typed)
    if sentence is None:
        assert not button(dialog, "Export").isEnabled()
    else:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert sentence in texts(dialog)
        assert str(music) not in texts(dialog)
        place(dialog).setText("good")
        assert sentence not in texts(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert (music / "good.lrc").exists()
    dialog.reject()


def test_a_folder_is_no_file(open_dialog: Callable[[], ExportDialog], music: Path) -> None:
    (music / "inside.lrc").mkdir()
    dialog = open_dialog()
    place(dialog).setText("inside.lrc")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert "“inside.lrc” is a folder" in texts(dialog)
    dialog.reject()


def test_the_home_folder_is_shown_and_taken_as_a_tilde(
    open_dialog: Callable[[], ExportDialog], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    dialog = open_dialog()
    assert Path(place(dialog).text()) == Path("~/Music/Harbour Lights.lrc")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert (tmp_path / "Music" / "Harbour Lights.lrc").exists()


def test_it_fits_the_smallest_window_with_long_names_and_large_text(
    open_dialog: Callable[[], ExportDialog], studio: Studio, session: Session
) -> None:
    studio.window.resize(studio.window.minimumSize())
    session.document.load(SONG.with_tag("ti", "A title that goes on " * 20))
    session.change_settings(text_scale=1.5)
    dialog = open_dialog()
    QApplication.processEvents()
    assert dialog.width() <= studio.window.width()
    assert dialog.height() <= studio.window.height()
    assert button(dialog, "Export").mapTo(dialog, button(dialog, "Export").rect().bottomRight()).x() < dialog.width()
    dialog.reject()
    session.change_settings(text_scale=1.0)


def test_the_window_is_dimmed_while_it_is_open(open_dialog: Callable[[], ExportDialog], studio: Studio) -> None:
    def lightness() -> int:
        return studio.window.grab().toImage().pixelColor(5, 5).lightness()

    before = lightness()
    dialog = open_dialog()
    assert lightness() < before
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert lightness() == before
