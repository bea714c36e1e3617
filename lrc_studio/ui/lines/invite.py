"""What the table shows while there are no lyrics: the ways to get them, or that they are on their way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lrc_studio.ui.services.words import is_under_way
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, down, label
from lrc_studio.workflows.open_song import FoundLyrics, embedded_lyrics


class LyricsInvite(QWidget):
    """Lies over the empty table; the song's tags are offered where they have lyrics."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._found: FoundLyrics | None = None
        column = down(self, 12)
        column.addStretch(1)
        self._head = label("", "heading")
        column.addWidget(self._head, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._told = label("", "secondary")
        column.addWidget(self._told, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._ways = QWidget()
        ways = across(self._ways)
        ways.addStretch(1)
        self._from_tags = button("Take them from the song's tags")
        self._from_tags.clicked.connect(self._on_from_tags)
        for text, kind, asked in (("Paste lyrics", "primary", "paste"), ("Open a file", "", "open_lyrics")):
            made = button(text, kind)
            made.clicked.connect(lambda _=False, asked=asked: session.asked.emit(asked))
            ways.addWidget(made)
        ways.addWidget(self._from_tags)
        service = button("Ask a service")
        service.clicked.connect(lambda: session.asked.emit("provider"))
        ways.addWidget(service)
        ways.addStretch(1)
        column.addWidget(self._ways)
        self._jobs = button("Jobs")
        self._jobs.clicked.connect(session.services.show_panel)
        column.addWidget(self._jobs, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        session.song.changed.connect(self._on_song)
        session.services.changed.connect(self._show)
        self._on_song()

    def _on_song(self) -> None:
        tags = self._session.song.tags
        self._found = embedded_lyrics(tags) if tags else None
        self._from_tags.setVisible(self._found is not None)
        self._show()

    def _show(self) -> None:
        """While a service hears the words of this song nobody is asked for them."""
        services = self._session.services
        heard = any(is_under_way(job) and services.is_of_open_song(job) for job in services.jobs())
        self._ways.setVisible(not heard)
        self._jobs.setVisible(heard)
        self._head.setText("The words are on their way" if heard else "This song has no lyrics yet")
        more = ", take them from the song's tags" if self._found else ""
        self._told.setText(
            "A service hears this song. Its words and their times come here by themselves."
            if heard
            else f"Paste them, open a file{more}, or let a service hear them."
        )

    def _on_from_tags(self) -> None:
        if self._found:
            self._session.files.use(self._found)
