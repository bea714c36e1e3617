"""The canonical JSON of LRC Studio, which is also its project file: everything a document holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import AudioRef, Line, Lyrics, Source, Waveform, Word
from lrc_studio.formats.base import KEEPS_ALL, Format, Reading, WriteOptions
from lrc_studio.formats.json_values import Fields, plain_json

NAME = "lrc-studio"
VERSION = 1

_NAMED = re.compile(rf'"format"\s*:\s*"{NAME}"')
_LINES = re.compile(r'"lines"\s*:')
_SCORED_CHARS = 20_000


def read(text: str) -> Reading:
    """Lyrics from canonical JSON. Absent, null and empty mean the same; unknown keys are passed over.

    Raises `InputError` with one sentence for anything that is not such a document, or is of a newer version.
    """
    return Reading(_lyrics(Fields.of_text(text)))


def _lyrics(top: Fields) -> Lyrics:
    _check_kind(top)
    return Lyrics(
        lines=tuple(_line(line) for line in top.records("lines")),
        tags=tuple(_tags(top.record("tags"))),
        offset_ms=top.whole("offset_ms", signed=True) or 0,
        audio=_audio(top.record("audio")),
        waveform=_waveform(top.record("waveform")),
        source=_source(top.record("source")),
    )


def _check_kind(top: Fields) -> None:
    """Raise `InputError` unless the document says or shows that it is ours and of a version we know."""
    if (top.text("format") or NAME) != NAME or not (top.has("format") or top.has("lines")):
        raise InputError("This JSON file holds no LRC Studio lyrics; open a lyric file or a project instead.")
    version = top.whole("version")
    if version is not None and version > VERSION:
        raise InputError(
            f"This project was saved by a newer LRC Studio (version {version} of the file, this one reads {VERSION}); "
            "update LRC Studio to open it."
        )


def _line(line: Fields) -> Line:
    """A line; where it has words, their texts joined are its text."""
    words = tuple(_word(word) for word in line.records("words"))
    return Line(
        text="".join(word.text for word in words) if words else line.row("text"),
        start_ms=line.whole("start_ms"),
        end_ms=line.whole("end_ms"),
        words=words,
        voice=line.text("voice"),
        background=line.flag("background"),
        section=line.text("section"),
        translation=line.text("translation"),
        romanization=line.text("romanization"),
        origin=line.origin("origin"),
        confidence=line.share("confidence"),
        locked=line.flag("locked"),
    )


def _word(word: Fields) -> Word:
    return Word(
        text=word.row("text"),
        start_ms=word.whole("start_ms"),
        end_ms=word.whole("end_ms"),
        origin=word.origin("origin"),
        confidence=word.share("confidence"),
        locked=word.flag("locked"),
    )


def _tags(tags: Fields | None) -> Iterable[tuple[str, str]]:
    for key in tags.keys() if tags else ():
        value = tags.text(key) if tags else None
        if value and key.lower() != "offset":
            yield key.lower(), value


def _audio(audio: Fields | None) -> AudioRef | None:
    path = audio.text("path") if audio else None
    if audio is None or path is None:
        return None
    return AudioRef(path, audio.text("sha256"), audio.whole("duration_ms"))


def _waveform(waveform: Fields | None) -> Waveform | None:
    peaks = waveform.peaks("peaks") if waveform else ()
    return Waveform(peaks, waveform.text("source")) if waveform and peaks else None


def _source(source: Fields | None) -> Source | None:
    provider = source.text("provider") if source else None
    if source is None or provider is None:
        return None
    return Source(provider, source.text("task_id"), tuple(source.notes("notes")))


def write(lyrics: Lyrics, _options: WriteOptions) -> str:
    """The lyrics as canonical JSON, a row for each line; the options have no meaning here."""
    lines = ",\n".join(f"  {_dumped(_line_record(line))}" for line in lyrics.lines)
    rows = [
        f'{{"format": "{NAME}", "version": {VERSION},',
        f' "audio": {_dumped(_audio_record(lyrics.audio))},',
        f' "tags": {_dumped(dict(lyrics.tags))}, "offset_ms": {lyrics.offset_ms},',
        f' "lines": [\n{lines}\n ],' if lines else ' "lines": [],',
        f' "waveform": {_dumped(_waveform_record(lyrics.waveform))},',
        f' "source": {_dumped(_source_record(lyrics.source))}}}',
        "",
    ]
    return "\n".join(rows)


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _line_record(line: Line) -> dict[str, Any]:
    return {
        "start_ms": line.start_ms,
        "end_ms": line.end_ms,
        "text": line.text,
        "voice": line.voice,
        "background": line.background,
        "section": line.section,
        "translation": line.translation,
        "romanization": line.romanization,
        "origin": line.origin.value,
        "confidence": line.confidence,
        "locked": line.locked,
        "words": [_word_record(word) for word in line.words],
    }


def _word_record(word: Word) -> dict[str, Any]:
    return {
        "start_ms": word.start_ms,
        "end_ms": word.end_ms,
        "text": word.text,
        "origin": word.origin.value,
        "confidence": word.confidence,
        "locked": word.locked,
    }


def _audio_record(audio: AudioRef | None) -> dict[str, Any] | None:
    if audio is None:
        return None
    return {"path": audio.path, "sha256": audio.sha256, "duration_ms": audio.duration_ms}


def _waveform_record(waveform: Waveform | None) -> dict[str, Any] | None:
    return None if waveform is None else {"peaks": list(waveform.peaks), "source": waveform.source}


def _source_record(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    notes = {name: plain_json(value) for name, value in source.notes}
    return {"provider": source.provider, "task_id": source.task_id, "notes": notes}


def score(text: str) -> float:
    """How surely a text is this format, 0 to 1: certain where it names itself."""
    head = text[:_SCORED_CHARS].lstrip("\ufeff \t\r\n")
    if not head.startswith("{"):
        return 0.0
    if _NAMED.search(head):
        return 1.0
    return 0.9 if _LINES.search(head) else 0.5


JSON = Format(
    id="json",
    label="LRC Studio project",
    suffixes=(".lrcstudio", ".json"),
    read=read,
    write=write,
    score=score,
    keeps=KEEPS_ALL,
)
