"""Paste, preferences, key sheet and about, by mouse and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QTextBrowser,
    QToolButton,
    QWidget,
)

from lrc_studio import __version__
from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.settings import Settings, described_settings
from lrc_studio.resources import resource
from lrc_studio.ui.actions import ACTIONS
from lrc_studio.ui.actions.keymap import key_text
from lrc_studio.ui.asking import DIALOGS
from lrc_studio.ui.dialogs.frame import Frame
from lrc_studio.ui.session import Session
from tests.ui.songs import activate, button, texts

NAMES = ("export", "paste", "preferences", "keys", "about")


def opened(studio: Studio, name: str) -> Frame:
    studio.session.asked.emit(name)
    dialog = studio.window.findChildren(Frame)[0]
    activate(dialog)
    return dialog


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1000, 650)])
def test_each_fits_its_window_and_goes_with_esc(
    studio: Studio, session: Session, name: str, width: int, height: int
) -> None:
    session.document.load(Lyrics((Line("One", 1000, 2000),)))
    studio.window.resize(width, height)
    dialog = opened(studio, name)
    inside, outside = dialog.frameGeometry(), studio.window.frameGeometry()
    assert outside.contains(inside)
    assert (inside.center() - outside.center()).manhattanLength() <= 4
    assert dialog.focusWidget() is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("name", sorted(set(DIALOGS) - {"embed", "reopen"}))
def test_every_control_has_a_name(studio: Studio, session: Session, name: str) -> None:
    session.document.load(Lyrics((Line("One", 1000, 2000),)))
    dialog = opened(studio, name)
    controls = [made for made in dialog.findChildren(QWidget) if made.isVisible() and made.focusPolicy()]
    nameless = [
        made
        for made in controls
        if not (made.accessibleName() or getattr(made, "text", str)())
        and not isinstance(made, QScrollArea)
        and not made.objectName().startswith("qt_")
    ]
    assert nameless == []
    assert [made for made in controls if isinstance(made, QToolButton) and not made.toolTip()] == []
    dialog.reject()


def test_paste_takes_what_is_on_the_clipboard(studio: Studio, session: Session) -> None:
    QGuiApplication.clipboard().setText("[Chorus]\nOne\nTwo\n")
    dialog = opened(studio, "paste")
    assert button(dialog, "Use 2 lines").isDefault()
    QTest.mouseClick(button(dialog, "Use 2 lines"), Qt.MouseButton.LeftButton)
    assert [(line.text, line.section) for line in session.document.lyrics.lines] == [("One", "Chorus"), ("Two", None)]
    session.document.mark_saved()


def test_paste_begins_with_the_lyrics_as_they_are_and_keeps_their_times(studio: Studio, session: Session) -> None:
    QGuiApplication.clipboard().setText("one word")
    session.document.load(Lyrics((Line("One", 1000, 2000), Line("Two", 3000, 4000))))
    dialog = opened(studio, "paste")
    field = dialog.findChildren(QPlainTextEdit)[0]
    assert field.toPlainText().split() == ["One", "Two"]
    field.clear()
    assert not button(dialog, "Use 0 lines").isEnabled()
    QTest.keyClicks(field, "Zero")
    assert button(dialog, "Use 1 line").isEnabled()
    field.setPlainText("Zero\nTwo")
    QTest.mouseClick(button(dialog, "Use 2 lines"), Qt.MouseButton.LeftButton)
    assert [(line.text, line.start_ms) for line in session.document.lyrics.lines] == [("Zero", None), ("Two", 3000)]
    session.document.mark_saved()


def test_pasted_lrc_comes_with_its_times(studio: Studio, session: Session) -> None:
    QGuiApplication.clipboard().setText("[00:01.00]One\n[00:02.50]Two\n")
    dialog = opened(studio, "paste")
    QTest.mouseClick(button(dialog, "Use 2 lines"), Qt.MouseButton.LeftButton)
    assert [line.start_ms for line in session.document.lyrics.lines][:2] == [1000, 2500]
    session.document.mark_saved()


def control(dialog: QDialog, name: str) -> QWidget:
    return next(made for made in dialog.findChildren(QWidget) if made.accessibleName() == name)


def turn_to(dialog: QDialog, topic: str) -> None:
    """Go to a page of the preferences by the keys."""
    topics = dialog.findChildren(QListWidget)[0]
    topics.setFocus()
    QTest.keyClick(topics, Qt.Key.Key_Home)
    while topics.currentItem().text() != topic:
        QTest.keyClick(topics, Qt.Key.Key_Down)


def test_every_setting_has_its_control(studio: Studio) -> None:
    dialog = opened(studio, "preferences")
    for setting in described_settings():
        turn_to(dialog, setting.about.topic)
        assert control(dialog, setting.about.label).isVisible()
        assert control(dialog, setting.about.label).focusPolicy() != Qt.FocusPolicy.NoFocus
        assert setting.about.sentence in texts(dialog)
    dialog.reject()


def test_settings_change_by_keyboard_and_at_once(studio: Studio, session: Session) -> None:
    dialog = opened(studio, "preferences")
    theme = control(dialog, "Theme")
    assert isinstance(theme, QComboBox)
    theme.setFocus()
    QTest.keyClick(theme, Qt.Key.Key_Down)
    assert session.settings.theme == "light"
    turn_to(dialog, "Playing")
    follow = control(dialog, "Follow while playing")
    assert isinstance(follow, QCheckBox)
    QTest.keyClick(follow, Qt.Key.Key_Space)
    assert session.settings.follow is False
    turn_to(dialog, "Looks")
    size = control(dialog, "Text size")
    assert isinstance(size, QSpinBox)
    assert size.text() == "100%"
    QTest.keyClick(size, Qt.Key.Key_Up)
    assert (size.text(), session.settings.text_scale) == ("110%", 1.1)
    turn_to(dialog, "Editing")
    nudge = control(dialog, "Small nudge")
    assert isinstance(nudge, QSpinBox)
    nudge.setFocus()
    nudge.selectAll()
    QTest.keyClicks(nudge, "25")
    QTest.keyClick(nudge, Qt.Key.Key_Tab)
    assert session.settings.nudge_small_ms == 25
    for topic in ("Editing", "Looks", "Playing"):
        assert session.settings != Settings()
        turn_to(dialog, topic)
        QTest.mouseClick(button(dialog, "Reset this page"), Qt.MouseButton.LeftButton)
    assert session.settings == Settings()
    assert size.text() == "100%"
    dialog.reject()


def test_a_number_out_of_its_span_is_not_taken(studio: Studio, session: Session) -> None:
    dialog = opened(studio, "preferences")
    size = control(dialog, "Text size")
    assert isinstance(size, QSpinBox)
    size.setFocus()
    size.selectAll()
    QTest.keyClicks(size, "500")
    QTest.keyClick(size, Qt.Key.Key_Tab)
    assert 0.9 <= session.settings.text_scale <= 1.5
    session.change_settings(text_scale=1.0)
    dialog.reject()


def test_the_key_sheet_names_every_key(studio: Studio) -> None:
    dialog = opened(studio, "keys")
    shown = texts(dialog)
    for spec in ACTIONS:
        if spec.menu and spec.keys:
            assert spec.text.rstrip("…") in shown
            assert key_text(spec.keys[0]) in shown
    dialog.reject()


def test_about_holds_every_licence_and_begins_at_its_top(studio: Studio) -> None:
    dialog = opened(studio, "about")
    assert f"LRC Studio {__version__}" in texts(dialog)
    notices = dialog.findChildren(QTextBrowser)[0]
    assert notices.verticalScrollBar().value() == 0
    for licence in resource("notices").glob("*.txt"):
        first = next(line.strip() for line in licence.read_text(encoding="utf-8").splitlines() if line.strip())
        assert first in notices.toPlainText()
    dialog.reject()


def test_saving_the_demo_goes_to_the_persons_own_folder(
    studio: Studio, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lrc_studio.storage.places.music_dir", lambda: tmp_path)
    session.song.path = resource("samples", "demo.ogg")
    session.document.load(Lyrics((Line("One"),), tags=(("ti", "Paper Boats"),)))
    session.asked.emit("save_as")
    dialog = studio.window.findChildren(QFileDialog)[0]
    assert Path(dialog.directory().absolutePath()) == tmp_path
    assert [Path(name).name for name in dialog.selectedFiles()] == ["demo.lrcstudio"]
    dialog.reject()
    session.song.path = None


@pytest.mark.parametrize("name", ["shift", "snap", "preferences"])
def test_numbers_stand_off_the_edge_of_their_fields(studio: Studio, session: Session, name: str) -> None:
    session.document.load(Lyrics((Line("One", 1000, 2000),)))
    boxes = opened(studio, name).findChildren(QSpinBox)
    assert boxes
    assert all(box.lineEdit().textMargins().left() >= 6 for box in boxes)
