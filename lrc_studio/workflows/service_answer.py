"""A service's answer as lyrics: its LRC read as plain text, with where it came from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lrc_studio.core.errors import EmptyAnswerError
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Source, Word
from lrc_studio.storage.job_record import UPLOAD, Job

LONG_LINES, LONG_CHARS = 20_000, 2_000


def taken(job: Job) -> tuple[Lyrics, tuple[str, ...]]:
    """The lyrics in a job's answer and what to know about them; to be taken as one edit (`take_answer`).

    An answer without stamps has lines without times. Raises EmptyAnswerError where nothing is to sing in it.
    """
    from lrc_studio.workflows.open_lyrics import read_lyrics

    if job.operation != UPLOAD:
        from lrc_studio.workflows.id_answer import answer_of

        answered = answer_of(job)
        return answered.lyrics, answered.remarks
    opened = read_lyrics(plain(job.result_lrc or ""), "answer.lrc", "elrc")
    lyrics = opened.lyrics
    if not any(line.text.strip() for line in lyrics.lines):
        raise EmptyAnswerError(f"The service finished {job.song_title} without lyrics. The task is kept there.")
    notes = {"creditsUsed": job.credits_used, "completedAt": job.completed_at, "traceId": job.trace_id}
    source = Source(job.provider, job.task_id, tuple((key, value) for key, value in notes.items() if value is not None))
    lines = tuple(_from_provider(line) for line in lyrics.lines)
    return replace(lyrics, lines=lines, source=source), (*opened.warnings, *_warnings(lyrics))


def lyrics_for(job: Job, song: Path) -> tuple[Lyrics, tuple[str, ...]]:
    """`taken`, with the song it belongs to and its title and artist where the answer names none; reads the song."""
    lyrics, warnings = taken(job)
    return (of_song(lyrics, song) if song.is_file() else lyrics), warnings


def of_song(lyrics: Lyrics, song: Path) -> Lyrics:
    """The lyrics with the song they belong to, and its title and artist where they name none; reads the song."""
    from lrc_studio.audio.tags import read_tags
    from lrc_studio.workflows.song_ref import song_ref
    from lrc_studio.workflows.sync import with_song_tags

    return replace(with_song_tags(lyrics, read_tags(song), song), audio=song_ref(song))


def plain(text: str) -> str:
    """The text without byte order mark and control characters, lines ended by LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    return "".join(char for char in text if (char >= " " and char != "\x7f") or char in "\t\n")


def _from_provider(line: Line) -> Line:
    words = tuple(_word(word) for word in line.words)
    return replace(line, words=words, origin=Origin.PROVIDER if line.start_ms is not None else line.origin)


def _word(word: Word) -> Word:
    return replace(word, origin=Origin.PROVIDER) if word.start_ms is not None else word


def _warnings(lyrics: Lyrics) -> tuple[str, ...]:
    if len(lyrics.lines) > LONG_LINES:
        return (f"The answer has {len(lyrics.lines)} lines, far more than a song.",)
    if any(len(line.text) > LONG_CHARS for line in lyrics.lines):
        return ("A line of the answer is longer than any player shows.",)
    return ()
