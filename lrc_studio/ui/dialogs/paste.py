"""Lyrics pasted or typed, plain or with times."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from lrc_studio.formats.base import WriteOptions
from lrc_studio.providers.pasted_ids import names_task
from lrc_studio.ui.dialogs.frame import MIDDLE_PX, Frame
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import button, label
from lrc_studio.workflows.export import render
from lrc_studio.workflows.open_lyrics import read_lyrics


class PasteDialog(Frame):
    """A field with the clipboard's text, else the lyrics as they are; lines that stay keep their times.

    Nothing is selected, so that no key throws the text away, and pasted text is taken with Enter. Tab goes on and
    Ctrl+Enter takes the text also from within the field.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "Paste lyrics", MIDDLE_PX, parent)
        said = label(
            "One line a row. Headings such as [Chorus] become sections. Lines that stay keep their times.", "small"
        )
        said.setWordWrap(True)
        self.body.addWidget(said)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Lyrics")
        self.text.setFont(session.theme.font("body", mono=True))
        self.text.setMinimumHeight(min(420, parent.height() - 220))
        pasted = QGuiApplication.clipboard().text()
        usable = pasted.strip() if "\n" in pasted.strip() else ""
        self.text.setPlainText(usable or _as_text(session))
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._on_changed)
        self.body.addWidget(self.text)
        self.by_id = self._by_id_button(names_task(pasted))
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
        count = len(read_lyrics(self.text.toPlainText(), "pasted.txt").lyrics.lines)
        self._use.setText(f"Use {count} {'line' if count == 1 else 'lines'}")
        self._use.setEnabled(count > 0)

    def _on_use(self) -> None:
        self.accept()
        self.session.files.paste(self.text.toPlainText())


def _as_text(session: Session) -> str:
    """The lyrics as they are, with headings."""
    return render(session.document.lyrics, "txt", WriteOptions())
