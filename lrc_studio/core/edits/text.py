"""Edits of the text, which keep every time whose word or line is still there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from lrc_studio.core.diff import changed_span
from lrc_studio.core.edits.matching import matching
from lrc_studio.core.edits.rows import each_row, with_all_lines, without_lost_sections
from lrc_studio.core.edits.tokens import retimed_words
from lrc_studio.core.lyrics import Line, Lyrics

# Two lines this alike are taken for one line reworded, which keeps its times.
_SAME_LINE_RATIO = 0.6
# More pairs than this in one changed block are not compared one by one: that is other text, not a correction.
_MOST_PAIRS = 2_000


def set_text(lyrics: Lyrics, row: int, text: str) -> Lyrics:
    """Give the line another text; words that are unchanged, or only spelt differently, keep their times.

    Line breaks in `text` become blanks.
    """
    return each_row(lyrics, [row], lambda line: with_text(line, text))


def with_text(line: Line, text: str) -> Line:
    """The line with another text; see `set_text`."""
    flat = re.sub(r"[\r\n]+", " ", text)
    if flat == line.text:
        return line
    return replace(line, text=flat, words=retimed_words(line.words, flat) if line.words else ())


def replace_text(lyrics: Lyrics, plain_text: str) -> Lyrics:
    """Give the lyrics another whole text, one line a row, as pasted or edited raw.

    Lines that are unchanged keep everything; reworded ones keep their times as in `set_text`; new ones are not timed.
    A section label whose line is gone moves on to the next line of the section.
    """
    texts = re.split(r"\r\n|\r|\n", plain_text)
    if texts and not texts[-1].strip():
        texts.pop()
    texts = [text.strip() for text in texts]
    old = lyrics.lines
    # Most edits change one place; only that place is worth a full comparison.
    span = changed_span([line.text.strip() for line in old], texts)
    last = span.first + span.removed
    changed = _rewritten(old[span.first : last], texts[span.first : span.first + span.added])
    rows = [*_stays(old[: span.first]), *changed, *_stays(old[last:])]
    return with_all_lines(lyrics, without_lost_sections(rows))


def _stays(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    return ((line, True) for line in lines)


def _rewritten(old: Sequence[Line], texts: Sequence[str]) -> Iterator[tuple[Line, bool]]:
    """The lines for `texts` flagged True, and between them those of `old` that go, flagged False."""
    for equal, old_from, old_to, new_from, new_to in matching([line.text.strip() for line in old], texts):
        if equal:
            yield from _stays(old[old_from:old_to])
        else:
            yield from _reworded(list(old[old_from:old_to]), texts[new_from:new_to])


def _reworded(old: list[Line], texts: Sequence[str]) -> Iterator[tuple[Line, bool]]:
    compare = len(old) * len(texts) <= _MOST_PAIRS
    for text in texts:
        match = next((index for index, line in enumerate(old) if _alike(line.text, text)), None) if compare else None
        if match is None:
            yield Line(text), True
            continue
        yield from ((line, False) for line in old[:match])
        yield with_text(old[match], text), True
        del old[: match + 1]
    yield from ((line, False) for line in old)


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one.strip(), other, autojunk=False)
    return matcher.quick_ratio() >= _SAME_LINE_RATIO and matcher.ratio() >= _SAME_LINE_RATIO
