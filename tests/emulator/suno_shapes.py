"""The answers of the Suno kind as JSON: today's names, and those of older revisions."""

from __future__ import annotations

import json
from typing import Any

from tests.emulator.suno_songs import Song, Task

LEGACY_WORD = {"startS": "start_s", "endS": "end_s", "palign": "p_align"}
LEGACY_DATA = {
    "alignedWords": "aligned_words",
    "waveformData": "waveform_data",
    "hootCer": "hoot_cer",
    "isStreamed": "is_streamed",
}


def words_data(song: Song, empty: str) -> dict[str, Any] | None:
    """`data` of timed words; `empty` says how an instrumental is told."""
    if song.instrumental and empty == "data":
        return None
    none = None if empty == "null" else []
    return {
        "alignedWords": none if song.instrumental else song.words(),
        "waveformData": song.waveform(),
        "hootCer": 1 if song.instrumental else song.cer,
        "isStreamed": song.streamed,
    }


def legacy_words(data: dict[str, Any] | None) -> dict[str, Any] | None:
    """The same by older names."""
    if data is None:
        return None
    words = [{LEGACY_WORD.get(name, name): word[name] for name in word} for word in data["alignedWords"] or []]
    return {LEGACY_DATA[name]: value for name, value in (data | {"alignedWords": words}).items()}


def tracks_data(task: Task, legacy: bool) -> dict[str, Any]:
    """`data` of a task's record with its songs."""
    rows = [legacy_track(song) if legacy else track(song) for song in task.songs]
    response = {"taskId": task.id, "data" if legacy else "sunoData": rows}
    return {
        "taskId": task.id,
        "parentMusicId": "",
        "param": json.dumps({"prompt": task.prompt}),
        "response": response,
        "status": task.status,
        "type": "chirp-v4-5",
        **failure(task),
    }


def lyrics_data(task: Task, pending: bool, legacy: bool) -> dict[str, Any]:
    """`data` of a task that writes lyrics."""
    names = ("title", "text", "status", "errorMessage")
    rows = [dict(zip(names, row, strict=True)) for row in task.written]
    response = {"taskId": task.id, "lyricsData" if legacy else "data": rows}
    return {
        "taskId": task.id,
        "param": json.dumps({"prompt": task.prompt}, ensure_ascii=False),
        "response": None if pending else response,
        "status": "PENDING" if pending else task.status,
        "type": "LYRICS",
        **failure(task),
    }


def failure(task: Task) -> dict[str, Any]:
    """Why it failed; both null where it did not."""
    code, message = task.error or (None, None)
    return {"errorCode": code, "errorMessage": message}


def track(song: Song) -> dict[str, Any]:
    """A song as the reference shows it."""
    return {
        "id": song.audio_id,
        "audioUrl": song.audio_url,
        "streamAudioUrl": song.audio_url,
        "imageUrl": "",
        "prompt": song.text,
        "modelName": "chirp-v4-5",
        "title": song.title,
        "tags": "folk, calm",
        "createTime": "2026-04-19 10:00:00",
        "duration": song.duration_s,
    }


def legacy_track(song: Song) -> dict[str, Any]:
    """A song as a quick start shows it."""
    return {
        "id": song.audio_id,
        "audio_url": song.audio_url,
        "prompt": song.text,
        "title": song.title,
        "tags": "folk, calm",
        "duration": song.duration_s,
    }
