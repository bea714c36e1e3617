"""The export of a document longer than any song: checked and written beside the window."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.dialogs.export import ExportDialog
from lrc_studio.ui.session import Session
from lrc_studio.workflows.preview import preview as preview_of
from tests.ui.conftest import until
from tests.ui.dialogs.conftest import choose, place, preview
from tests.ui.songs import Told, button, texts


def test_a_long_document_is_checked_and_written_beside_the_window(
    studio: Studio, session: Session, runner: asyncio.Runner, music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, told = threading.Event(), Told(session.messages)
    lines = [Line(f"Line {row}", 1000 * row, 1000 * row + 900) for row in range(500)]
    session.document.load(Lyrics(tuple(lines), tags=(("ti", "Long"),)))

    def slow(*given: object) -> object:
        assert threading.current_thread() is not threading.main_thread()
        assert go.wait(20)
        return preview_of(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("lrc_studio.ui.dialogs.export.preview", slow)

    async def run() -> None:
        session.asked.emit("export")
        dialog = studio.window.findChildren(ExportDialog)[0]
        dialog.activateWindow()
        await until(dialog.isActiveWindow)
        assert "Checking" in texts(dialog)
        assert not button(dialog, "Export").isEnabled()
        choose(dialog, "Plain text")  # the first check is given up for this one
        place(dialog).setText("Long")
        assert not button(dialog, "Export").isEnabled()
        go.set()
        await until(lambda: button(dialog, "Export").isEnabled())
        assert "Checking" not in texts(dialog)
        assert preview(dialog).startswith("Line 0\nLine 1\n")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        await until(lambda: told.toasts)
        assert (music / "Long.txt").read_text(encoding="utf-8").count("\n") == 500

    runner.run(run())


def test_closing_while_a_long_document_is_checked_leaves_nothing_behind(
    studio: Studio, session: Session, runner: asyncio.Runner, music: Path
) -> None:
    session.document.load(Lyrics(tuple(Line(f"Line {row}", 1000 * row) for row in range(500))))

    async def run() -> None:
        session.asked.emit("export")
        dialog = studio.window.findChildren(ExportDialog)[0]
        await until(lambda: session.jobs.running("proof"))
        dialog.reject()
        await until(lambda: not session.jobs.running("proof") and not studio.window.findChildren(ExportDialog))

    runner.run(run())
    assert list(music.iterdir()) == []
