"""What a service gave for ids as lyrics: words or a text, the waveform, and the service's own remarks."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from lrc_studio.core.errors import EmptyAnswerError, TaskFailedError
from lrc_studio.core.lyrics import Lyrics, Source, Waveform
from lrc_studio.core.waveform import LENGTH_NOTE
from lrc_studio.core.words import lines_from
from lrc_studio.providers import by_id
from lrc_studio.providers.base import LyricsRecord, TimedWords, Track, Variation
from lrc_studio.providers.suno_answers import parse_lyrics, parse_words
from lrc_studio.storage.job_record import LYRICS, Job
from lrc_studio.workflows.open_lyrics import read_lyrics

FINE_CER, FAIR_CER = 0.2, 0.5
"""Up to these error rates the service's own times are good, or to be looked over; beyond, poor."""
PROVISIONAL = "The service timed this song while it was still being made; the times may change there."


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer by ids.

    `doubts` are what a person should know of the reading. `hoot_cer` is the service's error rate (0 good, 1 worst)
    and `streamed` whether it timed the song while it was being made; None where it does not say. `track` is the song
    at the service where it was asked for, `record` the task's lyrics where the answer is such a text, `reused` says
    that the answer was here already and nothing was sent.
    """

    job: Job
    lyrics: Lyrics
    doubts: tuple[str, ...] = ()
    hoot_cer: float | None = None
    streamed: bool | None = None
    track: Track | None = None
    record: LyricsRecord | None = None
    reused: bool = False

    @property
    def remarks(self) -> tuple[str, ...]:
        """All that a person should read: the doubts, the error rate, and what the service warns of."""
        told = [*self.doubts]
        if self.hoot_cer is not None:
            told.append(error_words(self.hoot_cer))
        if self.streamed:
            told.append(PROVISIONAL)
        if self.record is not None and self.record.warning:
            told.append(f"{self.record.warning}. The lyrics came all the same.")
        return tuple(told)


def kept(data: Any, track: Track | None = None) -> str:
    """An answer as its row keeps it: the service's `data` as it came, and the song it belongs to."""
    return json.dumps({"data": data, "track": asdict(track) if track else None}, ensure_ascii=False)


def answer_of(job: Job, variation: int | None = None, *, reused: bool = False) -> Answered:
    """The answer in a job's row; `variation` chooses another of its texts (from 1).

    Raises EmptyAnswerError and TaskFailedError where there is nothing to sing in it, ProtocolError where it cannot
    be understood.
    """
    value = json.loads(job.result_lrc or "{}")
    track = Track(**value["track"]) if value.get("track") else None
    made = _text if job.operation == LYRICS else _words
    return replace(made(job, value.get("data"), track, variation or job.variation), reused=reused)


def words_of(job: Job, data: Any) -> TimedWords:
    """The timed words in an answer. Raises EmptyAnswerError where there are none, or nothing but headings."""
    label = by_id(job.provider).label
    words = parse_words(data, label)
    if not lines_from(words.tokens).lines:
        raise EmptyAnswerError(
            f"{label} gave no words for this song: it is an instrumental, or the ids are not of your account."
        )
    return words


def chosen(record: LyricsRecord, number: int | None, label: str) -> Variation:
    """The variation of that number, or the first usable one. Raises TaskFailedError or EmptyAnswerError without."""
    if record.error:
        raise TaskFailedError(f"{label} wrote no lyrics in this task. {record.error}.")
    usable = [variation for variation in record.variations if variation.usable]
    if number is None:
        if not usable:
            said = next((f" It says: {item.error}." for item in record.variations if item.error), "")
            raise EmptyAnswerError(f"{label} finished this task without lyrics.{said}")
        return usable[0]
    found = next((item for item in record.variations if item.number == number), None)
    if found is None:
        count = len(record.variations)
        raise EmptyAnswerError(f"This task has {count} {'variation' if count == 1 else 'variations'}, not {number}.")
    if not found.usable:
        said = f": {found.error}" if found.error else ""
        raise EmptyAnswerError(f"Variation {number} of this task has no lyrics{said}.")
    return found


def error_words(hoot_cer: float) -> str:
    """The service's error rate in words: "Alignment error 38 %, look it over"."""
    verdict = "good" if hoot_cer <= FINE_CER else "look it over" if hoot_cer <= FAIR_CER else "poor"
    return f"Alignment error {round(hoot_cer * 100)} %, {verdict}"


def _words(job: Job, data: Any, track: Track | None, variation: int | None) -> Answered:  # noqa: ARG001
    words = words_of(job, data)
    reading = lines_from(words.tokens, (track.text if track else "") or None)
    notes: dict[str, Any] = {"hootCer": words.hoot_cer, "isStreamed": words.streamed}
    notes[LENGTH_NOTE] = track.duration_ms if track else None
    lyrics = Lyrics(
        reading.lines,
        (("ti", track.title),) if track and track.title else (),
        waveform=Waveform(words.peaks, job.provider) if words.peaks else None,
        source=_source(job, notes),
    )
    return Answered(job, lyrics, reading.doubts, words.hoot_cer, words.streamed, track)


def _text(job: Job, data: Any, track: Track | None, variation: int | None) -> Answered:
    label = by_id(job.provider).label
    record = parse_lyrics(data, label)
    found = chosen(record, variation, label)
    lines = read_lyrics(found.text, "answer.txt", "txt").lyrics
    notes = {"variation": found.number, "prompt": record.prompt or None}
    tags = (("ti", found.title),) if found.title else ()
    return Answered(job, replace(lines, tags=tags, source=_source(job, notes)), track=track, record=record)


def _source(job: Job, notes: dict[str, Any]) -> Source:
    return Source(job.provider, job.task_id, tuple((name, value) for name, value in notes.items() if value is not None))
