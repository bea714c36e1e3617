"""The Edit menu."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.formats.base import WriteOptions
from lrc_studio.ui.actions.spec import Action, has_lines
from lrc_studio.ui.session import Session
from lrc_studio.workflows.export import render


def _copy_lrc(session: Session) -> None:
    lyrics, rows = session.document.lyrics, session.selection.rows
    chosen = rows if len(rows) > 1 else range(len(lyrics.lines))
    part = Lyrics(tuple(lyrics.lines[row] for row in chosen), offset_ms=lyrics.offset_ms)
    options = WriteOptions(digits=session.settings.export_digits)
    QGuiApplication.clipboard().setText(render(part, "lrc", options))
    count = len(part.lines)
    session.messages.toast(f"{count} {'line' if count == 1 else 'lines'} copied as LRC")


def _select_all(session: Session) -> None:
    session.selection.select(range(len(session.document.lyrics.lines)), session.selection.current)


ACTIONS = (
    Action("edit.undo", "Undo", lambda s: s.document.undo_stack.undo(), ("Ctrl+Z",), "Edit", 0, "edit.undo", "",
           lambda s: s.document.undo_stack.canUndo()),
    Action("edit.redo", "Redo", lambda s: s.document.undo_stack.redo(), ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit", 0,
           "edit.redo", "", lambda s: s.document.undo_stack.canRedo()),
    Action("edit.copy_lrc", "Copy as LRC", _copy_lrc, ("Ctrl+C",), "Edit", 1, "edit.copy",
           "The selected lines, or all where one or none is selected.", has_lines),
    Action("edit.paste", "Paste lyrics…", lambda s: s.asked.emit("paste"), ("Ctrl+V",), "Edit", 1, "edit.paste",
           "In any format: plain text, LRC, subtitles, TTML and the others."),
    Action("edit.select_all", "Select all lines", _select_all, ("Ctrl+A",), "Edit", 2, "", "", has_lines),
)  # fmt: skip
