"""A row's own piece of sound with its bars: the Timing cell."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from lrc_studio.core.doubt import band
from lrc_studio.core.lyrics import Line, Word
from lrc_studio.core.timeline import effective_end
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import tokens
from lrc_studio.ui.voices import voice_numbers
from lrc_studio.ui.wave_picture import display_gain, wave_picture

AROUND_MS = 350
_KEPT = 400
_WAVE_TOP_PX = 3
_BELOW_WAVE_PX = 11
_BAR_PX = 6
_BAR_BOTTOM_PX = 3
_BAR_GAP_PX = 1.5
_HATCH_STEP_PX = {1: 6.0, 2: 5.0, 3: 4.0}
"""Stripes on a bar this low must be closer than on the wave to be read; the order of the tokens' patterns stays."""
_STRIPE_PX = 1.6


class TimingCell:
    """Paints Timing cells and keeps their pictures; knows which time lies under the mouse."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pictures: dict[tuple[object, ...], QImage] = {}

    def forget(self) -> None:
        """Drop the kept pictures, after another theme or song."""
        self._pictures.clear()

    def span(self, row: int) -> tuple[int, int] | None:
        """The stretch of a row's cell in ms, or None where the line is not timed."""
        lyrics = self._session.document.lyrics
        start = lyrics.lines[row].start_ms
        if start is None:
            return None
        end = effective_end(lyrics, row, self._session.song.duration_ms)
        longest = start + 15_000
        return max(0, start - AROUND_MS), min(max(end or start + 1000, start + 200), longest) + AROUND_MS

    def time_at(self, row: int, x_px: float, box: QRectF) -> int | None:
        """The time under the mouse."""
        span = self.span(row)
        if span is None or box.width() <= 0:
            return None
        share = min(max((x_px - box.left()) / box.width(), 0.0), 1.0)
        return round(span[0] + share * (span[1] - span[0]))

    def paint(self, painter: QPainter, row: int, line: Line, box: QRectF, current: bool) -> None:
        """Draw a row's sound and bars into `box`."""
        span = self.span(row)
        if span is None:
            self._paint_untimed(painter, box)
            return
        high = box.height() - _WAVE_TOP_PX - _BELOW_WAVE_PX
        wave = QRectF(box.left(), box.top() + _WAVE_TOP_PX, box.width(), high)
        picture = self._picture(span, wave, painter.device().devicePixelRatio(), current)
        if picture is not None:
            painter.drawImage(wave, picture)
        top = box.bottom() - _BAR_BOTTOM_PX - _BAR_PX
        if self._session.song.sound is None:  # the bars alone stand in the middle of their row
            top = box.center().y() - _BAR_PX / 2
        scale = box.width() / (span[1] - span[0])
        for part, from_ms, to_ms in _parts(line, span[1] - AROUND_MS):
            left = box.left() + (from_ms - span[0]) * scale
            if left >= box.right():  # a word that lies after its line's end
                continue
            width = max(2.0, min((to_ms - from_ms) * scale - _BAR_GAP_PX, box.right() - left))
            self._paint_bar(painter, QRectF(left, top, width, _BAR_PX), part, line)

    def paint_playhead(self, painter: QPainter, row: int, box: QRectF, ms: int) -> None:
        """Draw the playhead where it stands in this row."""
        span = self.span(row)
        if span and span[0] <= ms <= span[1]:
            x = round(box.left() + (ms - span[0]) / (span[1] - span[0]) * box.width())
            bar = QRectF(x - 1, box.top() + 3, 2, box.height() - 6)
            painter.fillRect(bar.adjusted(-1, 0, 1, 0), self._colour("data.playheadHalo"))
            tapping = self._session.modes.tapping
            painter.fillRect(bar, self._colour("data.playheadSync" if tapping else "data.playhead"))

    def _picture(self, span: tuple[int, int], wave: QRectF, ratio: float, current: bool) -> QImage | None:
        sound = self._session.song.sound
        if sound is None:
            return None
        per_ms = sound.rate_hz / 1000
        if not sound.complete and sound.frames < span[1] * per_ms:
            return None
        count = round(wave.width() * ratio)
        key = (span, count, wave.height(), current, ratio, sound.complete)
        found = self._pictures.get(key)
        if found is None:
            columns = sound.pyramid.columns(span[0] * per_ms, span[1] * per_ms, count)
            peaks, body = ("data.wave", "data.waveRms") if current else ("data.waveQuiet", "data.wave")
            height, gain = round(wave.height() * ratio), display_gain(sound)
            found = wave_picture(columns, height, self._colour(peaks), self._colour(body), gain)
            if len(self._pictures) >= _KEPT:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[key] = found
        return found

    def _paint_untimed(self, painter: QPainter, box: QRectF) -> None:
        pen = QPen(self._colour("border.default"), 1)
        pen.setDashPattern([float(px) for px in tokens()["patterns"]["notTimed"]["dash"]])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box.left() + 0.5, box.center().y() - 7.5, box.width() - 1, 15), 3, 3)

    def _paint_bar(self, painter: QPainter, bar: QRectF, part: Line | Word, line: Line) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        doubt = {"check": 1, "unsure": 2, "doubtful": 3}.get(str(band(part.confidence)))
        if doubt and not (part.locked or line.locked):
            self._paint_doubt(painter, bar, doubt)
            return
        number = voice_numbers(self._session.document.lyrics).get(line.voice, 1)
        painter.setBrush(self._colour(f"data.voice{number}"))
        painter.drawRoundedRect(bar, 2, 2)

    def _paint_doubt(self, painter: QPainter, bar: QRectF, doubt: int) -> None:
        """A tinted bar under slanting stripes, told from a sure one by its pattern even without colours."""
        colour, tint = self._colour(f"data.doubt{doubt}"), self._colour(f"data.doubt{doubt}")
        tint.setAlphaF(0.3)
        shape = QPainterPath()
        shape.addRoundedRect(bar, 2, 2)
        painter.save()
        painter.fillPath(shape, tint)
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(colour, _STRIPE_PX))
        step, x = _HATCH_STEP_PX[doubt], bar.left() - bar.height()
        stripes = []
        while x < bar.right():
            stripes.append(QLineF(x, bar.bottom(), x + bar.height(), bar.top()))
            x += step
        painter.drawLines(stripes)
        painter.restore()

    def _colour(self, role: str) -> QColor:
        return self._session.theme.colour(role)


def _parts(line: Line, end_ms: int) -> list[tuple[Line | Word, int, int]]:
    """What gets a bar of its own, with start and end: the words where all are timed, else the line."""
    if not line.words or any(word.start_ms is None for word in line.words):
        return [(line, line.start_ms or 0, end_ms)]
    starts = [word.start_ms or 0 for word in line.words]
    nexts = [*starts[1:], end_ms]
    return [
        (word, start, min(word.end_ms if word.end_ms is not None else after, max(after, start)))
        for word, start, after in zip(line.words, starts, nexts, strict=True)
    ]
