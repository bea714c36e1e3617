"""The main job: a song and its lyrics in, the same lyrics with times out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Lyrics, Source
from lrc_studio.core.progress import Report
from lrc_studio.core.review import rows_to_check

if TYPE_CHECKING:
    from lrc_studio.audio.tags import SongTags

RATE_HZ = 16_000
NO_LYRICS = "This song has no lyrics yet. Paste them, open a file, or take them from the song's tags."


def sync_offline(
    audio_path: Path,
    lyrics: Lyrics,
    report: Report,
    thorough: bool = False,
) -> Lyrics:
    """Time `lyrics` to the song with the embedded aligner: nothing leaves this computer.

    Blocking, so not for a window's thread; `report` may raise `Cancelled`, and nothing is changed then. Headings
    become sections and `(x2)` its repeats; verified times are the aligner's anchors. Raises InputError without
    lyrics or where the song cannot be read.
    """
    if not any(line.text.strip() for line in lyrics.lines):
        raise InputError(NO_LYRICS)
    from lrc_studio.align import align
    from lrc_studio.audio.decode import decode_16k
    from lrc_studio.audio.tags import read_tags
    from lrc_studio.core.sections import expand_repeats, lift_headings
    from lrc_studio.workflows.retime import without_offset
    from lrc_studio.workflows.song_ref import song_ref

    ref = song_ref(audio_path)
    pcm = decode_16k(audio_path, report)
    # The answer's times are those heard, so an offset is worked in before; verified times must mean the same.
    text = expand_repeats(lift_headings(without_offset(lyrics)))
    timed = align(pcm, text, report, thorough=thorough)
    named = with_song_tags(timed, read_tags(audio_path), audio_path)
    exact = replace(ref, duration_ms=len(pcm) * 1000 // RATE_HZ)
    return replace(named, audio=exact, source=Source("offline"))


def with_song_tags(lyrics: Lyrics, tags: SongTags, audio_path: Path) -> Lyrics:
    """The lyrics with title and artist from the song's tags where they name none; a file's name is no title."""
    title = "" if tags.title == audio_path.stem and not tags.artist else tags.title
    for key, value in (("ti", title), ("ar", tags.artist)):
        if value and not lyrics.tag(key):
            lyrics = lyrics.with_tag(key, value)
    return lyrics


def to_check(lyrics: Lyrics) -> int:
    """How many lines a person should check, the same number as the window's meter: in doubt or with a problem."""
    return len(rows_to_check(lyrics))


def counts(lyrics: Lyrics) -> str:
    """What a sync gave, in words: "20 lines timed, 3 to check"."""
    timed = sum(1 for line in lyrics.lines if line.start_ms is not None and line.text.strip())
    return f"{timed} {'line' if timed == 1 else 'lines'} timed, {to_check(lyrics)} to check"
