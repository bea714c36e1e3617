"""Mixes the demo song: the singer in the middle, the band around her, one room, an even loudness and no clipping."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.ndimage import maximum_filter1d, uniform_filter1d
from scipy.signal import butter, fftconvolve, resample_poly, sosfilt

from demo_song.band import RATE_HZ, silence

Sound = npt.NDArray[np.float64]

LOUDNESS_LUFS = -16.0
VOICE_GAIN = 1.15
TRUE_PEAK_DB = -1.6  # a little under the -1 dB wanted: the encoder moves peaks


def treated_voice(voice: Sound) -> Sound:
    """The dry mono voice made even and clear: rumble cut, presence lifted, compressed, spikes held."""
    cut = sosfilt(butter(2, 140, "highpass", fs=RATE_HZ, output="sos"), voice)
    presence = sosfilt(butter(1, (2000, 6500), "bandpass", fs=RATE_HZ, output="sos"), cut)
    bright = cut + 0.5 * presence
    power = uniform_filter1d(bright**2, round(0.05 * RATE_HZ))
    level = np.sqrt(np.maximum(power, 1e-12))
    usual = np.sqrt(np.mean(power[power > power.max() * 1e-3]))
    gain = np.where(level > 0.15 * usual, (level / usual) ** -0.55, (0.15) ** -0.55)
    even = bright * uniform_filter1d(gain, round(0.04 * RATE_HZ))
    return limited(even / usual * 0.1, 0.32)


def limited(sound: Sound, ceiling: float) -> Sound:
    """Hold peaks under `ceiling` by turning down early and smoothly; mono or stereo (both sides alike)."""
    peaks = np.abs(sound) if sound.ndim == 1 else np.abs(sound).max(1)
    span = round(0.004 * RATE_HZ)
    need = np.maximum(maximum_filter1d(peaks, 2 * span + 1) / ceiling, 1.0)
    gain = 1.0 / uniform_filter1d(maximum_filter1d(need, span), span)
    held: Sound = sound * (gain if sound.ndim == 1 else gain[:, None])
    return held


def mixed(
    voice: Sound, doubles: tuple[Sound, Sound], harmony: Sound, band: tuple[Sound, Sound], rng: np.random.Generator
) -> Sound:
    """The finished stereo song from its parts (mono parts as long as the song, `band` from `band.play`)."""
    dry, wet = band
    total = dry + voice[:, None] * VOICE_GAIN
    total[:, 0] += doubles[0] * 0.16 + harmony * 0.14
    total[:, 1] += doubles[1] * 0.16 + np.roll(harmony, round(0.012 * RATE_HZ)) * 0.14
    send = wet + voice[:, None] * 0.16 + harmony[:, None] * 0.08
    total += reverberated(send, rng)
    total = sosfilt(butter(2, 32, "highpass", fs=RATE_HZ, output="sos"), total, axis=0)
    return mastered(total)


def reverberated(sound: Sound, rng: np.random.Generator) -> Sound:
    """The sound of a small wooden hall: noise that dies away, the highs first, different on each side."""
    t = np.arange(round(1.7 * RATE_HZ)) / RATE_HZ
    out = silence()
    for side in (0, 1):
        noise = rng.standard_normal(len(t))
        dark = sosfilt(butter(1, 2200, fs=RATE_HZ, output="sos"), noise)
        room = (0.25 * noise * np.exp(-t / 0.10) + dark * np.exp(-t / 0.24)) * np.clip(t / 0.02, 0, 1)
        room = sosfilt(butter(1, 220, "highpass", fs=RATE_HZ, output="sos"), room)
        room = np.concatenate([np.zeros(round(0.022 * RATE_HZ)), room / np.sqrt(np.sum(room**2))])
        out[:, side] = fftconvolve(sound[:, side], room)[: len(out)]
    return out


def mastered(sound: Sound) -> Sound:
    """Brought to LOUDNESS_LUFS with true peaks under TRUE_PEAK_DB, opened and closed softly."""
    ceiling = 10 ** (TRUE_PEAK_DB / 20)
    t = np.arange(len(sound)) / RATE_HZ
    sound = sound * np.clip(np.minimum(t / 0.01, (t[-1] - t) / 1.2), 0, 1)[:, None] ** 1.5
    for _ in range(3):
        sound = limited(sound * 10 ** ((LOUDNESS_LUFS - loudness_lufs(sound)) / 20), ceiling)
    over = true_peak(sound) / ceiling
    return sound / max(1.0, over)


def true_peak(sound: Sound) -> float:
    """The highest peak between the samples too, by four-fold oversampling."""
    return float(np.abs(resample_poly(sound, 4, 1, axis=0)).max())


def loudness_lufs(sound: Sound) -> float:
    """Integrated loudness of a stereo sound (ITU-R BS.1770-4: K weighting, 400 ms blocks, both gates)."""
    shelf = [1.53084123005035, -2.65097999515473, 1.16907907992159, 1.0, -1.66363794709474, 0.71259542807323]
    high = [1.0, -2.0, 1.0, 1.0, -1.98916967362980, 0.98919159781471]
    weighted = sosfilt(np.array([shelf, high]), sound, axis=0)
    block, step = round(0.4 * RATE_HZ), round(0.1 * RATE_HZ)
    sums = np.cumsum(np.vstack([np.zeros((1, 2)), weighted**2]), axis=0)
    starts = np.arange(0, len(sound) - block, step)
    power = (sums[starts + block] - sums[starts]).sum(1) / block
    loud = power[power > 10 ** ((-70 + 0.691) / 10)]
    loud = loud[loud > loud.mean() / 10]
    return float(-0.691 + 10 * np.log10(loud.mean()))
