"""Plays the demo song's accompaniment: plucked guitars, bass, pad, bells, kick, brush and shaker, all computed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.signal import butter, lfilter, sosfilt

from demo_song.score import BARS, BEAT_S, CHORD_NOTES, CHORUS_BEATS, LAST_CHORD_BEAT, LENGTH_S

Sound = npt.NDArray[np.float64]
RATE_HZ = 44_100

# Which string of the chord (0 low to 3 high, 4 = bass string) sounds on each eighth of a bar.
PATTERN_LEFT = (4, 1, 2, 3, 0, 2, 3, 1)
PATTERN_RIGHT = (2, None, 3, 1, None, 3, 2, None)
# The bells' own little tune for the intro and the gap, and its answer at the end: beat, pitch, beats.
BELLS = (
    *((1.0, 78, 1.0), (2.0, 81, 0.5), (2.5, 78, 0.5), (3.0, 76, 1.0)),
    *((4.5, 79, 0.5), (5.0, 78, 0.5), (5.5, 76, 0.5), (6.0, 74, 0.5)),
    *((61.5, 78, 0.5), (62.0, 81, 0.5), (62.5, 78, 0.5), (63.0, 76, 1.0)),
    *((64.5, 79, 0.5), (65.0, 81, 0.5), (65.5, 83, 0.5), (66.0, 81, 2.0)),
    *((102.5, 78, 0.5), (103.0, 76, 0.5), (103.5, 81, 0.5), (104.0, 86, 2.0)),
)
# How loud the band plays, from beat to beat: quiet verses, fuller choruses, a soft end.
SWELL_BEATS = (0, 7, 9, 34, 37, 59, 66, 69, 86, 89, 108)
SWELL_GAINS = (0.9, 0.9, 0.75, 0.8, 1.1, 1.15, 1.0, 0.75, 0.85, 1.15, 0.9)


def hertz(pitch: float) -> float:
    """The frequency of a MIDI pitch."""
    return float(440.0 * 2 ** ((pitch - 69.0) / 12))


def play(rng: np.random.Generator) -> tuple[Sound, Sound]:
    """The band's stereo sound (samples x 2) without and the share of it that goes to the reverb."""
    dry, wet = silence(), silence()
    for part, loud, reverb in (
        (_guitars(rng), 0.85, 0.28),
        (_bass(), 0.115, 0.02),
        (_pad(rng), 0.28, 0.45),
        (_bells(), 0.075, 0.45),
        (_drums(rng), 0.34, 0.12),
    ):
        dry += part * loud
        wet += part * (loud * reverb)
    beats = np.arange(len(dry)) / RATE_HZ / BEAT_S
    swell = np.interp(beats, SWELL_BEATS, SWELL_GAINS)[:, None]
    return dry * swell, wet * swell


def silence() -> Sound:
    """Stereo silence as long as the song."""
    return np.zeros((round(LENGTH_S * RATE_HZ), 2))


def put(track: Sound, start_s: float, samples: Sound, pan: float) -> None:
    """Add mono samples to a stereo track at a time; `pan` from -1 (left) to 1 (right), equal power."""
    at = max(0, round(start_s * RATE_HZ))
    samples = samples[: len(track) - at]
    angle = (pan + 1) * np.pi / 4
    track[at : at + len(samples)] += samples[:, None] * np.array([np.cos(angle), np.sin(angle)])


def _guitars(rng: np.random.Generator) -> Sound:
    track = silence()
    strings: dict[int, Sound] = {}
    for bar, chord in enumerate(BARS[:-1]):
        for side, pattern in ((-0.75, PATTERN_LEFT), (0.75, PATTERN_RIGHT)):
            if side > 0 and bar < 1:
                continue
            for eighth, step in enumerate(pattern):
                if step is None:
                    continue
                pitch = _string(chord, step, side)
                if pitch not in strings:
                    strings[pitch] = pluck(hertz(pitch), 2.2, rng)
                loud = (1.0 if eighth == 0 else 0.72) * rng.uniform(0.85, 1.1)
                late_s = rng.uniform(0, 0.008)
                put(track, (bar * 4 + eighth / 2) * BEAT_S + late_s, strings[pitch] * loud, side)
    _strum(track, rng)
    return track


def _strum(track: Sound, rng: np.random.Generator) -> None:
    for k, pitch in enumerate((38, 45, 50, 57, 62, 66, 69, 74)):
        string = pluck(hertz(pitch), 2.4, rng)
        put(track, LAST_CHORD_BEAT * BEAT_S + 0.028 * k, string * 0.8, (-0.75, 0.75)[k % 2])


def _string(chord: str, step: int, side: float) -> int:
    low, upper = CHORD_NOTES[chord]
    if step == 4:
        return low + 12 if low < 45 else low
    return upper[step] + (12 if side > 0 else 0)


def pluck(pitch_hz: float, length_s: float, rng: np.random.Generator) -> Sound:
    """A plucked string (Karplus and Strong): a burst of noise in a loop that loses its highs on every turn."""
    period = RATE_HZ / pitch_hz
    bright = 0.45
    turn = int(period - bright)
    part = period - bright - turn  # the rest of a sample, by interpolation
    loss = 10 ** (-3 * period / RATE_HZ / (2.6 if pitch_hz < 300 else 1.9))
    burst = np.zeros(round(length_s * RATE_HZ))
    noise = lfilter([0.25], [1, -0.75], rng.uniform(-1, 1, turn + 1))
    burst[: len(noise)] = noise - noise.mean()
    picked = burst.copy()
    picked[turn // 5 :] -= 0.7 * burst[: len(burst) - turn // 5]
    loop = np.convolve([1 - part, part], [1 - bright, bright]) * loss
    tone = lfilter([1.0], np.concatenate([[1.0], np.zeros(turn - 1), -loop]), picked)
    tone = sosfilt(butter(1, 90, "highpass", fs=RATE_HZ, output="sos"), tone)
    fade = np.clip((len(tone) - np.arange(len(tone))) / (0.25 * RATE_HZ), 0, 1)
    return np.asarray(tone / np.abs(tone).max() * fade * 0.5)


def _bass() -> Sound:
    track = silence()
    for bar, chord in enumerate(BARS):
        if bar < 2:
            continue
        low = CHORD_NOTES[chord][0]
        steps = ((0.0, low, 1.5), (1.5, low, 0.5), (2.0, low + 7 if low < 43 else low, 2.0))
        for beat, pitch, beats in steps if bar < len(BARS) - 1 else ((0.0, low, 4.0),):
            put(track, (bar * 4 + beat) * BEAT_S, _bass_note(hertz(pitch), beats * BEAT_S), 0.0)
    return track


def _bass_note(pitch_hz: float, length_s: float) -> Sound:
    t = np.arange(round((length_s + 0.08) * RATE_HZ)) / RATE_HZ
    tone = sum(np.sin(2 * np.pi * pitch_hz * k * t) * share for k, share in ((1, 1.0), (2, 0.45), (3, 0.16), (4, 0.05)))
    shape = np.clip(t / 0.012, 0, 1) * np.exp(-t / 1.1) * np.clip((length_s + 0.06 - t) / 0.06, 0, 1)
    return np.asarray(tone * shape)


def _pad(rng: np.random.Generator) -> Sound:
    track = silence()
    for bar, chord in enumerate(BARS):
        if bar >= 2:
            loud = 1.0 if _in_chorus(bar * 4.0) else 0.6
            for side in (-1.0, 1.0):
                put(track, (bar * 4 - 0.3) * BEAT_S, _pad_chord(CHORD_NOTES[chord][1], rng) * loud, side)
    return track


def _pad_chord(pitches: tuple[int, ...], rng: np.random.Generator) -> Sound:
    length_s = 4.6 * BEAT_S
    t = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    tone = np.zeros(len(t))
    for pitch in pitches:
        for _ in range(2):
            pitch_hz = hertz(pitch + rng.uniform(-0.07, 0.07))
            for k in range(1, 7):
                tone += np.sin(2 * np.pi * (pitch_hz * k * t + rng.random())) / k**1.9
    shape = np.clip(np.minimum(t / 0.5, (length_s - t) / 0.6), 0, 1)
    return np.asarray(tone * shape * 0.07)


def _bells() -> Sound:
    track = silence()
    for beat, pitch, beats in BELLS:
        t = np.arange(round((beats * BEAT_S + 0.8) * RATE_HZ)) / RATE_HZ
        strike = 1.4 * np.exp(-t / 0.25) * np.sin(2 * np.pi * hertz(pitch) * 3.0 * t)
        tone = np.sin(2 * np.pi * hertz(pitch) * t + strike) * np.exp(-t / 0.45) * np.clip(t / 0.003, 0, 1)
        tone *= np.clip((t[-1] - t) / 0.2, 0, 1)
        put(track, beat * BEAT_S, tone, 0.85)
        put(track, (beat + 0.75) * BEAT_S, tone * 0.25, -0.85)
    return track


def _drums(rng: np.random.Generator) -> Sound:
    track = silence()
    for bar in range(2, len(BARS) - 2):
        for beat in (0.0, 2.5) if _in_chorus(bar * 4.0) else (0.0,):
            put(track, (bar * 4 + beat) * BEAT_S, _kick(), 0.0)
        put(track, (bar * 4 + 2) * BEAT_S, _noise(0.16, 900, 5000, rng) * 0.5, 0.3)
        for eighth in range(8):
            loud = (0.10 if _in_chorus(bar * 4.0) else 0.055) * (1.0 if eighth % 2 else 0.6)
            put(track, (bar * 4 + eighth / 2) * BEAT_S, _noise(0.035, 5000, 14000, rng) * loud, -0.6)
    return track


def _kick() -> Sound:
    t = np.arange(round(0.28 * RATE_HZ)) / RATE_HZ
    phase = 2 * np.pi * np.cumsum(48 + 75 * np.exp(-t / 0.03)) / RATE_HZ
    return np.asarray(np.sin(phase) * np.exp(-t / 0.09) * np.clip((0.28 - t) / 0.05, 0, 1))


def _noise(length_s: float, low_hz: float, high_hz: float, rng: np.random.Generator) -> Sound:
    t = np.arange(round(3 * length_s * RATE_HZ)) / RATE_HZ
    band = butter(2, (low_hz, high_hz), "bandpass", fs=RATE_HZ, output="sos")
    tone = sosfilt(band, rng.standard_normal(len(t)))
    return np.asarray(tone * np.exp(-t / (length_s / 2)) * np.clip(t / 0.004, 0, 1))


def _in_chorus(beat: float) -> bool:
    return any(start <= beat < end for start, end in CHORUS_BEATS)
