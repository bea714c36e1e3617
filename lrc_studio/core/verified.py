"""Which verified times an edit would change: the one measure for asking before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from lrc_studio.core.diff import changed_span
from lrc_studio.core.lyrics import Line, Lyrics


def disturbed(old: Lyrics, new: Lyrics) -> tuple[int, ...]:
    """The rows of `old` with verified times that are not in `new` as they were: moved, cleared or gone.

    Other text alone disturbs nothing, nor does another place in the order.
    """
    span = changed_span(old.lines, new.lines)
    before = old.lines[span.first : span.first + span.removed]
    after = new.lines[span.first : span.first + span.added]
    together = len(before) == len(after)
    moved = [
        at
        for at, line in enumerate(before)
        if _verified(line) and not (together and _stands(line, after[at]))
    ]  # fmt: skip
    if not moved:
        return ()
    elsewhere = {_kept(line) for line in after}
    return tuple(span.first + at for at in moved if _kept(before[at]) not in elsewhere)


def _verified(line: Line) -> bool:
    return line.locked or any(word.locked for word in line.words)


def _stands(line: Line, other: Line) -> bool:
    if line.locked and (line.start_ms, line.end_ms) != (other.start_ms, other.end_ms):
        return False
    if len(line.words) != len(other.words) or line.text != other.text:
        return True
    pairs = zip(line.words, other.words, strict=True)
    return all((one.start_ms, one.end_ms) == (two.start_ms, two.end_ms) for one, two in pairs if one.locked)


def _kept(line: Line) -> tuple[str, Sequence[int | None]]:
    return line.text, (line.start_ms, line.end_ms, *(ms for word in line.words for ms in (word.start_ms, word.end_ms)))
