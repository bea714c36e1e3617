"""The stretch of time that a service's waveform covers."""

from __future__ import annotations

from lrc_studio.core.lyrics import Lyrics

LENGTH_NOTE = "durationMs"
"""The remark of a `Source` that holds the length of the service's own track, a whole number of ms."""
_LONGEST_MS = 1e9


def covered_ms(lyrics: Lyrics, song_ms: int | None) -> int | None:
    """How long the time is over which the waveform of `lyrics` is spread, in ms; None where nothing says it.

    The song that is open (`song_ms`) says it best, then what is known of the lyrics' song, then the service's own
    length of its track, and last the latest time in the lyrics.
    """
    told = dict(lyrics.source.notes).get(LENGTH_NOTE) if lyrics.source else None
    noted = round(told) if isinstance(told, int | float) and 0 < told < _LONGEST_MS else None
    known = song_ms or (lyrics.audio.duration_ms if lyrics.audio else None) or noted
    return known or max((ms for line in lyrics.lines for ms in (line.start_ms, line.end_ms) if ms), default=None)
