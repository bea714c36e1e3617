"""The karaoke stage: what is sung with its wipe, the lines around it and breaks, from the one clock."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lrc_studio.core.karaoke import Scene, Sung, Wait, scene_at
from lrc_studio.ui.preview.colours import stage_colour, strong
from lrc_studio.ui.preview.placing import Placed, Placer, Stage, wait_bar
from lrc_studio.ui.session import Session
from lrc_studio.ui.voices import paint_voice, voice_numbers

_GLYPH_PX = 10.0
_QUIET = {"last": "text.muted", "next": "text.secondary", "romanization": "text.secondary",
          "translation": "text.secondary"}  # fmt: skip


class KaraokeView(QWidget):
    """Follows the player; a double click goes full screen or back.

    It is painted only while it can be seen, and at a frame of the clock only where the wipe or the countdown moved.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._placer: Placer | None = None
        self._stage = Stage()
        self._resting = False
        self.scene = Scene()
        self.setAccessibleName("Karaoke preview")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumHeight(120)
        for signal in (session.document.changed, session.song.changed, session.theme.changed):
            signal.connect(self._on_changed)
        session.player.ticked.connect(self._on_moved)
        session.player.changed.connect(self._on_moved)

    def sizeHint(self) -> QSize:
        return QSize(480, 320)

    def rest(self, resting: bool) -> None:
        """Follow nothing for a while, covered by another stage; what was missed is shown afterwards."""
        self._resting = resting
        self._on_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_changed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_changed()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._session.asked.emit("preview_full")

    def _on_changed(self, *_: object) -> None:
        """All of it anew: other lyrics, another size, another theme."""
        self._placer = None
        self._on_moved()

    def _on_moved(self, *_: object) -> None:
        if self._resting or not self.isVisible():
            return
        session, old = self._session, self.scene
        lyrics = session.document.lyrics
        self.scene = scene_at(lyrics, session.player.player.position_ms, session.song.duration_ms)
        if self._placer is None or _lines(old) != _lines(self.scene):
            self._placer = self._placer or Placer(lyrics, session.theme, self.size())
            self._stage = self._placer.stage(self.scene)
            self.update()
        elif old != self.scene:
            self._update_moved(old)

    def _update_moved(self, old: Scene) -> None:
        """Paint again where the wipe went, a line lights up, or the countdown goes on."""
        for placed in self._stage.placed:
            if placed.sung is not None:
                self._update_sung(placed, old.current[placed.sung], self.scene.current[placed.sung])
        if self._stage.wait and old.wait and self.scene.wait:
            self._update_wait(self._stage.wait, old.wait, self.scene.wait)

    def _update_sung(self, placed: Placed, before: Sung, now: Sung) -> None:
        if before.chars is None or now.chars is None:
            if before.lit != now.lit:
                self.update(placed.text.box.translated(placed.at))
            return
        for part in placed.text.spans(*sorted((before.chars - placed.lead, now.chars - placed.lead))):
            self.update(part.translated(placed.at).adjusted(-1, 0, 1, 0))

    def _update_wait(self, box: QRect, before: Wait, now: Wait) -> None:
        bar = wait_bar(box, self._stage.scale)
        if _seconds(before) != _seconds(now):
            self.update(box)
        elif _filled(bar, before) != _filled(bar, now):
            self.update(bar)

    # ---- the picture -----------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = QPainter(self), event.rect()
        painter.fillRect(area, self._colour("data.canvas"))
        for placed in self._stage.placed:
            if placed.sung is not None:
                self._paint_sung(painter, placed, self.scene.current[placed.sung], area)
            elif placed.text.box.translated(placed.at).intersects(area):
                placed.text.paint(painter, placed.at, self._colour(_QUIET[placed.role]))
        if self.scene.wait and self._stage.wait and self._stage.wait.intersects(area):
            self._paint_wait(painter, self._stage.wait, self.scene.wait)
        if not self._stage.placed:
            self._paint_nothing(painter)

    def _paint_sung(self, painter: QPainter, placed: Placed, sung: Sung, area: QRect) -> None:
        voice = voice_numbers(self._session.document.lyrics).get(placed.line.voice, 1)
        base, colour = self._colour("text.primary"), self._colour(f"data.voice{voice}")
        self._paint_glyph(painter, voice, placed, colour)
        if not placed.text.box.translated(placed.at).intersects(area):
            return
        lined = strong(self._session.theme)
        if sung.chars is None:
            mixed = _between(base, colour, sung.lit)
            placed.text.paint(painter, placed.at, mixed, lined and sung.lit > 0)
        else:
            placed.text.paint_wipe(painter, placed.at, base, colour, lined, max(sung.chars - placed.lead, 0.0))

    def _paint_glyph(self, painter: QPainter, voice: int, placed: Placed, colour: QColor) -> None:
        """The voice's own sign before its line, in a duet."""
        if len(set(voice_numbers(self._session.document.lyrics).values())) < 2:
            return
        side, middle = _GLYPH_PX * self._stage.scale, placed.text.first_middle
        corner = QPointF(placed.at) + QPointF(middle.x() - 1.7 * side, middle.y() - side / 2)
        box = QRectF(corner.x(), corner.y(), side, side)
        paint_voice(painter, self._session.theme, voice, box, colour)

    def _paint_wait(self, painter: QPainter, box: QRect, wait: Wait) -> None:
        """What is left of a break: seconds, and a bar that empties."""
        bar = wait_bar(box, self._stage.scale)
        thin = bar.height() // 3
        painter.fillRect(bar.adjusted(0, thin, 0, -thin), self._colour("border.control"))
        painter.fillRect(_filled(bar, wait), self._colour("text.secondary"))
        font = self._session.theme.font("heading")
        font.setPixelSize(max(11, round(font.pixelSize() * self._stage.scale)))
        painter.setFont(font)
        painter.setPen(self._colour("text.secondary"))
        above = box.adjusted(0, 0, 0, bar.top() - box.bottom() - round(4 * self._stage.scale))
        painter.drawText(above, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom), self._said(wait))

    def _said(self, wait: Wait) -> str:
        coming = self.scene.current[0].row if self.scene.current else self.scene.next
        section = None if coming is None else self._session.document.lyrics.lines[coming].section
        return f"{section} in {_seconds(wait)} s" if section else f"{_seconds(wait)} s"

    def _paint_nothing(self, painter: QPainter) -> None:
        lyrics = self._session.document.lyrics
        said = "" if lyrics.timed else "The words appear here when their lines have times."
        painter.setFont(self._session.theme.font("body"))
        painter.setPen(self._colour("text.muted"))
        wrapped = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(self.rect().adjusted(24, 24, -24, -24), wrapped, said)

    def _colour(self, role: str) -> QColor:
        return stage_colour(self._session.theme, role)


def _lines(scene: Scene) -> tuple[object, ...]:
    """What the stage's plan hangs on."""
    return scene.last, tuple(sung.row for sung in scene.current), scene.next, scene.wait is None


def _seconds(wait: Wait) -> int:
    return math.ceil(wait.left_ms / 1000)


def _filled(bar: QRect, wait: Wait) -> QRect:
    return QRect(bar.left(), bar.top(), round(bar.width() * wait.share), bar.height())


def _between(one: QColor, other: QColor, share: float) -> QColor:
    red, green, blue = (
        round(a + (b - a) * share)
        for a, b in ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    )
    return QColor(red, green, blue)
