"""The overview: the whole song with the part in sight as a frame, and marks where something is to be done."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF

from lrc_studio.ui.wave_picture import wave_picture
from lrc_studio.ui.waveform.band import Band
from lrc_studio.ui.waveform.pixels import PixelGrid
from lrc_studio.ui.waveform.scale import TimeScale
from lrc_studio.ui.waveform.shape import decoded_share, song_columns
from lrc_studio.ui.waveform.stage import Stage

_MARKS_PX = 10
_EDGE_PX = 5
_LEAST_FRAME_PX = 8


class Overview(Band):
    """Drag the frame to move, its edges to zoom; click beside it to look there."""

    title, icon, height_token = "Overview", "view.overview", "overview"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setObjectName("overview")
        self.setAccessibleName("Overview of the song")
        self.setToolTip("Drag the frame to move, its edges to zoom")
        self.setMouseTracking(True)
        self._shape: QPixmap | None = None
        self._shape_key: object = None
        self._grip = ""
        self._grip_ms = 0.0

    def scale(self) -> TimeScale:
        return TimeScale(0.0, max(self.session.viewport.song_ms, 1.0), max(1, self.width()))

    def frame(self) -> QRectF:
        """The part in sight, never too narrow to take hold of."""
        scale, view = self.scale(), self.session.viewport
        left, right = scale.x_of(view.from_ms), scale.x_of(view.to_ms)
        missing = max(0.0, _LEAST_FRAME_PX - (right - left)) / 2
        return QRectF(left - missing, 1, right - left + 2 * missing, self.height() - 3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        view, at_ms = self.session.viewport, self.scale().ms_at(event.position().x())
        self._grip = self._grip_at(event.position().x())
        if not self._grip:
            view.show(at_ms - view.span_ms / 2, at_ms + view.span_ms / 2)
            self._grip = "frame"
        self._grip_ms = at_ms - view.from_ms

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x_px = event.position().x()
        view, at_ms = self.session.viewport, self.scale().ms_at(x_px)
        if self._grip == "frame":
            view.show(at_ms - self._grip_ms, at_ms - self._grip_ms + view.span_ms)
        elif self._grip == "left":
            view.show(min(at_ms, view.to_ms - 10), view.to_ms)
        elif self._grip == "right":
            view.show(view.from_ms, max(at_ms, view.from_ms + 10))
        elif not event.buttons():
            self.setCursor(_CURSORS[self._grip_at(x_px)])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, scale = self.session.theme, self.scale()
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("data.canvas"))
        grid = PixelGrid(painter)
        self._paint_shape(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = grid.outline(self.frame(), 1.5)
        painter.setPen(QPen(theme.colour("accent.graphic"), grid.thick(1.5)))
        painter.setBrush(theme.colour("data.selectionFill"))
        painter.drawRoundedRect(frame, 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        at_px = scale.x_of(self.playhead_ms)
        painter.fillRect(grid.vertical(at_px, 0, self.height() - 1, 1.5), theme.colour("data.playhead"))
        self._paint_marks(painter, event.rect().left(), event.rect().right())
        self.paint_hairline(painter, grid)

    def _grip_at(self, x_px: float) -> str:
        frame = self.frame()
        near = min((abs(x_px - frame.left()), "left"), (abs(x_px - frame.right()), "right"))
        if near[0] <= _EDGE_PX and self.session.viewport.song_ms > 0:
            return near[1]
        return "frame" if frame.left() < x_px < frame.right() else ""

    def _paint_shape(self, painter: QPainter) -> None:
        sound, theme, ratio = self.session.song.sound, self.session.theme, self.devicePixelRatioF()
        if sound is None:
            return
        key = (sound, sound.frames, sound.duration_ms, self.size(), ratio, theme.name)
        if key != self._shape_key:
            count, height = max(1, round(self.width() * ratio)), round((self.height() - _MARKS_PX) * ratio)
            columns = song_columns(sound, 0, max(self.session.viewport.song_ms, 1), count)
            picture = wave_picture(columns, height, theme.colour("data.waveQuiet"), theme.colour("data.wave"))
            self._shape = QPixmap.fromImage(picture)
            self._shape.setDevicePixelRatio(ratio)
            self._shape_key = key
        assert self._shape is not None
        painter.drawPixmap(QPointF(0, _MARKS_PX - 2), self._shape)
        done_px = decoded_share(sound) * self.width()
        if done_px < self.width():
            middle = _MARKS_PX - 2 + (self.height() - _MARKS_PX) / 2
            painter.fillRect(QRectF(done_px, middle, self.width() - done_px, 1), theme.colour("data.wave"))

    def _paint_marks(self, painter: QPainter, from_px: int, to_px: int) -> None:
        theme, scale = self.session.theme, self.scale()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        doubts = {"unsure": theme.colour("data.doubt2"), "doubtful": theme.colour("data.doubt3")}
        problem, canvas = theme.colour("data.problem"), theme.colour("data.canvas")
        for span in self.stage.spans():
            x_px = scale.x_of(span.start_ms)
            if not from_px - 8 <= x_px <= to_px + 8:
                continue
            if span.problem and not span.locked:
                _mark(painter, _TRIANGLE, x_px, problem, canvas)
            elif span.doubt in doubts:
                _mark(painter, _DIAMOND, x_px, doubts[span.doubt], canvas)


_CURSORS = {
    "": Qt.CursorShape.PointingHandCursor,
    "frame": Qt.CursorShape.OpenHandCursor,
    "left": Qt.CursorShape.SizeHorCursor,
    "right": Qt.CursorShape.SizeHorCursor,
}
_TRIANGLE = QPolygonF([QPointF(0, 1.5), QPointF(4, 8.5), QPointF(-4, 8.5)])
_DIAMOND = QPolygonF([QPointF(0, 1), QPointF(4, 5), QPointF(0, 9), QPointF(-4, 5)])


def _mark(painter: QPainter, shape: QPolygonF, x_px: float, colour: QColor, around: QColor) -> None:
    painter.setPen(QPen(around, 1))
    painter.setBrush(colour)
    painter.drawPolygon(shape.translated(x_px, 0))
