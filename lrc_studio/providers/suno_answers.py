"""What sunoapi.org, api.box and kie.ai answer, as values: pure functions from `data`, older names of its fields too."""

from __future__ import annotations

import datetime
import json
import math
import re
from collections.abc import Iterable
from typing import Any, TypeGuard

from lrc_studio.core.errors import NotThereError, ProtocolError
from lrc_studio.core.words import Token
from lrc_studio.providers.answers import clean
from lrc_studio.providers.base import Body, LyricsRecord, TimedWords, Track, TrackList, Variation

LONGEST_MS = 24 * 3_600_000
"""Times beyond a day are no times of a song; they count as missing."""

_MOST_CHARS = 200
_ID = re.compile(r"(?!\.+$)[\w.:~-]{1,200}", re.ASCII)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DONE = frozenset({"", "COMPLETE", "COMPLETED", "SUCCESS"})
_FLAGS = {"1": "SUCCESS", "0": "PENDING", "TRUE": "SUCCESS", "成功": "SUCCESS", "COMPLETE": "SUCCESS"}
_REASONS = {
    "CREATE_TASK_FAILED": "The service could not begin the task",
    "GENERATE_LYRICS_FAILED": "The service could not write the lyrics",
    "GENERATE_AUDIO_FAILED": "The service could not make the song",
    "SENSITIVE_WORD_ERROR": "The service refused the words that it was asked for",
    "CALLBACK_EXCEPTION": "The service could not report back to the address it was given",
}


def parse_words(data: Any, service: str = "The service") -> TimedWords:
    """The timed words of a song, times in ms; none where `data` is null, as for an instrumental or a foreign task.

    Entries without a text are left out, numbers in quotes are numbers, the waveform is scaled to a peak of 1. Raises
    ProtocolError where `data` is neither an object nor null.
    """
    if data is None:
        return TimedWords(())
    fields = _object(data, service)
    cer = number(_first(fields, "hootCer", "hoot_cer"))
    streamed = _first(fields, "isStreamed", "is_streamed")
    return TimedWords(
        tokens=tuple(_tokens(_rows(_first(fields, "alignedWords", "aligned_words")))),
        peaks=_peaks(_rows(_first(fields, "waveformData", "waveform_data"))),
        hoot_cer=cer if cer is not None and cer >= 0 else None,
        streamed=streamed if isinstance(streamed, bool) else None,
    )


def parse_tracks(data: Any, service: str = "The service") -> TrackList:
    """The songs of a task, in its own order. Raises NotThereError where `data` is null, ProtocolError if no object."""
    fields = _task(data, service)
    tracks = tuple(_track(row) for row in _rows(_inner(fields, "sunoData", "suno_data", "data")) if _is_object(row))
    status = _status(fields)
    reason = _reason(fields, status)
    saved = reason is not None and status == "CALLBACK_EXCEPTION" and any(track.audio_url for track in tracks)
    return TrackList(_id(fields, "taskId", "task_id"), status, tracks, *((None, reason) if saved else (reason, None)))


def parse_lyrics(data: Any, service: str = "The service") -> LyricsRecord:
    """The lyrics that a task wrote. A failure to report back is no failure where texts came: then it is a warning.

    Raises NotThereError where `data` is null, ProtocolError where it is no object.
    """
    fields = _task(data, service)
    rows = [row for row in _rows(_inner(fields, "data", "lyricsData", "lyrics_data")) if _is_object(row)]
    variations = tuple(_variation(place, row) for place, row in enumerate(rows, start=1))
    status = _status(fields)
    reason = _reason(fields, status)
    saved = reason is not None and status == "CALLBACK_EXCEPTION" and any(item.usable for item in variations)
    error, warning = (None, reason) if saved else (reason, None)
    return LyricsRecord(
        _id(fields, "taskId", "task_id"), status, _prompt(fields.get("param")), variations, error, warning
    )


def parse_credits(data: Any, service: str = "The service") -> float:
    """The account's balance, a fraction at some services. Raises ProtocolError where it is no number."""
    found = _first(data, "credits", "credit", "balance") if _is_object(data) else data
    value = number(found)
    if value is None:
        raise _unlike(service, "no number of credits")
    return value


def number(value: Any) -> float | None:
    """A finite number, also where it came as text; None for anything else, true and false among it."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


# ---- words ----------------------------------------------------------------------------------------------------------


def _tokens(rows: Iterable[Any]) -> Iterable[Token]:
    for row in rows:
        text = row.get("word", row.get("text")) if _is_object(row) else None
        if isinstance(text, str) and text:
            start_ms, end_ms = (_ms(_first(row, *names)) for names in (_STARTS, _ENDS))
            yield Token(text, start_ms, end_ms, row.get("success") not in (False, "false", "False", 0))


_STARTS = ("startS", "start_s", "start")
_ENDS = ("endS", "end_s", "end")


def _ms(value: Any) -> int | None:
    seconds = number(value)
    return None if seconds is None or abs(seconds) * 1000 > LONGEST_MS else round(seconds * 1000)


def _peaks(rows: Iterable[Any]) -> tuple[float, ...]:
    """Heights in 0..1: what is no number goes, for the array has no time of its own but spreads over the song."""
    heights = [abs(value) for row in rows if (value := number(row)) is not None]
    highest = max(heights, default=0.0)
    return tuple(height / highest for height in heights) if highest > 0 else tuple(0.0 for _ in heights)


# ---- tasks ----------------------------------------------------------------------------------------------------------


def _track(row: Body) -> Track:
    seconds = number(row.get("duration"))
    urls = (clean(row.get(name)) for name in ("audioUrl", "audio_url", "sourceAudioUrl", "source_audio_url"))
    return Track(
        audio_id=_id(row, "id", "audioId", "audio_id"),
        title=clean(row.get("title"))[:_MOST_CHARS],
        duration_ms=_ms(seconds) if seconds is not None and seconds > 0 else None,
        audio_url=next((url for url in urls if url.startswith(("https://", "http://"))), ""),
        text=_text(_first(row, "prompt", "lyric", "lyrics")),
        tags=clean(row.get("tags"))[:_MOST_CHARS],
        created=_when(_first(row, "createTime", "create_time", "createdTime")),
    )


def _variation(place: int, row: Body) -> Variation:
    status = clean(row.get("status"))[:40]
    said = clean(_first(row, "errorMessage", "error_message"))[:_MOST_CHARS]
    failed = any(part in status.upper() for part in ("FAIL", "ERROR")) or (said and status.upper() not in _DONE)
    text = _text(row.get("text"))
    ready = status.upper() in _DONE
    error = (said or "The service could not write it") if failed else None if ready else "Not finished yet"
    return Variation(place, clean(row.get("title"))[:_MOST_CHARS], text, status, error)


def _status(fields: Body) -> str:
    value = _first(fields, "status", "successFlag", "success_flag", "state")
    text = (clean(value) if isinstance(value, str) else "" if value is None else str(value)).upper()[:40]
    return _FLAGS.get(text, text)


def _reason(fields: Body, status: str) -> str | None:
    """Why a task failed, in the service's words where it has any; None where it did not fail."""
    if not (status in _REASONS or status.endswith(("FAILED", "ERROR", "EXCEPTION"))):
        return None
    said = clean(_first(fields, "errorMessage", "error_message"))[:_MOST_CHARS]
    code = _first(fields, "errorCode", "error_code")
    told = _REASONS.get(status, "The service says that the task failed")
    numbered = f" (code {code})" if type(code) in (int, str) and str(code).strip() else ""
    return f"{told}: {said}{numbered}" if said else f"{told}{numbered}"


def _prompt(param: Any) -> str:
    """What was asked for, out of `param`, which is JSON within a string."""
    value = param
    if isinstance(param, str):
        try:
            value = json.loads(param)
        except (ValueError, RecursionError):
            return _text(param)
    return _text(_first(value, "prompt")) if _is_object(value) else ""


# ---- fields ---------------------------------------------------------------------------------------------------------


def _task(data: Any, service: str) -> Body:
    if data is None:
        raise NotThereError(
            f"{service} has no such task for this key. Nothing was charged; check the ids, and that the key is of the "
            "same account.",
            f"{service}: data is null",
        )
    return _object(data, service)


def _object(data: Any, service: str) -> Body:
    if not isinstance(data, dict):
        raise _unlike(service, "data is no object")
    return data


def _inner(fields: Body, *names: str) -> Any:
    """The list in `response`, or beside it, as some answers have it."""
    response = fields.get("response")
    places = (response, fields) if _is_object(response) else (fields,)
    found = (place[name] for place in places for name in names if isinstance(place.get(name), list))
    return next(found, response)


def _first(fields: Body, *names: str) -> Any:
    return next((fields[name] for name in names if fields.get(name) is not None), None)


def _rows(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_object(value: Any) -> TypeGuard[Body]:
    return isinstance(value, dict)


def _id(fields: Body, *names: str) -> str:
    value = _first(fields, *names)
    text = str(value) if type(value) is int else value
    return text if isinstance(text, str) and _ID.fullmatch(text) else ""


def _when(value: Any) -> str:
    """A moment as given, or in ISO 8601 where it came in ms since 1970."""
    seconds = number(value)
    if seconds is None:
        return clean(value)[:40]
    try:
        return datetime.datetime.fromtimestamp(seconds / 1000, datetime.UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return ""


def _text(value: Any) -> str:
    """Lyrics in plain text with plain line ends."""
    if not isinstance(value, str):
        return ""
    plain = value.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", plain).encode("utf-8", "replace").decode("utf-8")


def _unlike(service: str, what: str) -> ProtocolError:
    return ProtocolError(
        f"{service} gave an answer that this program does not know. Nothing is lost; try again later.",
        f"{service}: {what}",
    )
