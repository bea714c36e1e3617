"""Finds the likeliest way through the graph for several sets of scores at once (Viterbi with a moving window)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lrc_studio.align.graph import BARRED, Graph, Ints, Segment
from lrc_studio.align.model import F32
from lrc_studio.align.ticks import Tick, unheard

BLOCK_FRAMES = 50
BEAMS = (1e8, 4000.0, 1500.0)
MOST_BYTES = 180 * 1024 * 1024
GUIDED_FRAMES = 3000
"""How far from a guide a path may stray: half a minute."""

Emit = Callable[[int, int], F32]
"""Scores of the frames `first..last`: (sets, frames, columns)."""


@dataclass(slots=True)
class _Block:
    """The choices made in some frames, packed to a bit each: came from one before, came from two before."""

    low: int
    width: int
    one: NDArray[np.uint8]
    two: NDArray[np.uint8]


def fits(graph: Graph, segment: Segment, sets: int) -> bool:
    """Whether every state of `segment` can be followed for `sets` sets of scores at once in the memory allowed."""
    needed = int(graph.before[segment.high] - graph.before[segment.low])
    followed = (segment.high - segment.low) * (segment.last - segment.first - needed // 2)
    return followed * sets // 4 <= MOST_BYTES


def best_paths(
    graph: Graph, emit: Emit, segment: Segment, sets: int, tick: Tick = unheard, guide: Ints | None = None
) -> Ints | None:
    """The state at each frame of `segment`: (sets, frames), rising only; None where its words cannot fit its frames.

    Every state is followed where memory allows (a quarter of a byte for each at each frame), since a long instrumental
    can make a wrong path look better by thousands for minutes; else only those within a beam of the best. With `guide`,
    a path through the segment, only states near it are followed.
    """
    if graph.before[segment.high] - graph.before[segment.low] > segment.last - segment.first:
        return None
    whole = guide is not None or fits(graph, segment, sets)
    for beam in BEAMS if whole else BEAMS[1:]:
        paths = _Search(graph, emit, segment, beam, guide).run(tick)
        if paths is not None:
            return paths
    return None


class _Search:
    def __init__(self, graph: Graph, emit: Emit, segment: Segment, beam: float, guide: Ints | None) -> None:
        self.graph, self.emit, self.segment, self.beam, self.guide = graph, emit, segment, beam, guide
        self.rest = graph.before[segment.high] - graph.before[segment.low : segment.high + 1]
        self.blocks: list[_Block] = []
        self.bytes = 0

    def run(self, tick: Tick) -> Ints | None:
        segment = self.segment
        low, score = segment.low, None
        for first in range(segment.first, segment.last, BLOCK_FRAMES):
            tick(first, segment.last)
            last = min(first + BLOCK_FRAMES, segment.last)
            scores = self.emit(first, last)
            if score is None:
                score = self._opening(len(scores))
            lowest, highest = self._near(last)
            width = max(score.shape[1], min(score.shape[1] + 2 * (last - first), highest - low))
            score = np.pad(score, ((0, 0), (0, width - score.shape[1])), constant_values=BARRED)
            score = self._advance(score, low, scores, fresh=first == segment.first)
            kept = self._alive(score, low, segment.last - last, lowest)
            if kept is None or (self.guide is None and self.bytes > MOST_BYTES):
                return None
            score, low = np.ascontiguousarray(score[:, kept]), low + kept.start
        return None if score is None else self._traced(score, low, tick)

    def _near(self, last: int) -> tuple[int, int]:
        """The states to follow after frame `last` (the upper end exclusive): near the guide if there is one."""
        if self.guide is None:
            return self.segment.low, self.segment.high
        early, late = last - self.segment.first - GUIDED_FRAMES, last - self.segment.first + GUIDED_FRAMES
        lowest = int(self.guide[early]) if early > 0 else self.segment.low
        highest = int(self.guide[late]) + 1 if late < len(self.guide) else self.segment.high
        return lowest, highest

    def _opening(self, sets: int) -> F32:
        """Before the first frame: a path may begin in the first state, or in the second if the first is a filler."""
        first = self.segment.low
        width = 2 if self.graph.filler[first] and first + 1 < self.segment.high else 1
        return np.zeros((sets, width), np.float32)

    def _advance(self, score: F32, low: int, scores: F32, fresh: bool) -> F32:
        """Follow every path of the window through a block of frames and note each choice."""
        sets, width = score.shape
        part = slice(low, low + width)
        stay, step, leap = self.graph.stay[part], self.graph.step[part][1:], self.graph.leap[part][2:]
        heard = scores.take(self.graph.column[part], axis=2)
        one = np.zeros((sets, heard.shape[1], width), np.bool_)
        two = np.zeros_like(one)
        other = np.empty_like(score)
        kept = np.empty_like(score)
        stepped, stepped_from, leapt, leapt_from = other[:, 1:], score[:, :-1], other[:, 2:], score[:, :-2]
        kept_one, kept_two = kept[:, 1:], kept[:, 2:]
        for frame in range(heard.shape[1]):
            if fresh and frame == 0:
                score += heard[:, 0]
                continue
            np.add(score, stay, out=kept)
            np.add(stepped_from, step, out=stepped)
            np.greater(stepped, kept_one, out=one[:, frame, 1:])
            np.maximum(stepped, kept_one, out=kept_one)
            np.add(leapt_from, leap, out=leapt)
            np.greater(leapt, kept_two, out=two[:, frame, 2:])
            np.maximum(leapt, kept_two, out=kept_two)
            np.add(kept, heard[:, frame], out=score)
        block = _Block(low, width, np.packbits(one, axis=2), np.packbits(two, axis=2))
        self.blocks.append(block)
        self.bytes += block.one.nbytes + block.two.nbytes
        return score

    def _alive(self, score: F32, low: int, frames_left: int, lowest: int) -> slice | None:
        """The window's states worth following: near the best of some set, and able to reach the end in time."""
        top = score.max(axis=1, keepdims=True)
        if top.min() < BARRED / 2:
            return None
        score -= top
        places = np.flatnonzero((score > -self.beam).any(axis=0))
        must = int(np.searchsorted(-self.rest, -frames_left)) - 1 - (low - self.segment.low)
        first = max(int(places[0]), must, lowest - low, 0)
        return slice(first, int(places[-1]) + 1) if first <= places[-1] else None

    def _traced(self, score: F32, low: int, tick: Tick) -> Ints | None:
        """Follow the noted choices back from the best end: the last state, or the one before a filler that ends it."""
        high, sets = self.segment.high, len(score)
        ends = [high - 1, high - 2] if self.graph.filler[high - 1] and high - 2 >= self.segment.low else [high - 1]
        ends = [end for end in ends if low <= end < low + score.shape[1]]
        if not ends:
            return None
        choice = np.stack([score[:, end - low] for end in ends])
        if choice.max(axis=0).min() < BARRED / 2:
            return None
        states = [ends[index] for index in choice.argmax(axis=0)]
        path = np.empty((sets, self.segment.last - self.segment.first), np.int32)
        at = path.shape[1]
        for block in reversed(self.blocks):
            tick(self.segment.last, self.segment.last)
            back = np.unpackbits(block.one, axis=2, count=block.width)
            back = np.where(np.unpackbits(block.two, axis=2, count=block.width), np.uint8(2), back)
            at -= back.shape[1]
            for number in range(sets):
                states[number] = _walk(back[number], states[number], block.low, path[number, at : at + back.shape[1]])
        return path


def _walk(back: NDArray[np.uint8], state: int, low: int, out: Ints) -> int:
    """Fill `out` with the states of a block, last frame first; gives the state before the block."""
    for frame in range(len(out) - 1, -1, -1):
        out[frame] = state
        state -= int(back[frame, state - low])
    return state
