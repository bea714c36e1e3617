"""The first window: a place to drop a song, songs opened before, and the four steps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QWidget

from lrc_studio.storage.recent import RecentSong, clear_recent, recent_songs
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.widgets import across, button, clear_layout, down, label, set_button_icon

_WIDTH_PX = 760
_SHOWN = 5
_STEPS = ("Drop a song", "Auto sync", "Check the doubtful lines", "Export")
_SHAPE = (8, 14, 22, 12, 30, 18, 36, 26, 44, 32, 52, 28, 40, 60, 34, 48, 66, 38, 56, 72, 44, 62, 50, 78, 58, 46, 68, 40)
"""Heights in px of the drop zone's picture, mirrored to both sides."""


class EmptyView(QScrollArea):
    """Shown while nothing is open."""

    def __init__(self, session: Session, actions: BoundActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("window")
        row = across(inside, 8)
        row.addStretch(1)
        self._column = down(gap_px=0)
        row.addLayout(self._column)
        row.addStretch(1)
        self._zone = DropZone(session, actions)
        kinds = label("MP3, WAV, OGG, FLAC, M4A, Opus · LRC and plain text", "small")
        self._recent = RecentCard(session)
        self._column.addStretch(2)
        self._column.addWidget(self._zone)
        self._column.addSpacing(12)
        self._column.addWidget(kinds, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(24)
        self._column.addWidget(self._recent)
        self._column.addSpacing(20)
        self._column.addWidget(Steps(session))
        self._column.addStretch(3)
        self.setWidget(inside)

    def set_dropping(self, dropping: bool) -> None:
        """Show that a drop would be taken."""
        self._zone.set_dropping(dropping)

    def showEvent(self, event: object) -> None:
        self._recent.fill()


class DropZone(QFrame):
    """The dashed frame with the program's own marks and the three ways in."""

    def __init__(self, session: Session, actions: BoundActions) -> None:
        super().__init__()
        self._session, self._dropping = session, False
        self.setFixedWidth(_WIDTH_PX)
        self.setMinimumHeight(316)
        column = down(self, 8, margins_px=(24, 178, 24, 30))
        title = label("Drop a song to start", "title")
        sentence = "Drop its lyrics with it, or later. Times are found on this computer, without an account."
        for made in (title, label(sentence, "secondary")):
            column.addWidget(made, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        row = across(gap_px=10)
        row.addStretch(1)
        keys = actions.by_id("file.open").shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._buttons = [
            self._way(row, f"Open song   {keys}", "primary", "file.open", "accent.onFill", actions),
            self._way(row, "Try the demo song", "", "file.demo", "text.primary", actions),
            self._way(row, "Paste lyrics", "quiet", "edit.paste", "text.primary", actions),
        ]
        row.addStretch(1)
        column.addLayout(row)
        session.theme.changed.connect(self._draw_icons)
        self._draw_icons()

    def set_dropping(self, dropping: bool) -> None:
        """Show that a drop would be taken."""
        self._dropping = dropping
        self.update()

    def showEvent(self, event: object) -> None:
        self._buttons[0].setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("accent.tint" if self._dropping else "bg.panel"))
        edge = QPen(theme.colour("accent.graphic" if self._dropping else "border.control"), 1.5)
        edge.setDashPattern([4, 3])
        painter.setPen(edge)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 14, 14)
        self._paint_shape(painter)
        self._paint_words(painter)

    def _paint_shape(self, painter: QPainter) -> None:
        theme = self._session.theme
        heights = (*_SHAPE, *reversed(_SHAPE))
        left = self.width() / 2 - len(heights) * 3.5
        painter.setPen(Qt.PenStyle.NoPen)
        for place, height in enumerate(heights):
            colour = theme.colour("accent.graphic")
            colour.setAlphaF(min(1.0, 0.15 + 1.7 * min(place, len(heights) - place) / len(heights)))
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(left + place * 7, 76 - height / 2, 3, height), 1.5, 1.5)

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._session.theme
        painter.setFont(theme.font("smallStrong"))
        words = ("Every", "word", "finds", "its", "time")
        widths = [painter.fontMetrics().horizontalAdvance(word) + 18 for word in words]
        x = (self.width() - sum(widths) - 5 * (len(words) - 1)) / 2
        for place, (word, width) in enumerate(zip(words, widths, strict=True)):
            box = QRectF(x, 128, width, 24)
            timed = place < 3
            edge = QPen(theme.colour("border.control"), 1, Qt.PenStyle.DashLine)
            painter.setPen(Qt.PenStyle.NoPen if timed else edge)
            painter.setBrush(theme.colour("accent.fill") if timed else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(theme.colour("accent.onFill" if timed else "text.secondary"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
            x += width + 5

    def _way(
        self, row: QHBoxLayout, text: str, kind: str, action_id: str, role: str, actions: BoundActions
    ) -> QPushButton:
        made = button(text, kind, large=True)
        made.setProperty("iconName", action_id if action_id != "file.demo" else "play.line")
        made.setProperty("iconRole", role)
        made.clicked.connect(actions.by_id(action_id).trigger)
        row.addWidget(made)
        return made

    def _draw_icons(self) -> None:
        for made in self._buttons:
            set_button_icon(made, self._session.theme, made.property("iconName"), made.property("iconRole"))


class RecentCard(QWidget):
    """The songs opened last, the newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setFixedWidth(_WIDTH_PX)
        column = down(self, 4)
        head = across(gap_px=8)
        title = label("Recent")
        title.setFont(session.theme.font("bodyStrong"))
        clear = button("Clear", "link")
        clear.clicked.connect(self._on_clear)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(clear)
        column.addLayout(head)
        self._card = QFrame()
        self._card.setObjectName("card")
        self._rows = down(self._card, 0, margins_px=(6, 6, 6, 6))
        column.addWidget(self._card)
        session.theme.changed.connect(self.fill)

    def fill(self) -> None:
        """Read the list again."""
        clear_layout(self._rows)
        songs = recent_songs()[:_SHOWN]
        for song in songs:
            self._rows.addWidget(RecentRow(self._session, song))
        self.setVisible(bool(songs))

    def _on_clear(self) -> None:
        clear_recent()
        self.fill()


class RecentRow(QPushButton):
    """One song: title, artist, state and when."""

    def __init__(self, session: Session, song: RecentSong) -> None:
        super().__init__()
        self._session, self._song = session, song
        self.setProperty("kind", "quiet")
        self.setAccessibleName(f"{song.title} {song.artist}, {song.state}")
        self.clicked.connect(lambda: session.files.open([Path(song.path)]))

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH_PX - 24, 38)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, song = self._session.theme, self._song
        painter = QPainter(self)
        middle = self.rect()
        picture = themed_pixmap(theme, "song", "text.muted")
        painter.drawPixmap(12, (self.height() - size("icon")) // 2, picture)
        painter.setFont(theme.font("bodyStrong"))
        painter.setPen(theme.colour("text.primary"))
        title = painter.fontMetrics().elidedText(song.title, Qt.TextElideMode.ElideRight, 330)
        painter.drawText(middle.adjusted(40, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, title)
        at = 40 + painter.fontMetrics().horizontalAdvance(title)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text.muted"))
        artist = painter.fontMetrics().elidedText(song.artist, Qt.TextElideMode.ElideRight, 160)
        painter.drawText(middle.adjusted(at, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, f" · {artist}" if artist else "")
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(middle.adjusted(0, 0, -12, 0), right, _day(song.opened_s))
        painter.setFont(theme.font("small"))
        painter.drawText(middle.adjusted(0, 0, -110, 0), right, song.state)


class Steps(QWidget):
    """The way from a song to a file in four steps."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setFixedSize(_WIDTH_PX, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        widths = [painter.fontMetrics().horizontalAdvance(words) + 28 for words in _STEPS]
        gap = (self.width() - 24 - sum(widths)) / (len(_STEPS) - 1)
        x = 12.0
        for place, words in enumerate(_STEPS):
            painter.setPen(QPen(theme.colour("border.default"), 1))
            painter.setBrush(theme.colour("bg.panel"))
            painter.drawEllipse(QRectF(x, 6, 20, 20))
            painter.setPen(theme.colour("accent.text"))
            painter.setFont(theme.font("smallStrong"))
            painter.drawText(QRectF(x, 6, 20, 20), Qt.AlignmentFlag.AlignCenter, str(place + 1))
            painter.setPen(theme.colour("text.secondary"))
            painter.setFont(theme.font("small"))
            painter.drawText(QRectF(x + 28, 0, widths[place], 32), Qt.AlignmentFlag.AlignVCenter, words)
            if place:
                painter.drawPixmap(round(x - gap / 2 - 7), 9, themed_pixmap(theme, "expand", "text.muted", 14))
            x += widths[place] + gap


def _day(opened_s: float) -> str:
    """Today, Yesterday, or the day and month."""
    then, today = datetime.fromtimestamp(opened_s).date(), datetime.now().date()
    days = (today - then).days
    return {0: "Today", 1: "Yesterday"}.get(days, f"{then.day} {then:%b}")
