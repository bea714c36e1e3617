"""The songs opened last, each with the state it was left in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from lrc_studio.storage.recent import RecentSong
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.scripts import line_font
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, clear_layout, down, label

_ROW_PX, _DATE_PX, _CHIP_PX = 38, 92, 20
_LEFT_PX, _RIGHT_PX = 40, 12


class RecentCard(QWidget):
    """The newest first; hidden while there are none."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = down(self, 4)
        head = across(gap_px=8, margins_px=(12, 0, 8, 0))
        self._title = label("Recent", "secondary")
        clear = button("Clear", "link")
        clear.setAutoDefault(True)
        clear.setToolTip("Forgets this list; no file is touched.")
        clear.clicked.connect(self._on_clear)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(clear)
        column.addLayout(head)
        card = QFrame()
        card.setObjectName("card")
        self._rows = down(card, 0, margins_px=(6, 6, 6, 6))
        self._seen: tuple[object, ...] = ()
        self._most = 0
        session.files.recent.changed.connect(self._show)
        column.addWidget(card)
        self.hide()

    def fill(self, most: int) -> None:
        """Show at most `most` songs, without those that are found to be gone."""
        self._most = most
        self._show()
        self._session.files.recent.look()

    def _show(self) -> None:
        songs, theme = self._session.files.recent.songs[: self._most], self._session.theme
        self._title.setFont(theme.font("smallStrong"))
        if (seen := (songs, theme.name, theme.scale)) != self._seen:
            self._seen = seen
            clear_layout(self._rows)
            for song in songs:
                self._rows.addWidget(RecentRow(self._session, song))
        self.setVisible(bool(songs))

    def _on_clear(self) -> None:
        self._session.files.recent.forget_all()


class RecentRow(QPushButton):
    """One song: title, artist, state and when."""

    def __init__(self, session: Session, song: RecentSong) -> None:
        super().__init__()
        self._session, self._song = session, song
        self.setProperty("kind", "row")
        self.setAutoDefault(True)  # Enter opens it
        self.setFixedHeight(session.theme.length(_ROW_PX))
        said = [part for part in (song.title, song.artist) if part]
        self.setAccessibleName(f"{', '.join(said)}: {song.state}, {day_words(song.opened_s)}")
        self.setToolTip(Path(song.path).name)
        self.clicked.connect(lambda: session.files.open(song.paths))

    def sizeHint(self) -> QSize:
        return QSize(200, self._session.theme.length(_ROW_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(14, (self.height() - 16) // 2, themed_pixmap(theme, "song", "text.secondary"))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text.muted"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(self.rect().adjusted(0, 0, -_RIGHT_PX, 0), right, day_words(self._song.opened_s))
        self._paint_names(painter, self._paint_chip(painter) - 16)

    def _paint_chip(self, painter: QPainter) -> int:
        """Draw the state left of the date; gives the chip's left edge."""
        theme = self._session.theme
        group, symbol = chip_look(self._song.state)
        painter.setFont(theme.font("captionStrong"))
        width, height = painter.fontMetrics().horizontalAdvance(self._song.state) + 34, theme.length(_CHIP_PX)
        left = self.width() - _RIGHT_PX - theme.length(_DATE_PX) - width
        box = QRect(left, (self.height() - height) // 2, width, height)
        painter.setPen(theme.colour("border.control") if theme.name == "high-contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{group}.tint" if group != "text" else "bg.raised"))
        painter.drawRoundedRect(box, 4, 4)
        role = f"{group}.text" if group != "text" else "text.secondary"
        painter.drawPixmap(left + 8, box.center().y() - 5, themed_pixmap(theme, symbol, role, 12))
        painter.setPen(theme.colour(role))
        painter.drawText(box.adjusted(26, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._song.state)
        return left

    def _paint_names(self, painter: QPainter, end_px: int) -> None:
        theme, song = self._session.theme, self._song
        middle, elide = Qt.AlignmentFlag.AlignVCenter, Qt.TextElideMode.ElideRight
        painter.setFont(line_font(theme, "bodyStrong", song.title))
        painter.setPen(theme.colour("text.primary"))
        title = painter.fontMetrics().elidedText(song.title, elide, end_px - _LEFT_PX)
        painter.drawText(QRect(_LEFT_PX, 0, end_px - _LEFT_PX, self.height()), middle, title)
        x = _LEFT_PX + painter.fontMetrics().horizontalAdvance(title)
        if song.artist and x < end_px - 40:
            painter.setFont(line_font(theme, "body", song.artist))
            painter.setPen(theme.colour("text.muted"))
            artist = painter.fontMetrics().elidedText(f" · {song.artist}", elide, end_px - x)
            painter.drawText(QRect(x, 0, end_px - x, self.height()), middle, artist)


def chip_look(state: str) -> tuple[str, str]:
    """Colour group and icon of a state's chip."""
    if state.endswith(" left"):
        return "warning", "review.next"
    if state == "All checked":
        return "success", "review.accept"
    return ("text", "view.raw") if state == "Plain text" else ("text", "lyrics.file")


def day_words(opened_s: float) -> str:
    """Today, Yesterday, or the day and month, with the year where it is another."""
    then, today = datetime.fromtimestamp(opened_s).date(), datetime.now().date()
    days = (today - then).days
    if days in (0, 1):
        return ("Today", "Yesterday")[days]
    return f"{then.day} {then:%b}" if then.year == today.year else f"{then.day} {then:%b %Y}"
