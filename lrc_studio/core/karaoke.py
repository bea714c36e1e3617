"""What a singer sees at a moment: what is sung and how far, what comes next, and how long a break still lasts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.timeline import effective_end, starts
from lrc_studio.core.wipe import Point, sung_chars, wipe_points

LINGER_MS = 900
"""How long a line stays after its end, before the next one takes its place."""
BREAK_MS = 6_000
"""A pause as long as this is a break: the stage is cleared and counts down."""
AHEAD_MS = 4_000
"""How long before its start the line after a break comes on."""
FADE_MS = 240
"""How long a line with no times in its words takes to light up."""
MOST_TOGETHER = 3
_OVERLAP_MS = 600


@dataclass(frozen=True, slots=True)
class Sung:
    """A line on the stage. `chars` of it are sung, or None where its words have no times and it lights up as one.

    `lit` goes from 0 before its start to 1.
    """

    row: int
    chars: float | None = None
    lit: float = 0.0


@dataclass(frozen=True, slots=True)
class Wait:
    """A break: the ms that are left until the next line and the share of the break that is left."""

    left_ms: float
    share: float


@dataclass(frozen=True, slots=True)
class Scene:
    """Rows of the lines to show; `current` are those that are sung together, or come on next in a moment."""

    last: int | None = None
    current: tuple[Sung, ...] = ()
    next: int | None = None
    wait: Wait | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that are sung together: a duet, or a line and the voices behind it."""

    rows: tuple[int, ...]
    start_ms: int
    end_ms: int | None
    points: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class _Course:
    """The blocks of a song in order of time."""

    lyrics: Lyrics
    song_ms: int | None
    blocks: tuple[_Block, ...]
    starts_ms: tuple[int, ...]


# The last song asked about: asking goes on at every picture, and the same object means the same answer.
_recent: _Course | None = None


def scene_at(lyrics: Lyrics, ms: float, song_ms: int | None = None) -> Scene:
    """The scene at `ms` of the song. Blank lines and headings without times are never shown; a blank line ends the one
    before it. With no time in any line the scene is empty."""
    course = _course_of(lyrics, song_ms)
    place = bisect_right(course.starts_ms, ms) - 1
    here = _block(course, place)
    coming = _block(course, place + 1)
    if here is None:
        return _coming(course, 0, ms, 0) if coming else Scene()
    over_ms = 0.0 if here.end_ms is None else ms - here.end_ms
    if coming is None:
        return Scene(_main(lyrics, here)) if over_ms > 2 * LINGER_MS else _singing(course, place, ms)
    if over_ms <= LINGER_MS:
        return _singing(course, place, ms)
    return _coming(course, place + 1, ms, here.end_ms or 0)


def _singing(course: _Course, place: int, ms: float) -> Scene:
    """The lines of a block while they are sung, between the line before them and the next."""
    lyrics, block = course.lyrics, course.blocks[place]
    before, after = _block(course, place - 1), _block(course, place + 1)
    if before and block.start_ms - (before.end_ms or before.start_ms) >= BREAK_MS:
        before = None
    return Scene(_main(lyrics, before), _on_stage(course, block, ms), _main(lyrics, after))


def _coming(course: _Course, place: int, ms: float, from_ms: int) -> Scene:
    """Nothing is sung from `from_ms` until the block at `place`."""
    lyrics, block = course.lyrics, course.blocks[place]
    long_ms, left_ms = block.start_ms - from_ms, block.start_ms - ms
    if long_ms < BREAK_MS:
        last = _main(lyrics, _block(course, place - 1))
        return Scene(last, _on_stage(course, block, ms), _main(lyrics, _block(course, place + 1)))
    wait = Wait(left_ms, min(max(left_ms / long_ms, 0.0), 1.0))
    if left_ms > AHEAD_MS:
        return Scene(next=_main(lyrics, block), wait=wait)
    after = _main(lyrics, _block(course, place + 1))
    return Scene(current=_on_stage(course, block, ms), next=after, wait=wait)


def _on_stage(course: _Course, block: _Block, ms: float) -> tuple[Sung, ...]:
    lines = course.lyrics.lines
    return tuple(_sung(row, lines[row], points, ms) for row, points in zip(block.rows, block.points, strict=True))


def _sung(row: int, line: Line, points: tuple[Point, ...], ms: float) -> Sung:
    passed_ms = ms - (line.start_ms or 0)
    if points:
        return Sung(row, sung_chars(points, ms), 0.0 if passed_ms < 0 else 1.0)
    return Sung(row, None, min(max(passed_ms / FADE_MS, 0.0), 1.0))


def _block(course: _Course, place: int) -> _Block | None:
    return course.blocks[place] if 0 <= place < len(course.blocks) else None


def _main(lyrics: Lyrics, block: _Block | None) -> int | None:
    """The row that stands for a block where there is room for one line only."""
    if block is None:
        return None
    return next((row for row in block.rows if not lyrics.lines[row].background), block.rows[0])


def _course_of(lyrics: Lyrics, song_ms: int | None) -> _Course:
    global _recent
    if _recent is None or _recent.lyrics is not lyrics or _recent.song_ms != song_ms:
        blocks = _blocks(lyrics, song_ms)
        _recent = _Course(lyrics, song_ms, blocks, tuple(block.start_ms for block in blocks))
    return _recent


def _blocks(lyrics: Lyrics, song_ms: int | None) -> tuple[_Block, ...]:
    groups: list[list[tuple[int, int, int | None]]] = []
    for start_ms, row in starts(lyrics):
        if not lyrics.lines[row].text.strip():
            continue
        end_ms = effective_end(lyrics, row, song_ms)
        end_ms = None if end_ms is None else max(end_ms, start_ms)
        if groups and len(groups[-1]) < MOST_TOGETHER and _together(groups[-1], start_ms, end_ms):
            groups[-1].append((start_ms, row, end_ms))
        else:
            groups.append([(start_ms, row, end_ms)])
    return tuple(_as_block(lyrics, group) for group in groups)


def _together(group: Sequence[tuple[int, int, int | None]], start_ms: int, end_ms: int | None) -> bool:
    """Whether a line sounds with those of a group so long that neither can wait: half of it or of them, or 0.6 s."""
    ends_ms = [end for _, _, end in group if end is not None]
    if len(ends_ms) < len(group) or end_ms is None:
        return group[-1][0] == start_ms
    until_ms = max(ends_ms)
    overlap_ms = min(until_ms, end_ms) - start_ms
    shorter_ms = min(until_ms - group[0][0], end_ms - start_ms)
    return overlap_ms > 0 and overlap_ms >= min(_OVERLAP_MS, shorter_ms / 2)


def _as_block(lyrics: Lyrics, group: Sequence[tuple[int, int, int | None]]) -> _Block:
    """Those who sing behind stand below."""
    ordered = sorted(group, key=lambda entry: (lyrics.lines[entry[1]].background, entry[0], entry[1]))
    ends_ms = [end_ms for _, _, end_ms in group if end_ms is not None]
    rows = tuple(row for _, row, _ in ordered)
    points = tuple(wipe_points(lyrics.lines[row], end_ms) for _, row, end_ms in ordered)
    return _Block(rows, group[0][0], max(ends_ms, default=None), points)
