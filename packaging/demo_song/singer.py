"""Makes the singer: spoken lines from Flite, re-sung by the WORLD vocoder on the notes and beats of the score."""

from __future__ import annotations

import subprocess
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyworld

from demo_song.score import BEAT_S, SungLine, Syllable

Curve = npt.NDArray[np.float64]

RATE_HZ = 44_100
FRAME_S = 0.005
VOICE = "slt"
SPEAKING_STRETCH = 1.4  # spoken a little slowly, every sound is formed to the end
VOWELS = frozenset(["aa", "ae", "ah", "ao", "aw", "ax", "ay", "eh", "er", "ey", "ih", "iy", "ow", "oy", "uh", "uw"])
# A gliding vowel is turned late: at this share of the note the singer has come this far into the spoken vowel.
GLIDING = dict.fromkeys(("ay", "ey", "ow", "oy", "aw"), (0.68, 0.48))
VOICELESS = frozenset(["p", "t", "k", "f", "th", "s", "sh", "ch", "hh"])
STOPS = frozenset(["p", "t", "k", "b", "d", "g"])
VOICELESS_GAIN = 1.5  # a singer spits her consonants out, or the guitars cover them
R_SHARE = 0.3  # of a note, for an r that closes its syllable
CLUSTER_SHARE = 0.5  # of a note, at most, for the consonants that lead to the next one


@dataclass(frozen=True)
class Sound:
    """A phone with the time it has in the spoken line and in the song, seconds."""

    name: str
    spoken_s: tuple[float, float]
    sung_s: tuple[float, float]
    word: int
    syllable: int


@dataclass(frozen=True)
class Speech:
    """A spoken line as WORLD sees it: envelope and noise share by frame and frequency, and each sound's place."""

    envelope: Curve
    aperiodicity: Curve
    phones: list[tuple[str, float, float]]


def speak(line: SungLine, flite: str) -> Speech:
    """Let Flite say the line and take it apart.

    Raises ValueError when Flite's sounds are not those of the score, RuntimeError when it cannot be run.
    """
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "line.wav"
        words = "".join(c for c in line.text if c.isalpha() or c == " ") + "."
        command = [flite, "-voice", VOICE, "-psdur", "--setf", f"duration_stretch={SPEAKING_STRETCH}"]
        done = subprocess.run([*command, "-t", words, "-o", str(wav)], capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"flite failed: {done.stderr}")
        with wave.open(str(wav)) as file:
            rate_hz = file.getframerate()
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768.0
    phones = _phones(done.stdout)
    wanted = [name for syllable in line.syllables for name in syllable.phones]
    if [name for name, _, _ in phones] != wanted:
        raise ValueError(f"flite says other sounds in: {line.text}: {phones}")
    return _analysed(samples, rate_hz, phones)


def _phones(report: str) -> list[tuple[str, float, float]]:
    ends = [(name, float(end)) for name, end in (item.split(":") for item in report.split())]
    starts = [0.0, *(end for _, end in ends)]
    return [(name, start, end) for (name, end), start in zip(ends, starts, strict=False) if name != "pau"]


def _analysed(samples: Curve, rate_hz: int, phones: list[tuple[str, float, float]]) -> Speech:
    found, times = pyworld.harvest(samples, rate_hz, f0_floor=90.0, f0_ceil=400.0, frame_period=FRAME_S * 1000)
    voiced = np.flatnonzero(found)
    # Envelope and noise share are wanted in every frame, so the pitch is carried over its gaps.
    pitch_hz = np.interp(np.arange(len(found)), voiced, found[voiced])
    envelope = pyworld.cheaptrick(samples, pitch_hz, times, rate_hz)
    aperiodicity = pyworld.d4c(samples, pitch_hz, times, rate_hz, threshold=0.0)
    return Speech(_clearer(envelope), aperiodicity, phones)


def _clearer(envelope: Curve) -> Curve:
    """Smooth the envelope of the voice's own harmonics and deepen its formants, which the speech model blurs."""
    log = np.log(envelope)
    both = np.concatenate([log, log[:, -2:0:-1]], axis=1)
    cepstrum = np.fft.rfft(both, axis=1).real
    lifter = np.zeros(cepstrum.shape[1])
    lifter[:60] = 1.0
    lifter[2:40] = 1.22
    lifter[60:90] = np.linspace(1.0, 0.0, 30)
    return np.exp(np.fft.irfft(cepstrum * lifter, axis=1)[:, : log.shape[1]])


def placed(line: SungLine, speech: Speech) -> list[Sound]:
    """Give every sound its time in the song: vowels begin on the beat, consonants lead to it or close the note."""
    sung = _sung_spans(line, [end - start for _, start, end in speech.phones])
    sounds, at = [], 0
    for k, syllable in enumerate(line.syllables):
        for name in syllable.phones:
            _, start, end = speech.phones[at]
            sounds.append(Sound(name, (start, end), sung[at], syllable.word, k))
            at += 1
    return sounds


def _sung_spans(line: SungLine, spoken_s: list[float]) -> list[tuple[float, float]]:
    names = [name for syllable in line.syllables for name in syllable.phones]
    vowels = [k for k, name in enumerate(names) if name in VOWELS]
    length_s = [_consonant_s(name, spoken) for name, spoken in zip(names, spoken_s, strict=True)]
    beats = [(s.beat * BEAT_S, s.end_beat * BEAT_S) for s in line.syllables]
    spans: list[tuple[float, float]] = [(0.0, 0.0)] * len(names)
    _lay(spans, range(vowels[0]), beats[0][0], length_s, 1.0)
    for k, vowel in enumerate(vowels):
        last = k == len(vowels) - 1
        cluster = range(vowel + 1, len(names) if last else vowels[k + 1])
        until_s = beats[k][1] if last else beats[k + 1][0]
        if names[vowel + 1 : vowel + 2] == ["r"] and "r" in line.syllables[k].phones[1:]:  # a held "here" is half r
            length_s[cluster[0]] = max(length_s[cluster[0]], R_SHARE * (until_s - beats[k][0]))
        room_s = (until_s - beats[k][0]) * CLUSTER_SHARE
        scale = min(1.0, room_s / max(1e-9, sum(length_s[c] for c in cluster)))
        spans[vowel] = (beats[k][0], _lay(spans, cluster, until_s, length_s, scale))
    return spans


def _lay(spans: list[tuple[float, float]], which: range, end_s: float, length_s: list[float], scale: float) -> float:
    """Put consonants back to back so that they end at `end_s`; the time the first one begins."""
    for k in reversed(which):
        spans[k] = (end_s - length_s[k] * scale, end_s)
        end_s = spans[k][0]
    return end_s


def _consonant_s(name: str, spoken_s: float) -> float:
    longest_s = 0.085 if name in STOPS else 0.13 if name in {"s", "sh", "z"} else 0.1
    return min(max(spoken_s, 0.05), longest_s)


def sing(
    line: SungLine, speech: Speech, sounds: list[Sound], rng: np.random.Generator, shift: int = 0
) -> tuple[float, Curve]:
    """The sung line: the second of the song it begins at, and its samples at RATE_HZ.

    `shift` moves the tune by steps of its scale (-2 is a third below); `rng` gives the small wanderings of the pitch.
    """
    start_s, end_s = sounds[0].sung_s[0] - 0.05, sounds[-1].sung_s[1] + 0.12
    times_s = np.arange(start_s, end_s, FRAME_S)
    frames = _spoken_frames(times_s, sounds, len(speech.envelope))
    envelope, aperiodicity = _widened(_at(np.log(speech.envelope), frames), _at(speech.aperiodicity, frames))
    pitch = _pitch_curve(line, times_s, rng, shift)
    voiced = np.ones(len(times_s), bool)
    for sound in sounds:
        if sound.name in VOICELESS:
            voiced[(times_s >= sound.sung_s[0] + 0.004) & (times_s < sound.sung_s[1] - 0.004)] = False
    pitch_hz = np.where(voiced, 440.0 * 2 ** ((pitch - 69.0) / 12), 0.0)
    aperiodicity[~voiced] = 1.0
    envelope[~voiced] *= _heard_share() ** 2  # the low end of a whispered frame is only the neighbour's voice
    loud = envelope * _loudness(sounds, times_s, envelope)[:, None] ** 2
    loud, aperiodicity = np.maximum(loud, 1e-12), np.clip(aperiodicity, 1e-3, 1 - 1e-6)  # WORLD takes their logs
    return start_s, pyworld.synthesize(pitch_hz, loud, aperiodicity, RATE_HZ, FRAME_S * 1000)


def _heard_share() -> Curve:
    """Roughly how much of each frequency bin's power the ear hears: little of the lows."""
    hz = np.linspace(0, RATE_HZ / 2, 1025)
    return np.asarray((hz / (hz + 600.0)) ** 3)


def _at(frames: Curve, where: Curve) -> Curve:
    low = np.clip(where.astype(int), 0, len(frames) - 2)
    part = np.clip(where - low, 0.0, 1.0)[:, None]
    return np.asarray(frames[low] * (1 - part) + frames[low + 1] * part)


def _spoken_frames(times_s: Curve, sounds: list[Sound], count: int) -> Curve:
    """Which spoken frame sounds at each time of the song: consonants at their own pace, vowels held in the middle."""
    knots: list[tuple[float, float]] = [(sounds[0].sung_s[0] - 0.06, sounds[0].spoken_s[0] - 0.06)]
    for sound in sounds:
        knots += _knots(sound)
    knots.append((sounds[-1].sung_s[1], sounds[-1].spoken_s[1]))
    knots.append((sounds[-1].sung_s[1] + 0.12, sounds[-1].spoken_s[1] + 0.12))
    sung, spoken = np.array(knots).T
    return np.clip(np.interp(times_s, sung, spoken) / FRAME_S, 0, count - 1)


def _knots(sound: Sound) -> list[tuple[float, float]]:
    (spoken, spoken_end), (sung, sung_end) = sound.spoken_s, sound.sung_s
    long_s, held_s = spoken_end - spoken, sung_end - sung
    if sound.name not in VOWELS:
        return [(sung, spoken)]
    edge_s = min(0.045, 0.3 * long_s, 0.3 * held_s)
    held = [(sung + edge_s, spoken + edge_s)]
    if sound.name in GLIDING:
        sung_share, spoken_share = GLIDING[sound.name]
        held.append((sung + sung_share * held_s, spoken + spoken_share * long_s))
    return [(sung, spoken), *held, (sung_end - edge_s, spoken_end - edge_s)]


def _widened(log_envelope: Curve, aperiodicity: Curve) -> tuple[Curve, Curve]:
    """Carry the 8 kHz wide voice to 22 kHz: above, breath that falls off, so that it does not sound boxed in."""
    known_hz = np.linspace(0, 8000, log_envelope.shape[1])
    wide_hz = np.linspace(0, RATE_HZ / 2, 1025)
    top = log_envelope[:, (known_hz > 6400) & (known_hz < 7400)].mean(1, keepdims=True)
    fall = np.log(10) / 10 * 14.0 * np.log2(np.maximum(wide_hz, 7000) / 7000)
    weight = np.clip((wide_hz - 7000) / 600, 0, 1)
    inside = np.stack([np.interp(wide_hz, known_hz, row) for row in log_envelope])
    noisy = np.stack([np.interp(wide_hz, known_hz, row) for row in aperiodicity])
    return np.exp(inside * (1 - weight) + (top - fall) * weight), np.clip(noisy * (1 - weight) + weight, 0, 1)


def _pitch_curve(line: SungLine, times_s: Curve, rng: np.random.Generator, shift: int) -> Curve:
    """The sung pitch (MIDI number) by frame: the tune with glides, late vibrato and a little human wandering."""
    steps = np.full(len(times_s), float("nan"))
    vibrato = np.zeros(len(times_s))
    for syllable in line.syllables:
        for start_s, end_s, pitch in _note_spans(syllable, shift):
            steps[times_s >= start_s - 0.025] = pitch
            vibrato += _vibrato(times_s, start_s, end_s)
    first_s = line.syllables[0].beat * BEAT_S
    steps[np.isnan(steps)] = steps[~np.isnan(steps)][0]
    scoop = -0.7 * np.exp(-np.maximum(times_s - first_s + 0.08, 0) / 0.05)
    kernel = np.hanning(19)
    padded = np.pad(steps + scoop, 9, mode="edge")
    glide = np.convolve(padded, kernel / kernel.sum(), "valid")
    wander = np.convolve(rng.standard_normal(len(times_s) + 60), np.hanning(61) / 30, "valid") * 0.18
    return glide + vibrato + wander


def _note_spans(syllable: Syllable, shift: int) -> list[tuple[float, float, float]]:
    spans, beat = [], syllable.beat
    for note in syllable.notes:
        spans.append((beat * BEAT_S, (beat + note.beats) * BEAT_S, _scale_step(note.pitch, shift)))
        beat += note.beats
    return spans


def _scale_step(pitch: float, shift: int) -> float:
    scale = [12 * octave + step for octave in range(3, 8) for step in (1, 2, 4, 6, 7, 9, 11)]  # D major
    return float(scale[scale.index(int(pitch)) + shift]) if shift else pitch


def _vibrato(times_s: Curve, start_s: float, end_s: float) -> Curve:
    if end_s - start_s < 0.45:
        return np.zeros(len(times_s))
    rise = np.clip((times_s - start_s - 0.22) / 0.3, 0, 1) * np.clip((end_s - times_s) / 0.1, 0, 1)
    return 0.28 * rise * np.sin(2 * np.pi * 5.3 * (times_s - start_s))


def _loudness(sounds: list[Sound], times_s: Curve, envelope: Curve) -> Curve:
    """Gain by frame: syllables brought near one level, long notes swell and fade, the line opens and closes softly."""
    level = np.sqrt((envelope * _heard_share()).mean(1))
    points: list[tuple[float, float]] = []
    vowels = [sound for sound in sounds if sound.name in VOWELS]
    loud = [level[(times_s >= v.sung_s[0]) & (times_s < v.sung_s[1])].mean() for v in vowels]
    for vowel, own in zip(vowels, loud, strict=True):
        gain = (1.0 / own) ** 0.8 * np.median(loud) ** -0.2
        held_s = vowel.sung_s[1] - vowel.sung_s[0]
        points += [(vowel.sung_s[0] + 0.3 * held_s, gain), (vowel.sung_s[0] + 0.8 * held_s, gain * 0.92)]
    gain = np.interp(times_s, *np.array(points).T)
    for sound in sounds:
        if sound.name in VOICELESS:
            gain[(times_s >= sound.sung_s[0]) & (times_s < sound.sung_s[1])] *= VOICELESS_GAIN
    opening = np.clip((times_s - sounds[0].sung_s[0] + 0.01) / 0.02, 0, 1)
    closing = np.clip((sounds[-1].sung_s[1] + 0.03 - times_s) / 0.09, 0, 1)
    return np.asarray(gain * opening * closing)
