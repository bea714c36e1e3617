"""What every edit promises: the shape is kept, other rows are untouched, undoing restores exactly."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lrc_studio.core import edits
from lrc_studio.core.edits.lines import moved_order
from lrc_studio.core.lyrics import Line, Lyrics, Origin, problems_of_shape
from tests.core.strategies import lyrics_strategy

Edit = Callable[[Lyrics, st.DataObject], tuple[Lyrics, set[int] | None]]

some_row = st.integers(-2, 8)
some_rows = st.lists(some_row, max_size=4)
some_ms = st.integers(-1000, 400_000)
some_text = st.text(st.sampled_from("ab 愛\t\n\r\u2028(é"), max_size=12)


def one_row(change: Callable[[Lyrics, int, st.DataObject], Lyrics]) -> Edit:
    def run(lyrics: Lyrics, data: st.DataObject) -> tuple[Lyrics, set[int] | None]:
        row = data.draw(some_row)
        return change(lyrics, row, data), {row}

    return run


def many_rows(change: Callable[[Lyrics, list[int], st.DataObject], Lyrics]) -> Edit:
    def run(lyrics: Lyrics, data: st.DataObject) -> tuple[Lyrics, set[int] | None]:
        rows = data.draw(some_rows)
        return change(lyrics, rows, data), set(rows)

    return run


def anywhere(change: Callable[[Lyrics, st.DataObject], Lyrics]) -> Edit:
    return lambda lyrics, data: (change(lyrics, data), None)


EDITS: dict[str, Edit] = {
    "set_start": one_row(lambda x, row, d: edits.set_start(x, row, d.draw(st.none() | some_ms))),
    "set_end": one_row(lambda x, row, d: edits.set_end(x, row, d.draw(st.none() | some_ms))),
    "move_start": anywhere(lambda x, d: edits.move_start(x, d.draw(some_row), d.draw(some_ms))),
    "stamp": anywhere(lambda x, d: edits.stamp(x, d.draw(some_row), d.draw(some_ms))),
    "nudge": anywhere(
        lambda x, d: edits.nudge(
            x,
            d.draw(some_rows),
            d.draw(some_ms),
            d.draw(st.sampled_from(("both", "start", "end"))),
            d.draw(st.booleans()),
        )
    ),
    "shift": many_rows(lambda x, rows, d: edits.shift(x, -d.draw(some_ms), rows, d.draw(st.booleans()))),
    "shift all": anywhere(lambda x, d: edits.shift(x, d.draw(some_ms))),
    "clear_times": many_rows(lambda x, rows, d: edits.clear_times(x, rows)),
    "verify": many_rows(lambda x, rows, d: edits.verify(x, rows, d.draw(st.booleans()))),
    "set_text": one_row(lambda x, row, d: edits.set_text(x, row, d.draw(some_text))),
    "set_section": one_row(lambda x, row, d: edits.set_section(x, row, d.draw(some_text))),
    "set_voice": many_rows(lambda x, rows, d: edits.set_voice(x, rows, d.draw(some_text))),
    "set_background": many_rows(lambda x, rows, d: edits.set_background(x, rows, d.draw(st.booleans()))),
    "set_translation": one_row(lambda x, row, d: edits.set_translation(x, row, d.draw(some_text))),
    "set_romanization": one_row(lambda x, row, d: edits.set_romanization(x, row, d.draw(some_text))),
    "insert_line": anywhere(lambda x, d: edits.insert_line(x, d.draw(some_row))),
    "delete_lines": anywhere(lambda x, d: edits.delete_lines(x, d.draw(some_rows))),
    "split_line": anywhere(
        lambda x, d: edits.split_line(x, d.draw(some_row), d.draw(st.integers(-1, 20)), d.draw(st.none() | some_ms))
    ),
    "join_lines": anywhere(lambda x, d: edits.join_lines(x, d.draw(some_rows))),
    "move_lines": anywhere(lambda x, d: edits.move_lines(x, d.draw(some_rows), d.draw(st.integers(-9, 9)))),
    "replace_text": anywhere(lambda x, d: edits.replace_text(x, d.draw(some_text))),
    "take_answer": anywhere(lambda x, d: edits.take_answer(x, d.draw(lyrics_strategy()))),
}


@pytest.mark.parametrize("name", EDITS)
@given(lyrics=lyrics_strategy(), data=st.data())
@settings(max_examples=20, deadline=None)
def test_every_edit_keeps_its_promises(name: str, lyrics: Lyrics, data: st.DataObject) -> None:
    edited, rows = EDITS[name](lyrics, data)
    assert list(problems_of_shape(edited)) == []
    assert (edited is lyrics) == (edited == lyrics)
    if rows is not None:
        assert len(edited.lines) == len(lyrics.lines)
        for row, (old, new) in enumerate(zip(lyrics.lines, edited.lines, strict=True)):
            assert row in rows or new is old
    if name != "take_answer":
        assert edited.with_lines(lyrics.lines) == lyrics  # nothing beside the lines was touched


@given(lyrics_strategy(ordered=True), st.integers(-9, 9), some_rows)
@settings(max_examples=20, deadline=None)
def test_moving_lines_loses_none(lyrics: Lyrics, by: int, rows: list[int]) -> None:
    moved = edits.move_lines(lyrics, rows, by)
    assert sorted(line.text for line in moved.lines) == sorted(line.text for line in lyrics.lines)
    assert [line.section for line in moved.lines] == [line.section for line in lyrics.lines]
    order = moved_order(len(lyrics.lines), rows, by)
    assert [line.start_ms for line in moved.lines] == [lyrics.lines[row].start_ms for row in order]


@given(lyrics_strategy(ordered=True, min_lines=1), st.integers(1, 5000))
@settings(max_examples=20, deadline=None)
def test_a_shift_and_its_opposite_meet(lyrics: Lyrics, by_ms: int) -> None:
    there = edits.shift(lyrics, by_ms, include_locked=True)
    assert edits.shift(there, -by_ms, include_locked=True) == lyrics


@given(lyrics_strategy(min_lines=1))
@settings(max_examples=20, deadline=None)
def test_the_same_text_again_changes_nothing(lyrics: Lyrics) -> None:
    for row, line in enumerate(lyrics.lines):
        assert edits.set_text(lyrics, row, line.text) is lyrics
    texts = [line.text for line in lyrics.lines]
    if texts[-1].strip():
        assert edits.replace_text(lyrics, "\n".join(line.text for line in lyrics.lines)) is lyrics
    assert edits.take_answer(lyrics, lyrics) == lyrics


def test_origins_say_how_a_time_came() -> None:
    lyrics = Lyrics((Line("a", 1000, confidence=0.3),))
    changed = [
        edits.set_start(lyrics, 0, 2000),
        edits.stamp(lyrics, 0, 2000),
        edits.move_start(lyrics, 0, 2000),
        edits.nudge(lyrics, [0], 10),
    ]
    assert [one.lines[0].origin for one in changed] == [Origin.TYPED, Origin.TAPPED, Origin.DRAGGED, Origin.NUDGED]
    assert [one.lines[0].confidence for one in changed] == [None] * 4
