"""A token, a piece of lyric text with its time, and what reading a song's tokens gives."""

from __future__ import annotations

from dataclasses import dataclass

from lrc_studio.core.lyrics import Line


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the lyric text as a service timed it, times in ms or None where it gave none.

    The texts of a song's tokens joined are its lyric text: blanks, line ends and headings are in them, a token may be
    part of a word or a whole line. `aligned` is False where the service itself says that it did not find the token.
    """

    text: str
    start_ms: int | None
    end_ms: int | None
    aligned: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines read from tokens, and `doubts`: one sentence for each kind of repair that a person should know of."""

    lines: tuple[Line, ...]
    doubts: tuple[str, ...] = ()
