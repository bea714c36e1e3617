"""The order in which things may sound: a chain of states, phone by phone, with room for silence between words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lrc_studio.align.model import F32, STATES
from lrc_studio.align.phones import VOWELS
from lrc_studio.align.plan import Pin, Sung

VOWEL_STAY = 0.97
CONSONANT_STAY = 0.45
FILLER_STAY = 0.97
VOWEL_REPEATS = 2
WORD_PAUSE = -12.0
LINE_PAUSE = 6.0
BARRED = np.float32(-1e9)

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """A chain of states; from one a path stays, goes on, or leaps over a filler (a pause that may be left out).

    `column` is the state's column of scores; `phone` its phone, the count of phones for a filler, -1 for an unknown
    sound; `stay`, `step` (from the state before) and `leap` (from two before) are log weights; `opens` and `closes` are
    each word's first and last state; `before` counts the states a path cannot leave out in front of each state.
    """

    column: Ints
    phone: Ints
    filler: NDArray[np.bool_]
    stay: F32
    step: F32
    leap: F32
    opens: Ints
    closes: Ints
    before: Ints


@dataclass(frozen=True, slots=True)
class Segment:
    """Frames `first..last` belong to the states `low..high` (both ends exclusive at the top)."""

    first: int
    last: int
    low: int
    high: int


def build_graph(words: Sequence[Sung], phones: Sequence[str]) -> Graph:
    """The chain for `words`; scores come in columns: three a phone, then filler, unknown consonant, unknown vowel."""
    place = {phone: number for number, phone in enumerate(phones)}
    filler = len(phones) * STATES
    extra = {"*C": filler + 1, "*V": filler + 2}
    column, phone, weight, opens, closes = [filler], [len(phones)], [FILLER_STAY], [], []
    entry = [0.0]
    for word in words:
        opens.append(len(column))
        for sound in word.phones:
            vowel = sound in VOWELS or sound == "*V"
            parts = (
                [place[sound] * STATES + part for part in range(STATES)] if sound in place else [extra[sound]] * STATES
            )
            parts = [part for part in parts for _ in range(VOWEL_REPEATS if vowel else 1)]
            column += parts
            phone += [place.get(sound, -1)] * len(parts)
            weight += [VOWEL_STAY if vowel else CONSONANT_STAY] * len(parts)
        closes.append(len(column) - 1)
        entry += [0.0] * (len(column) - len(entry)) + [LINE_PAUSE if word.closing else WORD_PAUSE]
        column.append(filler)
        phone.append(len(phones))
        weight.append(FILLER_STAY)
    return _finished(column, phone, weight, entry, opens, closes, filler)


def _finished(
    column: list[int],
    phone: list[int],
    weight: list[float],
    entry: list[float],
    opens: list[int],
    closes: list[int],
    filler_column: int,
) -> Graph:
    columns = np.array(column, np.int32)
    filler = columns == filler_column
    stay = np.array(weight)
    leave = np.log1p(-stay)
    step = np.concatenate([[BARRED], leave[:-1]]) + np.array(entry)
    leap = np.full(len(columns), BARRED)
    leap[2:][filler[1:-1]] = leave[:-2][filler[1:-1]]
    return Graph(
        column=columns,
        phone=np.array(phone, np.int32),
        filler=filler,
        stay=np.log(stay).astype(np.float32),
        step=step.astype(np.float32),
        leap=leap.astype(np.float32),
        opens=np.array(opens, np.int32),
        closes=np.array(closes, np.int32),
        before=np.concatenate([[0], np.cumsum(~filler)]).astype(np.int32),
    )


def segments_of(graph: Graph, pins: Sequence[Pin], frames: int) -> list[Segment]:
    """The stretches between pins, each with its own frames and states; a pin against an earlier one is left out."""
    edges = [(0, 0)]
    for pin in pins:
        state = int(graph.closes[pin.word]) + 1 if pin.after else int(graph.opens[pin.word])
        frame = min(pin.frame, frames)
        if state > edges[-1][0] and frame >= edges[-1][1]:
            edges.append((state, frame))
    edges.append((len(graph.column), frames))
    return [Segment(first, last, low, high) for (low, first), (high, last) in pairwise(edges)]
