"""Where a file's container lies about its sound: what players that believe it will show wrongly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MOST_OFF_MS = 100
"""Shorter differences are the padding of a codec's last frame."""
PADDING_BYTES = 1
ENOUGH_SIZES = 8
_HERE = "Times here are counted in samples."


@dataclass(frozen=True, slots=True)
class Mp3Head:
    """What the first frame of an mp3 states: its length (Xing, Info or VBRI) and the encoder's delay (LAME)."""

    length: bool
    delay: bool


class Sizes:
    """Whether packets differ in size, as they do where the bit rate varies."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def add(self, size_bytes: int) -> None:
        """Take note of a packet."""
        if len(self._seen) < ENOUGH_SIZES:
            self._seen.add(size_bytes)

    @property
    def vary(self) -> bool:
        """More than by a byte of padding and a short packet at each end."""
        ordered = sorted(self._seen)[1:-1]
        return len(ordered) >= 2 and ordered[-1] - ordered[0] > PADDING_BYTES


def mp3_head(path: Path) -> Mp3Head:
    """Read the head of an mp3, behind its tags."""
    with path.open("rb") as file:
        head = file.read(10)
        tag_bytes = 0
        if head[:3] == b"ID3" and len(head) == 10:
            tag_bytes = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
        file.seek(tag_bytes)
        first_frames = file.read(4_096)
    length = any(mark in first_frames for mark in (b"Xing", b"Info", b"VBRI"))
    return Mp3Head(length, length and (b"LAME" in first_frames or b"Lavc" in first_frames or b"Lavf" in first_frames))


def truth(head: Mp3Head | None, sizes: Sizes, declared_ms: int | None, counted_ms: int) -> str | None:
    """One line on what the container of a whole file gets wrong, None where it tells the truth.

    `head` is None for everything but mp3. The times of this program are counted in samples and are right either way.
    """
    if head is not None and not head.length and sizes.vary:
        return f"Its bit rate varies and it has no index: players that guess will show other times. {_HERE}"
    if declared_ms is not None and abs(declared_ms - counted_ms) > MOST_OFF_MS:
        return f"It claims to last {_seconds(declared_ms)}; its sound lasts {_seconds(counted_ms)}. {_HERE}"
    if head is not None and not head.delay:
        return f"It does not state its encoder's delay: players may hear it up to 50 ms apart. {_HERE}"
    return None


def _seconds(ms: int) -> str:
    return f"{ms // 60_000}:{ms // 1000 % 60:02}.{ms % 1000:03}"
