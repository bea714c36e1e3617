"""ID3's synchronised lyrics (SYLT) as enhanced LRC text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

MILLISECONDS, MPEG_FRAMES = 2, 1
LYRICS, TRANSCRIPTION = 1, 2
"""Kinds of content that are sung words; others are chords, trivia and the like (id3.org, ID3v2.4 section 4.9)."""


def sylt_as_lrc(frame: Any, rate_hz: int) -> str:
    """The lines of a mutagen SYLT frame; empty where it holds no sung words or its times cannot be known.

    A new line begins where a piece begins with a line feed, which the standard asks for; where no piece does, each
    piece is a line. `rate_hz` turns times in MPEG frames (1152 samples each, layer III) into milliseconds.
    """
    if int(frame.type) not in (LYRICS, TRANSCRIPTION, 0):
        return ""
    unit_ms = {MILLISECONDS: 1.0, MPEG_FRAMES: 1_152_000 / rate_hz if rate_hz else 0.0}.get(int(frame.format), 0.0)
    if not unit_ms:
        return ""
    pieces = [(str(text).replace("\r", "\n"), round(max(0, stamp) * unit_ms)) for text, stamp in frame.text]
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
