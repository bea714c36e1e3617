"""Colours of the raw text: stamps in the accent, headings quiet, what is not yet a stamp underlined."""

from __future__ import annotations

import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from lrc_studio.core.raw_text import wrong_rows
from lrc_studio.core.sections import heading_of
from lrc_studio.ui.qt_places import qt_length
from lrc_studio.ui.session import Session

_STAMPS = re.compile(r"\s*(?:\[\d[\d:.,]*\]\s*)+")


class RawColours(QSyntaxHighlighter):
    """Follows the theme."""

    def __init__(self, session: Session, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = session.theme
        session.theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        if wrong_rows(text):
            broken = self._format("danger.text")
            broken.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            broken.setUnderlineColor(self._theme.colour("danger.graphic"))
            self.setFormat(0, qt_length(text), broken)
            return
        if heading_of(text) is not None:
            self.setFormat(0, qt_length(text), self._format("text.muted"))
            return
        found = _STAMPS.match(text)
        if found:
            self.setFormat(0, found.end(), self._format("accent.text"))

    def _format(self, role: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(self._theme.colour(role))
        return made
