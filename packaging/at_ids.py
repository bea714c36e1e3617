"""States of the window with a song by its id for the pictures, made with the emulator of the tests."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lrc_studio.app import Studio
from lrc_studio.ui.dialogs.song_by_id import SongByIdDialog
from tests.emulator import SunoEmulator
from tests.emulator.suno_songs import DEMO_LYRICS, DEMO_TASK, DEMO_TEXT, Task

_VIEW_MS = 3_500, 18_500
_kept_open = ExitStack()


async def songs(studio: Studio) -> None:
    """The songs of a task, the first one chosen."""
    dialog = await _found(studio, _at("sunoapi"), DEMO_TASK)
    _as_at_home("sunoapi", dialog)


async def texts(studio: Studio) -> None:
    """The lyrics that a task wrote, each with its own state."""
    emulator = _at("kie")
    written = [
        ("Lantern", DEMO_TEXT, "complete", ""),
        ("灯台", "[Verse]\n灯台の火が波をかぞえる\n窓の明かりを消さないで", "complete", ""),
        ("Harbour at night", "", "failed", "The text did not pass the check for sensitive words"),
    ]
    emulator.add(Task(DEMO_LYRICS, emulator.key(), written=written))
    dialog = await _found(studio, emulator, DEMO_LYRICS)
    _as_at_home("kie", dialog)


async def waves(studio: Studio) -> None:
    """The service's waveform over that of the song on this computer."""
    dialog = await _found(studio, _at("sunoapi"), DEMO_TASK)
    dialog.primary.click()
    session = studio.session
    await _until(lambda: session.document.lyrics.waveform and not session.jobs.running("by-id-take"))
    session.viewport.show(*_VIEW_MS)
    session.selection.select_one(1)
    session.player.seek(_VIEW_MS[0] + 6_500)


def _at(member: str) -> SunoEmulator:
    """A service with a key of its full account set outside the program."""
    emulator = _kept_open.enter_context(SunoEmulator(member))
    os.environ[f"LRC_STUDIO_URL_{member.upper()}"] = emulator.origin
    os.environ[f"LRC_STUDIO_KEY_{member.upper()}"] = emulator.key()
    return emulator


def _as_at_home(member: str, dialog: SongByIdDialog) -> None:
    """Name the service's own address, not the emulator's."""
    del os.environ[f"LRC_STUDIO_URL_{member.upper()}"]
    dialog.ids.changed.emit()


async def _found(studio: Studio, emulator: SunoEmulator, task_id: str) -> SongByIdDialog:
    studio.session.services.ask_ids(emulator.service.member)
    dialog = studio.window.findChildren(SongByIdDialog)[0]
    dialog.field.setText(task_id)
    dialog.primary.click()
    await _until(lambda: dialog.list.choice and dialog.ids.credits_said)
    return dialog


async def _until(condition: Callable[[], object]) -> None:
    while not condition():
        await asyncio.sleep(0.02)
