"""Writes TTML: absolute clock times, which lyric readers take alike, a key for each line, a singer for each voice."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats.base import WriteOptions
from lrc_studio.formats.cues import Cue, cues_of, format_clock
from lrc_studio.formats.lrc_writing import joined, one_row
from lrc_studio.formats.sung import closing_ms, runs_of, untimed_rows

_NAMESPACES = (
    'xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
    'xmlns:itunes="http://music.apple.com/lyric-ttml-internal" xmlns:amll="http://www.example.com/ns/amll"'
)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_META_OF_TAG = {"ar": "artists", "al": "album"}
_NOT_TAGS = frozenset({"offset", "encoding"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_AGENT = re.compile(r"v[1-9][0-9]{0,3}")


def write(lyrics: Lyrics, options: WriteOptions) -> str:
    """The lyrics as TTML, a `p` for each timed line with text, the offset applied.

    With words: Apple's and AMLL's way, where spans count from the song's start and a background line is a span of the
    line before it. Without: times on lines alone, each background line a `p` of its own, which every TTML reader takes
    alike. Where nothing is timed, the lines have no times.
    """
    cues = cues_of(lyrics)
    agents = _agents(cues)
    timing = "Word" if options.words and lyrics.has_words else "Line"
    rows = ['<?xml version="1.0" encoding="UTF-8"?>']
    language = lyrics.tag("la") or ""
    rows.append(
        f'<tt {_NAMESPACES} itunes:timing="{timing if cues else "None"}" '
        f'xml:lang="{language if _LANGUAGE.fullmatch(language) else "und"}">'
    )
    rows += ["<head><metadata>", *_head(lyrics, agents), "</metadata></head>", "<body>"]
    if not lyrics.timed and not cues:
        texts = enumerate(untimed_rows(lyrics), start=1)
        rows += ["<div>", *(f'<p itunes:key="L{number}">{_escaped(text)}</p>' for number, text in texts)]
    else:
        rows += list(_paragraphs(cues, agents, options)) or ["<div>"]
    return joined([*rows, "</div></body>", "</tt>"])


def _agents(cues: list[Cue]) -> dict[str, str]:
    """The id of each voice: its own name where that is one (`v1`), else the next that is free."""
    voices = list(dict.fromkeys(voice for cue in cues if (voice := _escaped(one_row(cue.line.voice or "")))))
    taken = {voice for voice in voices if _AGENT.fullmatch(voice)}
    free = (f"v{number}" for number in range(1, 2 * len(voices) + 2) if f"v{number}" not in taken)
    return {voice: voice if voice in taken else next(free) for voice in voices}


def _head(lyrics: Lyrics, agents: dict[str, str]) -> Iterator[str]:
    """Id tags in their order, then the singers; the first is a person, the others stand on the other side (AMLL)."""
    for key, value in lyrics.tags:
        said = _escaped(" ".join(value.split()))
        if key == "ti":
            yield f"<ttm:title>{said}</ttm:title>"
        elif key not in _NOT_TAGS:
            yield f'<amll:meta key="{_escaped(_META_OF_TAG.get(key, key))}" value="{said}"/>'
    for number, (voice, agent) in enumerate(agents.items()):
        name = "" if voice == agent else f'<ttm:name type="full">{voice}</ttm:name>'
        yield f'<ttm:agent type="{"other" if number else "person"}" xml:id="{agent}">{name}</ttm:agent>'


def _paragraphs(cues: list[Cue], agents: dict[str, str], options: WriteOptions) -> Iterator[str]:
    """A row for each line, and for each section a `div` of its own."""
    number = 0
    while number < len(cues):
        cue = cues[number]
        if cue.line.section or not number:
            part = f' itunes:song-part="{_escaped(one_row(cue.line.section))}"' if cue.line.section else ""
            yield f"{'</div>' if number else ''}<div{part}>"
        role = ' ttm:role="x-bg"' if cue.line.background else ""
        key = f' itunes:key="L{number + 1}"'
        content = _content(cue, options)
        number += 1
        behind = cues[number] if number < len(cues) else None
        if options.words and behind and behind.line.background and not (cue.line.background or behind.line.section):
            attributes = f"{_times(behind.start_ms, behind.end_ms)}{_agent(behind.line, agents)}"
            content += f' <span ttm:role="x-bg"{attributes}>{_content(behind, options)}</span>'
            number += 1
        yield f"<p{_times(cue.start_ms, cue.end_ms)}{role}{_agent(cue.line, agents)}{key}>{content}</p>"


def _agent(line: Line, agents: dict[str, str]) -> str:
    agent = agents.get(_escaped(one_row(line.voice or "")))
    return f' ttm:agent="{agent}"' if agent else ""


def _content(cue: Cue, options: WriteOptions) -> str:
    """The text or words of a line, and its side texts."""
    line = cue.line
    pieces = list(_spans(cue)) if options.words and runs_of(line) else [_escaped(one_row(line.text))]
    for role, side in (("x-translation", line.translation), ("x-roman", line.romanization)):
        if side and options.side_texts:
            pieces.append(f'<span ttm:role="{role}">{_escaped(one_row(side))}</span>')
    return "".join(pieces)


def _spans(cue: Cue) -> Iterator[str]:
    """A span for each word, blanks between them; a word without an end has the next one's start."""
    runs = runs_of(cue.line)
    closed_ms = closing_ms(cue.line, runs[-1], cue.after)
    for word, after in zip(runs, [*runs[1:], None], strict=True):
        start_ms = word.start_ms or 0
        next_ms = closed_ms if after is None else after.start_ms or 0
        end_ms = max(start_ms, next_ms) if word.end_ms is None or word.end_ms < start_ms else word.end_ms
        core = word.text.strip()
        blank = " " if after is not None and word.text[-1:] != core[-1:] else ""
        yield f"<span{_times(start_ms, end_ms)}>{_escaped(one_row(core))}</span>{blank}"


def _times(start_ms: int, end_ms: int) -> str:
    return f' begin="{format_clock(start_ms)}" end="{format_clock(end_ms)}"'


def _escaped(text: str) -> str:
    """The text for XML, which cannot hold control signs at all; those that part words, as a form feed, are blanks."""
    return html.escape(_NOT_XML.sub(lambda found: " " if found[0].isspace() else "", text))
