"""Runs the program offscreen, does what it is told and says so; to be killed. Arguments: song, `edit` or `restore`."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import qasync

from lrc_studio.app import Studio, application
from lrc_studio.formats import by_id
from lrc_studio.formats.base import WriteOptions
from lrc_studio.ui.messages import Message

TEXT = "Hold on tight\nLet the harbour sleep\n灯台の火が波をかぞえる"


def say(**facts: object) -> None:
    """One line of JSON for the test."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def document(studio: Studio) -> str:
    """The whole document as text."""
    write = by_id("json").write
    assert write is not None
    return write(studio.session.document.lyrics, WriteOptions())


async def work(studio: Studio, song: Path) -> None:
    """Open the song, write lyrics and times, wait until they are kept, and hang about."""
    session = studio.session
    session.files.open([song])
    while not (session.song.sound and session.song.sound.complete):
        await asyncio.sleep(0.01)
    session.files.paste(TEXT)
    session.selection.select_one(1)
    session.player.seek(750)
    studio.window.actions_bound.by_id("time.set_start").trigger()
    say(document=document(studio), shown=False)
    await asyncio.Event().wait()


async def restore(studio: Studio) -> None:
    """Take back what the dead one left and tell it."""
    offered: list[Message] = []
    studio.session.messages.banner_shown.connect(offered.append)
    studio.offer_kept_work()
    while not offered:
        await asyncio.sleep(0.01)
    offer = next(message for message in offered if message.key == "restore")
    next(choice for choice in offer.choices if choice.label == "Restore").run()
    session = studio.session
    while not (session.song.sound and session.song.sound.complete):
        await asyncio.sleep(0.01)
    song = session.song.path.name if session.song.path else ""
    say(document=document(studio), title=offer.title, text=offer.text, song=song, unsaved=session.document.modified)
    await asyncio.Event().wait()


async def live(what: str, song: Path) -> None:
    """Build the program and do `what`."""
    app = application()
    loop = asyncio.get_running_loop()
    studio = Studio(app, loop)
    studio.window.show()
    await (work(studio, song) if what == "edit" else restore(studio))


if __name__ == "__main__":
    with qasync.QEventLoop(application()) as main_loop:
        main_loop.run_until_complete(live(sys.argv[2], Path(sys.argv[1])))
