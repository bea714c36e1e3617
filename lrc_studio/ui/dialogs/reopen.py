"""Reopen as: the encodings a file may be in, and how it looks in the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from lrc_studio.core.errors import StudioError
from lrc_studio.ui.dialogs.file_preview import FilePreview
from lrc_studio.ui.dialogs.frame import LARGE_PX, Frame
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, down, label
from lrc_studio.workflows.reopening import Spelling, same_encoding, spellings

JOB = "spellings"
_LIST_PX, _TALL_PX, _AROUND_PX = 290, 420, 210


class ReopenDialog(Frame):
    """One tab stop for the list; arrows change the encoding and the file's text beside it, Enter reopens."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        origin = session.origin
        self._name, self._now = (origin.path.name, origin.encoding) if origin else ("", "")
        super().__init__(session, f"Reopen “{self._name}” as", LARGE_PX, parent)
        self._spellings: tuple[Spelling, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName("Encoding")
        self.list.setFixedWidth(min(session.theme.length(_LIST_PX), round(self.width() * 0.36)))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._on_chosen)
        self.text = FilePreview(session)
        self.text.setAccessibleName("The file in this encoding")
        self.text.setProperty("framed", True)
        panes = across(gap_px=12)
        panes.addWidget(self.list)
        shown = down(gap_px=6)
        self._said = label("Reading the file", "small")
        self._said.setWordWrap(True)
        shown.addWidget(self._said)
        shown.addWidget(self.text, 1)
        panes.addLayout(shown, 1)
        self.text.setMinimumHeight(max(160, min(_TALL_PX, parent.height() - _AROUND_PX)))
        self.body.addLayout(panes, 1)
        self._reopen = self.finish("Reopen", self._on_reopen)
        self._reopen.setEnabled(False)
        self.list.setFocus()
        self.finished.connect(lambda _result: session.jobs.cancel(JOB))
        if origin:
            session.jobs.start(JOB, self._read())

    @property
    def choice(self) -> Spelling | None:
        """The encoding that is chosen, once the file was read."""
        row = self.list.currentRow()
        return self._spellings[row] if 0 <= row < len(self._spellings) else None

    async def _read(self) -> None:
        origin = self.session.origin
        assert origin is not None
        path = origin.path
        try:
            self._spellings = await self.session.jobs.in_thread(JOB, lambda _report: spellings(path))
        except StudioError as error:
            self._said.setText(f"{error} Your lyrics are as they were.")
            return
        self._fill()

    def _fill(self) -> None:
        current = 0
        for at, spelling in enumerate(self._spellings):
            now = same_encoding(spelling.encoding, self._now)
            current = at if now else current
            item = QListWidgetItem(f"{spelling.label}{'  · now' if now else ''}")
            item.setToolTip(_fits(spelling))
            if spelling.unreadable:
                item.setForeground(self.session.theme.colour("text.muted"))
            self.list.addItem(item)
        self.list.setCurrentRow(current)
        self.list.scrollToItem(self.list.item(current))

    def _on_chosen(self, *_: object) -> None:
        spelling = self.choice
        self._reopen.setEnabled(spelling is not None and not same_encoding(spelling.encoding, self._now))
        if spelling:
            self.text.setPlainText(spelling.text)
            self._said.setText(_fits(spelling))

    def _on_reopen(self) -> None:
        spelling = self.choice
        self.accept()
        if spelling:
            self.session.files.importing.reopen(spelling.encoding, spelling.label)


def _fits(spelling: Spelling) -> str:
    """How well the file fits an encoding, in words."""
    if not spelling.unreadable:
        return "Every sign can be read. Do the words look right?"
    many = "1 sign" if spelling.unreadable == 1 else f"{spelling.unreadable} signs"
    return f"{many} cannot be read in this encoding."
