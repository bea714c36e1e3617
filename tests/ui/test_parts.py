"""F6 goes round the parts of the window; a missing sound device is told once."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lrc_studio.app import Studio
from lrc_studio.audio.output import OutputError
from tests.ui.conftest import until
from tests.ui.fakes import HandOutput
from tests.ui.songs import Told


async def opened(studio: Studio) -> None:
    """The demo song, decoded."""
    studio.session.files.open_demo()
    await until(lambda: studio.session.song.sound and studio.session.song.sound.complete)


def test_f6_reaches_every_part_and_comes_back(studio: Studio, runner: asyncio.Runner) -> None:
    async def job() -> None:
        await opened(studio)
        editor = studio.window.editor
        editor.table.setFocus()
        seen = []
        for _ in range(5):
            QTest.keyClick(studio.window, Qt.Key.Key_F6)
            focused = studio.window.focusWidget()
            parts = (editor.wave, editor.transport, editor.table, editor.side)
            seen.append(
                next((at for at, part in enumerate(parts) if part is focused or part.isAncestorOf(focused)), -1)
            )
        assert seen == [3, -1, 0, 1, 2]

    runner.run(job())


def test_no_sound_device_is_told_once(studio: Studio, runner: asyncio.Runner, output: HandOutput, told: Told) -> None:
    def refuse(*_: object) -> None:
        raise OutputError("gone")

    output.start = refuse  # type: ignore[method-assign]

    async def job() -> None:
        await opened(studio)
        studio.session.player.play(0)
        await until(lambda: told.said("sound"))
        assert told.said("sound") == "No sound device. Timing goes on in silence with the same clock."
        studio.session.messages.clear("sound")
        studio.session.player.toggle()
        studio.session.player.play(0)
        await until(lambda: studio.session.player.playing)
        assert not told.said("sound")

    runner.run(job())
