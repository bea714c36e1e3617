"""What a person should know of the repairs: one sentence for each kind, with the lines it is about."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

_MOST_LINES_NAMED = 5


class Fix(StrEnum):
    """A kind of repair of a token's times."""

    UNTIMED = "The service gave no times at all"
    UNALIGNED = "The service did not place {words}; the times are estimates between the neighbours"
    DISORDER = "{words} came out of order; the times are estimates between the neighbours"
    EARLY = "{words} began before the song does; set to its start"
    BACKWARD = "{words} ended before the beginning; no length is left"
    ZERO = "{words} came without any length"
    OVERLAP = "{words} went on into the next; cut where the next begins"
    TAIL = "{words} came stretched over a break; the break was cut off"
    SHARED = "{words} came in one piece with others; the times inside such a piece are estimates"


BREAKS_TAKEN = "The words came without line ends; those of the lyric text are used."
BREAKS_GUESSED = "The words came without line ends; they are guessed, so check where lines begin."
BREAKS_MISSING = "The words came without line ends and nothing tells where lines begin."
BLANKS_ADDED = "The words came without blanks between them; one was put after each."


def sentences(found: Iterable[tuple[Fix, int]]) -> list[str]:
    """A sentence for each kind of repair in `found`, pairs of a kind and the row (from 0) of a word it was done to."""
    rows: dict[Fix, list[int]] = {}
    for fix, row in found:
        rows.setdefault(fix, []).append(row)
    return [_sentence(fix, rows[fix]) for fix in Fix if fix in rows]


def _sentence(fix: Fix, rows: list[int]) -> str:
    if fix is Fix.UNTIMED:
        return f"{fix.value}."
    words = "1 word" if len(rows) == 1 else f"{len(rows)} words"
    return f"{fix.value.format(words=words)} ({_lines(sorted(set(rows)))})."


def _lines(rows: list[int]) -> str:
    named = ", ".join(str(row + 1) for row in rows[:_MOST_LINES_NAMED])
    more = f" and {len(rows) - _MOST_LINES_NAMED} more" if len(rows) > _MOST_LINES_NAMED else ""
    return f"{'line' if len(rows) == 1 else 'lines'} {named}{more}"
