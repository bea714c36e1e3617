"""UltraStar songs (version 1): syllables in beats, as UltraStar Deluxe, Performous and Vocaluxe sing them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import AudioRef, Line, Lyrics
from lrc_studio.formats.base import Format, Reading
from lrc_studio.formats.lrc_rows import MOST_RICH_ROWS, rows_of
from lrc_studio.formats.quick import collector_paused, quick_line
from lrc_studio.formats.sung import text_of, words_of
from lrc_studio.formats.ultrastar_song import HEADER, NOTE, BeatClock, Song, Voice
from lrc_studio.formats.ultrastar_writing import KEYS, OWN_HEADERS, SINGERS, SUNG_TILDE, UNKNOWN, write

_TAGS = {header: key for key, header in KEYS.items()}


def read(text: str) -> Reading:
    """Lyrics from an UltraStar song of version 1, 2 or none; each note is a word, `~` prolongs the one before.

    Lines are sorted by time over all singers. Raises `InputError` where the text holds neither headers nor notes.
    """
    song = Song()
    with collector_paused():
        song.take(rows_of(text, MOST_RICH_ROWS))
        clock = song.clock
        lines = sorted(_lines(song, clock), key=lambda line: line.start_ms or 0)
    if not lines and not song.headers:
        raise InputError("This file holds no UltraStar notes; open it as another format.")
    lyrics = Lyrics(tuple(lines), tuple(_tags(song)), audio=_audio(song))
    return Reading(lyrics, tuple(_warnings(song, clock)))


def _lines(song: Song, clock: BeatClock | None) -> Iterator[Line]:
    for number, voice in sorted(song.voices.items()):
        named = _singer(song, number) if song.switched else None
        for line in _lines_of(voice, clock):
            yield replace(line, voice=named) if named else line


def _lines_of(voice: Voice, clock: BeatClock | None) -> Iterator[Line]:
    for notes in voice.lines:
        words = words_of(_sung(notes, clock))
        if words:
            yield quick_line(text_of(words), words[0].start_ms, words if clock else ())


def _sung(notes: list[tuple[int, int, str]], clock: BeatClock | None) -> Iterator[tuple[str, int | None, int | None]]:
    """Each note's text, start and end in ms; a note that only prolongs gives its end to the one before."""
    held: tuple[str, int | None, int | None] | None = None
    for beat, length, text in notes:
        start_ms = clock.ms(beat) if clock else None
        end_ms = clock.ms(beat + length) if clock else None
        if held is not None and text.strip() == "~":
            held = (held[0] + text.replace("~", ""), held[1], end_ms)
            continue
        if held is not None:
            yield held
        held = (text.replace(SUNG_TILDE, "~"), start_ms, end_ms)
    if held is not None:
        yield held


def _singer(song: Song, number: int) -> str | None:
    """The voice of a part: its name, else its number; None where the lines never named one."""
    name = song.headers.get(f"P{number}") or song.headers.get(f"DUETSINGERP{number}")
    return None if name == UNKNOWN else name or f"v{number}"


def _tags(song: Song) -> Iterator[tuple[str, str]]:
    for header, value in song.headers.items():
        if header not in OWN_HEADERS and not SINGERS.fullmatch(header) and value != UNKNOWN:
            yield _TAGS.get(header, header.lower()), value


def _audio(song: Song) -> AudioRef | None:
    """The song file it names, without any folder: only what lies beside the file is ever looked for."""
    named = song.headers.get("AUDIO") or song.headers.get("MP3") or ""
    name = re.split(r"[/\\]", named)[-1]
    return AudioRef(name) if name not in ("", ".", "..") and not name.startswith(f"{UNKNOWN}.") else None


def _warnings(song: Song, clock: BeatClock | None) -> Iterator[str]:
    if clock is None:
        yield "The file has no usable tempo (#BPM), so its lines have no times."
    if song.tuned:
        yield "Pitches and special notes were left out; a project does not hold them."
    if song.unread:
        yield (
            "1 row was left out: it is no note."
            if song.unread == 1
            else f"{song.unread} rows that are no notes were left out."
        )


_SCORED_CHARS = 20_000
_TEMPO = re.compile(r"(?im)^[ \t\ufeff]*#[ \t]*BPM[ \t]*:")


def score(text: str) -> float:
    """How surely a text is an UltraStar song: certain where it has a tempo and notes, or mostly notes."""
    head = text[:_SCORED_CHARS]
    rows = [row for row in rows_of(head) if row.strip()]
    notes = sum(NOTE.fullmatch(row) is not None for row in rows)
    headers = sum(HEADER.fullmatch(row.lstrip("\ufeff")) is not None for row in rows)
    if _TEMPO.search(head) and (notes or headers > len(rows) / 2):
        return 1.0
    return min(0.9, 0.2 + notes / len(rows)) if notes and notes + headers > len(rows) / 2 else 0.0


ULTRASTAR = Format(
    id="ultrastar",
    label="UltraStar",
    suffixes=(".ultrastar.txt", ".ultrastar"),
    read=read,
    write=write,
    score=score,
    keeps=frozenset({"lines", "words", "word_ends", "voices", "tags"}),
    starts_with_words=True,
    choices=frozenset({"digits"}),
    about="Sing-along games",
)
