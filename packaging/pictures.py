"""Makes the pictures in `docs/pictures`: the real window with the demo song, in each state and theme."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LRC_STUDIO_HOME"] = tempfile.mkdtemp()

import at_ids
import at_service
import qasync
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QLineEdit

from lrc_studio.app import Studio, application
from lrc_studio.core.settings import Settings
from lrc_studio.core.timecode import format_time
from lrc_studio.ui import files
from lrc_studio.ui.dialogs.preferences import PreferencesDialog

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
CURRENT_ROW = 5
Step = Callable[[Studio], Awaitable[None]]


async def _drawn() -> None:
    """Let posted paints and timers run."""
    for _ in range(10):
        await asyncio.sleep(0.02)


async def _song(studio: Studio) -> None:
    studio.session.files.open_demo()
    await files.settled(studio.session)


async def _syncing(studio: Studio) -> None:
    await _song(studio)
    studio.session.files.auto_sync()
    while not studio.window.findChild(object, "phases").isVisible():  # type: ignore[attr-defined]
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.25)


async def _synced(studio: Studio) -> None:
    await _song(studio)
    studio.session.files.auto_sync()
    await files.settled(studio.session)


async def _edited(studio: Studio) -> None:
    await _synced(studio)
    session, actions = studio.session, studio.window.actions_bound
    session.selection.select_one(0)
    actions.by_id("review.verify").trigger()
    session.selection.select_one(CURRENT_ROW)
    actions.by_id("time.nudge_later").trigger()
    start = session.document.lyrics.lines[CURRENT_ROW].start_ms or 0
    session.player.seek(start + 900)
    session.viewport.show(start - 5200, start + 6800)


async def _preview(studio: Studio) -> None:
    await _edited(studio)
    studio.session.change_settings(side_tab="preview", side_panel=True)


async def _export(studio: Studio) -> None:
    await _edited(studio)
    studio.session.asked.emit("export")


async def _picker(studio: Studio) -> None:
    await _song(studio)
    await at_service.picker(studio)


async def _jobs(studio: Studio) -> None:
    await _edited(studio)
    await at_service.jobs(studio)


async def _waves(studio: Studio) -> None:
    await _song(studio)
    await at_ids.waves(studio)


async def _tapping(studio: Studio) -> None:
    await _edited(studio)
    actions = studio.window.actions_bound
    actions.by_id("level.word").trigger()
    actions.by_id("mode.tap").trigger()
    lines = studio.session.document.lyrics.lines
    studio.session.modes.go_to(CURRENT_ROW, len(lines[CURRENT_ROW].words) // 2)
    studio.session.change_settings(side_tab="preview", side_panel=True)


async def _simple(studio: Studio) -> None:
    await _edited(studio)
    studio.window.actions_bound.by_id("view.simple").trigger()


async def _imported(studio: Studio) -> None:
    """The demo song's lyrics from a file with a credit row, which is offered to be taken out."""
    await _synced(studio)
    rows = [f"[{format_time(line.start_ms or 0)}]{line.text}" for line in studio.session.document.lyrics.lines]
    path = Path(tempfile.mkdtemp()) / "Paper Boats.lrc"
    path.write_text("\n".join(["[00:00.50]Lyrics: LRC Studio", *rows]), encoding="utf-8")
    studio.session.document.mark_saved()
    studio.session.files.open([path])
    await files.settled(studio.session)
    studio.session.asked.emit("credits")


async def _embed(studio: Studio) -> None:
    await _edited(studio)
    studio.session.asked.emit("embed")


async def _preferences(studio: Studio) -> None:
    await _edited(studio)
    studio.session.asked.emit("preferences")
    studio.window.findChildren(PreferencesDialog)[0].search.setText("line")


async def _keys(studio: Studio) -> None:
    await _edited(studio)
    studio.session.change_settings(key_preset="aegisub")
    studio.session.asked.emit("key_preferences")
    fields = studio.window.findChildren(QLineEdit)
    next(made for made in fields if made.accessibleName() == "Search keys").setText("play")


STATES: tuple[tuple[str, Step | None, str, tuple[int, int]], ...] = (
    ("empty-light", None, "light", (1440, 900)),
    ("song-light", _song, "light", (1440, 900)),
    ("syncing-dark", _syncing, "dark", (1440, 900)),
    ("edited-dark", _edited, "dark", (1440, 900)),
    ("edited-light", _edited, "light", (1440, 900)),
    ("edited-high-contrast", _edited, "high-contrast", (1440, 900)),
    ("small-dark", _edited, "dark", (1000, 650)),
    ("preview-light", _preview, "light", (1440, 900)),
    ("export-dark", _export, "dark", (1440, 900)),
    ("picker-dark", _picker, "dark", (1440, 900)),
    ("jobs-dark", _jobs, "dark", (1440, 900)),
    ("song-by-id-dark", at_ids.songs, "dark", (1440, 900)),
    ("texts-by-id-light", at_ids.texts, "light", (1440, 900)),
    ("service-wave-dark", _waves, "dark", (1440, 900)),
    ("tapping-dark", _tapping, "dark", (1440, 900)),
    ("simple-light", _simple, "light", (1440, 900)),
    ("import-light", _imported, "light", (1440, 900)),
    ("embed-light", _embed, "light", (1440, 900)),
    ("preferences-light", _preferences, "light", (1440, 900)),
    ("keys-dark", _keys, "dark", (1440, 900)),
)


async def _take(name: str, step: Step | None, theme: str, size: tuple[int, int]) -> None:
    app = application()
    studio = Studio(app, asyncio.get_running_loop())
    studio.session.change_settings(**Settings(theme=theme).to_dict())  # whatever the picture before has set
    studio.window.resize(*size)
    studio.window.show()
    if step:
        await step(studio)
    await _drawn()
    _with_dialogs(studio).save(str(FOLDER / f"{name}.png"))
    for dialog in studio.window.findChildren(QDialog):
        dialog.reject()
    studio.session.document.mark_saved()
    await studio.shutdown()
    await _drawn()


def _with_dialogs(studio: Studio) -> QPixmap:
    """The window with its open dialog laid over it, as the desktop would show them."""
    picture = studio.window.grab()
    for dialog in studio.window.findChildren(QDialog):
        if dialog.isVisible():
            painter = QPainter(picture)
            x, y = (studio.window.width() - dialog.width()) // 2, (studio.window.height() - dialog.height()) // 2
            painter.drawPixmap(x, y, dialog.grab())
            painter.end()
    return picture


async def _take_all(names: list[str]) -> None:
    for name, step, theme, size in STATES:
        if not names or name in names:
            await _take(name, step, theme, size)
            print(name)


def main() -> None:
    """Make all pictures, or those named on the command line."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    loop = qasync.QEventLoop(application())
    with loop:
        loop.run_until_complete(_take_all(sys.argv[1:]))


if __name__ == "__main__":
    main()
