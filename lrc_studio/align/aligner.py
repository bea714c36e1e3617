"""The embedded aligner's door: a song's sound and its lyrics in, the lyrics with times out."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from lrc_studio.align.centre import centre
from lrc_studio.align.cepstra import cepstra
from lrc_studio.align.confidence import judged
from lrc_studio.align.ensemble import Ensemble, Paths, Sound
from lrc_studio.align.graph import Graph, build_graph, segments_of
from lrc_studio.align.model import F32, FRAME_MS, RATE_HZ, load_model
from lrc_studio.align.phones import phone_scores
from lrc_studio.align.plan import Pin, plan_of
from lrc_studio.align.separate import voice_like
from lrc_studio.align.ticks import Tick
from lrc_studio.align.timing import timed
from lrc_studio.align.voice import voice_logits
from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.progress import Progress, Report, silent

__all__ = ["RATE_HZ", "align"]

_PHASES = {
    "words": "Words to sounds",
    "voice": "Finding the voice",
    "match": "Matching the words",
    "check": "Checking",
}
_QUIET_S = 0.03


def align(
    pcm: F32, lyrics: Lyrics, report: Report = silent, *, language: str | None = None, thorough: bool = False
) -> Lyrics:
    """Give every line and word of `lyrics` a start, an end and a confidence (0..1); the text stays as it is.

    `pcm` is the whole song, (frames, 2) at 16 kHz. Locked lines and words keep their times and hold the others in
    place. `language` is two letters (guessed from the text where None). `thorough` listens a second time with steady
    tones and drums taken out, and takes over twice as long. `report` hears of the phases words, voice, match and check,
    and may raise `Cancelled`. Raises InputError where there is no sound or nothing to time.
    """
    phases = _Phases(report)
    tick = phases.enter("words")
    tick(0, 1)
    plan = plan_of(lyrics, language)
    _check(pcm, lyrics)
    if not plan.sung:
        return timed(lyrics, plan, [], {}, len(pcm) * 1000 // RATE_HZ)
    graph = build_graph(plan.sung, load_model().phones)
    middle = centre(pcm, _part(phases.enter("voice"), 0))
    sound, paths = _match(middle, graph, plan.pins, phases)
    if thorough:
        lifted = voice_like(middle, _part(phases.enter("voice"), 0))
        _, others = _match(lifted, graph, plan.pins, phases)
        # The plain hearing counts twice: what is lifted out is sharper in most songs and worse in a few.
        paths = Paths(np.concatenate([paths.states, paths.states, others.states]), paths.spread)
    phases.enter("check")(0, 1)
    found, lines = judged(plan, graph, sound, paths)
    return timed(lyrics, plan, found, lines, len(pcm) * 1000 // RATE_HZ)


def _match(middle: F32, graph: Graph, pins: Sequence[Pin], phases: _Phases) -> tuple[Sound, Paths]:
    sound = _listen(middle, phases.enter("voice"))
    segments = segments_of(graph, pins, len(sound.scores))
    return sound, Ensemble(graph, load_model().phones, sound).run(segments, phases.enter("match"))


class _Phases:
    """Turns the steps' own counting into reports a person can read, some thirty a second at most."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._next_s = 0.0

    def enter(self, phase: str) -> Tick:
        self._next_s = 0.0

        def tick(done: int, total: int) -> None:
            now_s = time.monotonic()
            if now_s >= self._next_s:
                self._next_s = now_s + _QUIET_S
                self._report(Progress(phase, done, total, _PHASES[phase]))

        return tick


def _check(pcm: F32, lyrics: Lyrics) -> None:
    if not any(line.text.strip() for line in lyrics.lines):
        raise InputError("There are no words to time; paste, type or open the lyrics of this song first.")
    if len(pcm) < RATE_HZ * FRAME_MS // 1000:
        raise InputError("There is no sound in this file; the lyrics are as they were. Open another recording.")


def _listen(middle: F32, tick: Tick) -> Sound:
    """Everything the search needs to know of the sound."""
    model = load_model()
    voice = voice_logits(model, middle, _part(tick, 1))
    cepstrum = cepstra(middle, _part(tick, 2))
    return Sound(phone_scores(model, cepstrum, _part(tick, 3)), cepstrum, voice)


def _part(tick: Tick, quarter: int) -> Tick:
    """A tick that counts a quarter of the phase."""
    return lambda done, total: tick(quarter * 1000 + 1000 * min(done, total) // max(total, 1), 4000)
