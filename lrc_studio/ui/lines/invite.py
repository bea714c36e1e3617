"""What the table shows while there are no lyrics: one sentence and the ways to get them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, down, label


class LyricsInvite(QWidget):
    """Lies over the empty table."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        column = down(self, 12)
        column.addStretch(1)
        column.addWidget(label("This song has no lyrics yet", "heading"), alignment=Qt.AlignmentFlag.AlignHCenter)
        told = label("Paste them, open a file, or take them from the song's tags.", "secondary")
        column.addWidget(told, alignment=Qt.AlignmentFlag.AlignHCenter)
        ways = across()
        ways.addStretch(1)
        for text, kind, asked in (("Paste lyrics", "primary", "paste"), ("Open a file", "", "open_lyrics")):
            made = button(text, kind)
            made.clicked.connect(lambda _=False, asked=asked: session.asked.emit(asked))
            ways.addWidget(made)
        ways.addStretch(1)
        column.addLayout(ways)
        column.addStretch(1)
