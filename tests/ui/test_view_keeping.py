"""Each song is shown again as it was looked at last."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from lrc_studio.storage.song_views import SongView, load_views, save_views, song_key
from lrc_studio.ui.session import Session
from lrc_studio.ui.view_keeping import ViewKeeping
from tests.ui.songs import make_song, opened


@pytest.fixture
def songs(tmp_path: Path) -> tuple[Path, Path]:
    return make_song(tmp_path / "one.wav", 30.0), make_song(tmp_path / "two.wav", 30.0)


def test_zoom_and_following_come_back_with_the_song(
    session: Session, runner: asyncio.Runner, songs: tuple[Path, Path]
) -> None:
    one, two = songs

    async def run() -> None:
        await opened(session, one)
        assert (session.viewport.from_ms, session.viewport.to_ms) == (0, 15_000)
        session.viewport.show(12_000, 14_000)
        session.change_settings(follow=True, follow_how="centre")
        await opened(session, two)
        assert (session.viewport.from_ms, session.viewport.to_ms) == (0, 15_000)
        session.viewport.show(1000, 29_000)
        session.change_settings(follow=False, follow_how="page")
        await opened(session, one)
        assert (session.viewport.from_ms, session.viewport.to_ms) == (12_000, 14_000)
        assert (session.settings.follow, session.settings.follow_how) == (True, "centre")
        await opened(session, two)
        assert (session.viewport.from_ms, session.viewport.to_ms) == (1000, 29_000)
        assert not session.settings.follow

    runner.run(run())


def test_they_outlive_the_program(session: Session, runner: asyncio.Runner, songs: tuple[Path, Path]) -> None:
    one, _ = songs
    save_views({song_key(one): SongView(3000, 9000, True, "centre")})
    keeping = ViewKeeping(session)

    async def run() -> None:
        await opened(session, one)
        assert (session.viewport.from_ms, session.viewport.to_ms) == (3000, 9000)
        session.viewport.show(4000, 5000)
        keeping.close()
        assert load_views()[song_key(one)] == SongView(4000, 5000, True, "centre")

    runner.run(run())


def test_a_view_past_the_end_of_a_song_that_became_shorter_is_kept_inside(
    session: Session, runner: asyncio.Runner, tmp_path: Path
) -> None:
    song = make_song(tmp_path / "short.wav", 4.0)
    save_views({song_key(song): SongView(20_000, 26_000)})
    ViewKeeping(session)

    async def run() -> None:
        await opened(session, song)
        assert (session.viewport.from_ms, session.viewport.to_ms) == (0, 4000)

    runner.run(run())
