"""Translations that came as lines of their own: beside the line they translate, or in a file of their own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lrc_studio.core.edits.rows import with_all_lines, with_rows, without_lost_sections
from lrc_studio.core.lyrics import Line, Lyrics

WITHIN_MS = 500
"""So far from a line's start a translation may begin; a line lasts two seconds and more."""
SURE_WITHIN_MS = 250
"""Two files whose lines begin this near to each other time the same song, and hardly by chance."""
_FEWEST, _SURE_SHARE, _MOST_EQUAL_SHARE = 3, 0.6, 0.2
_BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class Pair:
    """The line at `row` (from 0) and the one at `side_row` below it, which begins together with it."""

    row: int
    side_row: int


@dataclass(frozen=True, slots=True)
class Matched:
    """Lyrics with the translations of another file: how many lines got one, and the texts that fitted no line."""

    lyrics: Lyrics
    count: int
    left: tuple[str, ...] = ()


def translation_pairs(lyrics: Lyrics) -> tuple[Pair, ...]:
    """Lines that begin together with the line above and say something else: its translations, perhaps.

    LDDC, lrcparser, LyricsX and SPL (Moriafly) read the second and later lines of one stamp so. Lines of another
    voice, background vocals and verified lines are none; nor is anything beside a line that has a translation.
    """
    pairs: list[Pair] = []
    base: int | None = None
    for row, line in enumerate(lyrics.lines):
        above = lyrics.lines[base] if base is not None else None
        if base is not None and above is not None and _is_side(above, line):
            pairs.append(Pair(base, row))
        elif line.text.strip():
            base = row
    return tuple(pairs)


def take_pairs(lyrics: Lyrics, pairs: Iterable[Pair]) -> Lyrics:
    """Make the lower line of each pair the upper one's translation; several for one line are joined with " / "."""
    sides: dict[int, list[str]] = {}
    gone: set[int] = set()
    for pair in pairs:
        if _is_pair(lyrics.lines, pair):
            sides.setdefault(pair.row, []).append(lyrics.lines[pair.side_row].text.strip())
            gone.add(pair.side_row)
    texts = {row: replace(lyrics.lines[row], translation=_BETWEEN.join(side)) for row, side in sides.items()}
    lines = with_rows(lyrics, texts).lines
    return with_all_lines(lyrics, without_lost_sections((line, row not in gone) for row, line in enumerate(lines)))


def with_translation(lyrics: Lyrics, other: Lyrics, within_ms: int = WITHIN_MS) -> Matched:
    """The lyrics with the texts of `other` as translations, each at the line whose start is nearest.

    Where one of the two has no times, lines belong together by place, if both have as many. Times and words stay.
    """
    texts = [line for line in other.lines if line.text.strip()]
    rows = [row for row, line in enumerate(lyrics.lines) if line.text.strip()]
    if lyrics.timed and other.timed:
        places = _by_time(lyrics, rows, other, texts, within_ms)
    else:
        places = list(rows) if len(rows) == len(texts) else [None] * len(texts)
    sides: dict[int, list[str]] = {}
    for place, line in zip(places, texts, strict=True):
        if place is not None:
            sides.setdefault(place, []).append(line.text.strip())
    changed = {row: replace(lyrics.lines[row], translation=_BETWEEN.join(side)) for row, side in sides.items()}
    left = tuple(line.text.strip() for place, line in zip(places, texts, strict=True) if place is None)
    return Matched(with_rows(lyrics, changed), len(sides), left)


def seems_translation(lyrics: Lyrics, other: Lyrics) -> bool:
    """Whether `other` times the same song in other words: most of its lines begin with one of these, few say it."""
    if not (lyrics.timed and other.timed):
        return False
    texts = [line for line in other.lines if line.text.strip()]
    rows = [row for row, line in enumerate(lyrics.lines) if line.text.strip()]
    places = _by_time(lyrics, rows, other, texts, SURE_WITHIN_MS)
    met = [(lyrics.lines[place], line) for place, line in zip(places, texts, strict=True) if place is not None]
    equal = sum(one.text.strip().casefold() == two.text.strip().casefold() for one, two in met)
    return len(met) >= max(_FEWEST, _SURE_SHARE * len(texts)) and equal <= _MOST_EQUAL_SHARE * len(met)


def _is_side(above: Line, line: Line) -> bool:
    together = above.start_ms is not None and above.start_ms == line.start_ms
    alike = above.voice == line.voice and not above.background and not line.background
    said = bool(line.text.strip()) and line.text.strip() != above.text.strip()
    return together and alike and said and not (line.locked or above.translation or line.translation)


def _is_pair(lines: Sequence[Line], pair: Pair) -> bool:
    inside = 0 <= pair.row < pair.side_row < len(lines)
    return inside and _is_side(lines[pair.row], lines[pair.side_row])


def _by_time(
    lyrics: Lyrics, rows: Sequence[int], other: Lyrics, texts: Sequence[Line], within_ms: int
) -> list[int | None]:
    """The row for each text: the one whose start, after both offsets, is nearest; of equal ones the first."""
    timed = sorted(
        (start_ms - lyrics.offset_ms, row) for row in rows if (start_ms := lyrics.lines[row].start_ms) is not None
    )
    starts = [start_ms for start_ms, _ in timed]

    def row_for(line: Line) -> int | None:
        if line.start_ms is None:
            return None
        at_ms = line.start_ms - other.offset_ms
        after = bisect_left(starts, at_ms)
        before = bisect_left(starts, starts[after - 1]) if after else None
        near = [place for place in (before, after) if place is not None and place < len(starts)]
        best = min(near, key=lambda place: abs(starts[place] - at_ms), default=None)
        return timed[best][1] if best is not None and abs(starts[best] - at_ms) <= within_ms else None

    return [row_for(line) for line in texts]
