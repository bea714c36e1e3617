"""What the wave says of the current line to those who do not see it."""

from __future__ import annotations

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.waveform.spans import LineSpan


def spoken_time(ms: int) -> str:
    """A time as it is said, to a tenth of a second: "1 minute 5.7", "2 minutes 0.0"."""
    minutes, tenths = divmod((ms + 50) // 100, 600)
    seconds = f"{tenths // 10}.{tenths % 10}"
    if not minutes:
        return seconds
    return f"{minutes} {'minute' if minutes == 1 else 'minutes'} {seconds}"


def spoken_line(lyrics: Lyrics, row: int | None, span: LineSpan | None) -> str:
    """The current line in one sentence, such as "Line 11, 1 minute 5.7 to 1 minute 8.6 seconds, doubtful, 7 words"."""
    if row is None or row >= len(lyrics.lines):
        return "Wave, no line is current"
    line = lyrics.lines[row]
    parts = [f"Line {row + 1}"]
    parts.append(f"{spoken_time(span.start_ms)} to {spoken_time(span.end_ms)} seconds" if span else "not timed")
    if span:
        parts += [
            part for part in ("verified" if span.locked else "", span.doubt or "", span.problem.rstrip(".")) if part
        ]
    words = len(line.words) or len(line.text.split())
    parts.append(f"{words} {'word' if words == 1 else 'words'}")
    return ", ".join(parts)
