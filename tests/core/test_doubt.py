"""The bands of confidence."""

from __future__ import annotations

from lrc_studio.core.doubt import band, needs_ear


def test_bands_begin_at_their_lower_edge() -> None:
    bands = [band(value) for value in (1.0, 0.8, 0.799, 0.65, 0.649, 0.5, 0.499, 0.0, None)]
    assert bands == ["sure", "sure", "check", "check", "unsure", "unsure", "doubtful", "doubtful", None]


def test_only_unsure_and_doubtful_times_need_an_ear() -> None:
    assert [needs_ear(value) for value in (0.3, 0.6, 0.65, 0.9, None)] == [True, True, False, False, False]
