"""Mel cepstra as the CMU Sphinx en-us model expects them: 25 bands, 13 numbers every 10 ms, noise taken away."""

from __future__ import annotations

import numpy as np

from lrc_studio.align.model import F32, FRAME_MS, RATE_HZ
from lrc_studio.align.ticks import Tick, unheard

BANDS = 25
CEPSTRA = 13
WINDOW = 410
HOP = RATE_HZ * FRAME_MS // 1000
FFT = 512
LOW_HZ, HIGH_HZ = 130.0, 6800.0
CHUNK_FRAMES = 1000
SEGMENT_FRAMES = 400
WARM_UP_FRAMES = 400


def cepstra(sound: F32, tick: Tick = unheard) -> F32:
    """Cepstra (frames, 13) of the mono `sound`, one frame every 10 ms; at least one frame for any sound."""
    powers = denoised(mel_powers(sound, tick), tick)
    found: F32 = np.log(np.maximum(powers, np.float32(1e-4))) @ _transform()
    return found


def mel_powers(sound: F32, tick: Tick = unheard) -> F32:
    """Power in each mel band (frames, 25) after loudness is set and the highs are raised."""
    sound = np.pad(sound, (0, max(0, WINDOW - len(sound))))
    gain = np.float32(0.08 * 32768 / (float(np.sqrt(np.mean(np.square(sound)))) + 1e-9))
    pieces = np.lib.stride_tricks.sliding_window_view(np.concatenate([sound[:1], sound]), WINDOW + 1)[::HOP]
    window = np.hamming(WINDOW).astype(np.float32) * gain
    bank = _filterbank().T
    powers = np.empty((len(pieces), BANDS), np.float32)
    for start in range(0, len(pieces), CHUNK_FRAMES):
        tick(start, len(pieces))
        raw = pieces[start : start + CHUNK_FRAMES]
        raised = (raw[:, 1:] - np.float32(0.97) * raw[:, :-1]) * window
        powers[start : start + CHUNK_FRAMES] = np.square(np.abs(np.fft.rfft(raised, FFT))).astype(np.float32) @ bank
    return powers


def streams(cepstrum: F32) -> tuple[F32, F32, F32]:
    """The three feature streams of the model: cepstra without their mean, their slope and its slope."""
    level = cepstrum - cepstrum.mean(axis=0)
    wide = np.pad(level, ((3, 3), (0, 0)), mode="edge")
    count = len(level)
    slope = wide[5 : 5 + count] - wide[1 : 1 + count]
    bend = (wide[6 : 6 + count] - wide[2 : 2 + count]) - (wide[4 : 4 + count] - wide[:count])
    return level, slope, bend


def denoised(powers: F32, tick: Tick = unheard) -> F32:
    """`powers` with slowly changing noise taken away by the trackers that Sphinx's `fe_noise.c` describes.

    The trackers look back about 4 s, so the song is cut into segments that run side by side, each after a warm-up: the
    same numbers in a hundredth of the Python steps.
    """
    count = len(powers)
    segments = -(-count // SEGMENT_FRAMES)
    starts = np.arange(segments) * SEGMENT_FRAMES
    tracker = _NoiseTracker(powers[np.maximum(starts - WARM_UP_FRAMES, 0)])
    gains = np.ones((segments, SEGMENT_FRAMES, BANDS), np.float32)
    for step in range(-WARM_UP_FRAMES, SEGMENT_FRAMES):
        if step % 50 == 0:
            tick(count, count)
        gain = tracker.step(powers[np.clip(starts + step, 0, count - 1)])
        if step >= 0:
            gains[:, step] = gain
    wide = np.pad(gains.reshape(-1, BANDS)[:count], ((0, 0), (4, 4)), mode="edge")
    sums: F32 = np.pad(np.cumsum(wide, axis=1, dtype=np.float32), ((0, 0), (1, 0)))
    smooth: F32 = (powers * (sums[:, 9:] - sums[:, :-9]) / 9).astype(np.float32)
    return smooth


class _NoiseTracker:
    """Follows the lower envelope of each band and says by how much to scale it."""

    def __init__(self, first: F32) -> None:
        self.power = first.copy()
        self.noise: F32 = first / np.float32(20)
        self.floor: F32 = self.noise
        self.peak = np.zeros_like(first)

    def step(self, now: F32) -> F32:
        self.power = np.float32(0.7) * self.power + np.float32(0.3) * now
        self.noise = self._lower(self.noise, self.power)
        signal = np.maximum(self.power - self.noise, np.float32(1))
        self.floor = self._lower(self.floor, signal)
        self.peak *= np.float32(0.85)
        masked = np.where(signal < np.float32(0.85) * self.peak, self.peak * np.float32(0.2), signal)
        self.peak = np.maximum(self.peak, signal)
        gain: F32 = np.clip(np.maximum(masked, self.floor) / (self.power + np.float32(1e-9)), 0.05, 20)
        return gain

    @staticmethod
    def _lower(envelope: F32, value: F32) -> F32:
        slow = np.where(value >= envelope, np.float32(0.995), np.float32(0.5)).astype(np.float32)
        follower: F32 = slow * envelope + (1 - slow) * value
        return follower


def _filterbank() -> F32:
    top = 2595 * np.log10(1 + HIGH_HZ / 700)
    bottom = 2595 * np.log10(1 + LOW_HZ / 700)
    edges = 700 * (10 ** (np.linspace(bottom, top, BANDS + 2) / 2595) - 1)
    bin_hz = RATE_HZ / FFT
    edges = np.round(edges / bin_hz) * bin_hz
    bins = np.arange(FFT // 2 + 1) * bin_hz
    low, mid, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising, falling = (bins - low) / (mid - low), (high - bins) / (high - mid)
    bank: F32 = (np.clip(np.minimum(rising, falling), 0, None) * 2 / (high - low)).astype(np.float32)
    return bank


def _transform() -> F32:
    """The cosine transform and Sphinx's lifter in one matrix (25, 13)."""
    order = np.arange(CEPSTRA)
    cosines = np.cos(np.pi * np.outer(np.arange(BANDS) + 0.5, order) / BANDS) * np.sqrt(2 / BANDS)
    cosines[:, 0] *= np.sqrt(0.5)
    lifted: F32 = (cosines * (1 + 11 * np.sin(order * np.pi / 22))).astype(np.float32)
    return lifted
