"""Checking lyrics against their song."""

from __future__ import annotations

import numpy as np
import pytest

from lrc_studio.core.errors import Cancelled
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.core.progress import Progress, silent
from lrc_studio.workflows.check_lyrics import check_lyrics, sounding_spans
from tests.workflows.conftest import MakeSong


def codes(lyrics: Lyrics, *song: object) -> list[tuple[str, str, int]]:
    found = check_lyrics(lyrics, *song, silent)  # type: ignore[arg-type]
    return [(problem.code, problem.severity, problem.line) for problem in found]


def test_the_song_ends_before_the_lyrics(make_song: MakeSong) -> None:
    lyrics = Lyrics((Line("One", 500), Line("Two", 9000)))
    assert codes(lyrics, None) == []
    assert ("beyond-song", "error", 2) in codes(lyrics, make_song(duration_ms=2000))


def test_lyrics_over_silence_are_warned_of(make_song: MakeSong) -> None:
    song = make_song(duration_ms=6000, silent=(2000, 5000))
    lyrics = Lyrics((Line("One", 500), Line("Two", 3000, 3500, (Word("Two", 3000, 3500),)), Line("Three", 5200)))
    assert codes(lyrics, song) == [("over-silence", "warning", 2)]


def test_sounding_spans_are_parted_by_real_silence_only() -> None:
    rng = np.random.default_rng(1)
    pcm = rng.normal(0, 0.1, (16_000 * 4, 2)).astype(np.float32)
    pcm[16_000:32_000] *= 0.0001
    pcm[40_000:43_200] = 0
    assert sounding_spans(pcm, 16_000) == ((0, 1000), (2000, 4000))


@pytest.mark.parametrize("frames", [0, 100, 32_000])
def test_silence_has_no_spans(frames: int) -> None:
    assert sounding_spans(np.zeros((frames, 2), np.float32), 16_000) == ()


def test_checking_can_be_cancelled(make_song: MakeSong) -> None:
    def cancel(_: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        check_lyrics(Lyrics((Line("One", 500),)), make_song(), cancel)
