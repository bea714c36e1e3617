"""The karaoke stage: the line that is sung with its wipe, the one before it and the next, from the one clock."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lrc_studio.core.karaoke import Scene, scene_at
from lrc_studio.core.lyrics import Line
from lrc_studio.ui.preview.stage_text import StageText
from lrc_studio.ui.scripts import line_font
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import parse_colour, tokens
from lrc_studio.ui.voices import paint_voice, voice_numbers

_FULL_WIDTH_PX = 680.0
_LEAST_SCALE, _MOST_SCALE = 0.55, 4.0
_LEAST_PX = 24
_MARGIN_SHARE = 0.07
_GAP_PX = 18.0
_GLYPH_PX = 10.0
_DARK = "dark"
_MOST_KEPT = 24


def stage_colour(role: str) -> QColor:
    """A colour role of the dark theme: the stage is dark whatever the window is."""
    found = tokens()["themes"][_DARK]
    for part in role.split("."):
        found = found[part]
    return parse_colour(str(found))


class KaraokeView(QWidget):
    """Follows the player; a double click goes full screen or back. It is painted only while it can be seen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._texts: dict[tuple[object, ...], StageText] = {}
        self.scene = Scene()
        self.setAccessibleName("Karaoke preview")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumHeight(120)
        for signal in (session.document.changed, session.song.changed, session.theme.changed):
            signal.connect(self._on_changed)
        session.player.ticked.connect(self._on_moved)
        session.player.changed.connect(self._on_moved)
        self._on_changed()

    def sizeHint(self) -> QSize:
        return QSize(480, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._texts.clear()
        super().resizeEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._session.asked.emit("preview_full")

    def _on_changed(self, *_: object) -> None:
        self._texts.clear()
        self._on_moved()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_changed()

    def _on_moved(self, *_: object) -> None:
        if not self.isVisible():
            return
        session = self._session
        now_ms = session.player.player.position_ms
        scene = scene_at(session.document.lyrics, now_ms, session.song.duration_ms)
        if scene != self.scene:
            self.scene = scene
            self.update()

    # ---- the picture -----------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), stage_colour("data.canvas"))
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        lines, scene = self._session.document.lyrics.lines, self.scene
        current = self._current(lines[scene.current]) if scene.current is not None else None
        middle = self.height() / 2
        high = current.height_px if current else 50 * self._scale
        top = middle - high / 2
        if current and scene.current is not None:
            line = lines[scene.current]
            at = QPointF(self._margin, top)
            voice = self._voice(line)
            sung = stage_colour(f"data.voice{voice}")
            current.paint_wipe(painter, at, stage_colour("text.primary"), sung, scene.sung)
            self._paint_glyph(painter, voice, at, current)
        elif scene.last is None and scene.next is None:
            self._paint_nothing(painter)
        gap = _GAP_PX * self._scale
        if scene.last is not None:
            text = self._small(lines[scene.last], "heading")
            text.paint(painter, QPointF(self._margin, top - gap - text.height_px), stage_colour("text.muted"))
        if scene.next is not None:
            text = self._small(lines[scene.next], "previewNext")
            text.paint(painter, QPointF(self._margin, top + high + gap), stage_colour("text.secondary"))

    @property
    def _scale(self) -> float:
        by_height = self.height() / 300
        return min(max(min(self.width() / _FULL_WIDTH_PX, by_height), _LEAST_SCALE), _MOST_SCALE)

    @property
    def _margin(self) -> float:
        return self.width() * _MARGIN_SHARE

    def _current(self, line: Line) -> StageText:
        return self._text(line, "preview", _LEAST_PX)

    def _small(self, line: Line, style: str) -> StageText:
        return self._text(line, style, 11)

    def _text(self, line: Line, style: str, least_px: int) -> StageText:
        align = self._align(line)
        key = (line.text, style, self.width(), self.height(), align, line.background)
        found = self._texts.get(key)
        if found is None:
            font = line_font(self._session.theme, style, line.text)
            font.setPixelSize(max(least_px // 2, round(font.pixelSize() * self._scale)))
            font.setItalic(line.background)
            if len(self._texts) >= _MOST_KEPT:
                self._texts.clear()
            width = self.width() - 2 * self._margin
            found = StageText(line.text.strip(), font, width, round(least_px * min(self._scale, 1.0)), align)
            self._texts[key] = found
        return found

    def _voice(self, line: Line) -> int:
        return voice_numbers(self._session.document.lyrics).get(line.voice, 1)

    def _align(self, line: Line) -> Qt.AlignmentFlag:
        """In a duet the first voice stands left and the second right; else all stands in the middle."""
        numbers = set(voice_numbers(self._session.document.lyrics).values())
        if len(numbers) < 2 or self._voice(line) > 2:
            return Qt.AlignmentFlag.AlignHCenter
        side = Qt.AlignmentFlag.AlignLeft if self._voice(line) == 1 else Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignAbsolute

    def _paint_glyph(self, painter: QPainter, voice: int, at: QPointF, text: StageText) -> None:
        """The voice's own sign above its line, in a duet."""
        if len(set(voice_numbers(self._session.document.lyrics).values())) < 2:
            return
        side = _GLYPH_PX * self._scale
        box = QRectF(at.x() + text.left_px, at.y() - side - 4, side, side)
        paint_voice(painter, self._session.theme, voice, box)

    def _paint_nothing(self, painter: QPainter) -> None:
        lyrics = self._session.document.lyrics
        said = "" if lyrics.timed else "The words appear here when their lines have times."
        painter.setFont(self._session.theme.font("body"))
        painter.setPen(stage_colour("text.muted"))
        painter.drawText(self.rect().adjusted(24, 24, -24, -24), int(Qt.AlignmentFlag.AlignCenter), said)
