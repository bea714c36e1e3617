"""Tiles of the spectrogram: where a tone stands, how loud, and when."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from lrc_studio.audio.spectrum import COLUMNS, LEAST_HOP, Pitches, Place, hop_for, rows_of, tile, window_frames

RATE_HZ = 44_100
BIN_HZ = RATE_HZ / window_frames(RATE_HZ)


class Held:
    """Stereo samples as a sound gives them."""

    def __init__(self, mono: NDArray[np.float64]) -> None:
        row = (mono * 32_767).astype(np.int16)
        self._frames = np.stack((row, row), axis=1)

    def __call__(self, first: int, count: int) -> NDArray[np.int16]:
        assert first >= 0
        assert count >= 0
        return self._frames[first : first + count]


def tone(hz: float, seconds: float, loud: float = 1.0) -> NDArray[np.float64]:
    return loud * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE_HZ)) / RATE_HZ)


@pytest.mark.parametrize("hop", [64, 512, 4096, 65_536])
def test_a_tone_is_in_its_bin_at_every_zoom(hop: int) -> None:
    levels = tile(Held(tone(1000, 5)), RATE_HZ, Place(hop, 0))
    inside = levels[:, 2 : min(COLUMNS, 4 * RATE_HZ // hop)]
    assert (abs(inside.argmax(axis=0) * BIN_HZ - 1000) <= BIN_HZ).all()


@pytest.mark.parametrize(("loud", "level"), [(1.0, 255), (0.1, 215), (0.001, 135)])
def test_a_byte_is_half_a_decibel(loud: float, level: int) -> None:
    hz = 100 * BIN_HZ
    assert tile(Held(tone(hz, 1, loud)), RATE_HZ, Place(64, 1))[100, 50] == pytest.approx(level, abs=3)


def test_a_column_stands_for_its_own_time() -> None:
    silent_then_loud = np.concatenate((np.zeros(RATE_HZ), tone(1000, 1)))
    hop = 256
    levels = tile(Held(silent_then_loud), RATE_HZ, Place(hop, 0))
    row = levels[round(1000 / BIN_HZ)]
    first_loud = int(np.flatnonzero(row > 200)[0])
    assert first_loud * hop == pytest.approx(RATE_HZ, abs=window_frames(RATE_HZ) / 2)


def test_neighbouring_tiles_join_and_coarser_ones_cover_two() -> None:
    assert Place(64, 3).end_frame == Place(64, 4).first_frame
    coarser = Place(64, 5).coarser
    assert coarser.first_frame == Place(64, 4).first_frame
    assert coarser.end_frame == Place(64, 5).end_frame


def test_beyond_the_sound_there_is_silence() -> None:
    held = Held(tone(500, 0.1))
    assert not tile(held, RATE_HZ, Place(64, 40)).any()
    assert not tile(Held(np.zeros(0)), RATE_HZ, Place(65_536, 0)).any()


def test_the_hop_suits_the_zoom() -> None:
    assert hop_for(0.3) == LEAST_HOP
    for frames_per_px in (64, 100, 1000, 99_000):
        assert frames_per_px <= hop_for(frames_per_px) < 2 * frames_per_px


@pytest.mark.parametrize("heard", [True, False])
@pytest.mark.parametrize("rows", [20, 74, 400])
def test_rows_run_from_the_lowest_pitch_at_the_bottom_to_the_highest(heard: bool, rows: int) -> None:
    pitches = Pitches(100, 8000, heard)
    edges = pitches.edges_hz(rows)
    levels = tile(Held(tone(1000, 1)), RATE_HZ, Place(64, 1))
    shown = rows_of(levels, RATE_HZ, pitches, rows)
    assert shown.shape == (rows, COLUMNS)
    loudest = rows - 1 - int(shown[:, 9].argmax())
    assert edges[loudest] - BIN_HZ <= 1000 <= edges[loudest + 1] + BIN_HZ


def test_as_heard_a_low_octave_has_more_room_than_evenly() -> None:
    heard, even = (Pitches(100, 8000, heard).edges_hz(100) for heard in (True, False))
    assert (heard < 1000).sum() > 2 * (even < 1000).sum()


def test_above_half_the_rate_there_is_silence() -> None:
    noise = np.random.default_rng(1).uniform(-1, 1, RATE_HZ)
    shown = rows_of(tile(Held(noise), RATE_HZ, Place(64, 1)), RATE_HZ, Pitches(0, 44_100, heard=False), 100)
    assert not shown[:49].any()
    assert shown[51:].all()
