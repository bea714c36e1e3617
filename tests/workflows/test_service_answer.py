"""The service's answer as lyrics: hostile text stays text, and where it came from is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lrc_studio.core.edits.answers import take_answer
from lrc_studio.core.errors import EmptyAnswerError
from lrc_studio.core.lyrics import Line, Lyrics, Origin, problems_of_shape
from lrc_studio.storage.jobs import Job, JobState
from lrc_studio.workflows.service_answer import lyrics_for, taken
from tests.workflows.conftest import MakeSong

DONE = Job(
    id="1",
    provider="ailrc",
    origin="https://example.org",
    key_fingerprint="0",
    digest="d",
    nonce="ls-1",
    song_path="",
    song_title="Harbour lights",
    state=JobState.SUCCEEDED,
    task_id="cm4",
    trace_id="tr4",
    credits_used=6,
    completed_at="2026-04-19T10:02:30Z",
)


def answer(lrc: str) -> Lyrics:
    return taken(replace(DONE, result_lrc=lrc))[0]


def test_lines_come_with_their_times_and_origin() -> None:
    lyrics = answer("[00:00.00]Line one\n[00:05.23]Line two\n[00:10.40]Line three")
    assert [(line.start_ms, line.text, line.origin) for line in lyrics.lines] == [
        (0, "Line one", Origin.PROVIDER),
        (5230, "Line two", Origin.PROVIDER),
        (10400, "Line three", Origin.PROVIDER),
    ]
    assert lyrics.source is not None
    assert (lyrics.source.provider, lyrics.source.task_id) == ("ailrc", "cm4")
    assert dict(lyrics.source.notes) == {
        "creditsUsed": 6,
        "completedAt": "2026-04-19T10:02:30Z",
        "traceId": "tr4",
    }


@pytest.mark.parametrize(
    "hostile",
    [
        "\ufeff[00:01.00]a\r\n[00:02.00]b\r[00:03.00]c",
        "[00:01.00]\x00\x1b[31ma\x07\n[00:02.00]b\n[00:03.00]c",
        "[00:02.00]b\n[00:01.00]a\n[00:03.00]c",
        "[99:61.00]late\n[00:01]x\n[00:02,5]y",
        "[00:01.00]<script>alert(1)</script>\n[00:02.00]{\\an8}b\n[00:03.00]%s%n",
        "[offset:+999999999999]\n[00:01.00]a\n[00:02.00]b\n[00:03.00]c",
        "[00:01.00]" + "x" * 5_000 + "\n[00:02.00]b\n[00:03.00]c",
    ],
)
def test_hostile_text_gives_sound_lyrics(hostile: str) -> None:
    lyrics = answer(hostile)
    assert list(problems_of_shape(lyrics)) == []
    assert len(lyrics.lines) == 3
    assert not any(char < " " and char != "\t" for line in lyrics.lines for char in line.text)


def test_far_too_much_is_warned_of_and_kept() -> None:
    many = "\n".join(f"[{at // 60:02}:{at % 60:02}.00]x" for at in range(20_001))
    lyrics, warnings = taken(replace(DONE, result_lrc=many))
    assert len(lyrics.lines) == 20_001
    assert any("20001 lines" in warning for warning in warnings)


@pytest.mark.parametrize("nothing", ["", " \n ", "[ti:Only tags]\n[by:x]", "[00:01.00]\n[00:02.00] "])
def test_an_answer_with_nothing_to_sing(nothing: str) -> None:
    with pytest.raises(EmptyAnswerError):
        answer(nothing)


def test_the_answer_is_one_edit_that_keeps_what_a_person_verified() -> None:
    old = Lyrics((Line("Line one", 111, locked=True), Line("Line two")))
    new = take_answer(old, answer("[00:00.00]Line one\n[00:05.23]Line two"))
    assert [line.start_ms for line in new.lines] == [111, 5230]


def test_the_song_is_named_in_the_lyrics(make_song: MakeSong) -> None:
    song = make_song("Harbour lights.wav")
    lyrics, _ = lyrics_for(replace(DONE, result_lrc="[00:01.00]a"), song)
    assert lyrics.audio is not None
    assert (lyrics.audio.duration_ms, len(lyrics.audio.sha256 or "")) == (2000, 64)
    elsewhere, _ = lyrics_for(replace(DONE, result_lrc="[00:01.00]a"), Path("nowhere.wav"))
    assert elsewhere.audio is None
