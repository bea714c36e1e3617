"""The overview: the whole song with the part in sight as a frame, and marks where something is to be done."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF

from lrc_studio.ui.wave_picture import display_gain, wave_picture
from lrc_studio.ui.waveform.band import Band, playhead_role
from lrc_studio.ui.waveform.pixels import PixelGrid
from lrc_studio.ui.waveform.scale import TimeScale
from lrc_studio.ui.waveform.section_marks import SectionMarks
from lrc_studio.ui.waveform.shape import song_columns
from lrc_studio.ui.waveform.spans import LineSpan
from lrc_studio.ui.waveform.stage import Stage

_TIP = "Drag the frame to move, its edges to zoom"
_MARKS_PX = 10
_EDGE_PX = 5
_LEAST_FRAME_PX = 8


class Overview(Band):
    """Drag the frame to move, its edges to zoom; click beside it to look there."""

    title, icon, height_token = "Overview", "view.overview", "overview"
    toggle = "view.overview"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setObjectName("overview")
        self.setAccessibleName("Overview of the song")
        self.setToolTip(_TIP)
        self.setMouseTracking(True)
        self._shape: QPixmap | None = None
        self._shape_key: object = None
        self._marks = QPixmap()
        self._spans: tuple[LineSpan, ...] = ()
        self._found: list[tuple[int, str]] = []
        self._marks_key: tuple[object, ...] | None = None
        self._grip = ""
        self._grip_ms = 0.0
        self._sections = SectionMarks(stage)

    @property
    def wanted(self) -> bool:
        return self.session.settings.overview and not self.stage.short

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
            self.setToolTip(self._sections.name_at(self.scale(), x_px) or _TIP)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self.scale()
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.stage.colour("data.canvas"))
        grid = PixelGrid(painter)
        self._paint_shape(painter)
        self._sections.paint(painter, scale, self.height() - 1, self.devicePixelRatioF())
        if self.session.viewport.song_ms > 0:
            self._paint_frame(painter, grid)
        if self.session.song.sound:
            at_px, role = scale.x_of(self.playhead_ms), playhead_role(self.stage)
            painter.fillRect(grid.vertical(at_px, 0, self.height() - 1, 1.5), self.stage.colour(role))
        self._paint_marks(painter)
        self.paint_hairline(painter, grid)

    def _paint_frame(self, painter: QPainter, grid: PixelGrid) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.stage.colour("accent.graphic"), grid.thick(1.5)))
        painter.setBrush(self.stage.colour("data.selectionFill"))
        painter.drawRoundedRect(grid.outline(self.frame(), 1.5), 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

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
        key = (sound, sound.frames, sound.complete, sound.duration_ms, self.size(), ratio, theme.name)
        if key != self._shape_key:
            count, height = max(1, round(self.width() * ratio)), round((self.height() - _MARKS_PX) * ratio)
            columns = song_columns(sound, 0, max(self.session.viewport.song_ms, 1), count)
            peaks, body = self.stage.colour("data.waveQuiet"), self.stage.colour("data.wave")
            picture = wave_picture(columns, height, peaks, body, display_gain(sound))
            self._shape = QPixmap.fromImage(picture)
            self._shape.setDevicePixelRatio(ratio)
            self._shape_key = key
        assert self._shape is not None
        painter.drawPixmap(QPointF(0, _MARKS_PX - 2), self._shape)

    def _paint_marks(self, painter: QPainter) -> None:
        """Draw the marks from a picture of their own, for there may be hundreds."""
        spans, ratio = self.stage.spans(), self.devicePixelRatioF()
        if spans is not self._spans:  # not at each step of the playhead
            self._spans, self._found = spans, _marks(spans)
        marks = self._found
        key = (marks, self.scale(), ratio, self.session.theme.name)
        if self._marks_key is None or any(a is not b and a != b for a, b in zip(key, self._marks_key, strict=True)):
            self._marks = QPixmap(round(self.width() * ratio), round(_MARKS_PX * ratio))
            self._marks.setDevicePixelRatio(ratio)
            self._marks.fill(Qt.GlobalColor.transparent)
            self._draw_marks(marks)
            self._marks_key = key
        painter.drawPixmap(QPointF(0, 0), self._marks)

    def _draw_marks(self, marks: list[tuple[int, str]]) -> None:
        painter, scale = QPainter(self._marks), self.scale()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.stage.colour("data.canvas"), 1))
        per_px = 2 * self.devicePixelRatioF()
        for x, role in dict.fromkeys((round(scale.x_of(ms) * per_px), role) for ms, role in marks):  # one a place
            shape = _TRIANGLE if role == _PROBLEM else _DIAMOND
            painter.setBrush(self.stage.colour(role))
            painter.drawPolygon(shape.translated(x / per_px, 0))
        painter.end()


def _marks(spans: tuple[LineSpan, ...]) -> list[tuple[int, str]]:
    """Where there is something to check, as (ms, colour role): most edits move none of them."""
    return [
        (span.start_ms, _PROBLEM if span.problem and not span.locked else _DOUBTS[str(span.doubt)])
        for span in spans
        if (span.problem and not span.locked) or span.doubt in _DOUBTS
    ]


_CURSORS = {
    "": Qt.CursorShape.PointingHandCursor,
    "frame": Qt.CursorShape.OpenHandCursor,
    "left": Qt.CursorShape.SizeHorCursor,
    "right": Qt.CursorShape.SizeHorCursor,
}
_PROBLEM = "data.problem"
_DOUBTS = {"unsure": "data.doubt2", "doubtful": "data.doubt3"}
_TRIANGLE = QPolygonF([QPointF(0, 1.5), QPointF(4, 8.5), QPointF(-4, 8.5)])
_DIAMOND = QPolygonF([QPointF(0, 1), QPointF(4, 5), QPointF(0, 9), QPointF(-4, 5)])
