"""Words and lyrics by ids: asked for once, kept whatever happens, never asked for twice unasked."""

from __future__ import annotations

import json
from pathlib import Path

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
from lrc_studio.workflows.by_id import Order, answer_of, credits_of, known, tracks
from tests.emulator import SunoEmulator
from tests.emulator.faults import Fault, page, rate_limited
from tests.emulator.suno_server import coded
from tests.emulator.suno_songs import DEMO_LYRICS, DEMO_TASK, Task
from tests.workflows.id_desk_at_work import IDS, again, at_desk, fetched
from tests.workflows.service_at_work import Heard, only

# ---- words ----------------------------------------------------------------------------------------------------------


def test_words_come_with_waveform_and_source(kie: SunoEmulator, kie_store: JobStore) -> None:
    answered = fetched(kie, kie_store, IDS)
    lyrics = answered.lyrics
    assert [line.text for line in lyrics.lines][:2] == ["Lantern on the window sill", "(hold the light)"]
    assert lyrics.waveform is not None
    assert (len(lyrics.waveform.peaks), max(lyrics.waveform.peaks), lyrics.waveform.source) == (354, 1.0, "kie")
    assert lyrics.source is not None
    assert (lyrics.source.provider, lyrics.source.task_id) == ("kie", "t-1")
    assert dict(lyrics.source.notes) == {"hootCer": 0.0371, "isStreamed": False}
    assert (only(kie_store).state, answered.reused) == (JobState.SUCCEEDED, False)
    assert answered.remarks == ("Alignment error 4 %, good",)


def test_what_is_paid_for_is_kept_and_not_asked_again(kie: SunoEmulator, kie_store: JobStore) -> None:
    first = fetched(kie, kie_store, IDS)
    second = fetched(kie, kie_store, IDS)
    assert (second.lyrics, second.reused) == (first.lyrics, True)
    assert kie.paid() == 1
    assert again(kie, kie_store).reused
    assert kie.paid() == 1
    assert known(kie_store, "kie", IDS) == only(kie_store)
    assert known(kie_store, "kie", Ids("t-1", "a-2")) is None


def test_a_known_track_gives_title_and_length(kie: SunoEmulator, kie_store: JobStore) -> None:
    track = Track("a-1", "Harbour", 60_000, "https://example.org/a.mp3")
    answered = fetched(kie, kie_store, IDS, order=Order(IDS, track=track))
    assert answered.lyrics.tag("ti") == "Harbour"
    assert answered.lyrics.source is not None
    assert dict(answered.lyrics.source.notes)["durationMs"] == 60_000
    assert answer_of(only(kie_store)).track == track
    assert only(kie_store).song_title == "Harbour"


def test_words_without_line_ends_take_them_from_the_text(kie: SunoEmulator, kie_store: JobStore) -> None:
    text = "Lantern on the sill\nBoats come home"
    song = kie.song(text=text)
    song.tokens = [(f"{word} ", at, at + 0.5) for at, word in enumerate(text.split())]
    answered = fetched(kie, kie_store, IDS)
    assert [line.text for line in answered.lyrics.lines] == ["Lantern on the sill", "Boats come home"]
    assert answered.lyrics.tag("ti") == "A song"
    assert (kie.paid(), kie.journal.count("GET")) == (1, 1)


def test_without_a_list_of_tracks_the_words_are_there_all_the_same(kie: SunoEmulator, kie_store: JobStore) -> None:
    kie.switches.tracks = False
    kie.song().tokens = [("La ", 1, 2), ("la", 2, 3)]
    assert "".join(line.text for line in fetched(kie, kie_store, IDS).lyrics.lines).startswith("La")


def test_streamed_words_are_told_as_provisional(kie: SunoEmulator, kie_store: JobStore) -> None:
    kie.song(streamed=True, cer=0.8)
    remarks = fetched(kie, kie_store, IDS).remarks
    assert any("may change" in remark for remark in remarks)
    assert "Alignment error 80 %, poor" in remarks


# ---- lyrics ---------------------------------------------------------------------------------------------------------


def test_lyrics_of_a_task_have_title_sections_and_prompt(kie: SunoEmulator, kie_store: JobStore) -> None:
    answered = fetched(kie, kie_store, Ids(DEMO_LYRICS))
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
    assert answer_of(only(kie_store), 2).lyrics.tag("ti") == "钢铁侠"
    assert fetched(kie, kie_store, Ids(DEMO_LYRICS, variation=2)).lyrics.lines[0].text == "我穿越城市黑暗夜"
    assert kie.journal.count() == 1


def test_a_task_that_still_writes_is_looked_at_again(kie: SunoEmulator, kie_store: JobStore) -> None:
    kie.add(Task("w", kie.key(), written=[("A", "la la", "complete", "")], reads_pending=3))
    heard = Heard()
    assert fetched(kie, kie_store, Ids("w"), heard).lyrics.lines[0].text == "la la"
    times_s = [round(entry.at_s - kie.journal.all()[0].at_s, 2) for entry in kie.journal.all()]
    assert times_s == [0, 3, 7.5, 14.25]
    assert heard.phases == ["work"]


def test_a_task_that_does_not_end_is_kept(kie: SunoEmulator, kie_store: JobStore) -> None:
    kie.add(Task("w", kie.key(), written=[("A", "la", "complete", "")], reads_pending=7))
    with pytest.raises(NotFinishedError, match="resume it"):
        fetched(kie, kie_store, Ids("w"))
    assert (only(kie_store).state, kie.journal.count()) == (JobState.TIMED_OUT, 7)
    assert again(kie, kie_store).lyrics.lines[0].text == "la"


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
    kie: SunoEmulator, kie_store: JobStore, task: Task, kind: type[Exception], said: str
) -> None:
    task.key = kie.key()
    kie.add(task)
    with pytest.raises(kind, match=said):
        fetched(kie, kie_store, Ids("w"))
    assert only(kie_store).state in (JobState.FAILED, JobState.EMPTY)


def test_a_variation_that_is_not_there(kie: SunoEmulator, kie_store: JobStore) -> None:
    with pytest.raises(EmptyAnswerError, match="2 variations, not 3"):
        fetched(kie, kie_store, Ids(DEMO_LYRICS, variation=3))
    assert fetched(kie, kie_store, Ids(DEMO_LYRICS)).lyrics.tag("ti") == "Lantern"


def test_a_foreign_task_is_not_there(kie: SunoEmulator, kie_store: JobStore) -> None:
    with pytest.raises(NotThereError):
        fetched(kie, kie_store, Ids("0" * 32))
    assert only(kie_store).state is JobState.FAILED


# ---- neighbours -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("trouble", [page(502), coded(430, "Too many"), coded(500, "Oh"), rate_limited("3600")])
def test_trouble_with_the_free_list_speaks_of_no_job(kie: SunoEmulator, kie_store: JobStore, trouble: Fault) -> None:
    kie.faults.push(trouble, method="GET", times=9)
    with pytest.raises(UnreachableError) as caught:
        at_desk(kie, kie_store, lambda desk: tracks(desk, "t-1"))
    assert "job" not in str(caught.value)
    assert kie_store.all() == ()


def test_tracks_of_a_task_and_the_balance(kie: SunoEmulator, kie_store: JobStore) -> None:
    found = at_desk(kie, kie_store, lambda desk: tracks(desk, DEMO_TASK)).tracks
    songs = kie.service.tasks[DEMO_TASK].songs
    assert [(track.title, track.duration_ms) for track in found] == [
        (s.title, round(s.duration_s * 1000)) for s in songs
    ]
    assert [track.audio_id for track in found] == [song.audio_id for song in songs]
    assert at_desk(kie, kie_store, credits_of) == 5916.25


def test_a_server_without_a_balance_says_nothing(kie: SunoEmulator, kie_store: JobStore) -> None:
    kie.switches.credit = False
    assert at_desk(kie, kie_store, credits_of) is None
    with pytest.raises(KeyRefusedError):
        at_desk(kie, kie_store, credits_of, persona="revoked")


def test_no_key_is_kept_anywhere(kie: SunoEmulator, kie_store: JobStore, tmp_path: Path) -> None:
    kie.faults.push(coded(500, f"Trouble with Bearer {kie.key()}"))
    with pytest.raises(OutcomeUnknownError) as told:
        fetched(kie, kie_store, IDS)
    row = json.dumps([str(told.value), told.value.details, *(str(value) for value in kie_store.all())])
    assert kie.key() not in row
    kie_store.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert kie.key().encode() not in kept
