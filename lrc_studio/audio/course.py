"""Which stretch of a song is wanted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """What to play: from `first_frame` to `end_frame` (None: the song's end).

    With `loop_from` it begins there again, after `gap_frames` of silence, until it is stopped.
    """

    first_frame: int
    end_frame: int | None = None
    loop_from: int | None = None
    gap_frames: int = 0
