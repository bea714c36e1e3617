"""Where sections begin, as small flags with their names at the foot of the overview."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap, QPolygonF

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.sections import section_starts
from lrc_studio.ui.waveform.scale import TimeScale
from lrc_studio.ui.waveform.stage import Stage

_FLAG = QPolygonF([QPointF(0, 0), QPointF(6, 0), QPointF(6, 9), QPointF(3, 6.5), QPointF(0, 9)])
_HIGH_PX = 15
_LEFT_PX, _GAP_PX = 9, 6
_PLATE = 0.75
_Mark = tuple[int, str]


class SectionMarks:
    """Painted from one picture, made anew only where the sections, the scale or the colours changed."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._lyrics: Lyrics | None = None
        self._marks: list[_Mark] = []
        self._picture = QPixmap()
        self._key: object = None

    def paint(self, painter: QPainter, scale: TimeScale, bottom_px: float, ratio: float) -> None:
        """Draw the flags so that they stand on `bottom_px`."""
        marks = self.marks
        if not marks:
            return
        key = (tuple(marks), scale, ratio, self._stage.session.theme.name)
        if key != self._key:
            self._key, self._picture = key, self._drawn(marks, scale, ratio)
        painter.drawPixmap(QPointF(0, bottom_px - _HIGH_PX), self._picture)

    def name_at(self, scale: TimeScale, x_px: float) -> str:
        """The name of the section whose flag is there, else ""."""
        near = (name for ms, name in self.marks if 0 <= x_px - scale.x_of(ms) <= _LEFT_PX)
        return next(near, "")

    @property
    def marks(self) -> list[_Mark]:
        """The timed sections as (ms, name), by time."""
        lyrics = self._stage.session.document.lyrics
        if lyrics is not self._lyrics:
            self._lyrics = lyrics
            self._marks = sorted((ms, name) for _, ms, name in section_starts(lyrics) if ms is not None)
        return self._marks

    def _drawn(self, marks: list[_Mark], scale: TimeScale, ratio: float) -> QPixmap:
        picture = QPixmap(max(1, round(scale.width_px * ratio)), round(_HIGH_PX * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._stage.session.theme
        painter.setFont(theme.font("caption"))
        metrics = QFontMetrics(theme.font("caption"))
        plate = QColor(theme.colour("data.canvas"))
        plate.setAlphaF(_PLATE)
        after = [scale.x_of(ms) for ms, _ in marks[1:]] + [scale.width_px]
        for (ms, name), until in zip(marks, after, strict=True):
            left = scale.x_of(ms)
            wide = metrics.horizontalAdvance(name)
            painter.setPen(Qt.PenStyle.NoPen)
            if left + _LEFT_PX + wide + _GAP_PX <= until:
                painter.setBrush(plate)
                painter.drawRect(QRectF(left, 0, _LEFT_PX + wide + 3, _HIGH_PX))
                painter.setPen(theme.colour("text.secondary"))
                box = QRectF(left + _LEFT_PX, 0, wide + 2, _HIGH_PX)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
                painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("text.secondary"))
            painter.drawPolygon(_FLAG.translated(left, 3))
        painter.end()
        return picture
