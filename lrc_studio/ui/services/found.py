"""What a task at a service holds, one thing each: a song it made, or a text it wrote."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lrc_studio.core.timecode import format_time
from lrc_studio.providers.base import Ids, LyricsRecord, Track, Variation

_CREATED_CHARS = 16


@dataclass(frozen=True, slots=True)
class Found:
    """One thing a task holds: a song (`track` where the service tells of it) or a text (`ids.variation`).

    `words` tells of it in a line, `chip` is its length or state, `text` its lyrics; `kept` says that its answer is
    here already, so that nothing is sent for it.
    """

    ids: Ids
    title: str
    words: str = ""
    chip: str = ""
    text: str = ""
    usable: bool = True
    track: Track | None = None
    kept: bool = False


def found_song(ids: Ids, track: Track, kept: bool) -> Found:
    """A song that the service's list tells of."""
    parts = ("answered before, kept here" if kept else "", track.tags, track.created[:_CREATED_CHARS])
    words = " · ".join(part for part in parts if part) or track.audio_id
    title = track.title or track.audio_id or "A song"
    return Found(ids, title, words, length_words(track.duration_ms), track.text, bool(track.audio_id), track, kept)


def found_by_place(ids: Ids) -> tuple[Found, ...]:
    """The two songs that a task has, at a service that takes their place for an id and lists none."""
    places = (("First song", 0), ("Second song", 1))
    return tuple(Found(replace(ids, audio_id="", music_index=place), name, "of the task") for name, place in places)


def found_text(ids: Ids, record: LyricsRecord, variation: Variation) -> Found:
    """A text that a task wrote, with its own state."""
    lines = (line.strip() for line in variation.text.splitlines())
    first = next((line for line in lines if line and not line.startswith("[")), "")
    usable, number = variation.usable, variation.number
    words = first if usable else variation.error or "It has no text"
    chip = "" if usable else variation.status.replace("_", " ").capitalize() or "Failed"
    title = variation.title or f"Lyrics {number}"
    return Found(Ids(record.task_id or ids.task_id, variation=number), title, words, chip, variation.text, usable)


def length_words(duration_ms: int | None) -> str:
    """A song's length to the second: "3:18"; "" where it is not known."""
    return format_time(round(duration_ms / 1000) * 1000).partition(".")[0] if duration_ms else ""
