"""Aligns with several settings side by side: their middle is the answer, their spread says how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lrc_studio.align.adapt import Context, Heard, context_of, listen_again
from lrc_studio.align.graph import Graph, Ints, Segment
from lrc_studio.align.model import F32, FRAME_MS, STATES
from lrc_studio.align.phones import VOWELS, normalised
from lrc_studio.align.search import best_paths, fits
from lrc_studio.align.ticks import Tick
from lrc_studio.align.voice import STEP_S

ROUNDS = 3
SINGER_WEIGHT = 0.15
SINGER_VOICE_WEIGHT = 0.3
VOICE_LIMIT = 3.9


@dataclass(frozen=True, slots=True)
class Setting:
    """`sung`: share of the song taken as sung; `sounds`, `voice`: weight of the phone scores and the voice detector."""

    sung: float = 0.6
    sounds: float = 0.33
    voice: float = 0.2


SETTINGS = (Setting(), Setting(sung=0.5), Setting(sung=0.7), Setting(sounds=0.22), Setting(sounds=0.5, voice=0.3))


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A song as heard: `scores` of phone states and `cepstrum` each 10 ms, `voice` log odds each 32 ms."""

    scores: F32
    cepstrum: F32
    voice: F32


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """The state at each frame in each setting (settings, frames), and which frames had to be spread evenly."""

    states: Ints
    spread: NDArray[np.bool_]


class Ensemble:
    """Holds the scores of one song under all settings, and improves them round by round."""

    def __init__(
        self, graph: Graph, phones: tuple[str, ...], sound: Sound, settings: tuple[Setting, ...] = SETTINGS
    ) -> None:
        self.graph, self.phones, self.settings, self.sound = graph, phones, settings, sound
        self.frames = len(sound.scores)
        self.voice = [_voice_odds(sound.voice, self.frames, setting) for setting in settings]
        self.heard: list[Heard | None] = [None] * len(settings)
        unknown = bool((graph.phone < 0).any())
        self.vowels = [phones.index(v) * STATES + part for v in VOWELS for part in range(STATES)] if unknown else []
        self.consonants = sorted(set(range(len(phones) * STATES)) - set(self.vowels)) if unknown else []

    def run(self, segments: list[Segment], tick: Tick) -> Paths:
        """Align `ROUNDS` times, learning the singer in between; counts frames."""
        paths = self._round(segments, tick, 0)
        context = context_of(self.sound.cepstrum, lambda done, _: tick(self.frames + done, ROUNDS * self.frames))
        for number in range(1, ROUNDS):
            self._learn(context, paths, tick, number)
            paths = self._round(segments, tick, number)
        return paths

    def _round(self, segments: list[Segment], tick: Tick, number: int) -> Paths:
        states = np.empty((len(self.settings), self.frames), np.int32)
        spread = np.zeros(self.frames, np.bool_)

        def frame_tick(frame: int, _: int) -> None:
            tick(number * self.frames + frame, ROUNDS * self.frames)

        for segment in segments:
            part = slice(segment.first, segment.last)
            found = self._found(segment, frame_tick)
            spread[part] = found is None
            states[:, part] = _even(segment) if found is None else found
        return Paths(states, spread)

    def _found(self, segment: Segment, tick: Tick) -> Ints | None:
        """Paths in all settings; where that takes too much memory, the first setting's path guides the others."""
        sets = len(self.settings)
        if fits(self.graph, segment, sets):
            return best_paths(self.graph, self._emit, segment, sets, tick)
        alone = best_paths(self.graph, lambda first, last: self._emit(first, last, 1), segment, 1, tick)
        if alone is None:
            return None

        def late_tick(*_: int) -> None:
            tick(segment.last, segment.last)

        return best_paths(self.graph, self._emit, segment, sets, late_tick, alone[0])

    def _learn(self, context: Context, paths: Paths, tick: Tick, number: int) -> None:
        def frame_tick(_frame: int, _total: int) -> None:
            tick(number * self.frames, ROUNDS * self.frames)

        for setting, path in enumerate(paths.states):
            self.heard[setting] = listen_again(context, self.graph.phone[path], len(self.phones), frame_tick)

    def _emit(self, first: int, last: int, most: int | None = None) -> F32:
        """Phone states, filler, unknown consonant and vowel of some frames, under each setting or the first `most`."""
        base = self.sound.scores[first:last]
        settings, states = self.settings[:most], base.shape[1]
        out = np.zeros((len(settings), last - first, states + 3), np.float32)
        for number, setting in enumerate(settings):
            heard, scores = self.heard[number], base
            odds = self.voice[number][first:last]
            if heard is not None:
                singer = np.repeat(heard.phones[first:last], STATES, axis=1)
                scores = normalised(base + singer * np.float32(SINGER_WEIGHT / setting.sounds))
                odds = odds + np.float32(SINGER_VOICE_WEIGHT) * heard.sung[first:last]
            out[number, :, :states] = scores
            if self.vowels:
                out[number, :, -2] = _mean_likelihood(scores[:, self.consonants])
                out[number, :, -1] = _mean_likelihood(scores[:, self.vowels])
            out[number] *= np.float32(setting.sounds)
            out[number] -= np.log1p(np.exp(-odds))[:, None]
            out[number, :, states] = -np.log1p(np.exp(odds))
        return out


def _voice_odds(voice: F32, frames: int, setting: Setting) -> F32:
    """The detector's log odds at each frame, moved so that the expected share of the song counts as sung.

    The detector was made for speech: on singing over music only the order of its answers can be trusted.
    """
    middle = np.quantile(voice, 1 - setting.sung)
    odds = np.clip((voice - middle) * setting.voice, -VOICE_LIMIT, VOICE_LIMIT)
    at_s = np.arange(frames) * (FRAME_MS / 1000)
    found: F32 = np.interp(at_s, np.arange(len(odds)) * STEP_S + STEP_S / 2, odds).astype(np.float32)
    return found


def _mean_likelihood(scores: F32) -> F32:
    top = scores.max(axis=1)
    mean: F32 = top + np.log(np.exp(scores - top[:, None]).mean(axis=1))
    return mean


def _even(segment: Segment) -> Ints:
    """States spread evenly over frames too few for them."""
    frames = segment.last - segment.first
    return np.linspace(segment.low, segment.high - 1, frames).astype(np.int32)
