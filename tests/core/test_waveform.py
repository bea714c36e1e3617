"""Over which time a service's waveform is spread."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lrc_studio.core.lyrics import AudioRef, Line, Lyrics, Source, Waveform
from lrc_studio.core.waveform import LENGTH_NOTE, covered_ms

LINES = Lyrics((Line("a", 1000, 2000), Line("b", 3000)), waveform=Waveform((0.5, 1.0), "sunoapi"))


def noted(value: object) -> Lyrics:
    return replace(LINES, source=Source("sunoapi", "task", ((LENGTH_NOTE, value),)))


def test_the_open_song_goes_before_all_else() -> None:
    lyrics = replace(noted(170_000), audio=AudioRef("song.mp3", duration_ms=180_000))
    assert covered_ms(lyrics, 200_000) == 200_000
    assert covered_ms(lyrics, None) == 180_000


def test_the_services_own_length_goes_before_the_lyrics() -> None:
    assert covered_ms(noted(170_000), None) == 170_000
    assert covered_ms(noted(170_000.4), None) == 170_000


@pytest.mark.parametrize("value", [None, 0, -5, "long", 1e12, float("nan"), float("inf"), [1]])
def test_a_length_that_is_none_is_passed_over(value: object) -> None:
    assert covered_ms(noted(value), None) == 3000


def test_nothing_says_how_long_the_time_is() -> None:
    assert covered_ms(Lyrics((Line("a"),), waveform=Waveform((1.0,))), None) is None
