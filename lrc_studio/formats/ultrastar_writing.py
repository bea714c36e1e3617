"""Writes UltraStar songs of version 1: fine beats, a part for each singer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats.base import WriteOptions
from lrc_studio.formats.lrc_writing import joined, one_row, sorted_timed
from lrc_studio.formats.sung import closing_ms, runs_of, untimed_rows

UNKNOWN = "Unknown"  # stands in the headers that a game asks for and the lyrics do not know
SUNG_TILDE = "~\u200b"  # a tilde alone would prolong the note before it
KEYS = {"ti": "TITLE", "ar": "ARTIST", "al": "ALBUM", "by": "CREATOR", "la": "LANGUAGE"}
# Headers that say how the notes are to be read, so that they cannot be an id tag.
OWN_HEADERS = frozenset(
    {
        *("VERSION", "BPM", "GAP", "MP3", "AUDIO", "RELATIVE", "ENCODING"),
        *("MEDLEYSTARTBEAT", "MEDLEYENDBEAT", "RESOLUTION", "NOTESGAP", "CALCMEDLEY"),
    }
)
SINGERS = re.compile(r"(?:DUETSINGER)?P[0-9]")
_HEADER_NAME = re.compile(r"[^:#\s](?:[^:\r\n]{0,58}[^:\s])?")
_MOST_SINGERS = 9
_BEAT_MS = {2: 10, 3: 1}  # of the digits that are asked for


def write(lyrics: Lyrics, options: WriteOptions) -> str:
    """The lyrics as an UltraStar song, the offset applied; a beat is 10 ms, or 1 ms with three digits.

    A line without word times is one note. Notes have pitch 0, as lyrics know none. Untimed lines are left out;
    with no time at all the plain text is written.
    """
    lines = [line for line in sorted_timed(lyrics, moved=True) if line.text.strip()]
    if not lines:
        return joined(untimed_rows(lyrics))
    beat_ms = _BEAT_MS[options.digits]
    singers = list(dict.fromkeys(line.voice or "" for line in lines))[:_MOST_SINGERS]
    rows = list(_headers(lyrics, singers, beat_ms))
    for number, singer in enumerate(singers, start=1):
        if len(singers) > 1 or singer:
            rows.append(f"P{number}")
        known = singers[:-1] if number == _MOST_SINGERS else None  # the last part takes all that are left
        sung = [line for line in lines if (line.voice or "") == singer or (known and (line.voice or "") not in known)]
        rows += _part(sung, beat_ms)
    return joined([*rows, "E"])


def _headers(lyrics: Lyrics, singers: list[str], beat_ms: int) -> Iterator[str]:
    """The headers; title, artist and song file stand in any case, as games refuse a song without them."""
    named = {KEYS.get(key, key.upper()): one_row(value) for key, value in lyrics.tags}
    yield "#VERSION:1.0.0"
    yield f"#TITLE:{named.pop('TITLE', '') or UNKNOWN}"
    yield f"#ARTIST:{named.pop('ARTIST', '') or UNKNOWN}"
    name = re.split(r"[/\\]", lyrics.audio.path)[-1] if lyrics.audio else ""
    yield f"#MP3:{one_row(name) or f'{UNKNOWN}.mp3'}"
    yield f"#BPM:{15_000 // beat_ms}"
    yield "#GAP:0"
    for header, value in named.items():
        if value and header not in OWN_HEADERS and not SINGERS.fullmatch(header) and _HEADER_NAME.fullmatch(header):
            yield f"#{header}:{value}"
    if singers != [""]:
        yield from (f"#P{number}:{one_row(singer) or UNKNOWN}" for number, singer in enumerate(singers, start=1))


def _part(lines: list[Line], beat_ms: int) -> Iterator[str]:
    """The notes of one singer, a break between two lines."""
    for line, after in pairwise([*lines, None]):
        if line is None:
            continue
        notes = _notes(line, after, beat_ms)
        yield from (f": {beat} {length} 0 {text}" for beat, length, text in notes)
        if after is not None:
            end = notes[-1][0] + notes[-1][1]
            yield f"- {min(end, max(notes[-1][0], _beat(after.start_ms or 0, beat_ms)))}"


def _notes(line: Line, after: Line | None, beat_ms: int) -> list[tuple[int, int, str]]:
    """The notes of a line as (beat, length, text); a word without an end lasts until the next one."""
    runs = [word for word in runs_of(line) if word.text.strip()]
    if not runs:
        begin, end = line.start_ms or 0, line.end_ms
        next_ms = after.start_ms if after and after.start_ms is not None else begin + 4000
        return [_note(begin, next_ms if end is None else end, one_row(line.text), beat_ms)]
    notes = []
    for word, next_word in pairwise([*runs, None]):
        if word is None:
            continue
        end = closing_ms(line, word, after) if next_word is None else word.end_ms
        if end is None and next_word is not None:
            end = next_word.start_ms
        text = one_row(word.text) + (" " if word.text[-1:].isspace() and next_word is not None else "")
        notes.append(_note(word.start_ms or 0, end or 0, text, beat_ms))
    return notes


def _note(start_ms: int, end_ms: int, text: str, beat_ms: int) -> tuple[int, int, str]:
    """A note of at least one beat, as games drop shorter ones."""
    begin = _beat(start_ms, beat_ms)
    text = text.replace("~", SUNG_TILDE) if text.strip() == "~" else text
    return begin, max(1, _beat(end_ms, beat_ms) - begin), text


def _beat(ms: int, beat_ms: int) -> int:
    """The nearest beat, half up."""
    return (ms + beat_ms // 2) // beat_ms
