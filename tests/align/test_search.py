"""The graph of sounds and the search through it, against a plain search that keeps everything."""

from __future__ import annotations

import numpy as np
import pytest

from lrc_studio.align import search
from lrc_studio.align.graph import Graph, Segment, build_graph, segments_of
from lrc_studio.align.model import F32, load_model
from lrc_studio.align.plan import Pin, Sung
from lrc_studio.align.search import best_paths

PHONES = load_model().phones
COLUMNS = len(PHONES) * 3 + 3


def sung(*words: str) -> list[Sung]:
    return [Sung(0, place, tuple(word.split()), True, place == len(words) - 1) for place, word in enumerate(words)]


GRAPH = build_graph(sung("S EY L", "AA N", "*C *V"), PHONES)


def whole(graph: Graph, frames: int) -> Segment:
    return Segment(0, frames, 0, len(graph.column))


def random_scores(sets: int, frames: int, seed: int = 0) -> F32:
    return np.random.default_rng(seed).normal(0, 3, (sets, frames, COLUMNS)).astype(np.float32)


def plain_best(graph: Graph, scores: F32) -> float:
    """The score of the best path, by the textbook."""
    states = len(graph.column)
    heard = scores[:, graph.column].astype(float)
    best = np.full(states, -np.inf)
    best[0], best[1] = heard[0, 0], heard[0, 1]
    for frame in range(1, len(scores)):
        before = best.copy()
        for state in range(states):
            ways = [before[state] + graph.stay[state]]
            ways += [before[state - 1] + graph.step[state]] if state >= 1 else []
            ways += [before[state - 2] + graph.leap[state]] if state >= 2 else []
            best[state] = max(ways) + heard[frame, state]
    return float(max(best[-1], best[-2]))


def score_of(graph: Graph, scores: F32, path: np.ndarray[tuple[int], np.dtype[np.int32]]) -> float:
    """The score of a path; fails where it makes a step that the graph does not have."""
    total = float(scores[0, graph.column[path[0]]])
    for frame in range(1, len(path)):
        state, moved = path[frame], path[frame] - path[frame - 1]
        way = {0: graph.stay, 1: graph.step, 2: graph.leap}[int(moved)][state]
        assert way > -1e8
        total += float(way) + float(scores[frame, graph.column[state]])
    return total


@pytest.mark.parametrize("frames", [60, 125, 400])
def test_the_path_found_is_the_best_there_is_in_every_set(frames: int) -> None:
    scores = random_scores(3, frames)
    paths = best_paths(GRAPH, lambda first, last: scores[:, first:last], whole(GRAPH, frames), 3)
    assert paths is not None
    for number in range(3):
        assert paths[number, 0] in (0, 1)
        assert paths[number, -1] >= len(GRAPH.column) - 2
        assert score_of(GRAPH, scores[number], paths[number]) == pytest.approx(
            plain_best(GRAPH, scores[number]), abs=0.05
        )


def test_less_memory_means_a_narrower_search_with_the_same_clear_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = 600
    scores = random_scores(2, frames)
    wanted = np.linspace(0, len(GRAPH.column) - 1, frames).astype(int)
    scores[:, np.arange(frames), GRAPH.column[wanted]] += 100
    monkeypatch.setattr(search, "BEAMS", (1e8, 300.0))
    monkeypatch.setattr(search, "MOST_BYTES", 2 * len(GRAPH.column) * 100)
    paths = best_paths(GRAPH, lambda first, last: scores[:, first:last], whole(GRAPH, frames), 2)
    assert paths is not None
    assert (GRAPH.column[paths[0]] == GRAPH.column[wanted]).mean() > 0.98


def test_a_guide_keeps_the_search_near_it(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = 500
    scores = random_scores(2, frames)
    segment = whole(GRAPH, frames)
    free = best_paths(GRAPH, lambda first, last: scores[:, first:last], segment, 2)
    assert free is not None
    guided = best_paths(GRAPH, lambda first, last: scores[:, first:last], segment, 2, guide=free[0])
    assert guided is not None
    assert np.array_equal(guided, free)
    monkeypatch.setattr(search, "GUIDED_FRAMES", 40)
    near = best_paths(GRAPH, lambda first, last: scores[:, first:last], segment, 2, guide=free[0])
    assert near is not None
    best = plain_best(GRAPH, scores[0])
    assert score_of(GRAPH, scores[0], near[0]) == pytest.approx(best, abs=0.05)


def test_words_fit_exactly_the_frames_they_need_and_no_fewer() -> None:
    needed = int((~GRAPH.filler).sum())
    for frames, fits in ((needed, True), (needed - 1, False)):
        scores = random_scores(1, frames)
        paths = best_paths(GRAPH, lambda first, last, s=scores: s[:, first:last], whole(GRAPH, frames), 1)
        assert (paths is not None) is fits
        if paths is not None:
            assert set(paths[0]) == set(np.flatnonzero(~GRAPH.filler))


def test_vowels_may_last_and_pauses_may_be_left_out() -> None:
    assert len(GRAPH.column) == 1 + (3 + 6 + 3) + 1 + (6 + 3) + 1 + (3 + 6) + 1
    assert GRAPH.filler.sum() == 4
    assert [int(GRAPH.phone[state]) for state in (GRAPH.opens[0], GRAPH.opens[2])] == [PHONES.index("S"), -1]
    after_pause = np.flatnonzero(GRAPH.leap > -1e8)
    assert list(after_pause) == [int(GRAPH.opens[1]), int(GRAPH.opens[2])]


def test_pins_cut_the_song_into_segments() -> None:
    opens, closes = GRAPH.opens, GRAPH.closes
    pins = [Pin(1, False, 50), Pin(1, True, 80), Pin(2, False, 70), Pin(2, True, 500)]
    assert segments_of(GRAPH, pins, 200) == [
        Segment(0, 50, 0, int(opens[1])),
        Segment(50, 80, int(opens[1]), int(closes[1]) + 1),
        Segment(80, 200, int(closes[1]) + 1, int(closes[2]) + 1),
        Segment(200, 200, int(closes[2]) + 1, len(GRAPH.column)),
    ]
