"""Films a display from outside, and makes a short moving picture of what matters in it."""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

RATE_HZ = 8
_SIZE_PX = (960, 600)
_STRIP_PX = 36
_QUALITY = 55
_INK, _PAPER = "#ECEEF2", "#15171C"


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of the film, in s of the monotonic clock, with a sentence below it."""

    from_s: float
    until_s: float
    said: str


class Film:
    """Takes `RATE_HZ` pictures a second of a display from `start` to `stop`."""

    def __init__(self, display: str, size_px: tuple[int, int]) -> None:
        options = {"framerate": str(RATE_HZ), "video_size": f"{size_px[0]}x{size_px[1]}", "draw_mouse": "1"}
        self._source = av.open(display, format="x11grab", options=options)
        self._taken: list[tuple[float, bytes]] = []
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._take)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; the pictures stay."""
        self._stopped.set()
        self._thread.join()
        self._source.close()

    def write(self, path: Path, cuts: Iterable[Cut]) -> int:
        """Write the cuts one after another as an endless WebP; gives its size in bytes."""
        with av.open(str(path), "w", format="webp", options={"loop": "0"}) as file:
            stream = file.add_stream("libwebp_anim", rate=RATE_HZ, options={"quality": str(_QUALITY)})
            stream.width, stream.height = _SIZE_PX[0], _SIZE_PX[1] + _STRIP_PX
            stream.pix_fmt = "yuv420p"
            for number, picture in enumerate(self._pictures(cuts)):
                frame = av.VideoFrame.from_ndarray(picture, format="bgra")
                frame.pts, frame.time_base = number, Fraction(1, RATE_HZ)
                file.mux(stream.encode(frame))
            file.mux(stream.encode(None))
        return path.stat().st_size

    def _take(self) -> None:
        for frame in self._source.decode(video=0):
            small = frame.reformat(*_SIZE_PX, format="bgra", interpolation="AREA")
            self._taken.append((time.monotonic(), zlib.compress(small.to_ndarray().tobytes(), 1)))
            if self._stopped.is_set():
                return

    def _pictures(self, cuts: Iterable[Cut]) -> Iterator[NDArray[np.uint8]]:
        for cut in cuts:
            for at_s, picture in self._taken:
                if cut.from_s <= at_s < cut.until_s:
                    yield _captioned(zlib.decompress(picture), cut.said)


def _captioned(picture: bytes, said: str) -> NDArray[np.uint8]:
    wide, high = _SIZE_PX
    image = QImage(wide, high + _STRIP_PX, QImage.Format.Format_RGB32)
    image.fill(QColor(_PAPER))
    painter = QPainter(image)
    painter.drawImage(0, 0, QImage(picture, wide, high, wide * 4, QImage.Format.Format_RGB32))
    font = QFont("Inter")
    font.setPixelSize(17)
    painter.setFont(font)
    painter.setPen(QColor(_INK))
    painter.drawText(QRect(0, high, wide, _STRIP_PX), int(Qt.AlignmentFlag.AlignCenter), said)
    painter.end()
    return np.frombuffer(bytes(image.constBits()), np.uint8).reshape(high + _STRIP_PX, wide, 4)
