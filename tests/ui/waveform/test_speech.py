"""What the wave says aloud."""

from __future__ import annotations

import pytest

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.waveform.spans import SpanCache
from lrc_studio.ui.waveform.speech import spoken_line, spoken_time


def said(line: Line) -> str:
    lyrics = Lyrics((Line("First"),) * 10 + (line,))
    span = next((span for span in SpanCache().of(lyrics, None) if span.row == 10), None)
    return spoken_line(lyrics, 10, span)


def test_the_line_is_said_with_times_doubt_and_words() -> None:
    line = Line("Every window is a star somebody lit", 65_698, 68_620, confidence=0.46)
    assert said(line) == "Line 11, 1 minute 5.7 to 1 minute 8.6 seconds, doubtful, 7 words"


def test_what_is_verified_or_not_timed_is_said() -> None:
    assert said(Line("Low tide", 2000, 3000, locked=True, confidence=0.2)) == (
        "Line 11, 2.0 to 3.0 seconds, verified, 2 words"
    )
    assert said(Line("Low")) == "Line 11, not timed, 1 word"
    assert spoken_line(Lyrics(), None, None) == "Wave, no line is current"


@pytest.mark.parametrize(
    ("ms", "words"), [(0, "0.0"), (59_949, "59.9"), (59_951, "1 minute 0.0"), (120_000, "2 minutes 0.0")]
)
def test_times_are_said_to_a_tenth(ms: int, words: str) -> None:
    assert spoken_time(ms) == words
