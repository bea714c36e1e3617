"""Where each line of a scene stands on the stage, and how large: what does not fit gives way or shrinks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont

from lrc_studio.core.karaoke import Scene, Sung
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.preview.stage_text import StageText
from lrc_studio.ui.scripts import CJK, RIGHT_TO_LEFT, line_font, script_of
from lrc_studio.ui.theme import Theme
from lrc_studio.ui.voices import voice_numbers

_FULL_PX = QSize(680, 300)
"""A stage of this size shows the type scale as it is."""
_LEAST_SCALE, _MOST_SCALE = 0.55, 4.0
_LEAST_PX, _LEAST_SMALL_PX = 24, 12
_MARGIN_SHARE = 0.07
_GAP_PX, _EDGE_PX, _SIDE_GAP_PX = 18, 12, 4
_BEHIND_SHARE = 0.72
_WAIT_PX = QSize(220, 44)
_TRIES = (
    (True, True, 1.0),
    (True, True, 0.8),
    (True, False, 0.8),
    (False, False, 0.8),
    (False, False, 0.6),
    (False, False, 0.45),
)
"""Whether the last line and the translations stay, and the size: the first that fits is taken."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A text at its place; `sung` is its place among the scene's current lines where it has a wipe."""

    text: StageText
    at: QPoint
    role: str
    line: Line
    sung: int | None = None

    @property
    def lead(self) -> int:
        """How many blanks the line has before its first sign; they are not shown."""
        return len(self.line.text) - len(self.line.text.lstrip())


@dataclass(frozen=True, slots=True)
class Stage:
    """All that stands on the stage for as long as the same lines are shown."""

    placed: tuple[Placed, ...] = ()
    wait: QRect | None = None
    scale: float = 1.0


class Placer:
    """Places the lines of scenes on a stage of one size; texts that stay are not laid out again."""

    def __init__(self, lyrics: Lyrics, theme: Theme, size: QSize) -> None:
        self._lyrics, self._theme, self._size = lyrics, theme, size
        self._margin_px = round(size.width() * _MARGIN_SHARE)
        self._old: dict[tuple[object, ...], StageText] = {}
        self._new: dict[tuple[object, ...], StageText] = {}

    def stage(self, scene: Scene) -> Stage:
        """The stage for a scene; it holds for every scene with the same lines."""
        self._new = {}
        for last, sides, share in _TRIES:
            stage, fits = self._try(scene, last, sides, share * self._scale)
            if fits:
                break
        self._old = self._new
        return stage

    def _try(self, scene: Scene, last: bool, sides: bool, scale: float) -> tuple[Stage, bool]:
        lines = self._lyrics.lines
        gap = round(_GAP_PX * scale)
        main = [entry for place, sung in enumerate(scene.current) for entry in self._entries(sung, place, sides, scale)]
        above = [self._entry(lines[scene.last], "last", scale)] if last and scene.last is not None else []
        below = [self._entry(lines[scene.next], "next", scale)] if scene.next is not None else []
        wait = round(_WAIT_PX.height() * scale) if scene.wait else 0
        high = _height(main) or (0 if scene.wait else round(50 * scale))
        head = _height(above) + gap * len(above) + (wait + gap if wait else 0)
        foot = _height(below) + gap * len(below)
        top = (self._size.height() - high) // 2
        top = max(min(top, self._size.height() - _EDGE_PX - foot - high), _EDGE_PX + head)
        fits = top + high + foot <= self._size.height() - _EDGE_PX
        placed = [*self._column(above, top - head), *self._column(main, top), *self._column(below, top + high + gap)]
        box = QRect(0, top - gap - wait, self._size.width(), wait) if wait else None
        return Stage(tuple(placed), box, scale), fits

    def _entries(self, sung: Sung, place: int, sides: bool, scale: float) -> Iterator[Placed]:
        """A line that is sung, with how to read it above and what it means below."""
        line = self._lyrics.lines[sung.row]
        if sides and line.romanization:
            yield self._entry(line, "romanization", scale)
        yield self._entry(line, "sung", scale * (_BEHIND_SHARE if line.background else 1.0), place)
        if sides and line.translation:
            yield self._entry(line, "translation", scale)

    def _entry(self, line: Line, role: str, scale: float, sung: int | None = None) -> Placed:
        shown = {"romanization": line.romanization, "translation": line.translation}.get(role) or line.text
        style = {"sung": "preview", "next": "previewNext"}.get(role, "heading")
        least_px = _LEAST_PX if role == "sung" and not line.background else _LEAST_SMALL_PX
        least_px = round(least_px * min(scale / self._scale, 1.0))
        return Placed(self._text(shown.strip(), line, style, least_px, scale), QPoint(), role, line, sung)

    def _text(self, shown: str, line: Line, style: str, least_px: int, scale: float) -> StageText:
        align = self._align(line)
        key = (shown, style, align, line.background, scale)
        found = self._old.get(key) or self._new.get(key)
        if found is None:
            font = self._font(shown, line, style)
            font.setPixelSize(max(least_px, round(font.pixelSize() * scale)))
            width_px = self._size.width() - 2 * self._margin_px
            found = StageText(shown, font, width_px, least_px, align)
        self._new[key] = found
        return found

    def _font(self, shown: str, line: Line, style: str) -> QFont:
        """Voices behind the singer slant, but not in scripts that stand upright."""
        font = line_font(self._theme, style, shown)
        font.setItalic(line.background and script_of(shown) not in (*CJK, *RIGHT_TO_LEFT))
        return font

    def _align(self, line: Line) -> Qt.AlignmentFlag:
        """In a duet the first voice stands left and the second right; else all stands in the middle."""
        numbers = voice_numbers(self._lyrics)
        number = numbers.get(line.voice, 1)
        if len(set(numbers.values())) < 2 or number > 2:
            return Qt.AlignmentFlag.AlignHCenter
        side = Qt.AlignmentFlag.AlignLeft if number == 1 else Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignAbsolute

    def _column(self, entries: list[Placed], top_px: int) -> Iterator[Placed]:
        for entry in entries:
            yield Placed(entry.text, QPoint(self._margin_px, top_px), entry.role, entry.line, entry.sung)
            top_px += round(entry.text.height_px) + _SIDE_GAP_PX

    @property
    def _scale(self) -> float:
        share = min(self._size.width() / _FULL_PX.width(), self._size.height() / _FULL_PX.height())
        return min(max(share, _LEAST_SCALE), _MOST_SCALE)


def _height(entries: list[Placed]) -> int:
    return sum(round(entry.text.height_px) + _SIDE_GAP_PX for entry in entries)


def wait_bar(box: QRect, scale: float) -> QRect:
    """The bar that empties during a break, at the foot of its place."""
    wide, thick = round(_WAIT_PX.width() * scale), max(3, round(4 * scale))
    return QRect(box.center().x() - wide // 2, box.bottom() - thick, wide, thick)
