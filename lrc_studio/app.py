"""The composition root: builds the session and its window, runs the event loop, and shuts down in order."""

from __future__ import annotations

import asyncio
import gc
import importlib
import os
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

import qasync  # isort: skip (qasync looks for the Qt that is imported already)

from lrc_studio.audio.player import Player
from lrc_studio.cli import DEBUG_VARIABLE
from lrc_studio.core.errors import StudioError
from lrc_studio.core.progress import Progress, Report
from lrc_studio.storage.settings_file import load_settings
from lrc_studio.ui import files
from lrc_studio.ui.actions.keymap import read_changes
from lrc_studio.ui.audition import Looping
from lrc_studio.ui.keeping import Keeping
from lrc_studio.ui.latency_keeping import LatencyKeeping
from lrc_studio.ui.main_window import MainWindow
from lrc_studio.ui.services import desk
from lrc_studio.ui.session import Session
from lrc_studio.ui.settings_keeping import SettingsKeeping
from lrc_studio.ui.sound_notice import SoundNotice
from lrc_studio.ui.tap_bias import TapBias
from lrc_studio.ui.ticking import Ticking
from lrc_studio.ui.unforeseen import Unforeseen
from lrc_studio.ui.view_keeping import ViewKeeping
from lrc_studio.ui.voice_listening import VoiceListening
from lrc_studio.workflows.demo_song import demo_audio

_LATER = (
    "numpy",
    "pyqtgraph",
    "lrc_studio.ui.editor",
    "lrc_studio.audio.sound",
    "lrc_studio.audio.feeding",
    "lrc_studio.audio.stretch",
    "python_stretch.Signalsmith",
    "lrc_studio.workflows.open_song",
    "av",
    "mutagen",
    "lrc_studio.align",
    "lrc_studio.ui.dialogs.export",
)
"""What the first song needs and the first window does not: a quarter of a second to load, and longer on a cold disk."""

KEYS_LEFT_OUT = "Some of your own keys could not be read and were left out ({}); all others work as you set them."
PRESET_UNKNOWN = "There are no keys like those of “{}” here, so LRC Studio's own are used."

_FIRST_LOOK_S = 0.05
"""The first window is painted before anything else begins."""


def application() -> QApplication:
    """The one Qt application, with its names set."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    QCoreApplication.setApplicationName("LRC Studio")
    QCoreApplication.setOrganizationName("LRC Studio")
    app.setDesktopFileName("lrc-studio")
    app.setQuitOnLastWindowClosed(False)
    return app


class Studio:
    """A session, its window and what lives as long as they do."""

    def __init__(self, app: QApplication, loop: asyncio.AbstractEventLoop, player: Player | None = None) -> None:
        loaded = load_settings()
        keys, wrong = read_changes(loaded.settings.keys)
        self.session = Session(app, loop, player or Player(), replace(loaded.settings, keys=keys))
        files.attach(self.session)
        desk.attach(self.session)
        self._keeping = Keeping(self.session)
        self.session.jobs.failed.connect(lambda _name, error: self.session.messages.trouble(error))
        self._settings = SettingsKeeping(self.session)
        SoundNotice(self.session)
        Ticking(self.session)
        Looping(self.session)
        LatencyKeeping(self.session)
        TapBias(self.session)
        self._views = ViewKeeping(self.session)
        VoiceListening(self.session)
        self.window = MainWindow(self.session)
        notes = [
            loaded.note or "",
            PRESET_UNKNOWN.format(loaded.unknown_preset) if loaded.unknown_preset else "",
            KEYS_LEFT_OUT.format(wrong) if wrong else "",
        ]
        note = " ".join(filter(None, notes))
        if note:
            self.session.messages.banner("settings", note, kind="info")

    def offer_kept_work(self) -> None:
        """Offer what a session that died has left."""
        self._keeping.offer()

    async def ready_for_a_song(self) -> None:
        """Load in a thread what a song needs, then make the editor, while a person looks at the first window."""
        await self.session.jobs.in_thread("ahead", _load_later)
        self.window.editor  # noqa: B018 (made by asking)

    async def shutdown(self) -> None:
        """End jobs, player and autosave; then the window, and last what it listened to."""
        self.session.modes.tapping = False
        await self.session.files.remember()
        self._settings.close()
        self._views.close()
        await self.session.jobs.shutdown()
        await self.session.services.close()
        self.session.player.close()
        self._keeping.close()
        self.session.song.take(None, None, None)
        self.session.theme.leave()
        self.window.hide()
        self.window.deleteLater()


def run(names: list[str], demo: bool = False) -> int:
    """Open the window on the files `names`, or on the demo song; gives the exit code when it is closed."""
    app = application()
    loop = qasync.QEventLoop(app)
    with loop:
        loop.run_until_complete(_live(app, loop, names, demo))
    return 0


async def _live(app: QApplication, loop: asyncio.AbstractEventLoop, names: list[str], demo: bool) -> None:
    studio = Studio(app, loop)
    unforeseen = Unforeseen(studio.session.messages, debug=bool(os.environ.get(DEBUG_VARIABLE)))
    unforeseen.take(loop)
    try:
        closed = asyncio.Event()
        studio.window.closed.connect(closed.set)
        studio.window.show()
        studio.session.jobs.start("ahead", _begin(studio, names, demo))
        await closed.wait()
        await studio.shutdown()
    finally:
        unforeseen.give_back()


async def _begin(studio: Studio, names: list[str], demo: bool) -> None:
    await asyncio.sleep(_FIRST_LOOK_S)
    studio.offer_kept_work()
    await studio.ready_for_a_song()
    studio.session.services.begin()
    gc.freeze()  # what stays loaded need not be walked by each full collection, which would hold the window up
    if demo:
        studio.session.files.open_demo()
    elif names:
        studio.session.files.open([Path(name) for name in names])


def _load_later(report: Report) -> None:
    for number, name in enumerate(_LATER):
        report(Progress("ahead", number, len(_LATER), "Getting ready"))
        with suppress(ImportError, OSError):  # told when it is needed, by what needs it
            importlib.import_module(name)
    with suppress(StudioError, ImportError, OSError):
        _open_one()


def _open_one() -> None:
    """Open the song that ships with the program: what reads tags and lyrics is loaded at the first that are read."""
    from lrc_studio.workflows.open_song import open_song

    open_song(demo_audio())


def picture(names: list[str], lyrics_path: str, png_path: str) -> bool:
    """Write a picture of the real window, 1440 x 900, with the song and the lyrics open, to `png_path`.

    False where the file could not be written.
    """
    app = application()
    loop = qasync.QEventLoop(app)
    with loop:
        written: bool = loop.run_until_complete(
            _picture(app, loop, [Path(name) for name in (*names, lyrics_path)], png_path)
        )
    return written


async def _picture(app: QApplication, loop: asyncio.AbstractEventLoop, paths: list[Path], png_path: str) -> bool:
    studio = Studio(app, loop)
    studio.window.show()
    studio.session.files.open(paths)
    await files.settled(studio.session)
    studio.session.selection.select_one(0)
    for _ in range(5):
        await asyncio.sleep(0.02)
    written = studio.window.grab().save(png_path)
    await studio.shutdown()
    return written
