"""A file read again in another encoding: its texts change, what was done to the lyrics meanwhile stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lrc_studio.core.edits.rows import with_all_lines
from lrc_studio.core.edits.text import with_text
from lrc_studio.core.lyrics import Line, Lyrics

_SIDES = ("section", "voice", "translation", "romanization")


def respell(old: Lyrics, before: Lyrics, after: Lyrics) -> Lyrics | None:
    """`old` with each text of the reading `before` replaced by that of the reading `after` of the same file.

    Times, verified marks and lines written by hand stay. None where the two readings have not as many lines, so that
    no text of one can be told to be a text of the other.
    """
    if len(before.lines) != len(after.lines):
        return None
    lines = {one.text: (one, two) for one, two in zip(before.lines, after.lines, strict=True)}
    sides = _side_texts(before, after)
    tags = old.tags
    if [key for key, _ in before.tags] == [key for key, _ in after.tags]:
        values = dict(zip(before.tags, after.tags, strict=True))
        tags = tuple(values.get(tag, tag) for tag in old.tags)
    new = with_all_lines(old, (_with_sides(_respelt(line, lines), sides) for line in old.lines))
    return new if tags == old.tags else replace(new, tags=tags)


def _side_texts(before: Lyrics, after: Lyrics) -> dict[str, str]:
    found: dict[str, str] = {}
    for one, two in zip(before.lines, after.lines, strict=True):
        for name in _SIDES:
            was, now = getattr(one, name), getattr(two, name)
            if was and now:
                found[was] = now
    return found


def _respelt(line: Line, lines: dict[str, tuple[Line, Line]]) -> Line:
    one, two = lines.get(line.text, (None, None))
    if one is None or two is None:
        return line
    texts = [word.text for word in line.words]
    if texts and texts == [word.text for word in one.words] and len(two.words) == len(texts):
        words = tuple(replace(word, text=new.text) for word, new in zip(line.words, two.words, strict=True))
        return replace(line, text=two.text, words=words)
    return with_text(line, two.text)


def _with_sides(line: Line, sides: dict[str, str]) -> Line:
    changed: dict[str, Any] = {name: sides[value] for name in _SIDES if (value := getattr(line, name)) in sides}
    return replace(line, **changed) if changed else line
