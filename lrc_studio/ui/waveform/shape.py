"""The sound's columns for a stretch of time, as far as the song is decoded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lrc_studio.audio.pyramid import Columns
    from lrc_studio.audio.sound import Sound


def song_columns(sound: Sound, from_ms: float, to_ms: float, count: int) -> Columns:
    """`count` columns from `from_ms` to `to_ms`; silence where nothing is decoded yet."""
    per_ms = sound.rate_hz / 1000
    return sound.pyramid.columns(from_ms * per_ms, to_ms * per_ms, count)


def decoded_ms(sound: Sound) -> float:
    """How much of the song is there, in ms."""
    return sound.frames * 1000 / sound.rate_hz


def decoded_share(sound: Sound) -> float:
    """How much of the song is there, 0 to 1."""
    if sound.complete:
        return 1.0
    return min(1.0, decoded_ms(sound) / max(1, sound.duration_ms or 1))
