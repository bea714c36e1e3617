"""The sound's columns for a stretch of time, as far as the song is decoded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lrc_studio.audio.pyramid import Columns
    from lrc_studio.audio.sound import Sound

_CURVE_THICK = 0.01


def song_columns(sound: Sound, from_ms: float, to_ms: float, count: int) -> Columns:
    """`count` columns from `from_ms` to `to_ms`; silence where nothing is decoded yet."""
    first, last = from_ms * sound.rate_hz / 1000, to_ms * sound.rate_hz / 1000
    if last - first < count:
        return _curve(sound, first, last, count)
    return sound.pyramid.columns(first, last, count)


def _curve(sound: Sound, first: float, last: float, count: int) -> Columns:
    """Closer than a sample a column: the line from sample to sample, wholly body."""
    import numpy as np

    from lrc_studio.audio.pyramid import Columns

    from_frame, to_frame = int(first), int(last) + 2
    samples = sound.pyramid.columns(from_frame, to_frame, to_frame - from_frame)
    places = np.linspace(first, last, count, endpoint=False)
    line = np.interp(places, np.arange(from_frame, to_frame), samples.low).astype(np.float32)
    thick = np.float32(_CURVE_THICK)
    return Columns(line - thick, line + thick, np.ones(count, np.float32))
