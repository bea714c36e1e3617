"""Lyrics pasted or typed, in any format."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from lrc_studio.core.errors import StudioError
from lrc_studio.formats import by_id, detect
from lrc_studio.formats.base import WriteOptions
from lrc_studio.providers.pasted_ids import names_task
from lrc_studio.ui.dialogs.aside import Aside
from lrc_studio.ui.dialogs.frame import MIDDLE_PX, Frame
from lrc_studio.ui.importing import LONG_CHARS
from lrc_studio.ui.reading import sized
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import button, label
from lrc_studio.workflows.export import render
from lrc_studio.workflows.open_lyrics import OpenedLyrics, read_pasted

_SHOWN_CHARS = 20_000
_AROUND_PX = 260


class PasteDialog(Frame):
    """A field with the clipboard's text, else the lyrics as they are; lines that stay keep their times.

    The format is found from the text and named. Nothing is selected, so that no key throws the text away, and pasted
    text is taken with Enter. Tab goes on and Ctrl+Enter takes the text also from within the field.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "Paste lyrics", MIDDLE_PX, parent)
        said = label(
            "One line a row, or any lyric format. Headings such as [Chorus] become sections. Lines that stay keep "
            "their times.",
            "small",
        )
        said.setWordWrap(True)
        self.body.addWidget(said)
        self._opened: OpenedLyrics | None = None
        self._reading = Aside(session, "paste", self)
        self.text = Field()
        self.text.setFont(session.theme.font("body", mono=True))
        self.text.setMinimumHeight(min(420, parent.height() - session.theme.length(_AROUND_PX)))
        pasted = QGuiApplication.clipboard().text()
        named = _names_itself(pasted)
        usable = pasted.strip() if named or "\n" in pasted.strip() else ""
        self.text.take(usable or _as_text(session))
        self.text.textChanged.connect(self._on_changed)
        self.body.addWidget(self.text, 1)
        self._found = label("", "small")
        self._found.setWordWrap(True)
        self.body.addWidget(self._found)
        self.by_id = self._by_id_button(names_task(pasted) and not named)  # a project has ids too
        self._use = self.finish("Use 0 lines", self._on_use)
        self._on_changed()
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._use.click)
        (self.by_id if not self.by_id.isHidden() else self._use if usable else self.text).setFocus()

    def _by_id_button(self, copied_ids: bool) -> QPushButton:
        """What was copied is no text but names a song at a service: that is one key away."""
        made = button("Song by id…")
        made.setToolTip("What you copied holds the id of a song at a service; its words can be fetched there.")
        made.clicked.connect(self._on_by_id)
        made.setVisible(copied_ids)
        self.foot.addWidget(made)
        return made

    def _on_by_id(self) -> None:
        self.reject()
        self.session.services.ask_ids()

    def _on_changed(self) -> None:
        text = self.text.whole
        self._opened = None
        if self._reading.run(lambda: sized(read_pasted(text)), self._on_read, aside=len(text) > LONG_CHARS):
            self._use.setEnabled(False)
            self._found.setText("Reading the text")

    def _on_read(self, outcome: OpenedLyrics | StudioError) -> None:
        self._opened = None if isinstance(outcome, StudioError) else outcome
        count = len(self._opened.lyrics.lines) if self._opened else 0
        self._use.setText(f"Use {count} {'line' if count == 1 else 'lines'}")
        self._use.setEnabled(count > 0)
        if isinstance(outcome, StudioError):
            self._found.setText(str(outcome))
        else:
            shown = " · its beginning is shown, all of it is taken" if self.text.abridged else ""
            self._found.setText(f"{_told(outcome)}{shown}" if count else "")

    def _on_use(self) -> None:
        opened = self._opened
        self.accept()
        if opened:
            self.session.files.importing.take(opened, "paste lyrics")


class Field(QPlainTextEdit):
    """Holds a text of any length; of one far longer than a song's it shows the beginning, which cannot be edited."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Lyrics")
        self.setTabChangesFocus(True)
        self._held: str | None = None

    @property
    def whole(self) -> str:
        """All of the text."""
        return self.toPlainText() if self._held is None else self._held

    @property
    def abridged(self) -> bool:
        """Whether only the beginning is shown."""
        return self._held is not None

    def take(self, text: str) -> None:
        """Show this text in place of the old one."""
        long = len(text) > LONG_CHARS
        self._held = text if long else None
        self.setReadOnly(long)
        self.setPlainText(text[:_SHOWN_CHARS] if long else text)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if len(text) > LONG_CHARS:
            self.take(text)
        else:
            super().insertFromMimeData(source)


def _names_itself(text: str) -> bool:
    """Whether a text is surely lyrics in a format with times, which may stand in one row, as Apple's TTML does."""
    return len(text) > LONG_CHARS or detect("pasted.txt", text.strip()).id != "txt"


def _told(opened: OpenedLyrics) -> str:
    """The format, and what of it is timed."""
    lines = opened.lyrics.lines
    timed = sum(line.start_ms is not None for line in lines)
    words = sum(word.start_ms is not None for line in lines for word in line.words)
    parts = [by_id(opened.format_id).label, *([f"{timed} with times"] if timed else ["no times"])]
    return " · ".join([*parts, *([f"{words} timed words"] if words else []), *opened.warnings[:1]])


def _as_text(session: Session) -> str:
    """The lyrics as they are, with headings."""
    return render(session.document.lyrics, "txt", WriteOptions())
