"""Banners and the toast: they wrap, stay or go as they should, and can be used without a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QToolButton

from lrc_studio.app import Studio
from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.main_window import MainWindow
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.notices import Banners, Toast
from lrc_studio.ui.session import Session
from tests.ui.songs import button, texts

LONG = "The service cannot be reached, and here is a sentence that goes on for longer than a small window is wide. "


@pytest.fixture
def banners(window: MainWindow) -> Banners:
    return window.findChildren(Banners)[0]


@pytest.fixture
def toast(window: MainWindow) -> Toast:
    return window.findChildren(Toast)[0]


def shown(banners: Banners) -> list[QFrame]:
    return [made for made in banners.findChildren(QFrame, "banner") if made.isVisible()]


def test_a_banner_replaces_the_one_of_its_key_in_its_place(session: Session, banners: Banners) -> None:
    session.messages.banner("a", "First")
    session.messages.banner("b", "Second")
    session.messages.banner("a", "First again")
    QApplication.processEvents()
    assert [made.accessibleName() for made in sorted(shown(banners), key=QFrame.y)] == ["First again", "Second"]
    session.messages.clear("a")
    assert [made.accessibleName() for made in shown(banners)] == ["Second"]


def test_a_banner_tells_how_far_it_is_and_keeps_its_button(session: Session, banners: Banners) -> None:
    stopped: list[bool] = []
    session.messages.banner("a", "Fetching", Choice("Stop", lambda: stopped.append(True)), title="A song.")
    QApplication.processEvents()
    stop = button(shown(banners)[0], "Stop")
    QTest.mousePress(stop, Qt.MouseButton.LeftButton)
    session.messages.retell("a", "Fetching: 42%")
    QTest.mouseRelease(stop, Qt.MouseButton.LeftButton)
    assert stopped == [True]
    assert "Fetching: 42%" in texts(shown(banners)[0])
    assert shown(banners)[0].accessibleName() == "A song. Fetching: 42%"
    session.messages.clear("a")
    session.messages.retell("a", "Fetching: 43%")
    assert shown(banners) == []


def test_long_sentences_wrap_in_the_smallest_window(session: Session, window: MainWindow, banners: Banners) -> None:
    window.resize(window.minimumSize())
    for key in "abc":
        session.messages.banner(key, LONG * 2, Choice("Try now", list), Choice("Details", list), title="Trouble.")
    QApplication.processEvents()
    assert len(shown(banners)) == 3
    for made in shown(banners):
        assert made.width() <= window.width()
        assert made.height() >= made.heightForWidth(made.width())
        assert made.height() > 2 * made.fontMetrics().height()
        assert button(made, "Details").geometry().right() < made.width()


def test_what_is_told_is_shown_as_it_is_written(session: Session, banners: Banners) -> None:
    session.messages.banner("a", "“<b>x</b> & y.mp3” was not found.", title="<i>Odd</i>")
    assert shown(banners)[0].accessibleName() == "<i>Odd</i> “<b>x</b> & y.mp3” was not found."
    assert "&lt;b&gt;x&lt;/b&gt; &amp; y.mp3" in texts(shown(banners)[0])


def test_banners_are_answered_by_keyboard(session: Session, window: MainWindow, banners: Banners) -> None:
    pressed: list[str] = []
    session.messages.banner("a", "First", Choice("One", lambda: pressed.append("one")))
    session.messages.banner("b", "Second", Choice("Two", lambda: pressed.append("two")))
    button(banners, "One").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert pressed == ["one", "two"]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    cross = window.focusWidget()
    assert isinstance(cross, QToolButton)
    assert cross.accessibleName() == "Dismiss"
    QTest.keyClick(cross, Qt.Key.Key_Space)
    assert [made.accessibleName() for made in shown(banners)] == ["First"]


def test_a_theme_keeps_banners_and_toast(session: Session, banners: Banners, toast: Toast) -> None:
    session.messages.banner("a", "First", Choice("One", list))
    session.messages.toast("Written")
    session.change_settings(theme="high-contrast", text_scale=1.5)
    QApplication.processEvents()
    assert [made.accessibleName() for made in shown(banners)] == ["First"]
    assert texts(toast) == "\nWritten"
    session.change_settings(theme="system", text_scale=1.0)


def test_trouble_shows_no_path_and_no_traceback(session: Session, banners: Banners) -> None:
    session.messages.trouble(InputError("“x.mp3” was not found; it may have been moved or renamed."))
    assert shown(banners)[0].accessibleName() == "“x.mp3” was not found; it may have been moved or renamed."


def test_one_toast_at_a_time_stands_at_the_bottom_left(session: Session, window: MainWindow, toast: Toast) -> None:
    session.messages.toast("One")
    session.messages.toast("Two", Choice("Undo", list))
    QApplication.processEvents()
    assert toast.isVisible()
    assert texts(toast) == "\nTwo"
    assert toast.x() == 16
    window.resize(1100, 700)
    QApplication.processEvents()
    assert toast.geometry().bottom() < toast.parentWidget().height() - 26


def test_a_toast_that_replaces_another_has_room_at_once(session: Session, toast: Toast) -> None:
    session.messages.toast("The first of two")
    session.messages.toast("The second of two")
    assert toast.width() > toast.fontMetrics().horizontalAdvance("The second of two")


def test_a_long_name_is_elided_and_told_in_full_by_its_tool_tip(
    session: Session, window: MainWindow, toast: Toast
) -> None:
    window.resize(window.minimumSize())
    session.messages.toast("a very long name " * 30 + ".lrc written", Choice("Show the folder", list))
    assert toast.geometry().right() < window.width()
    assert "…" in texts(toast)


def test_a_choice_on_the_toast_is_its_end(session: Session, toast: Toast) -> None:
    done: list[None] = []
    session.messages.toast("Done", Choice("Review", lambda: done.append(None), "N"))
    QTest.mouseClick(button(toast, "Review"), Qt.MouseButton.LeftButton)
    assert done == [None]
    assert not toast.isVisible()


def test_the_toast_stays_while_it_has_the_focus(session: Session, toast: Toast) -> None:
    session.messages.toast("Done", Choice("Undo", list))
    button(toast, "Undo").setFocus()
    toast._timer.timeout.emit()
    assert toast.isVisible()
    button(toast, "Undo").clearFocus()
    toast._timer.timeout.emit()
    assert not toast.isVisible()


def test_the_toast_makes_way_for_the_field_that_is_typed_in(session: Session, studio: Studio, toast: Toast) -> None:
    over = toast.parentWidget()
    session.messages.toast("Done")
    field = QLineEdit(over)
    field.setGeometry(0, toast.y(), 400, 34)
    field.show()
    field.setFocus()
    QApplication.processEvents()
    covered = QRect(field.mapTo(over, QPoint(0, 0)), field.size())
    assert not toast.geometry().intersects(covered)
    assert toast.geometry().bottom() < covered.top()
    field.clearFocus()
    field.hide()
    toast.place()
    assert toast.geometry().intersects(covered)


def test_trouble_ends_what_was_only_told(session: Session, banners: Banners, toast: Toast) -> None:
    session.messages.toast("Sending Harbour Lights", kind="info")
    session.messages.banner("a", "A tip", kind="info")
    assert toast.isVisible()
    session.messages.banner("a", "No credits left", kind="danger")
    assert not toast.isVisible()
    session.messages.toast("20 lines timed")
    session.messages.banner("b", "The disk is full", kind="danger")
    assert toast.isVisible()


def test_a_toast_keeps_off_the_current_row_when_the_table_scrolls(studio: Studio, session: Session) -> None:
    studio.window.resize(1000, 650)
    session.document.load(Lyrics(tuple(Line(f"Line {row}", 1000 * row) for row in range(60))))
    QCoreApplication.processEvents()
    table, toast = studio.window.editor.table, studio.window.findChild(Toast)
    session.selection.select_one(30)
    table.scrollToTop()
    session.messages.toast("Something finished")
    table.scrollTo(table.model().index(30, 0))  # the row comes to the lower edge, where the toast stands
    row = table.visualRect(table.model().index(30, 0))
    row.moveTopLeft(table.viewport().mapTo(toast.parentWidget(), row.topLeft()))
    assert row.top() > 400
    assert not toast.geometry().intersects(row)
