"""When the picture that a moving view shows is drawn, and which part of it is in sight."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from lrc_studio.ui.waveform.rolling import RollingPicture


class Drawn:
    """Notes what is asked for."""

    def __init__(self) -> None:
        self.stretches: list[tuple[float, float, int]] = []

    def __call__(self, from_ms: float, to_ms: float, count: int) -> QImage:
        self.stretches.append((from_ms, to_ms, count))
        return QImage(count, 1, QImage.Format.Format_RGB32)


def test_a_view_that_moves_is_drawn_once_in_a_while() -> None:
    rolling, drawn = RollingPicture(), Drawn()
    for step in range(200):
        from_ms = 5000 + step * 15.0
        picture, before_px = rolling.of("song", from_ms, from_ms + 10_000, 1000, drawn)
        first_ms, to_ms, count = drawn.stretches[-1]
        assert picture.width() == count
        assert first_ms + before_px * 10 == pytest.approx(from_ms, abs=5)
        assert to_ms - first_ms == pytest.approx(count * 10)
        assert 0 <= before_px <= count - 1000
    assert len(drawn.stretches) == 3


def test_it_is_drawn_anew_with_the_zoom_with_what_it_shows_and_with_the_width() -> None:
    rolling, drawn = RollingPicture(), Drawn()
    rolling.of("song", 0, 1000, 100, drawn)
    rolling.of("song", 0, 1000, 100, drawn)
    assert drawn.stretches == [(0, 1000, 100)]
    rolling.of("song", 0, 1001, 100, drawn)
    rolling.of("song, more of it", 0, 1001, 100, drawn)
    rolling.of("song, more of it", 0, 1001, 101, drawn)
    expected = [(0, 1001, 100), (0, 1001, 100), (0, 1001, 101)]
    assert [pytest.approx(stretch) for stretch in drawn.stretches[1:]] == expected


def test_margins_come_with_the_first_move_not_with_a_zoom() -> None:
    rolling, drawn = RollingPicture(), Drawn()
    rolling.of("song", 1000, 2000, 100, drawn)
    _, before_px = rolling.of("song", 1010, 2010, 100, drawn)
    assert drawn.stretches[-1] == pytest.approx((760, 2260, 150))
    assert before_px == 25
