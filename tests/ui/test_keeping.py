"""Work that was not saved comes back after the worst end there is, and only then."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lrc_studio.app import Studio
from lrc_studio.audio.player import Player
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.storage.recovery import Recovery, Work
from lrc_studio.ui.session import Session
from tests.ui.conftest import until
from tests.ui.fakes import HandOutput
from tests.ui.songs import Told, button, make_song, texts

ROOT = Path(__file__).resolve().parents[2]
WORK = Lyrics((Line("Kept", 1000, 2000),))


@contextmanager
def child(song: Path, what: str) -> Iterator[subprocess.Popen[str]]:
    """The program in a process of its own, killed without warning at the end."""
    command = [sys.executable, "-m", "tests.ui.dying_child", str(song), what]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def said(process: subprocess.Popen[str]) -> dict[str, Any]:
    """The next line of JSON that it wrote."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, "the program ended without a word"
    facts: dict[str, Any] = json.loads(line)
    return facts


def kept(home: Path) -> list[str]:
    """The documents in the recovery folder."""
    documents = []
    for path in (home / "recovery").glob("*.json"):
        with suppress(FileNotFoundError):  # forgotten between the listing and the reading
            documents.append(json.loads(path.read_text(encoding="utf-8"))["document"])
    return documents


def test_a_killed_program_gives_the_work_back_exactly(
    tmp_path: Path, studio_home: Path, runner: asyncio.Runner
) -> None:
    song = make_song(tmp_path / "song.wav")
    with child(song, "edit") as process:
        wrote = said(process)["document"]
        runner.run(until(lambda: wrote in kept(studio_home)))
    assert process.returncode != 0
    with child(song, "restore") as process:
        restored = said(process)
    assert restored["document"] == wrote
    assert restored["title"] == "LRC Studio closed unexpectedly."
    assert restored["text"].startswith("Your work on song up to ")
    assert restored["song"] == "song.wav"
    assert restored["unsaved"]


@pytest.fixture
def orphan() -> None:
    """Work of a session that is gone."""
    left = Recovery()
    left.write(Work(WORK, "/nowhere/Gone.mp3", None, "Harbour Lights", 1_700_000_000.0))
    assert left._lock is not None
    left._lock.release()


@pytest.fixture
def second(qapp: QApplication, runner: asyncio.Runner, studio: Studio) -> Iterator[Studio]:
    """Another window, opened after the first."""
    made = Studio(qapp, runner.get_loop(), Player(HandOutput()))
    made.window.show()
    yield made
    runner.run(made.shutdown())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(studio: Studio, text: str) -> None:
    QTest.mouseClick(button(studio.window, text), Qt.MouseButton.LeftButton)


@pytest.fixture
def offered(studio: Studio, runner: asyncio.Runner, orphan: None) -> None:
    """That work is offered."""
    studio.offer_kept_work()
    runner.run(until(lambda: "closed unexpectedly" in texts(studio.window)))


def test_work_that_cannot_be_kept_is_told_until_it_can(
    studio: Studio, session: Session, runner: asyncio.Runner, studio_home: Path
) -> None:
    studio_home.mkdir(exist_ok=True)
    blocked = studio_home / "recovery"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    session.document.edit("write", lambda _old: WORK)
    runner.run(until(lambda: "cannot be kept for a crash" in texts(studio.window)))
    assert "Not saved · kept" not in texts(studio.window)
    blocked.unlink()
    session.document.edit("write on", lambda _old: Lyrics((Line("Kept after all"),)))
    runner.run(until(lambda: "Not saved · kept for a crash" in texts(studio.window)))
    assert "cannot be kept" not in texts(studio.window)


@pytest.mark.usefixtures("offered")
def test_restoring_tells_of_a_song_that_is_gone(studio: Studio, session: Session, runner: asyncio.Runner) -> None:
    told = Told(session.messages)
    assert "LRC Studio closed unexpectedly." in texts(studio.window)
    assert "Harbour Lights up to 14 Nov" in texts(studio.window)
    press(studio, "Restore")
    assert session.document.lyrics == WORK
    assert session.document.modified
    assert told.said("relink") == "“Gone.mp3” was not found. The lyrics are all here."
    assert "closed unexpectedly" not in texts(studio.window)


@pytest.mark.usefixtures("offered")
def test_restoring_asks_before_other_work_is_lost(studio: Studio, session: Session) -> None:
    mine = Lyrics((Line("Mine"),))
    session.document.edit("write", lambda _old: mine)
    press(studio, "Restore")
    assert session.document.lyrics is mine
    press(studio, "Cancel")
    assert "closed unexpectedly" in texts(studio.window)
    press(studio, "Restore")
    press(studio, "Go on without saving")
    assert session.document.lyrics == WORK


@pytest.mark.usefixtures("offered")
def test_kept_work_is_deleted_only_when_asked_twice(studio: Studio, runner: asyncio.Runner) -> None:
    press(studio, "Delete it")
    assert "Delete your work on Harbour Lights?" in texts(studio.window)
    press(studio, "Keep it")
    runner.run(until(lambda: "closed unexpectedly" in texts(studio.window)))
    press(studio, "Delete it")
    press(studio, "Delete for good")
    runner.run(until(lambda: not studio.session.jobs.running("kept")))
    assert Recovery().orphans() == ()
    assert "Harbour Lights" not in texts(studio.window)


@pytest.mark.usefixtures("offered")
def test_kept_work_that_cannot_be_deleted_is_told_and_still_there(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, **_: object) -> None:
        raise PermissionError("no")

    press(studio, "Delete it")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        press(studio, "Delete for good")
    assert "The kept work could not be deleted." in texts(studio.window)
    assert [orphan.title for orphan in Recovery().orphans()] == ["Harbour Lights"]


def test_two_windows_leave_each_others_work_alone(
    session: Session, second: Studio, runner: asyncio.Runner, studio_home: Path
) -> None:
    async def run() -> None:
        session.document.edit("write", lambda _old: WORK)
        second.session.document.edit("write", lambda _old: Lyrics((Line("Other"),)))
        await until(lambda: len(kept(studio_home)) == 2)
        assert Recovery().orphans() == ()
        session.document.mark_saved()
        await until(lambda: len(kept(studio_home)) == 1)
        assert "Other" in kept(studio_home)[0]

    runner.run(run())


def test_a_clean_end_leaves_nothing_to_restore(
    qapp: QApplication, runner: asyncio.Runner, studio: Studio, studio_home: Path
) -> None:
    async def run() -> None:
        made = Studio(qapp, asyncio.get_running_loop(), Player(HandOutput()))
        made.session.document.edit("write", lambda _old: WORK)
        await until(lambda: kept(studio_home))
        await made.shutdown()
        assert kept(studio_home) == []
        assert Recovery().orphans() == ()

    runner.run(run())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_disk_that_keeps_nothing_is_told_once(session: Session, runner: asyncio.Runner, studio_home: Path) -> None:
    told = Told(session.messages)
    studio_home.mkdir(parents=True, exist_ok=True)
    (studio_home / "recovery").write_text("in the way", encoding="utf-8")

    async def run() -> None:
        session.document.edit("write", lambda _old: WORK)
        await until(lambda: "keeping" in told.banners)
        assert str(studio_home) not in told.said("keeping")
        session.document.mark_saved()

    runner.run(run())
