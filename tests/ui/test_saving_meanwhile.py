"""While a project is written the window goes on: edits, closing and other saves find their place."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.dialogs.unsaved import UnsavedDialog
from lrc_studio.ui.session import Session
from lrc_studio.workflows.project import save_project
from tests.ui.conftest import until
from tests.ui.songs import saved, written


@pytest.fixture(autouse=True)
def some_work(session: Session) -> None:
    session.document.edit("write", lambda _old: Lyrics((Line("One", 1000, 2000),)))


def change(session: Session, text: str) -> None:
    session.document.edit("change", lambda old: old.with_lines((Line(text, 1000, 2000),)))


@pytest.fixture
def begun() -> threading.Event:
    """Set when a file begins to be written."""
    return threading.Event()


@pytest.fixture
def held(begun: threading.Event, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Writing waits for this; it never runs on the window's thread."""
    go = threading.Event()

    def slow(*given: object) -> Lyrics:
        assert threading.current_thread() is not threading.main_thread()
        begun.set()
        assert go.wait(20)
        return save_project(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("lrc_studio.ui.saving.save_project", slow)
    yield go
    go.set()


def test_edits_made_while_the_file_is_written_stay_unsaved_and_are_asked_for(
    studio: Studio,
    session: Session,
    runner: asyncio.Runner,
    tmp_path: Path,
    begun: threading.Event,
    held: threading.Event,
) -> None:
    path = tmp_path / "mine.lrcstudio"

    async def run() -> None:
        session.files.save_as(path)
        await until(begun.is_set)
        change(session, "Two")
        session.document.undo_stack.undo()
        session.document.undo_stack.undo()
        held.set()
        await until(lambda: not session.jobs.running("save"))
        assert written(path).lines[0].text == "One"
        assert session.document.modified  # nothing is on the screen, one line is on disk
        session.document.undo_stack.redo()
        assert await saved(session)
        held.clear()
        begun.clear()
        change(session, "Three")
        session.files.save(session.files.clear)
        await until(begun.is_set)
        change(session, "Four")
        held.set()
        await until(lambda: studio.window.findChildren(UnsavedDialog))
        assert written(path).lines[0].text == "Three"
        QTest.keyClick(studio.window.findChildren(UnsavedDialog)[0], Qt.Key.Key_Escape)
        assert await saved(session)
        assert written(path).lines[0].text == "Four"

    runner.run(run())


def test_closing_while_the_file_is_written_waits_for_it_and_asks_nothing(
    studio: Studio, session: Session, runner: asyncio.Runner, tmp_path: Path, held: threading.Event
) -> None:
    path = tmp_path / "mine.lrcstudio"

    async def run() -> None:
        session.files.save_as(path)
        session.files.save_as(path)
        session.files.close()
        assert session.files.anything
        assert not studio.window.findChildren(UnsavedDialog)
        held.set()
        await until(lambda: not session.files.anything)
        assert written(path).lines[0].text == "One"

    runner.run(run())


def test_what_is_closed_without_saving_is_not_marked_by_an_older_save(
    session: Session, runner: asyncio.Runner, tmp_path: Path, begun: threading.Event, held: threading.Event
) -> None:
    async def run() -> None:
        session.files.save_as(tmp_path / "mine.lrcstudio")
        await until(begun.is_set)
        session.files.clear()
        change(session, "New")
        held.set()
        await until(lambda: not session.jobs.running("save"))
        assert session.files.project_path is None
        assert session.document.modified
        session.document.mark_saved()

    runner.run(run())
