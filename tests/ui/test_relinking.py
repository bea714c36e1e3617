"""A project finds its song again, and another song is said to be one."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from lrc_studio.ui.session import Session
from tests.ui.conftest import until
from tests.ui.songs import TEXT, Told, lines, make_song, opened, saved


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return make_song(tmp_path / "Harbour Lights.wav")


def test_a_project_with_a_moved_song_is_relinked(
    session: Session, runner: asyncio.Runner, told: Told, song: Path, tmp_path: Path
) -> None:
    project = tmp_path / "Harbour Lights.lrcstudio"
    elsewhere = tmp_path / "moved" / "Harbour Lights.wav"

    async def run() -> None:
        await opened(session, song)
        session.files.paste(TEXT)
        assert await saved(session, project)
        session.files.clear()
        elsewhere.parent.mkdir()
        shutil.move(song, elsewhere)
        await opened(session, project)
        assert lines(session) == TEXT.splitlines()
        assert told.said("relink") == "“Harbour Lights.wav” was not found. The lyrics are all here."
        session.files.relink(elsewhere)
        await until(lambda: session.document.modified)
        assert session.song.path == elsewhere
        assert "relink" not in told.banners
        assert await saved(session)
        session.files.clear()
        await opened(session, project)
        assert session.song.path == elsewhere

    runner.run(run())


def test_another_song_for_a_project_is_said_to_be_one(
    session: Session, runner: asyncio.Runner, told: Told, song: Path, tmp_path: Path
) -> None:
    project = tmp_path / "Harbour Lights.lrcstudio"
    wrong = make_song(tmp_path / "moved" / "Wrong.wav", 4.0)

    async def run() -> None:
        await opened(session, song)
        session.files.relink(song)  # finds length and fingerprint
        await until(lambda: session.document.modified)
        session.files.paste(TEXT)
        assert await saved(session, project)
        session.files.clear()
        song.unlink()
        await opened(session, project)
        session.files.relink(wrong)
        await until(lambda: "This may be another song." in told.said("relink"))
        assert lines(session) == TEXT.splitlines()
        session.document.mark_saved()

    runner.run(run())
