"""States of the window with a service for the pictures, made with the emulator of the tests: nothing is sent out."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QRadioButton

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lrc_studio.app import Studio
from lrc_studio.providers.limits import PREMIUM
from lrc_studio.storage.jobs import JobState
from lrc_studio.workflows.demo_song import demo_audio
from lrc_studio.workflows.services import keep_tier
from tests.emulator import Emulator, Script
from tests.emulator.__main__ import know_demo_song

_EARLIER = (
    ("Harbour Lights", Script(queue=0, processing_s=1.0)),
    ("Rain on Platform Nine", Script(queue=0, processing_s=1.0, outcome="FAILED")),
    ("Paper Lanterns", Script(queue=3, processing_s=600.0)),
)
"""Songs that were sent before, the oldest first, and what becomes of them."""
_kept_open = ExitStack()


async def picker(studio: Studio) -> None:
    """The provider picker with the service chosen for the open song."""
    os.environ["LRC_STUDIO_KEY_AILRC"] = "ailrc_sk_0123456789abcdefwxyz"
    studio.session.asked.emit("provider")
    await _until(lambda: studio.session.services.keys.known and studio.session.services.look.song_bytes)
    card = studio.window.findChildren(QDialog)[0].findChildren(QRadioButton)[1]
    card.setChecked(True)
    card.setFocus(Qt.FocusReason.MouseFocusReason)


async def jobs(studio: Studio) -> None:
    """The Jobs panel: the open song in the queue, one stopped here, one that failed, one that is done."""
    emulator = _kept_open.enter_context(Emulator())
    know_demo_song(emulator)
    os.environ["LRC_STUDIO_URL_AILRC"] = emulator.origin
    os.environ["LRC_STUDIO_KEY_AILRC"] = emulator.key("premium")
    keep_tier("ailrc", PREMIUM)
    services = studio.session.services
    services.begin()
    folder = Path(tempfile.mkdtemp())
    for title, script in _EARLIER:
        emulator.script(script)
        before = len(services.jobs())
        services.runs.send(_renamed(title, folder), None)
        await _until(lambda before=before: len(services.jobs()) > before and services.jobs()[0].task_id)
    services.runs.stop(services.jobs()[0])
    emulator.clock.advance(60)
    await _until(lambda: {job.state for job in services.jobs()} >= {JobState.SUCCEEDED, JobState.FAILED})
    song = studio.session.song.path
    assert song is not None
    services.runs.send(song, None)
    await _until(lambda: services.jobs()[0].queue_position)
    services.show_panel()


def _renamed(title: str, folder: Path) -> Path:
    """The demo song under another title, a little longer so that it is another song."""
    import mutagen

    copy = folder / f"{title}.ogg"
    shutil.copy(demo_audio(), copy)
    tags = mutagen.File(copy, easy=True)
    tags["title"] = title
    tags.save()
    return copy


async def _until(condition: Callable[[], object]) -> None:
    while not condition():
        await asyncio.sleep(0.02)
