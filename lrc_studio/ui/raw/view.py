"""The lyrics as one text, edited both ways: what is typed here changes the lyrics, and every edit changes the text."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.raw_text import raw_rows, take_raw, wrong_rows
from lrc_studio.core.verified import disturbed
from lrc_studio.ui.findings import LONG_LINES
from lrc_studio.ui.raw.colours import RawColours
from lrc_studio.ui.raw.editor import RawEditor
from lrc_studio.ui.session import Session
from lrc_studio.ui.verified import CHANGE, question
from lrc_studio.ui.widgets import down, label

_REST_MS = 250
"""So long after the last key the text is taken over."""
_BURST_S = 10.0


class RawText(QWidget):
    """Typing is one undo step until the hand rests or goes elsewhere."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.field = RawEditor()
        self._colours = RawColours(session, self.field.document())
        self._note = label("", "error")
        self._note.setContentsMargins(12, 4, 12, 6)
        self._note.setWordWrap(True)
        column = down(self)
        column.addWidget(self.field, 1)
        column.addWidget(self._note)
        self._base: Lyrics | None = None
        """The lyrics before this burst of typing: a stamp that was broken and mended has lost nothing."""
        self._own = self._leading = False
        self._rows: list[int | None] = []
        self._stale = True
        self._soon = QTimer(self, interval=_REST_MS, singleShot=True)
        self._soon.timeout.connect(self._take_over)
        self._connect()
        self._on_theme()
        self._show()

    def _connect(self) -> None:
        session, field = self._session, self.field
        field.textChanged.connect(self._on_typed)
        field.cursorPositionChanged.connect(self._on_cursor)
        field.left.connect(self._end_burst)
        session.document.changed.connect(self._on_changed)
        session.selection.changed.connect(self._mark)
        session.theme.changed.connect(self._on_theme)
        session.modes.changed.connect(self._on_mode)

    def _on_theme(self) -> None:
        self.field.setFont(self._session.theme.font("body", mono=True))
        self._mark()

    def _on_mode(self) -> None:
        self._end_burst()
        self.field.setReadOnly(self._session.modes.tapping)

    def _on_typed(self) -> None:
        if self._leading:
            return
        if self._base is None:
            self._base = self._session.document.lyrics
        self._soon.start()
        self._tell()

    def _tell(self) -> bool:
        """Say which row keeps the text from being taken over; gives whether there is one."""
        wrong = wrong_rows(self.field.toPlainText())
        self._note.setText(
            f"Row {wrong[0] + 1} begins like a stamp and is none. The lyrics wait for it." if wrong else ""
        )
        self._note.setVisible(bool(wrong))
        return bool(wrong)

    def _take_over(self) -> None:
        """Make the lyrics what the text says."""
        self._soon.stop()
        base, text = self._base, self.field.toPlainText()
        if base is None or self._tell():
            return
        new = take_raw(base, text)
        if count := len(disturbed(base, new)):
            self._ask(base, text, new, count)
            return
        self._own = True
        self._write(base, new)
        self._own = False
        self._note_rows()
        self._mark()

    def _write(self, base: Lyrics, new: Lyrics) -> None:
        self._session.document.edit("edit raw text", lambda _old: new, f"raw:{id(base)}", _BURST_S)

    def _ask(self, base: Lyrics, text: str, new: Lyrics, count: int) -> None:
        """Verified times would not stay: the text is as it was until the person has said what holds."""
        kept = take_raw(base, text, verified_too=False)
        parts = kept != self._session.document.lyrics and not disturbed(base, kept)
        self._base = None
        self._show()
        self._session.messages.ask(
            question(CHANGE, count, parts, lambda all_of_them: self._write(base, new if all_of_them else kept))
        )

    def _end_burst(self) -> None:
        """Take over what is typed; the next key begins a step of its own."""
        if self._soon.isActive():
            self._take_over()
        if self._base is not None and not self._note.isVisible():
            self._base = None
            self._show()

    def _on_changed(self, _old: Lyrics, _new: Lyrics) -> None:
        if not self._own:
            self._soon.stop()
            self._base = None
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._show()

    def _show(self) -> None:
        """Show the lyrics; many lines wait until somebody sees them, for every edit would pay for all of them."""
        lyrics = self._session.document.lyrics
        self._stale = not self.isVisible() and len(lyrics.lines) > LONG_LINES
        if self._stale:
            return
        rows = raw_rows(lyrics)
        self._leading = True
        self.field.take("\n".join(row for row, _ in rows))
        self._leading = False
        self._rows = [place for _, place in rows]
        self._tell()
        self._mark()

    def _note_rows(self) -> None:
        self._rows = [place for _, place in raw_rows(self._session.document.lyrics)]

    def _on_cursor(self) -> None:
        """The line that is typed in is the current one."""
        at = self.field.textCursor().blockNumber()
        row = self._rows[at] if at < len(self._rows) else None
        if not self._leading and self.field.hasFocus() and row is not None and self._soon.isActive() is False:
            self._session.selection.select_one(row)

    def _mark(self) -> None:
        if self._stale:
            return
        row = self._session.selection.current
        at = next((number for number, place in enumerate(self._rows) if place == row), None)
        tapping = self._session.modes.tapping
        ground = self._session.theme.colour("sync.tint" if tapping else "accent.selection")
        self.field.mark([] if at is None or row is None else [at], ground)
        if at is not None and row is not None and not self.field.hasFocus():
            self._reveal(at)

    def _reveal(self, at: int) -> None:
        self._leading = True
        cursor = QTextCursor(self.field.document().findBlockByNumber(at))
        self.field.setTextCursor(cursor)
        self.field.ensureCursorVisible()
        self._leading = False
