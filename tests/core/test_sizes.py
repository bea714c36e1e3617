"""Sizes in words."""

from __future__ import annotations

from lrc_studio.core.sizes import MIB, megabytes


def test_a_size_is_said_in_the_unit_that_shows_it() -> None:
    said = [megabytes(size) for size in (1, 400, 32_044, 45_400, 50_000, 6_240_000)]
    assert said == ["1 kB", "1 kB", "32 kB", "45 kB", "0.1 MB", "6.2 MB"]
    assert megabytes(7 * MIB, MIB) == "7.0 MB"
