"""The text of a WebVTT cue: marks of time inside it, the singer's name, entities."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lrc_studio.core.lyrics import Word
from lrc_studio.formats.cues import CLOCK, Cue, clock_ms, format_clock
from lrc_studio.formats.lrc_writing import one_row
from lrc_studio.formats.sung import closing_ms, runs_of, words_of

BACKGROUND = "background"  # the class of a cue that is sung behind the main voice

_TAG = re.compile(r"<([^<>]*)>")
_MARK = re.compile(rf"{CLOCK}\.([0-9]{{1,9}})")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_VOICE = re.compile(r"v(?:\.[^\s]*)?\s+(.+)", re.DOTALL)
_BREAKS = str.maketrans("\n\r", "  ")


class CueText:
    """What a cue's text says: (text, start) for each run, the voice, whether it is background."""

    def __init__(self, raw: str, start_ms: int, end_ms: int | None) -> None:
        self.voice: str | None = None
        self.background = False
        self._runs: list[tuple[str, int]] = []
        self._texts: list[str] = []
        self._now_ms, self._end_ms = start_ms, end_ms
        self._reading_aloud = False  # inside <rt>, which says how the text before it is read
        place = 0
        for tag in _TAG.finditer(raw):
            self._take_text(raw[place : tag.start()])
            self._take_tag(tag[1])
            place = tag.end()
        self._take_text(raw[place:])
        self._marked = bool(self._runs)
        self._close_run()

    def _take_text(self, text: str) -> None:
        if text and not self._reading_aloud:
            self._texts.append(unescaped(text))

    def _take_tag(self, tag: str) -> None:
        """A mark of time begins a run, a voice or class is noted, any other tag is passed over."""
        mark = _MARK.fullmatch(tag)
        if mark:
            self._close_run()
            self._now_ms = clock_ms(mark.groups())
        elif tag in ("rt", "/rt") or tag.startswith("rt."):
            self._reading_aloud = tag != "/rt"
        elif tag[:1] == "v":
            voice = _VOICE.fullmatch(tag)
            self.voice = self.voice or (" ".join(unescaped(voice[1]).split()) if voice else None) or None
        elif tag[:2] == "c.":
            self.background = self.background or BACKGROUND in tag.split(".")

    def _close_run(self) -> None:
        self._runs.append(("".join(self._texts), self._now_ms))
        self._texts.clear()

    @property
    def text(self) -> str:
        """The whole text in one row."""
        return "".join(text for text, _ in self._runs).strip()

    def words(self) -> tuple[Word, ...]:
        """The words where the text has marks; one ends at the next mark, the last with the cue."""
        if not self._marked:
            return ()
        ends = [*(start_ms for _, start_ms in self._runs[1:]), self._end_ms]
        return words_of((text, ms, end_ms) for (text, ms), end_ms in zip(self._runs, ends, strict=True))


def unescaped(text: str) -> str:
    """The text with its entities decoded (as Chromium does) and in one row."""
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return text.translate(_BREAKS)


def escaped(text: str) -> str:
    """The text with what WebVTT would take for a tag, an entity or an arrow made harmless."""
    return html.escape(text.translate(_BREAKS), quote=False)


def payload(cue: Cue, words: bool) -> str:
    """A cue's text: the class for background, the voice, and marks of time before words where asked for."""
    line = cue.line
    text = _marked(cue) if words and runs_of(line) else escaped(one_row(line.text))
    if line.background:
        text = f"<c.{BACKGROUND}>{text}</c>"
    voice = one_row(line.voice or "")
    return f"<v {escaped(voice)}>{text}</v>" if voice else text


def _marked(cue: Cue) -> str:
    """The words with their marks.

    None stands where the cue itself begins or ends, as the standard wants marks between those; but a text that would
    have none gets one, or its word would lose its time.
    """
    runs = runs_of(cue.line)
    closed_ms = closing_ms(cue.line, runs[-1], cue.after)
    marks = len(runs) > 1 or closed_ms != cue.end_ms or (runs[0].start_ms or 0) != cue.start_ms
    pieces: list[str] = []
    for number, (word, after) in enumerate(zip(runs, [*runs[1:], None], strict=True)):
        if number or not marks or word.start_ms != cue.start_ms:
            pieces.append(_mark(word.start_ms or 0))
        pieces.append(escaped(one_row(word.text) if after is None else word.text))
        pieces += _gap(word, after)
    if closed_ms != cue.end_ms:
        pieces.append(_mark(closed_ms))
    return "".join(pieces)


def _gap(word: Word, after: Word | None) -> Iterator[str]:
    """A closing mark where the word ends before the next one begins."""
    if after is None or word.end_ms is None or after.start_ms is None:
        return
    if (word.start_ms or 0) <= word.end_ms < after.start_ms:
        yield _mark(word.end_ms)


def _mark(ms: int) -> str:
    return f"<{format_clock(ms)}>"
