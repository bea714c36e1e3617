"""The file as it will be written: numbered rows, stamps in colour."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from lrc_studio.ui.qt_places import qt_length
from lrc_studio.ui.scripts import line_font, script_of
from lrc_studio.ui.session import Session

_STAMP = re.compile(r"\[\d+:[\d.:]+\]|<\d+:[\d.:]+>|^\[[a-z#]+:")
_GUTTER_PX = 40


class FilePreview(QPlainTextEdit):
    """Read only; Enter and Esc stay the dialog's."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("preview")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("The file as it will be written")
        self.setFont(session.theme.font("small", mono=True))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.document().setDocumentMargin(8)
        self.setViewportMargins(session.theme.length(_GUTTER_PX), 0, 0, 0)
        self._gutter = _Gutter(self)
        self._colours = _Stamps(session, self.document())
        self.updateRequest.connect(self._on_update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        width_px = self._session.theme.length(_GUTTER_PX)
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), width_px, inside.height()))

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Draw the numbers of the rows in sight beside them."""
        painter, theme = QPainter(self._gutter), self._session.theme
        painter.setFont(self.font())
        painter.setPen(theme.colour("text.muted"))
        block = self.firstVisibleBlock()
        while block.isValid():
            row = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if row.top() > event.rect().bottom():
                break
            if block.text() or block.next().isValid():  # a file's last line break begins no row
                place = QRect(0, round(row.top()), self._gutter.width() - 8, round(row.height()))
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(place, right, str(block.blockNumber() + 1))
            block = block.next()

    def _on_update(self, rect: QRect, scrolled_px: int) -> None:
        if scrolled_px:
            self._gutter.scroll(0, scrolled_px)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())


class _Gutter(QWidget):
    def __init__(self, preview: FilePreview) -> None:
        super().__init__(preview)
        self._preview = preview

    def sizeHint(self) -> QSize:
        return QSize(_GUTTER_PX, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._preview.paint_numbers(event)


class _Stamps(QSyntaxHighlighter):
    """Colours stamps and the names of tags, and gives each row the fonts of its own script."""

    def __init__(self, session: Session, document: QTextDocument) -> None:
        super().__init__(document)
        self._session = session
        self._words: dict[str | None, QTextCharFormat] = {}
        self._stamps = _coloured(session.theme.colour("accent.text"))

    def highlightBlock(self, text: str) -> None:
        script = script_of(text)
        if script not in self._words:  # the same for all rows of a script, and slow to make
            self._words[script] = self._words_of(text)
        self.setFormat(0, qt_length(text), self._words[script])
        for found in _STAMP.finditer(text):
            self.setFormat(qt_length(text[: found.start()]), qt_length(found[0]), self._stamps)

    def _words_of(self, text: str) -> QTextCharFormat:
        theme = self._session.theme
        words = _coloured(theme.colour("text.primary"))
        words.setFontFamilies(
            [*theme.font("small", mono=True).families()[:1], *line_font(theme, "small", text).families()[1:]]
        )
        return words


def _coloured(colour: QColor) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(colour)
    return made
