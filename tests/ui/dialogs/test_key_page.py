"""The page of keys in the preferences: found, changed, taken over and given back by keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QTreeWidget, QTreeWidgetItemIterator

from lrc_studio.app import Studio
from lrc_studio.core.settings import Settings
from lrc_studio.ui.actions.keymap import active_keys
from lrc_studio.ui.dialogs.frame import Frame
from lrc_studio.ui.dialogs.preferences import PreferencesDialog
from lrc_studio.ui.session import Session
from tests.ui.songs import activate, button, texts

Key = Qt.Key


class Page:
    """The page, as a hand and an eye have it."""

    def __init__(self, studio: Studio) -> None:
        studio.session.asked.emit("key_preferences")
        self.session = studio.session
        self.dialog = next(made for made in studio.window.findChildren(Frame) if isinstance(made, PreferencesDialog))
        activate(self.dialog)
        self.search = next(
            made for made in self.dialog.findChildren(QLineEdit) if made.accessibleName() == "Search keys"
        )
        self.list = self.dialog.findChildren(QTreeWidget)[0]

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key where the focus is."""
        QTest.keyClick(QApplication.focusWidget(), key, held)

    def look_for(self, words: str) -> list[str]:
        """Search by name; gives what is listed."""
        self.search.setFocus()
        self.search.selectAll()
        QTest.keyClicks(self.search, words)
        return self.listed()

    def listed(self) -> list[str]:
        """The actions in the list, from top to bottom."""
        found, each = [], QTreeWidgetItemIterator(self.list, QTreeWidgetItemIterator.IteratorFlag.NotHidden)
        while each.value():
            if each.value().parent():
                found.append(each.value().text(0))
            each += 1
        return found

    def choose(self, words: str) -> None:
        """Go to the first that is found, in the list."""
        self.look_for(words)
        self.list.setFocus()

    def click(self, words: str) -> None:
        QCoreApplication.processEvents()  # what was made a moment ago is shown first
        QTest.mouseClick(button(self.dialog, words), Qt.MouseButton.LeftButton)

    def keys(self, action: str) -> tuple[str, ...]:
        return active_keys(self.session.settings)[action]


@pytest.fixture
def page(studio: Studio) -> Page:
    """The page, open."""
    return Page(studio)


@pytest.fixture(autouse=True)
def closed(page: Page, studio: Studio) -> Iterator[None]:
    """No dialog stays open after a test."""
    yield
    for left in studio.window.findChildren(PreferencesDialog):
        left.reject()


def test_actions_are_found_by_name_and_by_pressing_their_key(page: Page) -> None:
    assert page.look_for("verify") == ["Verify"]
    assert "Split word" in page.look_for("lyrics split")
    page.choose("ticks")
    assert page.list.currentItem().text(0) == "Ticks"  # not the first whose sentence has the word
    assert page.look_for("no such verb") == []
    page.click("Search by key")
    page.press(Key.Key_Space)
    assert page.listed() == ["Play or pause", "Stamp"]
    QTest.keyClicks(page.search, "undo")
    assert page.listed()[0] == "Undo"


def test_a_free_key_is_added_at_once_and_taken_away_with_its_cap(page: Page) -> None:
    page.choose("verify")
    page.press(Key.Key_Return)
    assert "Press the key for “Verify”" in texts(page.dialog)
    page.press(Key.Key_Y, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert page.keys("review.verify") == ("V", "Ctrl+Alt+Y")
    assert page.list.hasFocus()
    page.click("V  ×")
    assert page.keys("review.verify") == ("Ctrl+Alt+Y",)
    page.click("As in the preset")
    assert page.session.settings.keys == {}


def test_a_change_leaves_the_row_where_the_hand_is(page: Page) -> None:
    page.choose("play")
    while page.list.currentItem().text(0) != "Ticks":
        page.press(Key.Key_Down)
    page.press(Key.Key_Return)
    page.press(Key.Key_J)
    assert page.list.currentItem().text(0) == "Ticks"
    assert page.keys("play.ticks") == ("K", "J")


def test_a_key_that_means_something_is_said_and_taken_over_only_when_asked(page: Page) -> None:
    page.choose("verify")
    page.click("Add a key")
    page.press(Key.Key_S)
    assert "S already means “Play the selection”." in texts(page.dialog)
    page.click("Leave it")
    assert page.session.settings.keys == {}
    page.click("Add a key")
    page.press(Key.Key_S)
    page.press(Key.Key_Return)
    assert (page.keys("review.verify"), page.keys("play.selection")) == (("V", "S"), ())


def test_the_same_key_may_mean_something_of_its_own_in_tap_sync(page: Page) -> None:
    page.choose("tap sync hold")
    page.click("Add a key")
    page.press(Key.Key_S)
    assert page.keys("tap.hold") == ("F", "S")
    assert page.keys("play.selection") == ("S",)


def test_esc_leaves_a_key_as_it_is_and_the_page_open(page: Page) -> None:
    page.choose("verify")
    page.click("Add a key")
    page.press(Key.Key_Escape)
    assert page.session.settings.keys == {}
    assert page.dialog.isVisible()
    page.press(Key.Key_Escape)
    assert not page.dialog.isVisible()


@pytest.mark.parametrize(
    ("key", "held", "said"),
    [
        (Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "Tab goes from field to field"),
        (Key.Key_F, Qt.KeyboardModifier.AltModifier, "Alt with a letter opens the menus"),
    ],
)
def test_what_cannot_be_bound_is_said_and_asked_again(
    page: Page, key: Qt.Key, held: Qt.KeyboardModifier, said: str
) -> None:
    page.choose("verify")
    page.click("Add a key")
    page.press(key, held)
    assert said in texts(page.dialog)
    page.press(Key.Key_Shift)
    page.press(Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert "? already means “Keys”." in texts(page.dialog)


def test_a_preset_is_chosen_by_keys_and_own_keys_can_be_dropped_and_brought_back(page: Page) -> None:
    presets = next(made for made in page.dialog.findChildren(QComboBox) if "Keys like" in made.accessibleName())
    presets.setFocus()
    page.press(Key.Key_Down)
    assert page.session.settings.key_preset == "aegisub"
    assert page.keys("play.toggle")[0] == "B"
    assert not button(page.dialog, "Drop my own keys").isEnabled()
    page.choose("verify")
    page.click("Add a key")
    page.press(Key.Key_J)
    page.click("Drop my own keys")
    assert page.session.settings == Settings(key_preset="aegisub")
    page.click("Bring them back")
    assert page.keys("review.verify") == ("V", "J")


def test_every_button_can_be_reached_by_tab(page: Page) -> None:
    page.choose("verify")
    wanted = {made for made in page.dialog.findChildren(QPushButton) if made.isVisible() and made.isEnabled()}
    for _ in range(40):
        page.press(Key.Key_Tab)
        wanted.discard(QApplication.focusWidget())  # type: ignore[arg-type]
    assert {made.text() for made in wanted} == set()


def test_the_page_can_be_opened_from_the_key_sheet(page: Page, studio: Studio, session: Session) -> None:
    page.dialog.reject()
    session.asked.emit("keys")
    sheet = next(made for made in studio.window.findChildren(Frame) if made.isVisible())
    activate(sheet)
    QTest.mouseClick(button(sheet, "Change keys…"), Qt.MouseButton.LeftButton)
    shown = [made for made in studio.window.findChildren(PreferencesDialog) if made.isVisible()]
    assert [made.topics.currentItem().text() for made in shown] == ["Keys"]
