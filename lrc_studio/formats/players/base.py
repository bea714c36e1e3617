"""What a simulated player is: rules, found by running or reading the real one, for what it shows of a file and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Shown:
    """A text that a player shows from `start_ms` to `end_ms` (None: to the end of the song).

    `row` is the file's row it comes from, from 1; `words_ms` are the starts of words that light up one by one; a
    `covered` text is at no moment the current one, as another begins with it.
    """

    start_ms: int
    text: str
    row: int
    end_ms: int | None = None
    words_ms: tuple[int, ...] = ()
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Player:
    """A simulated player: `play` gives what it shows of a file's text, by time; `formats` are those it reads."""

    id: str
    label: str
    formats: frozenset[str]
    play: Callable[[str], list[Shown]]


def in_turn(rows: Sequence[Shown], covers: bool = False) -> list[Shown]:
    """Rows in the order of showing, each until a later one begins.

    With `covers` a player has room for one row: of several that begin together it shows the last.
    """
    found: list[Shown] = []
    begun_ms: int | None = None
    later_ms: int | None = None
    for shown in reversed(rows):
        together = begun_ms == shown.start_ms
        if begun_ms is not None and not together:
            later_ms = begun_ms
        begun_ms = shown.start_ms
        found.append(replace(shown, end_ms=later_ms, covered=covers and together))
    return found[::-1]


def number_ms(minutes: str, seconds: str, fraction: str = "") -> int:
    """The ms of digits: minutes, seconds and a decimal fraction of a second of up to three digits."""
    return int(minutes) * 60_000 + int(seconds) * 1000 + int(f"{fraction[:3]:0<3}")
