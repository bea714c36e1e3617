"""Lyricsfile, the YAML of LRCLIB and LRCGET: lines and words with start and end in ms, and the plain lyrics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.sections import heading_of
from lrc_studio.formats.base import Format, Reading, WriteOptions
from lrc_studio.formats.lrc_rows import rows_of
from lrc_studio.formats.lrc_writing import one_row, sorted_timed
from lrc_studio.formats.quick import collector_paused, quick_line
from lrc_studio.formats.sung import fitted, in_time, runs_of, text_of, words_of
from lrc_studio.formats.text_rows import bare, read_text, write_text
from lrc_studio.formats.yaml_values import Value, dump_yaml, parse_yaml

_VERSION = "1.0"
_KEYS = {"ti": "title", "ar": "artist", "al": "album", "la": "language"}
_TAGS = {name: key for key, name in _KEYS.items()}
_OWN_FIELDS = frozenset({"duration_ms", "offset_ms", "instrumental"})
_INSTRUMENTAL = ("au", "instrumental")  # the tag that LRCLIB's LRC files have for it
_WHOLE = re.compile(r"([+-]?)([0-9]{1,12})(?:\.[0-9]*)?")


def read(text: str) -> Reading:
    """Lyrics from a Lyricsfile (LRCGET, LYRICSFILE_CONCEPT.md, version 1); without `lines` the plain lyrics, untimed.

    Headings of the plain lyrics become sections where its rows are the lines. Raises `InputError` for what is no such
    file.
    """
    top = parse_yaml(text.lstrip("\ufeff"))
    metadata = top.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    if not {"lines", "plain"} & top.keys() and not metadata:
        raise InputError("This YAML file holds no lyrics; open it as another format.")
    plain = top.get("plain")
    plain = plain if isinstance(plain, str) else ""
    entries = top.get("lines")
    with collector_paused():
        lines = in_time([line for entry in entries if (line := _line(entry))] if isinstance(entries, list) else [])
    lines = _with_sections(lines, plain) if lines else list(read_text(plain).lyrics.lines)
    offset_ms = _whole(metadata.get("offset_ms")) or 0
    lyrics = Lyrics(tuple(lines), tuple(_tags(metadata)), offset_ms)
    return Reading(lyrics, tuple(_warnings(lyrics)))


def _line(entry: Value) -> Line | None:
    """The line of an entry; the words say its text, the blanks of the text stand where the words have none."""
    if not isinstance(entry, dict):
        return None
    text, start_ms, end_ms = _span(entry)
    line = quick_line(text.strip(), start_ms)
    given = entry.get("words")
    spans = [_span(word) for word in given if isinstance(word, dict)] if isinstance(given, list) else []
    texts = fitted([word for word, _, _ in spans], line.text)
    words = words_of((word, *span[1:]) for word, span in zip(texts, spans, strict=True))
    if words:
        line = quick_line(text_of(words), words[0].start_ms if start_ms is None else start_ms, words)
    return line if end_ms is None else replace(line, end_ms=end_ms)


def _span(entry: dict[str, Value]) -> tuple[str, int | None, int | None]:
    """Text, start and end of a line or word; what is no time from 0 on is none."""
    text = entry.get("text")
    times = (_whole(entry.get("start_ms")), _whole(entry.get("end_ms")))
    start_ms, end_ms = (None if ms is None or ms < 0 else ms for ms in times)
    text = text if isinstance(text, str) else ""
    return text.replace("\r", " ").replace("\n", " "), start_ms, end_ms


def _whole(value: Value) -> int | None:
    match = _WHOLE.fullmatch(value.strip()) if isinstance(value, str) else None
    return None if match is None else int(match[1] + match[2])


def _tags(metadata: dict[str, Value]) -> Iterator[tuple[str, str]]:
    for name, value in metadata.items():
        if isinstance(value, str) and value.strip() and name not in _OWN_FIELDS:
            yield _TAGS.get(name, name.lower()), value.strip()
    if str(metadata.get("instrumental")).lower() == "true":
        yield _INSTRUMENTAL


def _with_sections(lines: list[Line], plain: str) -> list[Line]:
    """The lines with the headings of the plain lyrics, as far as their rows follow the lines; other rows are notes."""
    found: list[Line] = []
    texts = [line.text for line in lines]
    heading: str | None = None
    for row in map(bare, rows_of(plain)):
        while len(found) < len(lines) and not texts[len(found)]:
            found.append(lines[len(found)])
        if len(found) == len(lines):
            break
        if row == texts[len(found)]:
            line = lines[len(found)]
            found.append(replace(line, section=heading) if heading else line)
            heading = None
        elif row:
            heading = heading_of(row) or heading
    return found + lines[len(found) :]


def _warnings(lyrics: Lyrics) -> Iterator[str]:
    if lyrics.offset_ms:
        yield "The file’s format does not say which way its offset goes; it was taken as in LRC: positive is earlier."
    untimed = sum(line.start_ms is None for line in lyrics.lines)
    if lyrics.timed and untimed:
        yield "1 line has no usable time." if untimed == 1 else f"{untimed} lines have no usable time."


def write(lyrics: Lyrics, options: WriteOptions) -> str:
    """The lyrics as a Lyricsfile: timed lines in the order of time, the offset applied unless it is kept.

    All lines stand in the plain lyrics, with their sections. Tags that the format has no field for are fields of their
    own, which readers pass over.
    """
    timed = sorted_timed(lyrics, moved=not options.keep_offset)
    rest = [line for line in lyrics.lines if line.start_ms is None] if not timed else []
    plain = write_text(Lyrics(tuple(timed or rest)))
    file: dict[str, Any] = {"version": _VERSION, "metadata": _metadata(lyrics, options)}
    file["lines"] = [_line_entry(line) for line in timed]
    return dump_yaml(file | ({"plain": plain} if plain else {}))


def _metadata(lyrics: Lyrics, options: WriteOptions) -> dict[str, Any]:
    tags = dict(lyrics.tags)
    instrumental = _INSTRUMENTAL in lyrics.tags and not any(line.text.strip() for line in lyrics.lines)
    if instrumental:
        del tags[_INSTRUMENTAL[0]]
    found: dict[str, Any] = {"title": one_row(tags.pop("ti", "")), "artist": one_row(tags.pop("ar", ""))}
    found |= {_KEYS.get(key, key): one_row(tags[key]) for key in ("al", "la") if key in tags}
    if lyrics.audio and lyrics.audio.duration_ms:
        found["duration_ms"] = lyrics.audio.duration_ms
    if options.keep_offset and lyrics.offset_ms:
        found["offset_ms"] = lyrics.offset_ms
    found["instrumental"] = instrumental
    taken = found.keys() | _OWN_FIELDS | _TAGS.keys()
    return found | {key: one_row(value) for key, value in tags.items() if key not in taken | _KEYS.keys()}


def _line_entry(line: Line) -> dict[str, Any]:
    entry = _entry(one_row(line.text), line.start_ms, line.end_ms)
    words = [
        _entry(word.text.replace("\r", " ").replace("\n", " "), word.start_ms, word.end_ms) for word in runs_of(line)
    ]
    return entry | ({"words": words} if words else {})


def _entry(text: str, start_ms: int | None, end_ms: int | None) -> dict[str, Any]:
    return {"text": text, "start_ms": start_ms or 0} | ({} if end_ms is None else {"end_ms": end_ms})


_SCORED_CHARS = 20_000
_FIELD = re.compile(r"""(?m)^["']?(version|metadata|lines|plain)["']?[ \t]*:""")


def score(text: str) -> float:
    """How surely a text is a Lyricsfile: certain where it has metadata and lyrics of its own at the top."""
    fields = set(_FIELD.findall(text[:_SCORED_CHARS]))
    if "metadata" in fields and fields & {"lines", "plain"}:
        return 1.0
    return 0.6 if {"version", "lines"} <= fields else 0.0


LYRICSFILE = Format(
    id="lyricsfile",
    label="Lyricsfile",
    suffixes=(".lyricsfile.yaml", ".lyricsfile", ".yaml", ".yml"),
    read=read,
    write=write,
    score=score,
    keeps=frozenset({"lines", "ends", "words", "word_ends", "sections", "tags", "offset", "blanks"}),
    choices=frozenset({"keep_offset"}),
    unit_ms=1,
    about="LRCLIB, words and sections",
)
