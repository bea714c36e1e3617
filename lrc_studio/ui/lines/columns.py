"""The table's columns: their names, which of them are typed in, and how wide they are in a window of any size."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt

from lrc_studio.core.lyrics import Line
from lrc_studio.ui.scripts import CJK, script_of
from lrc_studio.ui.theme import Theme, size, tokens

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """The columns from left to right."""

    MARK = 0
    START = 1
    END = 2
    TEXT = 3
    TIMING = 4
    CONFIDENCE = 5


HEADS = ("#", "Start", "End", "Text", "Timing", "Confidence")
EDITABLE = (Column.START, Column.END, Column.TEXT)
PAD_PX = 4
"""From a column's left edge to what stands in it."""
NUMBER_RIGHT_PX = 7
"""From a row's number to the right edge of its column."""
_CJK_MORE_PX = 2
_TIMING_GAP_PX = 24
_WIDE_TIMING_PX = 320
_LONGEST_TEXT_PX = 900
_SHORTEST_TEXT_PX = 220


def content(cell: QRect, line: Line) -> QRect:
    """A cell without the band of the section that begins with it."""
    return cell.adjusted(0, size("sectionBand"), 0, 0) if line.section else cell


def row_heights(theme: Theme) -> Callable[[Line], int]:
    """How high a line's row is: more for the dense scripts, and for the band of a section that begins with it."""
    plain, band = theme.length(size("row.normal")), size("sectionBand")

    def height(line: Line) -> int:
        more = _CJK_MORE_PX if script_of(line.text) in CJK else 0
        return plain + more + (band if line.section else 0)

    return height


def timing_box(cell: QRect) -> QRectF:
    """Where a Timing cell's sound is drawn."""
    return QRectF(cell).adjusted(PAD_PX, 0, PAD_PX - _TIMING_GAP_PX, 0)


def is_small(theme: Theme, window_px: int, table_px: int) -> bool:
    """Whether End and the percentage go: in a small window, or where large text leaves the words no room."""
    fixed = _fixed(theme, small=False) + size("miniWave.w") + _TIMING_GAP_PX
    return window_px < tokens()["breakpoints"]["small"] or table_px - fixed < theme.length(_SHORTEST_TEXT_PX)


def widths(theme: Theme, window_px: int, table_px: int, simple: bool = False) -> dict[Column, int]:
    """The width of each column but Text, which takes the rest; 0 hides a column. The simple view has no ends."""
    small = simple or is_small(theme, window_px, table_px)
    timing = size("miniWave.wSmall" if small else "miniWave.w")
    if window_px >= tokens()["breakpoints"]["wide"]:
        timing = _WIDE_TIMING_PX
    fixed = _fixed(theme, small)
    if window_px >= tokens()["breakpoints"]["huge"]:
        timing = max(timing, table_px - fixed - _LONGEST_TEXT_PX - _TIMING_GAP_PX)
    return {
        Column.MARK: theme.length(64),
        Column.START: theme.length(84),
        Column.END: 0 if small else theme.length(84),
        Column.TIMING: timing + _TIMING_GAP_PX,
        Column.CONFIDENCE: 44 if small else theme.length(90),
    }


def _fixed(theme: Theme, small: bool) -> int:
    return theme.length(64 + 84) + (44 if small else theme.length(84 + 90))
