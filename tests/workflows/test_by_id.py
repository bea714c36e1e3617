"""Words and lyrics by ids: asked for once, kept whatever happens, never asked for twice unasked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lrc_studio.core.errors import (
    EmptyAnswerError,
    KeyRefusedError,
    NotFinishedError,
    NotThereError,
    OutcomeUnknownError,
    TaskFailedError,
    UnreachableError,
)
from lrc_studio.providers.base import Ids, Track
from lrc_studio.storage.jobs import JobState, JobStore
from lrc_studio.workflows.by_id import Order, answer_of, credits_of, known, resume, tracks
from tests.emulator import SunoEmulator
from tests.emulator.faults import Fault, page, rate_limited
from tests.emulator.suno_server import coded
from tests.emulator.suno_songs import DEMO_LYRICS, DEMO_TASK, Task
from tests.workflows.id_desk_at_work import at_desk, fetched
from tests.workflows.service_at_work import Heard, only

IDS = Ids("t-1", "a-1")


@pytest.fixture
def emulator() -> Iterator[SunoEmulator]:
    with SunoEmulator("kie") as running:
        running.song()
        yield running


@pytest.fixture
def store(emulator: SunoEmulator, tmp_path: Path) -> Iterator[JobStore]:
    with JobStore(tmp_path / "jobs.sqlite", now=emulator.clock.now_s) as opened:
        yield opened


def again(emulator: SunoEmulator, store: JobStore) -> Any:
    """Resume the one job as a person does."""
    return at_desk(emulator, store, lambda desk: resume(desk, only(store).id))


# ---- words ----------------------------------------------------------------------------------------------------------


def test_words_come_with_waveform_and_source(emulator: SunoEmulator, store: JobStore) -> None:
    answered = fetched(emulator, store, IDS)
    lyrics = answered.lyrics
    assert [line.text for line in lyrics.lines][:2] == ["Lantern on the window sill", "(hold the light)"]
    assert lyrics.waveform is not None
    assert (len(lyrics.waveform.peaks), max(lyrics.waveform.peaks), lyrics.waveform.source) == (354, 1.0, "kie")
    assert lyrics.source is not None
    assert (lyrics.source.provider, lyrics.source.task_id) == ("kie", "t-1")
    assert dict(lyrics.source.notes) == {"hootCer": 0.0371, "isStreamed": False}
    assert (only(store).state, answered.reused) == (JobState.SUCCEEDED, False)
    assert answered.remarks == ("Alignment error 4 %, good",)


def test_what_is_paid_for_is_kept_and_not_asked_again(emulator: SunoEmulator, store: JobStore) -> None:
    first = fetched(emulator, store, IDS)
    second = fetched(emulator, store, IDS)
    assert (second.lyrics, second.reused) == (first.lyrics, True)
    assert emulator.paid() == 1
    assert again(emulator, store).reused
    assert emulator.paid() == 1
    assert known(store, "kie", IDS) == only(store)
    assert known(store, "kie", Ids("t-1", "a-2")) is None


def test_a_known_track_gives_title_and_length(emulator: SunoEmulator, store: JobStore) -> None:
    track = Track("a-1", "Harbour", 60_000, "https://example.org/a.mp3")
    answered = fetched(emulator, store, IDS, order=Order(IDS, track=track))
    assert answered.lyrics.tag("ti") == "Harbour"
    assert answered.lyrics.source is not None
    assert dict(answered.lyrics.source.notes)["durationMs"] == 60_000
    assert answer_of(only(store)).track == track
    assert only(store).song_title == "Harbour"


def test_words_without_line_ends_take_them_from_the_text(emulator: SunoEmulator, store: JobStore) -> None:
    text = "Lantern on the sill\nBoats come home"
    song = emulator.song(text=text)
    song.tokens = [(f"{word} ", at, at + 0.5) for at, word in enumerate(text.split())]
    answered = fetched(emulator, store, IDS)
    assert [line.text for line in answered.lyrics.lines] == ["Lantern on the sill", "Boats come home"]
    assert answered.lyrics.tag("ti") == "A song"
    assert (emulator.paid(), emulator.journal.count("GET")) == (1, 1)


def test_without_a_list_of_tracks_the_words_are_there_all_the_same(emulator: SunoEmulator, store: JobStore) -> None:
    emulator.switches.tracks = False
    emulator.song().tokens = [("La ", 1, 2), ("la", 2, 3)]
    assert "".join(line.text for line in fetched(emulator, store, IDS).lyrics.lines).startswith("La")


def test_streamed_words_are_told_as_provisional(emulator: SunoEmulator, store: JobStore) -> None:
    emulator.song(streamed=True, cer=0.8)
    remarks = fetched(emulator, store, IDS).remarks
    assert any("may change" in remark for remark in remarks)
    assert "Alignment error 80 %, poor" in remarks


# ---- lyrics ---------------------------------------------------------------------------------------------------------


def test_lyrics_of_a_task_have_title_sections_and_prompt(emulator: SunoEmulator, store: JobStore) -> None:
    answered = fetched(emulator, store, Ids(DEMO_LYRICS))
    lyrics = answered.lyrics
    assert (lyrics.tag("ti"), lyrics.timed, lyrics.waveform) == ("Lantern", False, None)
    assert [(line.section, line.text) for line in lyrics.lines][:2] == [
        ("Verse", "Lantern on the window sill"),
        (None, "(hold the light)"),
    ]
    assert lyrics.source is not None
    assert dict(lyrics.source.notes)["prompt"] == "A song about a harbour at night"
    assert answered.record is not None
    assert [item.title for item in answered.record.variations] == ["Lantern", "钢铁侠"]
    assert answer_of(only(store), 2).lyrics.tag("ti") == "钢铁侠"
    assert fetched(emulator, store, Ids(DEMO_LYRICS, variation=2)).lyrics.lines[0].text == "我穿越城市黑暗夜"
    assert emulator.journal.count() == 1


def test_a_task_that_still_writes_is_looked_at_again(emulator: SunoEmulator, store: JobStore) -> None:
    emulator.add(Task("w", emulator.key(), written=[("A", "la la", "complete", "")], reads_pending=3))
    heard = Heard()
    assert fetched(emulator, store, Ids("w"), heard).lyrics.lines[0].text == "la la"
    times_s = [round(entry.at_s - emulator.journal.all()[0].at_s, 2) for entry in emulator.journal.all()]
    assert times_s == [0, 3, 7.5, 14.25]
    assert heard.phases == ["work"]


def test_a_task_that_does_not_end_is_kept(emulator: SunoEmulator, store: JobStore) -> None:
    emulator.add(Task("w", emulator.key(), written=[("A", "la", "complete", "")], reads_pending=7))
    with pytest.raises(NotFinishedError, match="resume it"):
        fetched(emulator, store, Ids("w"))
    assert (only(store).state, emulator.journal.count()) == (JobState.TIMED_OUT, 7)
    assert again(emulator, store).lyrics.lines[0].text == "la"


@pytest.mark.parametrize(
    ("task", "kind", "said"),
    [
        (Task("w", "", "SENSITIVE_WORD_ERROR", error=(400, "Content filtered")), TaskFailedError, "Content filtered"),
        (Task("w", "", written=[("A", "", "failed", "No idea")]), EmptyAnswerError, "No idea"),
        (Task("w", "", written=[]), EmptyAnswerError, "without lyrics"),
    ],
    ids=["sensitive", "failed", "empty"],
)
def test_a_task_without_lyrics_says_why(
    emulator: SunoEmulator, store: JobStore, task: Task, kind: type[Exception], said: str
) -> None:
    task.key = emulator.key()
    emulator.add(task)
    with pytest.raises(kind, match=said):
        fetched(emulator, store, Ids("w"))
    assert only(store).state in (JobState.FAILED, JobState.EMPTY)


def test_a_variation_that_is_not_there(emulator: SunoEmulator, store: JobStore) -> None:
    with pytest.raises(EmptyAnswerError, match="2 variations, not 3"):
        fetched(emulator, store, Ids(DEMO_LYRICS, variation=3))
    assert fetched(emulator, store, Ids(DEMO_LYRICS)).lyrics.tag("ti") == "Lantern"


def test_a_foreign_task_is_not_there(emulator: SunoEmulator, store: JobStore) -> None:
    with pytest.raises(NotThereError):
        fetched(emulator, store, Ids("0" * 32))
    assert only(store).state is JobState.FAILED


# ---- neighbours -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("trouble", [page(502), coded(430, "Too many"), coded(500, "Oh"), rate_limited("3600")])
def test_trouble_with_the_free_list_speaks_of_no_job(emulator: SunoEmulator, store: JobStore, trouble: Fault) -> None:
    emulator.faults.push(trouble, method="GET", times=9)
    with pytest.raises(UnreachableError) as caught:
        at_desk(emulator, store, lambda desk: tracks(desk, "t-1"))
    assert "job" not in str(caught.value)
    assert store.all() == ()


def test_tracks_of_a_task_and_the_balance(emulator: SunoEmulator, store: JobStore) -> None:
    found = at_desk(emulator, store, lambda desk: tracks(desk, DEMO_TASK)).tracks
    songs = emulator.service.tasks[DEMO_TASK].songs
    assert [(track.title, track.duration_ms) for track in found] == [
        (s.title, round(s.duration_s * 1000)) for s in songs
    ]
    assert [track.audio_id for track in found] == [song.audio_id for song in songs]
    assert at_desk(emulator, store, credits_of) == 5916.25


def test_a_server_without_a_balance_says_nothing(emulator: SunoEmulator, store: JobStore) -> None:
    emulator.switches.credit = False
    assert at_desk(emulator, store, credits_of) is None
    with pytest.raises(KeyRefusedError):
        at_desk(emulator, store, credits_of, persona="revoked")


def test_no_key_is_kept_anywhere(emulator: SunoEmulator, store: JobStore, tmp_path: Path) -> None:
    emulator.faults.push(coded(500, f"Trouble with Bearer {emulator.key()}"))
    with pytest.raises(OutcomeUnknownError) as told:
        fetched(emulator, store, IDS)
    row = json.dumps([str(told.value), told.value.details, *(str(value) for value in store.all())])
    assert emulator.key() not in row
    store.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert emulator.key().encode() not in kept
