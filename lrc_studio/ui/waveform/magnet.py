"""The magnet: what is dragged is drawn to beginnings in the sound, to the edges of others and to the playhead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.modes import Marker, TimingMode


@dataclass(frozen=True, slots=True)
class Pull:
    """Where the drag is drawn, and the place that draws: of what is held by its middle that may be its end's."""

    to_ms: int
    target_ms: int


def pulled(
    session: Session, mode: TimingMode, lyrics: Lyrics, marker: Marker, ms: float, within_ms: float
) -> Pull | None:
    """What draws a marker at `ms`, the nearest within `within_ms`; None where nothing does."""
    ends = (0, marker.long_ms) if marker.long_ms else (0,)
    found = [
        Pull(round(target - end_ms), round(target))
        for end_ms in ends
        for target in _targets(session, mode, lyrics, marker, ms + end_ms, within_ms)
        if abs(target - end_ms - ms) <= within_ms and target >= end_ms
    ]
    return min(found, key=lambda pull: abs(pull.to_ms - ms), default=None)


def _targets(
    session: Session, mode: TimingMode, lyrics: Lyrics, marker: Marker, ms: float, within_ms: float
) -> Iterator[float]:
    onset = session.onsets.nearest(ms, within_ms)
    if onset is not None:
        yield onset
    yield session.player.position_ms
    shared = (marker.at_ms, marker.at_ms + marker.long_ms)  # the other sides of the edges that move
    for other in mode.markers(lyrics, ms - within_ms, ms + within_ms):
        if other.at_ms not in shared and not mode.moves(marker, other):
            yield other.at_ms
