r"""ASS and SSA subtitles with karaoke tags, as Aegisub writes them and libass, mpv and VLC show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lrc_studio.core.lyrics import Line
from lrc_studio.formats.ass_karaoke import plain, syllables
from lrc_studio.formats.ass_writing import BACKGROUND, ROMANIZATION, SECTION, TAG_PREFIX, TRANSLATION, UNTIMED, write
from lrc_studio.formats.base import Format, Reading
from lrc_studio.formats.cues import CLOCK, clock_ms, reading_of
from lrc_studio.formats.lrc_rows import MOST_RICH_ROWS, rows_of
from lrc_studio.formats.quick import collector_paused, quick_line
from lrc_studio.formats.sung import text_of, words_of

_TIME = re.compile(rf"[ \t]*{CLOCK}(?:[.:,]([0-9]{{1,9}}))?[ \t]*")
_FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_NO_TITLES = frozenset({"", "default aegisub file", "<untitled>"})
_BACKGROUND_STYLES = (BACKGROUND.lower(), "backing", "bg")
_SCORED_CHARS = 20_000
_ROUNDS_MS = 5  # what hundredths may be off

_DAMAGED = "Some events have no times that can be read; they were left out."
_PAST_END = "Some syllables end after their event; they were kept as written."
_TEMPLATES = "The script was made with karaoke templates; the lyrics were taken from what they were made of."


@dataclass(frozen=True, slots=True)
class _Event:
    """A row of the events; times in ms."""

    shown: bool
    start_ms: int
    end_ms: int
    style: str
    name: str
    effect: str
    text: str


def read(text: str) -> Reading:
    r"""Lyrics from an ASS or SSA script: each event is a line with its end, karaoke tags are word times.

    The actor's name is the voice; a style called Background (or bg, backing) is background. Comment events are not
    read, but for those with an effect that `write` gives, and the sources of karaoke templates, which then count
    instead of the events made from them (effect `fx`). Raises `InputError` for too many rows.
    """
    script = _Script()
    with collector_paused():
        for row in rows_of(text, MOST_RICH_ROWS):
            script.take(row)
        lines = _Lines(script.events)
    warnings = [*([_DAMAGED] if script.damaged else []), *lines.warnings]
    return reading_of(lines.found or lines.untimed, tuple(script.tags.items()), warnings)


class _Script:
    """The rows of a script, sorted out."""

    def __init__(self) -> None:
        self.events: list[_Event] = []
        self.tags: dict[str, str] = {}
        self.damaged = False
        self._fields: tuple[str, ...] = _FIELDS
        self._in_events = False

    def take(self, row: str) -> None:
        """Take in one row."""
        row = row.lstrip("\ufeff\u200b \t")
        if row.startswith("["):
            self._in_events = row[:8].lower() == "[events]"
            return
        key, colon, value = row.partition(":")
        if not colon or row.startswith(";"):
            return
        kind = key.strip().lower()
        if kind in ("dialogue", "comment"):
            self._take_event(kind == "dialogue", value)
        elif kind == "format" and self._in_events:
            fields = tuple(field.strip().lower() for field in value.split(",", 50))
            self._fields = fields if fields[-1] == "text" and {"start", "end"} <= {*fields} else _FIELDS
        elif not self._in_events:
            self._take_tag(key.strip(), value.strip())

    def _take_event(self, shown: bool, value: str) -> None:
        said = dict(zip(self._fields, value.lstrip(" \t").split(",", len(self._fields) - 1), strict=False))
        start, end = _TIME.fullmatch(said.get("start", "")), _TIME.fullmatch(said.get("end", ""))
        if start is None or end is None or "text" not in said:
            self.damaged = True
            return
        style, name, effect = (said.get(field, "").strip() for field in ("style", "name", "effect"))
        times = clock_ms(start.groups()), clock_ms(end.groups())
        self.events.append(_Event(shown, *times, style.lstrip("*").lower(), name, effect.lower(), said["text"]))

    def _take_tag(self, key: str, value: str) -> None:
        """Keep the title, and the id tags that `write` put into the head."""
        if key.lower() == "title" and value.lower() not in _NO_TITLES:
            self.tags["ti"] = value
        elif key.startswith(TAG_PREFIX) and value:
            self.tags[key.removeprefix(TAG_PREFIX).lower()] = value


class _Lines:
    """The lines of the events."""

    def __init__(self, events: list[_Event]) -> None:
        self.found: list[Line] = []
        self.untimed: list[Line] = []
        self._past_end = False
        self._section: str | None = None
        self._templates = any(not event.shown and event.effect == "karaoke" for event in events)
        for event in events:
            if event.shown or event.effect == "karaoke":
                if not (self._templates and event.effect == "fx"):
                    self._take_line(event)
            else:
                self._take_comment(event.effect, plain(_seen(event)).strip())

    def _take_line(self, event: _Event) -> None:
        sung = _Sung()
        words = words_of(sung.parts(event))
        if not words:
            return
        line = quick_line(text_of(words), event.start_ms, words if sung.tagged else ())
        self._past_end = self._past_end or (sung.tagged and sung.end_ms > event.end_ms + _ROUNDS_MS)
        end_ms = event.end_ms if event.end_ms >= event.start_ms else None
        background = event.style.startswith(_BACKGROUND_STYLES)
        section, self._section = self._section, None
        self.found.append(
            replace(line, end_ms=end_ms, voice=event.name or None, background=background, section=section)
        )

    def _take_comment(self, effect: str, text: str) -> None:
        if effect == SECTION:
            self._section = text or None
        elif effect == TRANSLATION and self.found and text:
            self.found[-1] = replace(self.found[-1], translation=text)
        elif effect == ROMANIZATION and self.found and text:
            self.found[-1] = replace(self.found[-1], romanization=text)
        elif effect == UNTIMED and text:
            self.untimed.append(quick_line(text, None))

    @property
    def warnings(self) -> Iterator[str]:
        """A sentence for each thing a person should know."""
        if self._past_end:
            yield _PAST_END
        if self._templates:
            yield _TEMPLATES


class _Sung:
    """What is noted while the syllables of an event become words."""

    def __init__(self) -> None:
        self.tagged = False
        self.end_ms = 0

    def parts(self, event: _Event) -> Iterator[tuple[str, int, int]]:
        """The (text, start, end) of each syllable."""
        for part in syllables(event.text, event.start_ms):
            self.tagged = self.tagged or bool(part.tag)
            self.end_ms = part.end_ms
            yield plain(part.text), part.start_ms, part.end_ms


def _seen(event: _Event) -> str:
    return "".join([part.text for part in syllables(event.text, 0)])


def score(text: str) -> float:
    """How surely a text is ASS or SSA: its section of events or of script information says it."""
    head = text[:_SCORED_CHARS].lower()
    if re.search(r"(?m)^[ \t\ufeff\u200b]*\[(?:events|script info|v4\+? styles)\]", head):
        return 0.95
    return 0.6 if re.search(r"(?m)^dialogue:[^\n]*,[^\n]*,", head) else 0.0


ASS = Format(
    id="ass",
    label="ASS karaoke",
    suffixes=(".ass", ".ssa"),
    read=read,
    write=write,
    score=score,
    keeps=frozenset(
        {
            *("lines", "ends", "words", "word_ends", "voices", "background", "sections", "translations"),
            *("romanizations", "tags"),
        }
    ),
    choices=frozenset({"words", "side_texts"}),
    unit_ms=10,
    about="Karaoke subtitles for video",
    words_rise=True,
)
