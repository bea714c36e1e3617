"""The one door: exact undo and redo, merging within a second, never across a save."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.document import Document
from lrc_studio.ui.selection import Selected


class Clock:
    """Seconds that stand until a test moves them."""

    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def document(qapp: QApplication, clock: Clock) -> Document:
    made = Document(clock)
    made.load(Lyrics(tuple(Line(text, 1000 * row) for row, text in enumerate("abc"))))
    return made


def nudge(document: Document, by_ms: int, key: str = "nudge:0") -> None:
    def change(old: Lyrics) -> Lyrics:
        first = old.lines[0]
        return old.with_lines((replace(first, start_ms=(first.start_ms or 0) + by_ms), *old.lines[1:]))

    document.edit(f"nudge by {by_ms}", change, key)


def test_an_equal_value_is_no_step(document: Document) -> None:
    assert not document.edit("nothing", lambda old: replace(old))
    assert document.undo_stack.count() == 0
    assert not document.modified


def test_quick_edits_of_one_key_are_one_step_with_the_last_label(document: Document, clock: Clock) -> None:
    start = document.lyrics
    for _ in range(5):
        nudge(document, 10)
        clock.now_s += 0.9
    assert document.lyrics.lines[0].start_ms == 50
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.lyrics is start


@pytest.mark.parametrize(("pause_s", "key"), [(1.1, "nudge:0"), (0.1, "nudge:1")])
def test_a_pause_or_another_key_begins_a_new_step(document: Document, clock: Clock, pause_s: float, key: str) -> None:
    nudge(document, 10)
    clock.now_s += pause_s
    nudge(document, 10, key)
    assert document.undo_stack.count() == 2


def test_edits_without_a_key_never_merge(document: Document) -> None:
    nudge(document, 10, "")
    nudge(document, 10, "")
    assert document.undo_stack.count() == 2


def test_a_merge_that_returns_to_the_start_vanishes(document: Document) -> None:
    start = document.lyrics
    nudge(document, 10)
    nudge(document, -10)
    assert document.lyrics == start
    assert document.undo_stack.count() == 0
    assert not document.modified


def test_nothing_merges_across_the_saved_state(document: Document) -> None:
    nudge(document, 10)
    document.mark_saved()
    saved = document.lyrics
    nudge(document, -10)
    assert document.modified
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    assert document.lyrics is saved
    assert not document.modified


def test_undo_restores_the_selection_and_redo_selects_the_change(document: Document) -> None:
    document.selection.select((1, 2), 2)
    document.edit("delete line 2", lambda old: old.with_lines((old.lines[0], old.lines[2])))
    document.selection.select_one(0)
    document.undo_stack.undo()
    assert document.selection.state == Selected((1, 2), 2)
    document.selection.select_one(0)
    document.undo_stack.redo()
    assert document.selection.rows == (1,)


def test_redo_selects_what_changed_but_no_more_than_was_chosen(document: Document) -> None:
    def shift(rows: tuple[int, ...]) -> None:
        document.edit("shift", lambda old: edits.shift(old, 50, rows))
        document.undo_stack.undo()
        document.selection.select_one(1)
        document.undo_stack.redo()

    document.edit("stamp", lambda old: old.with_lines(tuple(Line(c, 1000 * n) for n, c in enumerate("abcd"))))
    document.selection.select((0, 2))
    shift((0, 2))
    assert document.selection.rows == (0, 2)
    document.selection.select_one(3)
    shift((0, 1, 2, 3))
    assert document.selection.rows == (0,)


def test_redo_of_an_insert_selects_what_came(document: Document) -> None:
    document.edit("insert", lambda old: old.with_lines((*old.lines, Line("d"), Line("e"))))
    document.undo_stack.undo()
    document.undo_stack.redo()
    assert document.selection.rows == (3, 4)


def test_load_begins_a_fresh_history(document: Document) -> None:
    nudge(document, 10)
    document.selection.select_one(1)
    document.load(Lyrics((Line("x"),)))
    assert not document.undo_stack.canUndo()
    assert not document.modified
    assert document.selection.state == Selected()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(0, 5), st.sampled_from(["", "a", "b"]), st.sampled_from([0.1, 2.0])),
        st.sampled_from([("undo",), ("redo",), ("save",)]),
    ),
    max_size=40,
)


@given(steps=STEPS)
def test_any_sequence_keeps_history_exact(qapp: QApplication, steps: list[tuple[object, ...]]) -> None:
    """Walking all the way back gives the very first value, all the way forward the newest, and each the same."""
    clock = Clock()
    document = Document(clock)
    first = Lyrics((Line("x", 0),))
    document.load(first)
    for step in steps:
        if step[0] == "edit":
            _, start_ms, key, pause_s = step
            clock.now_s += float(str(pause_s))
            document.edit("edit", lambda old, ms=start_ms: Lyrics((Line("x", ms),)), str(key))
        elif step[0] == "save":
            document.mark_saved()
        else:
            getattr(document.undo_stack, str(step[0]))()
    while document.undo_stack.canRedo():
        document.undo_stack.redo()
    forward = [document.lyrics]
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
        forward.append(document.lyrics)
    assert forward[-1] == first
    assert all(one != other for one, other in pairwise(forward))
    for value in reversed(forward[:-1]):
        document.undo_stack.redo()
        assert document.lyrics == value
