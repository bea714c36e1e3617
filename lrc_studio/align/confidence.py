"""How far each time can be trusted: do the settings agree, do the sounds fit the words, is the pace like the song's.

The rules and their few round numbers were set by hand and checked on songs with known times; nothing was trained
(docs/aligner.md says how well they do).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lrc_studio.align.ensemble import SETTINGS, Paths, Sound
from lrc_studio.align.graph import Graph, Ints
from lrc_studio.align.model import FRAME_MS
from lrc_studio.align.plan import Plan
from lrc_studio.align.timing import Found

Floats = NDArray[np.floating[Any]]
UNSURE_SOUND = 0.4
"""Factor for a word whose pronunciation is not known."""
NEAR_S = 0.5
"""A time this near is right enough to be found by ear at once: what a confidence is the likelihood of."""
HALF_AGREED_S = 0.06
"""The settings' typical spread at which the lyrics are as likely another song's; right ones mostly have 0.03."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What speaks for each sung word.

    `starts`, `ends`: frames, the middle of the settings; `spread_s`: how far apart they put its start,
    `first_spread_s`: those of the first hearing alone; `match`: its
    sounds' mean log score, 0 is chance; `pace`: frames a phone takes; `fits`: False where it was spread over frames
    too few for the words there.
    """

    starts: Ints
    ends: Ints
    spread_s: Floats
    first_spread_s: Floats
    match: Floats
    pace: Floats
    fits: NDArray[np.bool_]


def judged(plan: Plan, graph: Graph, sound: Sound, paths: Paths) -> tuple[list[Found], dict[int, float]]:
    """The middle time of each sung word with a confidence, and the confidence of each line that has any (0..1)."""
    evidence = gathered(plan, graph, sound, paths)
    numbers, row = np.unique([item.line for item in plan.sung], return_inverse=True)
    match = float(np.average(evidence.match, weights=evidence.ends - evidence.starts + 1))
    song = song_trust(evidence.first_spread_s, match)
    known = np.where([item.sure for item in plan.sung], 1.0, UNSURE_SOUND) * evidence.fits * song
    slow = _slowness(_by_line(evidence.pace, row))
    lines = place_trust(_by_line(evidence.spread_s, row), slow) * _by_line(known, row)
    words = place_trust(evidence.spread_s, slow[row]) * known
    found = [
        Found(int(start) * FRAME_MS, int(end) * FRAME_MS, float(trust))
        for start, end, trust in zip(evidence.starts, evidence.ends, words, strict=True)
    ]
    return found, {int(number): float(trust) for number, trust in zip(numbers, lines, strict=True)}


def gathered(plan: Plan, graph: Graph, sound: Sound, paths: Paths) -> Evidence:
    """Read times and evidence off the paths of all settings."""
    all_starts = np.array([np.searchsorted(path, graph.opens) for path in paths.states])
    all_ends = np.array([np.searchsorted(path, graph.closes, side="right") for path in paths.states])
    frames = len(sound.scores)
    middle = np.median(all_starts, axis=0)
    first = all_starts[: len(SETTINGS)]
    starts = np.maximum.accumulate(middle.round().astype(np.int32))
    ends = np.maximum(np.median(all_ends, axis=0).round().astype(np.int32), starts + 1)
    ends = np.maximum(np.minimum(ends, np.append(starts[1:], frames)), starts)
    lengths = np.array([len(item.phones) for item in plan.sung])
    return Evidence(
        starts=starts,
        ends=ends,
        spread_s=np.abs(all_starts - middle).mean(axis=0) * (FRAME_MS / 1000),
        first_spread_s=np.abs(first - np.median(first, axis=0)).mean(axis=0) * (FRAME_MS / 1000),
        match=_match(graph, sound, paths.states[0], all_starts[0], all_ends[0]),
        pace=(ends - starts) / lengths,
        fits=~paths.spread[np.minimum(starts, frames - 1)],
    )


def song_trust(spread_s: Floats, match: float) -> float:
    """How likely the lyrics are those sung, from the spread of each word and the mean match.

    With wrong lyrics even the typical word lands elsewhere in each setting, and every fourth one far away. A few words
    alone fit anywhere, so that all settings may agree on a wrong place.
    """
    typical_s = float(np.exp(np.log(np.quantile(spread_s, [0.5, 0.75]) + 0.02).mean()))
    agreed = 1 / (1 + (typical_s / HALF_AGREED_S) ** 5)
    heard = 1 / (1 + np.exp(-10 * np.clip(match + 0.1, -5, 5)))
    return float(agreed * heard * (1 - 0.5 * np.exp((1 - len(spread_s)) / 4)))


def place_trust(spread_s: Floats, slow: Floats) -> Floats:
    """How likely a place is within half a second, given that the lyrics are right.

    The error is taken to be Laplace-distributed. Its mean is a tenth of a second, which even full agreement leaves,
    and twice the spread, for the settings hear the same sound and err together; the slower the line, the wider.
    """
    mean_error_s = (0.1 + 2 * spread_s) * np.exp(slow)
    trust: Floats = 1 - np.exp(-NEAR_S / mean_error_s)
    return trust


def _by_line(values: Floats, row: NDArray[np.intp]) -> Floats:
    """The mean over each line's words; `row` counts the lines that have any."""
    return np.bincount(row, values) / np.bincount(row)


def _slowness(pace: Floats) -> Floats:
    """By how much (log) a line is slower than the song's usual: stretched lines often hold a missed start."""
    pace = np.maximum(pace, 1.0)
    return np.maximum(np.log(pace / np.median(pace)), 0)


def _match(graph: Graph, sound: Sound, path: Ints, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> Floats:
    """The mean score of each word's sounds along one path; 0 is what any sound would have."""
    columns = graph.column[path]
    voiced = columns < sound.scores.shape[1]
    heard = np.where(voiced, sound.scores[np.arange(len(path)), np.where(voiced, columns, 0)], 0)
    sums = np.concatenate([[0], np.cumsum(heard, dtype=np.float64)])
    match: Floats = (sums[ends] - sums[starts]) / np.maximum(ends - starts, 1)
    return match
