"""The phases of a job at its service as four bars with their names."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lrc_studio.ui.services.words import PHASES
from lrc_studio.ui.session import Session

_BAR_PX, _GAP_PX, _TEXT_TOP_PX, _TEXT_PX = 4, 4, 8, 16


class PhaseBar(QWidget):
    """`show_phase(2.5)`: the first two are done, the third is half done."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._phase = session, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_phase(self, phase: float) -> None:
        """Show how far the job is, from 0 to 4."""
        self._phase = phase
        self.setAccessibleName(f"Phase: {PHASES[min(int(phase), len(PHASES) - 1)]}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _TEXT_TOP_PX + self._session.theme.length(_TEXT_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - _GAP_PX * (len(PHASES) - 1)) / len(PHASES)
        for place, words in enumerate(PHASES):
            left, share = place * (width + _GAP_PX), min(1.0, max(0.0, self._phase - place))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bg.pressed"))
            painter.drawRoundedRect(QRectF(left, 0, width, _BAR_PX), 2, 2)
            if share:
                painter.setBrush(theme.colour("accent.graphic"))
                painter.drawRoundedRect(QRectF(left, 0, width * share, _BAR_PX), 2, 2)
            now = place == int(self._phase)
            painter.setFont(theme.font("captionStrong" if now else "caption"))
            painter.setPen(theme.colour("text.primary" if now else "text.muted"))
            below = QRectF(left, _TEXT_TOP_PX, width, self.height() - _TEXT_TOP_PX)
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
