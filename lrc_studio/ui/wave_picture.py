"""The shape of a sound as a picture: peaks around a body that carries the contrast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lrc_studio.audio.pyramid import Columns
    from lrc_studio.audio.sound import Sound


_MOST_GAIN = 6.0
_HEADROOM = 0.95


def display_gain(sound: Sound) -> float:
    """By how much a song is drawn larger so that its loudest moment fills the height; 1 until all of it is decoded."""
    loudest = sound.pyramid.loudest if sound.complete else 0.0
    return min(max(_HEADROOM / loudest, 1.0), _MOST_GAIN) if loudest else 1.0


def wave_picture(columns: Columns, height_px: int, peaks: QColor, body: QColor, gain: float = 1.0) -> QImage:
    """One column of device pixels for each of `columns`, `height_px` high, transparent around the shape.

    `gain` draws quiet songs larger.

    Neighbouring columns always touch, so that the outline is continuous at every zoom.
    """
    import numpy as np

    middle = np.float32((height_px - 1) / 2)
    tall = np.float32(gain) * middle
    top = np.rint(middle - columns.high * tall).astype(np.int16)
    bottom = np.rint(middle - columns.low * tall).astype(np.int16)
    _join(top, bottom)
    half = np.rint(columns.rms * tall).astype(np.int16)
    centre = np.int16(height_px // 2)
    rows = np.arange(height_px, dtype=np.int16)[:, None]
    image = QImage(len(top), height_px, QImage.Format.Format_Indexed8)
    image.setColorTable([0, peaks.rgba(), body.rgba()])
    kinds = np.frombuffer(image.bits(), np.uint8).reshape(height_px, image.bytesPerLine())[:, : len(top)]
    np.logical_and(rows >= top, rows <= bottom, out=kinds.view(np.bool_))
    body_top, body_bottom = np.maximum(centre - half, top), np.minimum(centre + half, bottom)
    inner = slice(max(0, int(body_top.min())), int(body_bottom.max()) + 1)  # most rows have no body at all
    kinds[inner] += ((rows[inner] >= body_top) & (rows[inner] <= body_bottom)).view(np.uint8)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)  # drawn six times as fast


def _join(top: NDArray[np.int16], bottom: NDArray[np.int16]) -> None:
    """Stretch columns that lie wholly above or below the one before until they touch it."""
    import numpy as np

    old_top, old_bottom = top[:-1].copy(), bottom[:-1].copy()
    np.minimum(top[1:], old_bottom, out=top[1:])
    np.maximum(bottom[1:], old_top, out=bottom[1:])
