"""Patience with a service: its schedule, its refusals, its trouble and its limits."""

from __future__ import annotations

import asyncio
from math import inf
from pathlib import Path

import pytest

from lrc_studio.core.errors import (
    CreditsError,
    EmptyAnswerError,
    KeyRefusedError,
    NotFinishedError,
    NotThereError,
    RateLimitedError,
    StudioError,
    TaskFailedError,
    UnreachableError,
)
from lrc_studio.core.progress import Progress
from lrc_studio.storage.jobs import Job, JobState, JobStore
from lrc_studio.workflows.service_jobs import resumable, run
from tests.emulator import Emulator, Script, faults
from tests.workflows.conftest import MakeSong
from tests.workflows.service_at_work import LRC, SUBMIT, Heard, desk_at, only, resumed, started, taken, uploads


@pytest.mark.parametrize(
    ("persona", "error", "state"),
    [
        ("revoked", KeyRefusedError, JobState.DRAFT),
        ("expired", KeyRefusedError, JobState.DRAFT),
        ("empty", CreditsError, JobState.FAILED),
    ],
)
def test_a_refusal_is_told_and_may_be_tried_with_another_key(
    emulator: Emulator, store: JobStore, song: Path, persona: str, error: type[StudioError], state: JobState
) -> None:
    with pytest.raises(error):
        taken(emulator, store, song, persona=persona)
    assert (only(store).state, only(store).task_id) == (state, None)
    assert taken(emulator, store, song).state is JobState.SUCCEEDED
    assert only(store).key_fingerprint != ""


def test_a_failed_task_is_told_in_the_services_words(emulator: Emulator, store: JobStore, song: Path) -> None:
    emulator.script(Script(outcome="FAILED", error="No vocals detected"))
    with pytest.raises(TaskFailedError, match="No vocals detected"):
        taken(emulator, store, song)
    assert only(store).state is JobState.FAILED
    assert not only(store).may_be_sent


def test_only_trouble_in_a_row_makes_a_job_give_up(emulator: Emulator, store: JobStore, song: Path) -> None:
    emulator.script(Script(processing_s=400))
    faulted: list[int] = []

    def trouble(progress: Progress) -> bool:
        if progress.phase in ("queue", "work") and progress.done in (0, 1, 2) and progress.done not in faulted:
            faulted.append(progress.done)
            emulator.faults.push(faults.server_error(), method="GET", times=12)  # four looks of three tries each
        return False

    assert taken(emulator, store, song, Heard(stop=trouble)).state is JobState.SUCCEEDED
    assert faulted == [0, 1, 2]
    assert [entry.status for entry in emulator.journal.all()].count(500) == 36


def test_a_list_that_does_not_say_why_a_task_failed_is_not_the_last_word(
    emulator: Emulator, store: JobStore, make_song: MakeSong
) -> None:
    emulator.switches.list_says_why = False
    emulator.script(Script(outcome="FAILED", error="No vocals detected"), times=2)
    songs = [make_song(f"{number}.wav", 1000 + number * 100) for number in range(2)]

    async def work() -> list[Job | BaseException]:
        async with desk_at(emulator, store) as desk:
            runs = [run(desk, started(desk, each).id) for each in songs]
            return await asyncio.gather(*runs, return_exceptions=True)

    told = asyncio.run(work())
    assert [("No vocals detected" in str(error), type(error)) for error in told] == [(True, TaskFailedError)] * 2


@pytest.mark.parametrize("script", [Script(lrc=""), Script(lrc=" \n "), Script(has_result=False)])
def test_a_task_without_lyrics_is_kept_and_asked_again_for_free(
    emulator: Emulator, store: JobStore, song: Path, script: Script
) -> None:
    emulator.script(script)
    for _ in range(2):
        with pytest.raises(EmptyAnswerError):
            taken(emulator, store, song)
    assert only(store).state is JobState.EMPTY
    assert uploads(emulator) == 1


def test_a_task_that_is_gone(emulator: Emulator, store: JobStore, song: Path) -> None:
    emulator.script(Script(processing_s=inf))
    with pytest.raises(NotFinishedError):
        taken(emulator, store, song)
    emulator.tasks.forget(only(store).task_id or "")
    with pytest.raises(NotThereError):
        resumed(emulator, store, only(store).id)
    assert only(store).state is JobState.FAILED


def test_an_answer_for_another_song_is_not_taken(emulator: Emulator, store: JobStore, song: Path) -> None:
    foreign = faults.items_with(fileName="Other [ls-00000000].mp3", status="COMPLETED", result={"lrc": LRC})
    emulator.faults.push(foreign, method="GET", path="audio_tasks/")
    with pytest.raises(TaskFailedError, match="another song"):
        taken(emulator, store, song)
    assert only(store).result_lrc is None


def test_sixty_looks_then_it_is_kept_and_resumable(emulator: Emulator, store: JobStore, song: Path) -> None:
    emulator.script(Script(queue=0, processing_s=700))
    with pytest.raises(NotFinishedError):
        taken(emulator, store, song)
    job = only(store)
    assert (job.state, job.attempts) == (JobState.TIMED_OUT, 60)
    assert job in resumable(store)
    assert resumed(emulator, store, job.id).state is JobState.SUCCEEDED
    assert uploads(emulator) == 1


@pytest.mark.parametrize("trouble", [faults.server_error(500), faults.page(502), faults.not_a_number()])
def test_trouble_on_the_way_uses_up_no_look(
    emulator: Emulator, store: JobStore, song: Path, trouble: faults.Fault
) -> None:
    emulator.script(Script(queue=0, processing_s=25))
    emulator.faults.push(trouble, method="GET", times=4)
    job = taken(emulator, store, song)
    assert job.state is JobState.SUCCEEDED
    assert job.attempts <= 5


def test_ten_troubles_in_a_row_leave_the_job_for_later(emulator: Emulator, store: JobStore, song: Path) -> None:
    emulator.faults.push(faults.page(502), method="GET", times=100)
    with pytest.raises(UnreachableError):
        taken(emulator, store, song)
    assert only(store).state is JobState.SUBMITTED
    assert "HTTP 502" in only(store).excerpt
    emulator.faults.clear()
    assert resumed(emulator, store, only(store).id).state is JobState.SUCCEEDED
    assert uploads(emulator) == 1


def test_a_limit_is_waited_out_without_using_up_a_look(emulator: Emulator, store: JobStore, song: Path) -> None:
    emulator.faults.push(faults.rate_limited("600"), method="GET")
    heard = Heard()
    job = taken(emulator, store, song, heard)
    assert (job.state, job.attempts) == (JobState.SUCCEEDED, 1)
    assert any(progress.message.startswith("Next request in") for progress in heard.told)


def test_a_long_wait_is_written_down_where_nobody_sits_it_out(emulator: Emulator, store: JobStore, song: Path) -> None:
    emulator.faults.push(faults.rate_limited("600"), path=SUBMIT)

    async def impatient() -> Job:
        async with desk_at(emulator, store, patience_s=120) as desk:
            return await run(desk, started(desk, song).id)

    with pytest.raises(RateLimitedError):
        asyncio.run(impatient())
    job = only(store)
    assert job.state is JobState.PAUSED_RATE
    assert job.next_poll_at_s == pytest.approx(emulator.clock.now_s() + 600, abs=2)
    asked = emulator.journal.count()
    with pytest.raises(RateLimitedError):
        asyncio.run(impatient())
    assert emulator.journal.count() == asked
    assert resumed(emulator, store, job.id).state is JobState.SUCCEEDED
    assert uploads(emulator) == 2  # the first was answered with 429 and so surely not taken
    assert len(emulator.tasks.all()) == 1
