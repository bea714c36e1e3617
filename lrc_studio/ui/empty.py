"""The first window: a place to drop a song, songs opened before, and the four steps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from lrc_studio.ui.actions.bound import BoundActions, follow_tip
from lrc_studio.ui.drop_picture import paint_wave, paint_words
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.key_button import KeyButton
from lrc_studio.ui.recent_card import RecentCard
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, down, label, set_button_icon

_WIDTH_PX, _EDGE_PX = 760, 24
_LOW_PX = 700
"""Under this height the drop zone is made lower and fewer songs are listed, so that nothing is cut."""
_ZONE_PX, _ZONE_LOW_PX = 316, 252
_ROWS, _ROWS_LOW = 5, 3
_STEPS = ("Drop a song", "Auto sync", "Check the doubtful lines", "Export")


class EmptyView(QScrollArea):
    """Shown while nothing is open."""

    def __init__(self, session: Session, actions: BoundActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("window")
        row = across(inside, 0)
        row.addStretch(1)
        self._middle = QWidget()
        row.addWidget(self._middle)
        row.addStretch(1)
        self._zone = DropZone(session, actions)
        self._recent = RecentCard(session)
        self._column = self._filled()
        self.setWidget(inside)
        session.theme.changed.connect(self._fit)

    def set_dropping(self, dropping: bool) -> None:
        """Show that a drop would be taken."""
        self._zone.set_dropping(dropping)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        self._zone.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _filled(self) -> QVBoxLayout:
        column = down(self._middle, 0, margins_px=(0, 16, 0, 16))
        column.addStretch(2)
        column.addWidget(self._zone)
        column.addSpacing(12)
        kinds = label("MP3, WAV, OGG, FLAC, M4A, Opus · LRC, SRT, ASS, TTML and other lyrics", "small")
        column.addWidget(kinds, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(20)
        column.addWidget(self._recent)
        column.addSpacing(16)
        column.addWidget(Steps(self._session))
        column.addStretch(3)
        return column

    def _fit(self) -> None:
        """Fill the list and fit the parts to the window and the text size."""
        theme, low = self._session.theme, self.height() < self._session.theme.length(_LOW_PX)
        self._middle.setFixedWidth(min(theme.length(_WIDTH_PX), self.width() - 2 * _EDGE_PX))
        self._zone.set_low(low)
        if self.isVisible():
            self._recent.fill(_ROWS_LOW if low else _ROWS)


class DropZone(QFrame):
    """The dashed frame with the program's own marks and the three ways in."""

    def __init__(self, session: Session, actions: BoundActions) -> None:
        super().__init__()
        self._session, self._dropping, self._low = session, False, False
        self._inside = down(self, 8)
        title = label("Drop a song to start", "title")
        sentence = label(
            "Drop its lyrics with it, or later. Times are found on this computer, without an account.", "secondary"
        )
        for made in (title, sentence):
            made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            made.setWordWrap(True)
            self._inside.addWidget(made)
        self._inside.addSpacing(8)
        row = across(gap_px=10)
        row.addStretch(1)
        self._ways = [
            self._way("Open song", "primary", "file.open", "accent.onFill", actions),
            self._way("Try the demo song", "", "file.demo", "text.primary", actions),
            self._way("Paste lyrics", "quiet", "edit.paste", "text.primary", actions),
        ]
        for way in self._ways:
            row.addWidget(way)
        row.addStretch(1)
        self._inside.addLayout(row)
        session.theme.changed.connect(self._draw_icons)
        self._draw_icons()

    def set_dropping(self, dropping: bool) -> None:
        """Show that a drop would be taken."""
        self._dropping = dropping
        self.update()

    def set_low(self, low: bool) -> None:
        """Take less height."""
        self._low = low
        theme = self._session.theme
        top, bottom = (114, 18) if low else (172, 28)
        self._inside.setContentsMargins(24, theme.length(top), 24, theme.length(bottom))
        self.setMinimumHeight(theme.length(_ZONE_LOW_PX if low else _ZONE_PX))
        self.update()

    def take_focus(self) -> None:
        """Enter opens a song."""
        self._ways[0].setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("accent.tint" if self._dropping else "bg.panel"))
        edge = QPen(theme.colour("accent.graphic" if self._dropping else "border.control"), 1.5)
        edge.setDashPattern([4, 3])
        painter.setPen(edge)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 14, 14)
        middle = self.width() / 2
        wave_y, wave_px, words_y = (44, 44, 76) if self._low else (76, 84, 128)
        paint_wave(painter, theme, middle, theme.length(wave_y), theme.length(wave_px))
        paint_words(painter, theme, middle, theme.length(words_y))

    def _way(self, text: str, kind: str, action_id: str, role: str, actions: BoundActions) -> QPushButton:
        action = actions.by_id(action_id)
        if kind == "primary":
            made: QPushButton = KeyButton(self._session, action, kind, large=True)
            made.setText(text)
        else:
            made = button(text, kind, large=True)
            made.clicked.connect(action.trigger)
            follow_tip(made, action)
        made.setAccessibleName(text)
        made.setAutoDefault(True)  # with nothing to play, Enter presses what has the focus
        made.setProperty("iconName", action_id if action_id != "file.demo" else "play.line")
        made.setProperty("iconRole", role)
        return made

    def _draw_icons(self) -> None:
        for made in self._ways:
            set_button_icon(made, self._session.theme, made.property("iconName"), made.property("iconRole"))
            if isinstance(made, KeyButton):
                made.fit()


class Steps(QWidget):
    """The way from a song to a file in four steps."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setAccessibleName(", then ".join(_STEPS))
        session.theme.changed.connect(self._fit)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        ball, gap_px = theme.length(20), theme.length(8)
        widths = [painter.fontMetrics().horizontalAdvance(words) + ball + gap_px for words in _STEPS]
        gap = (self.width() - 24 - sum(widths)) / (len(_STEPS) - 1)
        x, top = 12.0, (self.height() - ball) / 2
        for place, words in enumerate(_STEPS):
            painter.setPen(QPen(theme.colour("border.default"), 1))
            painter.setBrush(theme.colour("bg.panel"))
            painter.drawEllipse(QRectF(x, top, ball, ball))
            painter.setPen(theme.colour("accent.text"))
            painter.setFont(theme.font("smallStrong"))
            painter.drawText(QRectF(x, top, ball, ball), Qt.AlignmentFlag.AlignCenter, str(place + 1))
            painter.setPen(theme.colour("text.secondary"))
            painter.setFont(theme.font("small"))
            beside = QRectF(x + ball + gap_px, 0, widths[place], self.height())
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, words)
            if place and gap > 20:
                at = round(x - gap / 2 - 7), (self.height() - 14) // 2
                painter.drawPixmap(*at, themed_pixmap(theme, "expand", "text.muted", 14))
            x += widths[place] + gap

    def _fit(self) -> None:
        self.setFixedHeight(self._session.theme.length(32))
