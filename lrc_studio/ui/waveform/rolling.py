"""A picture of more than is in sight, so that a view that moves takes its next frame from the same picture."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtGui import QImage

Draw = Callable[[float, float, int], QImage]
"""`draw(from_ms, to_ms, count)` -> a picture of `count` columns of device pixels from `from_ms` to `to_ms`."""
_MARGIN = 0.25


class RollingPicture:
    """Drawn anew when the zoom or what it shows changes, and where the view leaves it; else moved by whole pixels.

    Whole pixels keep it sharp and still: a column shows the same stretch of time wherever the view moves it, at most
    half a pixel beside its exact place.
    """

    def __init__(self) -> None:
        self._picture = QImage()
        self._key: object = None
        self._first_ms, self._ms_per_px = 0.0, 0.0
        self._count = 0

    def of(self, key: object, from_ms: float, to_ms: float, width_px: int, draw: Draw) -> tuple[QImage, int]:
        """The picture that holds `from_ms` to `to_ms` in `width_px` device pixels, and how many of it lie before.

        `key` tells what else the picture depends on. The first picture at a zoom has no margins, for the next frame
        may zoom again.
        """
        ms_per_px = (to_ms - from_ms) / width_px
        same = key == self._key and math.isclose(ms_per_px, self._ms_per_px, rel_tol=1e-9)
        before_px = round((from_ms - self._first_ms) / ms_per_px) if same else 0
        if not same or before_px < 0 or before_px + width_px > self._count:
            before_px = round(width_px * _MARGIN) if same else 0
            self._key, self._ms_per_px, self._count = key, ms_per_px, width_px + 2 * before_px
            self._first_ms = from_ms - before_px * ms_per_px
            self._picture = draw(self._first_ms, self._first_ms + self._count * ms_per_px, self._count)
        return self._picture, before_px
