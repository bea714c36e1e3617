"""A file read anew in another encoding keeps what was done to its lyrics meanwhile."""

from __future__ import annotations

from dataclasses import replace

from lrc_studio.core.edits import respell
from lrc_studio.core.lyrics import Line, Lyrics, Word

TEXTS = ("Держись крепче", "Гавань спит")


def reading(encoding: str) -> Lyrics:
    """The same bytes in an encoding, the second line with words."""
    one, two = (text.encode("cp1251").decode(encoding, "replace") for text in TEXTS)
    first, second = two.split(" ")
    words = (Word(f"{first} ", 2000, 2400), Word(second, 2400, 3000))
    return Lyrics((Line(one, 1000), Line(two, 2000, words=words)), (("ti", one),))


WRONG, RIGHT = reading("cp1252"), reading("cp1251")


def test_texts_change_and_times_stay() -> None:
    moved = WRONG.with_lines(replace(line, start_ms=(line.start_ms or 0) + 5, locked=True) for line in WRONG.lines)
    now = respell(moved, WRONG, RIGHT)
    assert now is not None
    assert [line.text for line in now.lines] == list(TEXTS)
    assert now.tag("ti") == TEXTS[0]
    assert all(line.locked for line in now.lines)
    assert [word.text for word in now.lines[1].words] == ["Гавань ", "спит"]
    assert [word.start_ms for word in now.lines[1].words] == [2000, 2400]


def test_lines_of_a_hand_stay() -> None:
    edited = WRONG.with_lines((*WRONG.lines, Line("By hand", 5000)))
    now = respell(edited, WRONG, RIGHT)
    assert now is not None
    assert [line.text for line in now.lines] == [*TEXTS, "By hand"]


def test_side_texts_too() -> None:
    one = Lyrics((Line("a", translation="b1", section="s1"),))
    two = Lyrics((Line("a", translation="b2", section="s2"),))
    assert respell(one, one, two) == two


def test_readings_of_another_shape_are_not_mixed() -> None:
    assert respell(WRONG, WRONG, RIGHT.with_lines(RIGHT.lines[:1])) is None
    assert respell(RIGHT, WRONG, RIGHT) is RIGHT
