"""The shape of the wave equals what the samples themselves say, at every zoom."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lrc_studio.audio.pyramid import LEVELS, Pyramid, mono_mix


def noise(frames: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(-32_768, 32_768, (frames, 2)).astype(np.int16)


def pyramid_of(pcm: np.ndarray, sizes: list[int], base_frames: int = 16, finish: bool = True) -> Pyramid:
    pyramid = Pyramid(lambda first, count: pcm[first : first + count], base_frames)
    first, turn = 0, 0
    while first < len(pcm):
        size = sizes[turn % len(sizes)]
        pyramid.append(pcm[first : first + size])
        first, turn = first + size, turn + 1
    if finish:
        pyramid.finish()
    return pyramid


def bucket_frames(width_frames: float, base_frames: int) -> int:
    """The documented rule: the coarsest stretch that is not longer than a column."""
    fitting = [base_frames * 4**depth for depth in range(LEVELS) if base_frames * 4**depth <= width_frames]
    return max(fitting, default=1)


@given(
    frames=st.integers(1, 30_000),
    sizes=st.lists(st.integers(1, 9_000), min_size=1, max_size=5),
    base_frames=st.sampled_from([16, 64]),
    first=st.integers(-2_000, 30_000),
    span=st.integers(1, 40_000),
    count=st.integers(1, 300),
)
@settings(max_examples=150, deadline=None)
def test_columns_are_the_lowest_and_highest_samples(
    frames: int, sizes: list[int], base_frames: int, first: int, span: int, count: int
) -> None:
    pcm = noise(frames)
    mono = mono_mix(pcm).astype(np.float32) / 32_768
    columns = pyramid_of(pcm, sizes, base_frames).columns(first, first + span, count)
    bucket = bucket_frames(span / count, base_frames)
    buckets = -(-frames // bucket)
    edges = np.floor(np.arange(count + 1) * (span / count / bucket) + first / bucket).astype(int)
    for column in range(count):
        begin, end = edges[column], edges[column + 1]
        if end < 0 or begin >= buckets:
            assert columns.low[column] == columns.high[column] == columns.rms[column] == 0
            continue
        heard = mono[max(begin, 0) * bucket : (min(end, buckets - 1) + 1) * bucket]
        assert columns.low[column] == heard.min()
        assert columns.high[column] == heard.max()
        own = mono[max(begin, 0) * bucket : max(min(end, buckets - 1), max(begin, 0) + 1) * bucket]
        if len(own) % bucket == 0:  # an unfinished last stretch counts as a whole one
            assert columns.rms[column] == pytest.approx(np.sqrt(np.mean(own.astype(np.float64) ** 2)), rel=1e-3)


@given(frames=st.integers(50, 60_000), cut=st.integers(1, 60_000))
@settings(max_examples=40, deadline=None)
def test_what_is_shown_while_growing_is_a_part_of_the_end(frames: int, cut: int) -> None:
    pcm = noise(frames)
    growing = pyramid_of(pcm[:cut], [4_000], finish=False)
    whole = pyramid_of(pcm, [4_000])
    early, late = growing.columns(0, frames, 50), whole.columns(0, frames, 50)
    shown = early.rms > 0
    assert (early.low >= late.low)[shown].all()
    assert (early.high <= late.high)[shown].all()
    assert shown.sum() >= min(cut, frames) * 50 // frames - 2 - frames // 5_000


def test_a_long_sound_keeps_its_single_peak_at_every_zoom() -> None:
    pcm = np.zeros((2_000_000, 2), np.int16)
    pcm[1_234_567] = 20_000
    pyramid = pyramid_of(pcm, [65_536])
    for span in (2_000_000, 500_000, 40_000, 3_000, 441):
        columns = pyramid.columns(1_234_567 - span / 2, 1_234_567 + span / 2, 800)
        assert columns.high.max() == np.float32(20_000 / 32_768)
        assert int(columns.high.argmax()) in (398, 399, 400)


def test_a_sine_has_its_rms() -> None:
    wave = (np.sin(np.arange(200_000) / 20) * 30_000).astype(np.int16)
    columns = pyramid_of(np.stack((wave, wave), axis=1), [65_536]).columns(0, 200_000, 100)
    assert columns.rms == pytest.approx(30_000 / 32_768 / np.sqrt(2), rel=0.02)


def test_no_columns_and_no_width() -> None:
    pyramid = pyramid_of(noise(1_000), [1_000])
    assert len(pyramid.columns(0, 1_000, 0).low) == 0
    assert pyramid.columns(500, 500, 3).high.tolist() == [0, 0, 0]


def test_the_mix_is_the_mean_of_both_channels() -> None:
    pcm = np.array([[32_767, 32_767], [-32_768, -32_768], [100, -100], [7, 8]], np.int16)
    assert mono_mix(pcm).tolist() == [32_767, -32_768, 0, 7]
