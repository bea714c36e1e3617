"""The visible part of the song stays inside it, whatever is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from lrc_studio.ui.viewport import SHORTEST_MS, Viewport

MS = st.floats(-1e6, 1e7, allow_nan=False)
SONG = st.floats(0, 4e6)


def inside(view: Viewport) -> bool:
    longest = max(view.song_ms, SHORTEST_MS)
    return view.from_ms >= -1e-6 and view.to_ms <= longest + 1e-3 and view.span_ms >= SHORTEST_MS - 1e-3


@given(song_ms=SONG, moves=st.lists(st.tuples(st.sampled_from(["show", "zoom", "scroll", "page", "reveal"]), MS, MS)))
def test_it_never_leaves_the_song(qapp: QApplication, song_ms: float, moves: list[tuple[str, float, float]]) -> None:
    view = Viewport()
    view.set_song(song_ms, fresh=True)
    for kind, one, other in moves:
        if kind == "show":
            view.show(one, other)
        elif kind == "zoom":
            view.zoom(max(abs(one) / 1e5, 1e-3), other)
        elif kind == "scroll":
            view.scroll(one)
        elif kind == "page":
            view.page_to(one)
        else:
            view.reveal(min(one, other), max(one, other))
        assert inside(view)


@given(factor=st.floats(0.2, 1.0), share=st.floats(0.0, 1.0))
def test_zooming_in_keeps_what_is_under_the_mouse(qapp: QApplication, factor: float, share: float) -> None:
    view = Viewport()
    view.set_song(200_000, fresh=True)
    view.show(60_000, 90_000)
    anchor_ms = 60_000 + share * 30_000
    view.zoom(factor, anchor_ms)
    assert (anchor_ms - view.from_ms) / view.span_ms == pytest.approx(share, abs=1e-6)


def test_the_page_turns_only_when_the_time_is_out_of_sight(qapp: QApplication) -> None:
    view = Viewport()
    view.set_song(100_000, fresh=True)
    told: list[None] = []
    view.changed.connect(lambda: told.append(None))
    view.page_to(14_999)
    assert not told
    view.page_to(15_000)
    assert view.from_ms == pytest.approx(13_800)
    assert len(told) == 1


def test_a_growing_song_keeps_what_is_shown(qapp: QApplication) -> None:
    view = Viewport()
    view.set_song(100_000, fresh=True)
    view.show(40_000, 50_000)
    view.set_song(101_000)
    assert (view.from_ms, view.to_ms) == (40_000, 50_000)
    view.set_song(45_000)
    assert view.to_ms <= 45_000


def test_lyrics_that_come_where_nothing_was_are_shown_from_their_start(qapp: QApplication) -> None:
    view = Viewport()
    view.set_song(0)
    view.set_song(240_000)
    assert (view.from_ms, view.to_ms) == (0, 15_000)
