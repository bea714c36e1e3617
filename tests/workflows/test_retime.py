"""Moving all times, as they are heard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.workflows.retime import fit_to, shift_by, shift_first

LYRICS = Lyrics((Line("One", 1000, None, (Word("One", 1000, 1400),), locked=True), Line("Two", 3000)))


def starts(lyrics: Lyrics) -> list[int | None]:
    return [line.start_ms for line in lyrics.lines]


def test_a_shift_moves_verified_lines_and_words_too() -> None:
    shifted = shift_by(LYRICS, 500)
    assert starts(shifted) == [1500, 3500]
    assert shifted.lines[0].words[0] == Word("One", 1500, 1900)


def test_a_shift_stops_at_0() -> None:
    assert starts(shift_by(LYRICS, -2000)) == [0, 1000]


def test_the_first_line_starts_where_it_is_asked_whatever_the_offset() -> None:
    shifted = shift_first(replace(LYRICS, offset_ms=300), 200)
    assert starts(shifted) == [200, 2200]
    assert shifted.offset_ms == 0


def test_a_fit_goes_through_the_points_as_they_are_heard() -> None:
    fitted, found = fit_to(replace(LYRICS, offset_ms=-500), [(1500, 2000), (3500, 6000)])
    assert starts(fitted) == [2000, 6000]
    assert (found.rate, found.residuals_ms) == (2.0, (0, 0))


@pytest.mark.parametrize("move", [lambda lyrics: shift_by(lyrics, 1), lambda lyrics: shift_first(lyrics, 1)])
def test_nothing_timed_is_told(move) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    with pytest.raises(InputError, match="no times to move"):
        move(Lyrics((Line("One"),)))
