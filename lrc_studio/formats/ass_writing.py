"""Writes ASS karaoke: a style for each voice and for background, words that fill in turn."""

from __future__ import annotations

from collections.abc import Iterator

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats.ass_karaoke import centiseconds, escaped, karaoke
from lrc_studio.formats.base import WriteOptions
from lrc_studio.formats.cues import Cue, cues_of
from lrc_studio.formats.lrc_writing import joined, one_row
from lrc_studio.formats.sung import untimed_rows

BACKGROUND = "Background"
SECTION, TRANSLATION, ROMANIZATION, UNTIMED = "section", "translation", "romanization", "untimed"
"""Effects of comment events, which players do not show and other editors keep."""
TAG_PREFIX = "LRC-"
NOT_TAGS = frozenset({"offset", "encoding"})

_STYLE_FIELDS = (
    "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, "
    "StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, "
    "Encoding"
)
# What is sung takes the first colour, what is still to come the second; blue, green, red in this order.
_COLOURS = ("&H0033C3FF", "&H00E0A34A", "&H007BD389", "&H00B58AF0")
_TO_COME, _OUTLINE, _SHADE = "&H00FFFFFF", "&H00202020", "&H80000000"
_EVENT_FIELDS = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"


def write(lyrics: Lyrics, options: WriteOptions) -> str:
    """The lyrics as an ASS script, an event for each timed line with text, the offset applied.

    Sections, translations and romanizations are comment events beside their line, id tags stand in the script's head.
    Where nothing is timed, the text is in comment events.
    """
    cues = cues_of(lyrics)
    named = dict.fromkeys(cue.line.voice for cue in cues if cue.line.voice)
    voices = {voice: f"Voice {number}" for number, voice in enumerate(named, start=1)}
    rows = ["[Script Info]", *_head(lyrics), "", "[V4+ Styles]", f"Format: {_STYLE_FIELDS}", *_styles(cues, voices)]
    rows += ["", "[Events]", f"Format: {_EVENT_FIELDS}"]
    for cue in cues:
        rows += _events(cue, voices, options)
    if not lyrics.timed and not cues:
        rows += [_comment("0:00:00.00", UNTIMED, text) for text in untimed_rows(lyrics)]
    return joined(rows)


def _head(lyrics: Lyrics) -> Iterator[str]:
    yield "; Karaoke lyrics by LRC Studio"
    for key, value in lyrics.tags:
        if key not in NOT_TAGS:
            yield f"{'Title' if key == 'ti' else TAG_PREFIX + key}: {' '.join(value.split())}"
    yield from ("ScriptType: v4.00+", "PlayResX: 1280", "PlayResY: 720", "WrapStyle: 0", "ScaledBorderAndShadow: yes")


def _styles(cues: list[Cue], voices: dict[str, str]) -> Iterator[str]:
    yield _style("Default", 0)
    for number, name in enumerate(voices.values(), start=1):
        yield _style(name, number)
    if any(cue.line.background for cue in cues):
        yield _style(BACKGROUND, 0, size=40, italic=True)


def _style(name: str, number: int, size: int = 56, italic: bool = False) -> str:
    colours = f"{_COLOURS[number % len(_COLOURS)]},{_TO_COME},{_OUTLINE},{_SHADE}"
    return f"Style: {name},Arial,{size},{colours},0,{-int(italic)},0,0,100,100,0,0,1,3,1,2,40,40,40,1"


def _events(cue: Cue, voices: dict[str, str], options: WriteOptions) -> Iterator[str]:
    """The rows of a line: its section before it, the line, its side texts after it."""
    line = cue.line
    start = centiseconds(cue.start_ms)
    begins, ends = stamp(start), stamp(max(start + 1, centiseconds(cue.end_ms)))
    if line.section:
        yield _comment(begins, SECTION, line.section)
    text = karaoke(line, cue.start_ms, cue.after) if options.words else escaped(one_row(line.text))
    name = one_row(line.voice or "").replace(",", ";")  # a comma ends the field
    yield f"Dialogue: 0,{begins},{ends},{_style_of(line, voices)},{name},0,0,0,,{text}"
    for effect, side in ((TRANSLATION, line.translation), (ROMANIZATION, line.romanization)):
        if side and options.side_texts:
            yield _comment(begins, effect, side)


def _comment(begins: str, effect: str, text: str) -> str:
    return f"Comment: 0,{begins},{begins},Default,,0,0,0,{effect},{escaped(one_row(text))}"


def _style_of(line: Line, voices: dict[str, str]) -> str:
    if line.background:
        return BACKGROUND
    return voices[line.voice] if line.voice else "Default"


def stamp(hundredths: int) -> str:
    """A time of ASS, `h:mm:ss.cc`."""
    seconds, hundredths = divmod(hundredths, 100)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}.{hundredths:02d}"
