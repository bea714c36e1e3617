"""Onsets: struck notes are found to a few milliseconds, held and trembling ones are not."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from lrc_studio.audio.onsets import onsets

STRUCK_MS = (500, 1000, 1530, 2700, 19_990, 20_010 + 300, 25_000)


def found(mono: NDArray[np.float64], rate_hz: int) -> list[int]:
    row = (mono * 32_000).astype(np.int16)
    frames = np.stack((row, row), axis=1)
    parts = onsets(lambda first, count: frames[first : first + count], len(frames), rate_hz)
    return [int(ms) for part in parts for ms in part]


def notes(rate_hz: int, seconds: int = 27) -> NDArray[np.float64]:
    """Struck notes over a quiet hiss; one stands where two parts of the search meet."""
    sound = np.random.default_rng(1).normal(0, 0.0001, seconds * rate_hz)
    for number, ms in enumerate(STRUCK_MS):
        begin, tail = ms * rate_hz // 1000, np.arange(rate_hz // 4)
        hz = (330, 440, 550, 660)[number % 4]
        tone = sum(np.sin(2 * np.pi * hz * partial * tail / rate_hz) / partial for partial in (1, 2, 3, 5))
        sound[begin : begin + len(tail)] += 0.3 * tone * np.exp(-tail / rate_hz * 12) * (1 - tail / len(tail))
    return sound


@pytest.mark.parametrize("rate_hz", [44_100, 48_000, 16_000])
def test_struck_notes_are_found_where_they_begin(rate_hz: int) -> None:
    times_ms = found(notes(rate_hz), rate_hz)
    assert len(times_ms) == len(STRUCK_MS)
    assert times_ms == pytest.approx(STRUCK_MS, abs=12)


def test_a_held_note_with_vibrato_has_one_onset_at_most() -> None:
    rate_hz = 44_100
    seconds = np.arange(4 * rate_hz) / rate_hz
    held = 0.4 * np.sin(2 * np.pi * 440 * seconds + 2 * np.sin(2 * np.pi * 5.5 * seconds))
    held[: rate_hz // 2] = 0
    times_ms = found(held, rate_hz)
    assert [ms for ms in times_ms if ms > 600] == []
    assert times_ms[0] == pytest.approx(500, abs=12)


@pytest.mark.parametrize("length", [0, 100, 5000])
def test_silence_and_next_to_nothing_have_none(length: int) -> None:
    assert found(np.zeros(length), 44_100) == []
