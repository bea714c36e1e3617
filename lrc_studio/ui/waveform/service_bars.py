"""A service's waveform as bars: which points each one stands for, and how they are painted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from lrc_studio.core.lyrics import Waveform
from lrc_studio.core.waveform import covered_ms
from lrc_studio.ui.theme import tokens
from lrc_studio.ui.waveform.layer import Layer
from lrc_studio.ui.waveform.pixels import PixelGrid
from lrc_studio.ui.waveform.scale import TimeScale, ticks
from lrc_studio.ui.waveform.stage import Stage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEAST_PITCH_PX = 8
_GAP_PX = 3
_LEAST_HIGH_PX = 2
_MARGIN_PX = 5


class Bar(NamedTuple):
    """From `from_ms` to `to_ms`, as loud as `size` (0..1)."""

    from_ms: float
    to_ms: float
    size: float


def bars(sizes: NDArray[np.float32], covered: float, scale: TimeScale) -> list[Bar]:
    """The bars in sight of points that are spread evenly over `covered` ms: one a point, or one for several.

    Each is as loud as the loudest of its points. Which points belong together depends on the zoom alone, so that
    nothing flickers while the view moves.
    """
    import numpy as np

    step_ms = covered / max(1, len(sizes))
    together = max(1, math.ceil(_LEAST_PITCH_PX / (step_ms * scale.px_per_ms)))
    first = max(0, math.floor(scale.from_ms / step_ms / together)) * together
    last = min(len(sizes), math.ceil(scale.to_ms / step_ms))
    if first >= last:
        return []
    starts = np.arange(first, last, together)
    ends = np.minimum(starts + together, len(sizes))
    loudest = np.maximum.reduceat(sizes[: ends[-1]], starts)
    return [
        Bar(start * step_ms, end * step_ms, size)
        for start, end, size in zip(starts.tolist(), ends.tolist(), loudest.tolist(), strict=True)
    ]


class ServiceItem(Layer):
    """Painted from one picture of the part in sight, which is made anew only when that part or the bars change."""

    def __init__(self, stage: Stage, view_box: Any, z: int) -> None:
        super().__init__(stage, view_box, z)
        self._picture = QPixmap()
        self._picture_key: object = None
        self._waveform: Waveform | None = None
        self._sizes: Any = None

    def bars_now(self) -> list[Bar]:
        """The bars in sight."""
        lyrics, song_ms = self.stage.session.document.lyrics, self.stage.session.song.duration_ms
        covered = covered_ms(lyrics, song_ms)
        if lyrics.waveform is None or not covered:
            return []
        return bars(self._sizes_of(lyrics.waveform), covered, self.scale_now)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scale, grid = self.scale_now, PixelGrid(painter)
        line = self.stage.colour("data.grid")
        for tick in ticks(scale):
            if tick.label:
                painter.fillRect(grid.vertical(scale.x_of(tick.ms), 0, self._rect.height()), line)
        shown = self.bars_now()
        key = (tuple(shown), scale, self._rect.height(), grid.ratio, self.theme.name)
        if key != self._picture_key:
            self._picture, self._picture_key = self._drawn(shown, scale, grid.ratio), key
        painter.drawPixmap(QPointF(grid.x(0), grid.y(0)), self._picture)

    def _drawn(self, shown: list[Bar], scale: TimeScale, ratio: float) -> QPixmap:
        width, height = scale.width_px, self._rect.height()
        picture = QPixmap(max(1, round(width * ratio)), max(1, round(height * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.stage.colour("data.providerWave"))
        most = tokens()["radius"]["mark"]
        for bar in shown:
            left, right = scale.x_of(bar.from_ms) + _GAP_PX / 2, scale.x_of(bar.to_ms) - _GAP_PX / 2
            high = max(_LEAST_HIGH_PX, bar.size * (height - 2 * _MARGIN_PX))
            box = QRectF(left, (height - high) / 2, max(1.0, right - left), high)
            radius = min(most, box.width() / 2, high / 2)
            painter.drawRoundedRect(box, radius, radius)
        painter.end()
        return picture

    def _sizes_of(self, waveform: Waveform) -> Any:
        """The peaks as an array, made once for each waveform."""
        import numpy as np

        if self._waveform is not waveform:
            self._waveform, self._sizes = waveform, np.asarray(waveform.peaks, np.float32)
        return self._sizes
