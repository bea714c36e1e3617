"""The smallest window: all that gives way is one key or click away, and no message hides the lines."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.lines.rail import PanelRail
from lrc_studio.ui.meter import DoubtMeter
from lrc_studio.ui.notices import Toast
from lrc_studio.ui.problems import Problems
from lrc_studio.ui.segments import LevelSegment
from lrc_studio.ui.session import Session
from lrc_studio.ui.toolbar import Toolbar
from tests.ui.waiting import until

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(studio: Studio, runner: asyncio.Runner) -> Session:
    """Forty lines, the third of which begins before the second ends, in the smallest window."""
    session = studio.session
    lines = [Line(f"Line of words {row}", 1000 + 3000 * row, 3500 + 3000 * row) for row in range(40)]
    lines[1] = replace(lines[1], end_ms=8000)
    session.document.load(Lyrics(tuple(lines)))
    session.selection.select_one(0)
    studio.window.resize(1000, 650)
    studio.window.editor.table.setFocus()
    QCoreApplication.processEvents()
    runner.run(until(lambda: session.findings.count))
    return session


def test_the_level_is_a_drop_down(studio: Studio, opened: Session) -> None:
    drop = studio.window.findChild(QToolButton, "levelMenu")
    segment = studio.window.findChild(LevelSegment)
    assert (drop.isVisible(), segment.isVisible(), drop.text().strip()) == (True, False, "Line")
    menu = drop.menu()
    assert isinstance(menu, QMenu)
    menu.popup(drop.mapToGlobal(QPoint(0, drop.height())))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert (opened.modes.level, drop.text().strip()) == ("word", "Word")
    studio.window.resize(1280, 800)
    QCoreApplication.processEvents()
    assert (drop.isVisible(), segment.isVisible()) == (False, True)


def test_each_page_of_the_panel_opens_from_its_icon_and_goes_by_it(studio: Studio, opened: Session) -> None:
    rail, side = studio.window.findChild(PanelRail), studio.window.editor.side
    pages = {"line": side.line, "preview": side.preview, "problems": side.problems, "raw": side.raw}
    for name, page in pages.items():
        QTest.mouseClick(rail.buttons[name], LEFT)
        QCoreApplication.processEvents()
        assert page.isVisible()
        assert [page for page, made in rail.buttons.items() if made.isChecked()] == [name]
    assert studio.window.editor.table.width() > 900
    QTest.mouseClick(rail.buttons["raw"], LEFT)
    QCoreApplication.processEvents()
    assert not side.isVisible()
    assert not any(made.isChecked() for made in rail.buttons.values())


def test_the_tabs_are_all_there_with_many_problems_on_every_page(studio: Studio, opened: Session) -> None:
    rail, tabs = studio.window.findChild(PanelRail), studio.window.editor.side.tabs
    tabs.setTabText(2, "Problems 120")
    for made in rail.buttons.values():
        QTest.mouseClick(made, LEFT)
        QCoreApplication.processEvents()
        assert tabs.width() >= tabs.sizeHint().width()


def test_the_simple_view_brings_its_text_and_takes_it_along(studio: Studio, opened: Session) -> None:
    table, raw, held = studio.window.editor.table, studio.window.editor.side.raw, Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(table, Qt.Key.Key_1, held)
    QCoreApplication.processEvents()
    assert raw.isVisible()
    QTest.keyClick(table, Qt.Key.Key_2, held)
    QCoreApplication.processEvents()
    assert not raw.isVisible()


def test_the_problems_are_told_and_lead_to_their_lines(studio: Studio, opened: Session) -> None:
    rail = studio.window.findChild(PanelRail)
    assert rail.buttons["problems"].accessibleName() == "Problems, 1"
    QTest.mouseClick(rail.buttons["problems"], LEFT)
    QCoreApplication.processEvents()
    page = studio.window.findChild(Problems)
    assert isinstance(page, Problems)
    assert studio.window.editor.side.tabs.tabText(2) == "Problems 1"
    assert "overlaps line 3" in page.rows.item(0).text()
    place = page.rows.visualItemRect(page.rows.item(0)).center()
    QTest.mouseClick(page.rows.viewport(), LEFT, pos=place)
    assert opened.selection.current == 1


def test_what_was_mended_goes_from_the_list(studio: Studio, opened: Session, runner: asyncio.Runner) -> None:
    studio.window.actions_bound.by_id("view.problems").trigger()
    QCoreApplication.processEvents()
    page = studio.window.findChild(Problems)
    assert isinstance(page, Problems)
    opened.document.edit("mend", lambda old: old.with_lines((old.lines[0], *old.lines[2:])))
    runner.run(until(lambda: not page.rows.isVisible()))
    assert studio.window.editor.side.tabs.tabText(2) == "Problems"


def covered(studio: Studio, row: int) -> bool:
    """Whether the toast lies over the text of a row."""
    toast, table = studio.window.findChild(Toast), studio.window.editor.table
    top = table.viewport().mapToGlobal(QPoint(0, table.rowViewportPosition(row)))
    box = QRect(top, table.viewport().size().grownBy(table.contentsMargins()))
    box.setHeight(table.rowHeight(row))
    return box.intersects(QRect(toast.mapToGlobal(QPoint(0, 0)), toast.size()))


def test_the_last_row_scrolls_above_a_message(studio: Studio, opened: Session) -> None:
    table = studio.window.editor.table
    opened.messages.toast("Done")
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    assert not covered(studio, 39)


def test_a_message_makes_way_for_the_current_line(studio: Studio, opened: Session) -> None:
    table = studio.window.editor.table
    opened.messages.toast("Done")
    lowest = table.rowAt(table.viewport().height() - 20)
    assert covered(studio, lowest)
    QTest.mouseClick(table.viewport(), LEFT, pos=QPoint(300, table.viewport().height() - 20))
    assert opened.selection.current == lowest
    assert not covered(studio, lowest)


@pytest.mark.parametrize(("width_px", "scale"), [(1000, 1.0), (1000, 1.5), (1280, 1.5), (1440, 1.5)])
def test_nothing_in_the_transport_is_cut_or_lies_over_another(
    studio: Studio, opened: Session, width_px: int, scale: float
) -> None:
    opened.change_settings(text_scale=scale)
    studio.window.resize(width_px, 650)
    QCoreApplication.processEvents()
    transport = studio.window.editor.transport
    row = transport.layout()
    parts = [item.widget() for item in map(row.itemAt, range(row.count())) if item.widget()]
    shown = [part for part in parts if part.isVisible()]
    assert all(part.width() >= (part.minimumWidth() or part.minimumSizeHint().width()) for part in shown)
    assert all(one.geometry().right() < other.geometry().left() for one, other in pairwise(shown))
    assert shown[-1].geometry().right() < transport.width()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_titles_give_way_in_the_toolbar(studio: Studio, opened: Session, scale: float) -> None:
    opened.change_settings(text_scale=scale)
    studio.window.actions_bound.by_id("level.syllable").trigger()
    QCoreApplication.processEvents()
    drop, meter = studio.window.findChild(QToolButton, "levelMenu"), studio.window.findChild(DoubtMeter)
    for part in (drop, meter):
        assert part.width() >= part.sizeHint().width()
    assert studio.window.findChild(Toolbar).sizeHint().width() <= 1000
