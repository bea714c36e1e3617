"""ID3's synchronised lyrics (SYLT): as enhanced LRC text, and made from lyrics."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats.lrc_writing import one_row, sorted_timed
from lrc_studio.formats.sung import closing_ms, runs_of

Pieces = tuple[tuple[str, int], ...]
"""Texts with the time in ms at which each is sung."""

MILLISECONDS, MPEG_FRAMES = 2, 1
LYRICS, TRANSCRIPTION = 1, 2
"""Kinds of content that are sung words; others are chords, trivia and the like (id3.org, ID3v2.4 section 4.9)."""


def sung(frame: Any) -> bool:
    """Whether a SYLT frame holds sung words; writers that leave the kind at 0 mean them too."""
    return int(frame.type) in (LYRICS, TRANSCRIPTION, 0)


def pieces_of(lyrics: Lyrics) -> Pieces:
    """The timed lines as the pieces of a SYLT frame, with the offset applied; () where no line has a time.

    With word times each word is a piece with its blank, a line feed begins a line (id3.org, ID3v2.4 section 4.9), an
    empty piece ends a word before a silence, and a bare line feed begins a line before its first word. Without any,
    each line is a piece, without line feeds: that is how most programs write and show lines.
    """
    lines = sorted_timed(lyrics, moved=True)
    if not lyrics.has_words:
        return tuple((one_row(line.text), line.start_ms or 0) for line in lines)
    followers = [*lines[1:], None]
    return tuple(piece for line, after in zip(lines, followers, strict=True) for piece in _line_pieces(line, after))


def _line_pieces(line: Line, after: Line | None) -> list[tuple[str, int]]:
    runs = runs_of(line)
    if not runs:
        return [("\n" + one_row(line.text), line.start_ms or 0)]
    pieces: list[tuple[str, int]] = []
    end = ("", closing_ms(line, runs[-1], after))
    for word, follower in pairwise([*runs, None]):
        assert word is not None
        pieces.append((word.text.replace("\n", " ").replace("\r", " "), word.start_ms or 0))
        if follower and word.end_ms is not None and pieces[-1][1] <= word.end_ms < (follower.start_ms or 0):
            pieces.append(("", word.end_ms))
    if (line.start_ms or 0) < pieces[0][1]:
        return [("\n", line.start_ms or 0), *pieces, end]
    return [("\n" + pieces[0][0], pieces[0][1]), *pieces[1:], end]


def sylt_as_lrc(frame: Any, rate_hz: int) -> str:
    """The lines of a mutagen SYLT frame; empty where it holds no sung words or its times cannot be known.

    A new line begins where a piece begins with a line feed, which the standard asks for; where no piece does, each
    piece is a line. `rate_hz` turns times in MPEG frames (1152 samples each, layer III) into milliseconds.
    """
    if not sung(frame):
        return ""
    unit_ms = {MILLISECONDS: 1.0, MPEG_FRAMES: 1_152_000 / rate_hz if rate_hz else 0.0}.get(int(frame.format), 0.0)
    if not unit_ms:
        return ""
    return pieces_as_lrc((str(text).replace("\r", "\n"), round(max(0, stamp) * unit_ms)) for text, stamp in frame.text)


def pieces_as_lrc(given: Iterable[tuple[str, int]]) -> str:
    """The same for texts with their times in ms."""
    pieces = list(given)
    if not any("\n" in text.strip(" ")[:1] or text.endswith("\n") for text, _ in pieces):
        return "\n".join(f"[{_stamp(at_ms)}]{text.strip()}" for text, at_ms in pieces)
    return "\n".join(_row(line) for line in _lines(pieces))


def _lines(pieces: Iterable[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """Pieces by line: a feed before a piece or after the one before it begins a new one."""
    lines: list[list[tuple[str, int]]] = []
    fresh = True
    for text, at_ms in pieces:
        if fresh or text.startswith("\n"):
            lines.append([])
        lines[-1].append((text.strip("\n").replace("\n", " "), at_ms))
        fresh = text.endswith("\n") and text.strip("\n") != ""
    return lines


def _row(line: list[tuple[str, int]]) -> str:
    start = f"[{_stamp(line[0][1])}]"
    if len(line) == 1:
        return start + line[0][0].strip()
    return start + "".join(f"<{_stamp(at_ms)}>{text}" for text, at_ms in line)


def _stamp(at_ms: int) -> str:
    return f"{at_ms // 60_000:02}:{at_ms // 1000 % 60:02}.{at_ms % 1000:03}"
