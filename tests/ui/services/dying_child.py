"""Runs the program offscreen, sends a song and hangs about; to be killed. Argument: the song."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import qasync

from lrc_studio.app import Studio, application


async def live(song: Path) -> None:
    """Send the song as the picker does, and say when it is on its way."""
    studio = Studio(application(), asyncio.get_running_loop())
    studio.window.show()
    studio.session.services.begin()
    studio.session.services.runs.send(song, None)
    while not studio.session.services.at_work:
        await asyncio.sleep(0.005)
    sys.stdout.write("sending\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    with qasync.QEventLoop(application()) as main_loop:
        main_loop.run_until_complete(live(Path(sys.argv[1])))
