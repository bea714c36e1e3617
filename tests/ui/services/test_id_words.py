"""A job by ids in words."""

from __future__ import annotations

from dataclasses import replace

from lrc_studio.storage.job_record import WORDS
from lrc_studio.storage.jobs import JobState
from lrc_studio.ui.services.id_words import show_id_job
from lrc_studio.ui.services.questions import asking_again
from tests.ui.services.kept_job import JOB, NOW_S

ASKED = replace(
    JOB,
    provider="apibox",
    nonce="",
    song_path="",
    operation=WORDS,
    task_id="t-1",
    trace_id=None,
    music_index=1,
    state=JobState.SUBMITTING,
)


def test_a_job_that_was_cut_off_says_that_it_may_have_been_charged() -> None:
    shown = show_id_job(ASKED, "api.box", NOW_S, at_work=False)
    assert "the answer was lost" in shown.sentence
    assert "The program ended while api.box was asked, so it may have been charged." in shown.note
    assert shown.step is not None
    assert shown.step.id == "again"
    assert "look at your log there first. It may be charged" in asking_again(ASKED, lambda: None).sentence


def test_a_job_that_is_being_asked_says_nothing_of_the_kind() -> None:
    shown = show_id_job(ASKED, "api.box", NOW_S, at_work=True)
    assert "asking for the words" in shown.sentence
    assert shown.note == ""
