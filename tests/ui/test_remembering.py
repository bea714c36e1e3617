"""The list of songs opened last, each with the state it was left in."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Line
from lrc_studio.storage.recent import recent_songs
from lrc_studio.ui.files import settled
from lrc_studio.ui.recent_card import RecentRow
from lrc_studio.ui.session import Session
from tests.ui.conftest import until
from tests.ui.songs import TEXT, make_song, opened, saved


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return make_song(tmp_path / "Harbour Lights.wav")


def test_recent_songs_carry_the_state_they_were_left_in(
    session: Session, runner: asyncio.Runner, song: Path, tmp_path: Path
) -> None:
    def states() -> list[tuple[str, str]]:
        return [(Path(row.path).name, row.state) for row in recent_songs()]

    async def run() -> None:
        await opened(session, song)
        await until(lambda: not session.jobs.running("recent") and states())
        assert states() == [("Harbour Lights.wav", "No lyrics yet")]
        session.files.paste(TEXT)
        session.files.clear()
        await session.files.recent.kept()
        assert states() == [("Harbour Lights.wav", "Plain text")]
        await opened(session, song)
        doubtful = tuple(
            Line(f"Line {row}", 500 * row, 500 * row + 400, confidence=0.3 + row * 0.3) for row in range(3)
        )
        session.document.edit("time", lambda old: old.with_lines(doubtful))
        assert await saved(session, tmp_path / "mine.lrcstudio")
        await session.files.recent.kept()
        assert states() == [("mine.lrcstudio", "2 left")]
        session.document.edit("check", lambda old: old.with_lines(line_verified(line) for line in old.lines))
        assert await saved(session)
        await session.files.recent.kept()
        assert states() == [("mine.lrcstudio", "All checked")]

    runner.run(run())


def test_a_recent_song_opens_with_the_lyrics_it_was_opened_with(
    session: Session, runner: asyncio.Runner, song: Path, tmp_path: Path
) -> None:
    words = tmp_path / "texts" / "words.txt"
    words.parent.mkdir()
    words.write_text(TEXT, encoding="utf-8")

    async def left() -> tuple[Path, ...]:
        session.files.clear()
        await session.files.recent.kept()
        return recent_songs()[0].paths

    async def run() -> None:
        await opened(session, song, words)
        assert await left() == (song, words)
        RecentRow(session, recent_songs()[0]).click()
        await settled(session)
        assert session.song.path == song
        assert [line.text for line in session.document.lyrics.lines] == TEXT.splitlines()
        session.document.edit("stamp", lambda old: edits.stamp(old, 0, 500))
        assert await left() == (song,)

    runner.run(run())


def line_verified(line: Line) -> Line:
    return Line(line.text, line.start_ms, line.end_ms, locked=True)


def test_the_demo_is_not_remembered_and_saves_to_the_persons_folder(
    session: Session, runner: asyncio.Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    music = tmp_path / "Music"
    music.mkdir()
    monkeypatch.setattr("lrc_studio.storage.places.music_dir", lambda: music)
    asked: list[str] = []
    session.asked.connect(asked.append)

    async def run() -> None:
        session.files.open_demo()
        await until(lambda: session.song.sound and session.song.sound.complete and not session.jobs.running("song"))
        session.files.clear()
        await session.files.recent.kept()
        assert recent_songs() == ()
        session.files.open_demo()
        await until(lambda: session.song.sound and session.song.sound.complete and not session.jobs.running("song"))
        assert await saved(session, music / f"{session.files.file_name}.lrcstudio")
        assert json.loads((music / "Paper Boats.lrcstudio").read_text(encoding="utf-8"))
        await session.files.recent.kept()
        assert [row.title for row in recent_songs()] == ["Paper Boats"]

    runner.run(run())
