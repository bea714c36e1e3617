"""Saving: where it goes, what stands in the way, and what follows it."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import AudioRef, Line, Lyrics
from lrc_studio.storage import files as storage_files
from lrc_studio.ui.dialogs.unsaved import UnsavedDialog
from lrc_studio.ui.session import Session
from tests.ui.conftest import until
from tests.ui.songs import Told, button, saved, written


@pytest.fixture(autouse=True)
def some_work(session: Session) -> None:
    session.document.edit("write", lambda _old: Lyrics((Line("One", 1000, 2000),)))


def change(session: Session, text: str) -> None:
    session.document.edit("change", lambda old: old.with_lines((Line(text, 1000, 2000),)))


Save = Callable[..., bool]


@pytest.fixture
def save(session: Session, runner: asyncio.Runner) -> Save:
    """Save at a place, or in place, and wait for it; gives whether all is saved."""

    def now(path: Path | None = None) -> bool:
        return runner.run(saved(session, path))

    return now


@pytest.fixture
def idle(session: Session, runner: asyncio.Runner) -> Callable[[], None]:
    """Wait until nothing is being saved."""
    return lambda: runner.run(until(lambda: not session.jobs.running("save")))


async def file_dialog(studio: Studio) -> QFileDialog:
    await until(lambda: any(made.isVisible() for made in studio.window.findChildren(QFileDialog)))
    return next(made for made in studio.window.findChildren(QFileDialog) if made.isVisible())


def choose(dialog: QFileDialog, path: Path) -> None:
    """Choose a place as the dialog does when its own button is pressed."""
    dialog.filesSelected.emit([str(path)])
    dialog.done(QFileDialog.DialogCode.Accepted)


def test_a_save_clears_the_unsaved_mark_and_keeps_all(session: Session, save: Save, tmp_path: Path) -> None:
    path = tmp_path / "mine.lrcstudio"
    assert save(path)
    assert written(path).lines == session.document.lyrics.lines
    assert not session.document.modified
    assert session.files.project_path == path
    change(session, "Two")
    save()
    assert written(path).lines[0].text == "Two"


def test_a_dotted_name_gets_the_suffix_and_replaces_nothing_unasked(
    session: Session, save: Save, idle: Callable[[], None], told: Told, tmp_path: Path
) -> None:
    there = tmp_path / "Mr. Blue.lrcstudio"
    there.write_text("of somebody else", encoding="utf-8")
    assert not save(tmp_path / "Mr. Blue")
    assert told.said("changed") == "There is a “Mr. Blue.lrcstudio” already. Your edits are kept."
    assert there.read_text(encoding="utf-8") == "of somebody else"
    told.choose("changed", "Overwrite")
    idle()
    assert written(there).lines[0].text == "One"
    assert told.banners == {}


def test_a_file_changed_by_another_program_is_not_overwritten_unasked(
    session: Session, save: Save, idle: Callable[[], None], told: Told, tmp_path: Path
) -> None:
    path = tmp_path / "mine.lrcstudio"
    save(path)
    change(session, "Mine")
    path.write_text("theirs", encoding="utf-8")
    save()
    assert told.said("changed") == "“mine.lrcstudio” was changed by another program. Your edits are kept."
    assert told.choices("changed") == ["Save as", "Overwrite"]
    assert path.read_text(encoding="utf-8") == "theirs"
    assert session.document.modified
    told.choose("changed", "Overwrite")
    idle()
    assert written(path).lines[0].text == "Mine"
    assert not session.document.modified
    change(session, "Again")
    save()
    assert written(path).lines[0].text == "Again"


def test_a_file_that_was_deleted_is_simply_written_again(
    session: Session, save: Save, told: Told, tmp_path: Path
) -> None:
    path = tmp_path / "mine.lrcstudio"
    save(path)
    path.unlink()
    change(session, "Two")
    save()
    assert written(path).lines[0].text == "Two"
    assert told.banners == {}


def test_a_full_disk_keeps_everything_and_says_so(
    session: Session, save: Save, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.lrcstudio"
    save(path)
    before = path.read_bytes()
    change(session, "Two")

    def full(_fd: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(storage_files.os, "fsync", full)
        save()
    assert told.said("trouble") == (
        "The disk is full: “mine.lrcstudio” was not written; the old file is as it was. Your edits are kept."
    )
    assert told.choices("trouble") == ["Save elsewhere"]
    assert path.read_bytes() == before
    assert session.document.modified
    assert session.document.lyrics.lines[0].text == "Two"
    save()
    assert written(path).lines[0].text == "Two"
    assert told.banners.keys() <= {"keeping"}  # a slow machine keeps its work for a crash meanwhile, and says so too


def test_an_unforeseen_failure_is_one_sentence_with_details_to_copy(
    session: Session,
    save: Save,
    told: Told,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(f"secret of {Path.home()}")

    monkeypatch.setattr("lrc_studio.ui.saving.save_project", broken)
    assert not save(tmp_path / "mine.lrcstudio")
    assert told.said("trouble") == "Something unforeseen failed. Your lyrics are as they were."
    assert "Copy details" in told.choices("trouble")
    told.choose("trouble", "Copy details")
    from PySide6.QtGui import QGuiApplication

    copied = QGuiApplication.clipboard().text()
    assert "RuntimeError: secret of ~" in copied
    assert str(Path.home()) not in copied
    session.document.mark_saved()


def test_a_missing_song_is_still_led_to_from_another_folder(session: Session, save: Save, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    session.document.load(Lyrics((Line("One", 1000),), audio=AudioRef("song.mp3")))
    save(here / "mine.lrcstudio")
    save(there / "mine.lrcstudio")
    audio = written(there / "mine.lrcstudio").audio
    assert audio is not None
    assert audio.path == "../here/song.mp3"


def test_closing_saves_in_a_place_that_is_asked_for_and_then_goes_on(
    studio: Studio, session: Session, runner: asyncio.Runner, tmp_path: Path
) -> None:
    async def run() -> None:
        session.files.close()
        dialog = studio.window.findChildren(UnsavedDialog)[0]
        assert button(dialog, "Save").isDefault()
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        choose(await file_dialog(studio), tmp_path / "mine.lrcstudio")
        await until(lambda: not session.files.anything)
        assert written(tmp_path / "mine.lrcstudio").lines[0].text == "One"

    runner.run(run())


def test_no_place_chosen_means_stay_and_a_later_save_closes_nothing(
    studio: Studio, session: Session, runner: asyncio.Runner, tmp_path: Path
) -> None:
    async def run() -> None:
        session.files.close()
        QTest.keyClick(studio.window.findChildren(UnsavedDialog)[0], Qt.Key.Key_Return)
        (await file_dialog(studio)).reject()
        assert session.document.modified
        assert await saved(session, tmp_path / "mine.lrcstudio")
        assert session.files.anything

    runner.run(run())


def test_a_save_that_fails_closes_nothing(
    studio: Studio, session: Session, runner: asyncio.Runner, told: Told, tmp_path: Path
) -> None:
    path = tmp_path / "mine.lrcstudio"

    async def run() -> None:
        await saved(session, path)
        change(session, "Two")
        path.write_text("theirs", encoding="utf-8")
        session.files.close()
        QTest.keyClick(studio.window.findChildren(UnsavedDialog)[0], Qt.Key.Key_Return)
        await until(lambda: told.said("changed") and not session.jobs.running("save"))
        assert session.files.anything
        told.choose("changed", "Overwrite")
        await until(lambda: not session.files.anything)
        assert written(path).lines[0].text == "Two"

    runner.run(run())
