"""The shape of a sound as pixels."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from lrc_studio.audio.pyramid import Columns
from lrc_studio.ui.wave_picture import display_gain, wave_picture
from tests.audio.fakes import counting_sound

PEAKS, BODY = QColor("#112233"), QColor("#aabbcc")


def column(image: QImage, x: int, colour: QColor) -> list[int]:
    return [y for y in range(image.height()) if image.pixelColor(x, y) == colour]


def made(low: list[float], high: list[float], rms: list[float]) -> QImage:
    columns = Columns(*(np.array(row, np.float32) for row in (low, high, rms)))
    return wave_picture(columns, 101, PEAKS, BODY)


def test_peaks_reach_from_low_to_high_around_the_body() -> None:
    image = made([-0.5], [1.0], [0.2])
    assert (image.width(), image.height()) == (1, 101)
    inked = sorted(column(image, 0, PEAKS) + column(image, 0, BODY))
    assert inked == list(range(76))
    assert column(image, 0, BODY) == list(range(40, 61))


def test_silence_is_a_hairline_in_the_middle() -> None:
    image = made([0.0] * 3, [0.0] * 3, [0.0] * 3)
    assert [column(image, x, BODY) for x in range(3)] == [[50]] * 3
    assert image.pixelColor(1, 49).alpha() == 0


def test_columns_that_jump_still_touch() -> None:
    image = made([0.8, -0.9, 0.5], [0.9, -0.8, 0.6], [0.0, 0.0, 0.0])
    spans = [[y for y in range(101) if image.pixelColor(x, y).alpha()] for x in range(3)]
    for left, right in pairwise(spans):
        assert min(right) <= max(left)
        assert min(left) <= max(right)


def test_a_quiet_song_is_drawn_larger_once_all_of_it_is_there() -> None:
    quiet = counting_sound()
    loudest = quiet.pyramid.loudest
    assert 0.1 < loudest < 0.6
    assert display_gain(quiet) * loudest == pytest.approx(0.95)
    assert display_gain(counting_sound(complete=False)) == 1.0
    columns = Columns(*(np.array(row, np.float32) for row in ([-0.25], [0.25], [0.1])))
    assert len(column(wave_picture(columns, 101, PEAKS, BODY, gain=2.0), 0, BODY)) == 21
