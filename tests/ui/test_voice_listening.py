"""Listening to the vocal centre: made once beside the window, heard at once, gone with its song."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np

from lrc_studio.audio.player import Player
from lrc_studio.audio.sound import Sound
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.session import Session
from tests.audio.songs import tone, write_song
from tests.ui.waiting import until


def song_aside(path: Path) -> Path:
    """A tone that stands on the left alone: its vocal centre is silence."""
    pcm = tone(3.0, 44_100)
    pcm[:, 1] = 0
    return write_song(path, pcm)


def listened(player: Player) -> Sound | None:
    return player._voice


def test_it_is_made_once_heard_and_gone_with_its_song(
    session: Session, actions: BoundActions, runner: asyncio.Runner, tmp_path: Path
) -> None:
    player = session.player.player

    async def walk() -> None:
        session.files.open([song_aside(tmp_path / "aside.flac")])
        await until(lambda: session.song.sound and session.song.sound.complete and not session.jobs.running("song"))
        actions.refresh()
        actions.by_id("play.voice").trigger()
        await until(lambda: (voice := listened(player)) is not None and voice.complete)
        first = listened(player)
        assert first is not None
        assert np.abs(first.samples(0, first.frames).astype(int)).max() < 400
        actions.by_id("play.voice").trigger()
        await until(lambda: listened(player) is None)
        actions.by_id("play.voice").trigger()
        await until(lambda: listened(player) is not None)
        assert listened(player) is first
        assert actions.by_id("play.voice").isChecked()
        session.files.open([write_song(tmp_path / "other.flac", tone(1.0, 44_100))])
        await until(lambda: session.song.path and session.song.path.name == "other.flac")
        await until(lambda: not session.jobs.running("song"))
        assert listened(player) is None
        assert not session.player.voice_wanted
        assert first.frames == 0

    runner.run(walk())
