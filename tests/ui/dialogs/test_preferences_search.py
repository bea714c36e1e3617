"""The search on top of the preferences, by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from lrc_studio.app import Studio
from lrc_studio.ui.dialogs.preferences import PreferencesDialog
from tests.ui.songs import activate, button, texts


@pytest.fixture
def dialog(studio: Studio) -> Iterator[PreferencesDialog]:
    studio.session.asked.emit("preferences")
    made = studio.window.findChildren(PreferencesDialog)[0]
    activate(made)
    QTest.keyClick(made, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert made.focusWidget() is made.search
    yield made
    made.reject()


def topics(dialog: PreferencesDialog) -> list[str]:
    rows = [dialog.topics.item(row) for row in range(dialog.topics.count())]
    return [row.text() for row in rows if not row.isHidden()]


def controls(dialog: PreferencesDialog, *names: str) -> list[bool]:
    made = {made.accessibleName(): made for made in dialog.findChildren(QWidget)}
    return [made[name].isVisible() for name in names]


def test_it_goes_to_the_setting_whose_sentence_holds_the_words(dialog: PreferencesDialog) -> None:
    QTest.keyClicks(dialog.search, "SILENCE rounds")
    assert topics(dialog) == ["Playing"]
    assert dialog.topics.currentItem().text() == "Playing"
    assert controls(dialog, "Pause in loops", "Volume") == [True, False]
    assert "Reset this page" not in texts(dialog)


def test_a_choice_is_found_by_its_name(dialog: PreferencesDialog) -> None:
    QTest.keyClicks(dialog.search, "high contrast")
    assert "Looks" in topics(dialog)
    assert controls(dialog, "Theme", "Text size") == [True, False]


def test_keys_are_found_too(dialog: PreferencesDialog) -> None:
    QTest.keyClicks(dialog.search, "close gaps")
    assert topics(dialog) == ["Keys"]


def test_enter_goes_on_and_esc_brings_all_back(dialog: PreferencesDialog) -> None:
    before = topics(dialog)
    QTest.keyClicks(dialog.search, "qqxx")
    assert topics(dialog) == []
    assert "Nothing is called so." in texts(dialog)
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert (dialog.isVisible(), topics(dialog)) == (True, before)
    assert button(dialog, "Reset this page").isEnabled()
    QTest.keyClicks(dialog.search, "theme")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.topics
    QTest.keyClick(dialog.topics, Qt.Key.Key_Tab)
    assert isinstance(dialog.focusWidget(), QComboBox)
