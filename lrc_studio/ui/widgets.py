"""Small building blocks that every part of the window uses."""

from __future__ import annotations

from PySide6.QtCore import Property, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lrc_studio.ui.icons import icon
from lrc_studio.ui.theme import Theme, size


def label(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """A label in a role of the style sheet: muted, secondary, strong, caption, small, heading, title, time, error."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    return made


class ElidedLabel(QLabel):
    """A label of one line that ends in an ellipsis where its room is too small; the tool tip then says all."""

    def __init__(self, text: str = "", role: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._mode = mode
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.say(text)

    def say(self, text: str) -> None:
        """Show this text, as much of it as there is room for."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, self._mode, max(self.width(), 8)))
        self.setToolTip(self._whole if self.text() != self._whole else "")


class PushButton(QPushButton):
    """A push button whose focus ring keeps a gap to a filled face, which may have the ring's own colour."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._gap = QColor()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.property("kind") == "primary":
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._gap, 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 3.5, 3.5)

    def _get_gap(self) -> QColor:
        return self._gap

    def _set_gap(self, colour: QColor) -> None:
        self._gap = colour
        self.update()

    gapColour = Property(QColor, _get_gap, _set_gap)  # noqa: N815 (filled in by the style sheet)


def button(text: str, kind: str = "", large: bool = False, small: bool = False) -> QPushButton:
    """A push button: `kind` is primary, quiet, link, danger or "" for secondary."""
    made = PushButton(text)
    made.setProperty("kind", kind)
    made.setProperty("measure", "large" if large else "small" if small else "")
    made.setAutoDefault(False)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click presses it and leaves the keys where they were
    made.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
    return made


def tool_button(action: QAction, name: str = "") -> QToolButton:
    """An icon button for an action, 32 px, with the action's tool tip."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setIconSize(QSize(size("icon"), size("icon")))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setAccessibleName(action.text().rstrip("…"))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if name:
        made.setObjectName(name)
    return made


def number_box() -> QSpinBox:
    """A field for a whole number; its text stands off the edge, which the style sheet cannot say of such a field."""
    made = QSpinBox()
    made.lineEdit().setTextMargins(6, 0, 0, 0)
    return made


def hairline(vertical: bool = True, length_px: int = 20) -> QFrame:
    """A divider of one pixel."""
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedSize(*((1, length_px) if vertical else (length_px, 1)))
    return line


def set_button_icon(made: QPushButton, theme: Theme, name: str, role: str) -> None:
    """Draw a push button's icon in a colour role."""
    made.setIcon(icon(theme, name, role))
    made.setIconSize(QSize(size("icon"), size("icon")))
    bare = made.text().strip(_GAP)
    made.setText(f"{_GAP}{bare}" if bare else "")


_GAP = "\u2002"
"""An en space: Qt leaves only 4 px between icon and label."""
Margins = tuple[int, int, int, int]


def across(parent: QWidget | None = None, gap_px: int = 8, margins_px: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row of widgets; without `parent` it goes into another layout."""
    made = QHBoxLayout(parent) if parent else QHBoxLayout()
    made.setSpacing(gap_px)
    made.setContentsMargins(*margins_px)
    return made


def down(parent: QWidget | None = None, gap_px: int = 0, margins_px: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column of widgets; without `parent` it goes into another layout."""
    made = QVBoxLayout(parent) if parent else QVBoxLayout()
    made.setSpacing(gap_px)
    made.setContentsMargins(*margins_px)
    return made


def clear_layout(layout: QLayout) -> None:
    """Take all widgets out of a layout and delete them."""
    while (item := layout.takeAt(0)) is not None:
        made = item.widget()
        if made:
            made.hide()
            made.deleteLater()
