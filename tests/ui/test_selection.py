"""The same lines stay selected while lines come and go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.selection import Selected, Selection


def lyrics(texts: str) -> Lyrics:
    return Lyrics(tuple(Line(text) for text in texts))


@pytest.mark.parametrize(
    ("before", "after", "rows", "kept"),
    [
        ("abcd", "xabcd", (1, 2), (2, 3)),
        ("abcd", "bcd", (1, 2), (0, 1)),
        ("abcd", "abXcd", (3,), (4,)),
        ("abcd", "aXcd", (1, 3), (1, 3)),
        ("abcd", "ab", (3,), (1,)),
        ("abcd", "", (0, 1), ()),
    ],
)
def test_selected_lines_are_followed(
    qapp: QApplication, before: str, after: str, rows: tuple[int, ...], kept: tuple[int, ...]
) -> None:
    selection = Selection()
    selection.select(rows)
    selection.follow(lyrics(before), lyrics(after))
    assert selection.rows == kept
    assert selection.current == (kept[0] if kept else None)


@given(before=st.text("abc", max_size=8), after=st.text("abc", max_size=8), data=st.data())
def test_what_is_selected_is_always_there(qapp: QApplication, before: str, after: str, data: st.DataObject) -> None:
    selection = Selection()
    rows = data.draw(st.sets(st.integers(0, len(before) - 1))) if before else set()
    selection.select(rows)
    selection.follow(lyrics(before), lyrics(after))
    assert all(0 <= row < len(after) for row in selection.rows)
    assert (selection.current is None) == (not selection.rows)


def test_changed_is_told_once_and_only_for_a_change(qapp: QApplication) -> None:
    selection = Selection()
    told: list[Selected] = []
    selection.changed.connect(lambda: told.append(selection.state))
    selection.select((2, 1, 2))
    selection.select((1, 2))
    selection.select_one(None)
    assert told == [Selected((1, 2), 1), Selected()]
