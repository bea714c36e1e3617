"""A song through the service: sent once, taken again from what is kept, stopped, and gone on with."""

from __future__ import annotations

import asyncio
from math import inf
from pathlib import Path

import pytest

from lrc_studio.core.errors import (
    Cancelled,
    KeyRefusedError,
    NotFinishedError,
    RefusedError,
    StudioError,
    UsageError,
)
from lrc_studio.storage.jobs import Job, JobState, JobStore
from lrc_studio.workflows.service_jobs import adopt, delete_there, fetch, resumable, run
from tests.emulator import Emulator, Script, faults
from tests.workflows.conftest import MakeSong
from tests.workflows.service_at_work import LRC, SUBMIT, Heard, desk_at, only, resumed, started, taken, uploads


def test_a_song_comes_back_with_its_lyrics_and_what_they_cost(emulator: Emulator, store: JobStore, song: Path) -> None:
    emulator.script(Script(lrc=LRC))
    heard = Heard()
    job = taken(emulator, store, song, heard)
    assert (job.state, job.result_lrc, job.credits_used) == (JobState.SUCCEEDED, LRC, 6)
    assert job.completed_at is not None
    assert job.task_id == job.trace_id
    assert heard.phases[:3] == ["check", "upload", "queue"]
    assert store.get(job.id) == job
    assert uploads(emulator) == 1


def test_the_row_says_submitting_before_the_request_and_holds_the_task_right_after(
    emulator: Emulator, store: JobStore, song: Path
) -> None:
    from tests.emulator.gate import Gate

    gate = Gate()
    emulator.faults.push(faults.held(gate, "reply"), path=SUBMIT)

    async def work() -> tuple[Job, Job]:
        async with desk_at(emulator, store) as desk:
            task = asyncio.create_task(run(desk, started(desk, song).id))
            await asyncio.to_thread(gate.wait_reached)
            before = only(store)
            gate.open()
            return before, await task

    before, after = asyncio.run(work())
    assert (before.state, before.task_id) == (JobState.SUBMITTING, None)
    assert after.state is JobState.SUCCEEDED


def test_the_looks_follow_the_schedule(emulator: Emulator, store: JobStore, song: Path) -> None:
    emulator.script(Script(processing_s=60))
    taken(emulator, store, song)
    sent, *looks = [entry.at_s for entry in emulator.journal.all()]
    waits = [round(later - earlier, 2) for earlier, later in zip([sent, *looks], looks, strict=False)]
    assert waits[:5] == [3.0, 4.5, 6.75, 10.0, 10.0]


def test_several_jobs_are_watched_through_one_reading_of_the_list(
    emulator: Emulator, store: JobStore, make_song: MakeSong
) -> None:
    emulator.script(Script(queue=0, processing_s=50), times=4)
    songs = [make_song(f"{number}.wav", 1000 + number * 100) for number in range(4)]

    async def work() -> list[Job]:
        async with desk_at(emulator, store) as desk:
            jobs = [started(desk, each) for each in songs]
            return await asyncio.gather(*(run(desk, job.id) for job in jobs))

    jobs = asyncio.run(work())
    assert {job.state for job in jobs} == {JobState.SUCCEEDED}
    assert len({job.task_id for job in jobs}) == 4
    lists = emulator.journal.count("GET", "audio_tasks?") or len(
        [entry for entry in emulator.journal.all("GET") if entry.path.endswith("audio_tasks")]
    )
    singles = emulator.journal.count("GET") - lists
    assert lists >= 3
    assert singles <= 4 + 2


def test_an_unknown_status_is_waited_out(emulator: Emulator, store: JobStore, song: Path) -> None:
    emulator.script(Script(queue=0, processing_as="POLISHING", processing_s=20))
    assert taken(emulator, store, song).state is JobState.SUCCEEDED


def test_the_same_song_again_takes_the_stored_answer(
    emulator: Emulator, store: JobStore, song: Path, tmp_path: Path
) -> None:
    first = taken(emulator, store, song)
    copy = tmp_path / "another name.wav"
    copy.write_bytes(song.read_bytes())
    asked = emulator.journal.count()
    assert taken(emulator, store, copy) == first
    assert emulator.journal.count() == asked


def test_a_person_may_send_an_answered_song_again(emulator: Emulator, store: JobStore, song: Path) -> None:
    first = taken(emulator, store, song)

    async def work() -> Job:
        async with desk_at(emulator, store) as desk:
            return await run(desk, started(desk, song, again=True).id)

    second = asyncio.run(work())
    assert second.id != first.id
    assert uploads(emulator) == 2


def test_a_song_under_way_is_joined_even_when_asked_again(emulator: Emulator, store: JobStore, song: Path) -> None:
    emulator.script(Script(processing_s=inf))
    with pytest.raises(NotFinishedError):
        taken(emulator, store, song)

    async def work() -> str:
        async with desk_at(emulator, store) as desk:
            return started(desk, song, again=True).id

    assert asyncio.run(work()) == only(store).id
    assert uploads(emulator) == 1


def test_two_commands_never_send_one_song_twice(emulator: Emulator, store: JobStore, song: Path) -> None:
    async def work() -> list[Job | BaseException]:
        async with desk_at(emulator, store) as desk:
            with JobStore(store.path, now=emulator.clock.now_s) as other:
                async with desk_at(emulator, other) as second:
                    jobs = started(desk, song), started(second, song)
                    both = run(desk, jobs[0].id), run(second, jobs[1].id)
                    return await asyncio.gather(*both, return_exceptions=True)

    one, two = asyncio.run(work())
    assert isinstance(one, Job)
    assert isinstance(two, NotFinishedError)
    assert uploads(emulator) == 1


def test_stopping_while_it_waits_says_that_the_service_goes_on(emulator: Emulator, store: JobStore, song: Path) -> None:
    with pytest.raises(Cancelled, match="The service goes on"):
        taken(emulator, store, song, Heard(stop=lambda progress: progress.phase in ("queue", "work")))
    job = only(store)
    assert job.state is JobState.CANCELLED_HERE
    assert job not in resumable(store)
    assert resumed(emulator, store, job.id).state is JobState.SUCCEEDED
    assert uploads(emulator) == 1


def test_stopping_before_the_upload_leaves_nothing_to_fear(emulator: Emulator, store: JobStore, song: Path) -> None:
    with pytest.raises(Cancelled, match="before anything was sent"):
        taken(emulator, store, song, Heard(stop=lambda progress: progress.phase == "check"))
    assert uploads(emulator) == 0
    assert only(store).may_be_sent


def test_stopping_inside_the_upload_leaves_it_to_be_looked_for(emulator: Emulator, store: JobStore, song: Path) -> None:
    with pytest.raises(Cancelled, match="may have arrived"):
        taken(emulator, store, song, Heard(stop=lambda progress: progress.phase == "upload" and progress.done > 0))
    assert only(store).state is JobState.ORPHANED
    assert not only(store).may_be_sent


def test_a_closed_window_leaves_the_job_to_be_resumed(emulator: Emulator, store: JobStore, song: Path) -> None:
    async def closed() -> None:
        async with desk_at(emulator, store) as desk:
            task = asyncio.create_task(run(desk, started(desk, song).id))
            while not only_task(store):
                await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(closed())
    assert only(store) in resumable(store)
    assert resumed(emulator, store, only(store).id).state is JobState.SUCCEEDED
    assert uploads(emulator) == 1


def only_task(store: JobStore) -> str | None:
    jobs = store.all()
    return jobs[0].task_id if jobs else None


def test_another_key_is_never_asked_for_a_task(emulator: Emulator, store: JobStore, song: Path) -> None:
    emulator.script(Script(processing_s=inf))
    with pytest.raises(NotFinishedError):
        taken(emulator, store, song)
    asked = emulator.journal.count()

    async def other() -> Job:
        async with desk_at(emulator, store, persona="pro") as desk:
            return await run(desk, only(store).id)

    with pytest.raises(KeyRefusedError, match="another key"):
        asyncio.run(other())
    assert emulator.journal.count() == asked


def test_the_key_is_nowhere_in_the_rows(emulator: Emulator, store: JobStore, song: Path) -> None:
    taken(emulator, store, song)
    files = [path.read_bytes() for path in store.path.parent.glob("jobs.sqlite*")]
    assert files
    assert not any(emulator.key().encode() in data for data in files)


def test_a_song_changed_meanwhile_is_not_sent(emulator: Emulator, store: JobStore, song: Path) -> None:
    async def work() -> None:
        async with desk_at(emulator, store) as desk:
            job = started(desk, song)
            with song.open("ab") as file:
                file.write(b"\0\0")
            await run(desk, job.id)

    with pytest.raises(StudioError, match="changed meanwhile"):
        asyncio.run(work())
    assert uploads(emulator) == 0


def test_a_deletion_waits_for_the_end_of_the_task(emulator: Emulator, store: JobStore, song: Path) -> None:
    emulator.script(Script(queue=0, processing_s=700))
    with pytest.raises(NotFinishedError):
        taken(emulator, store, song)
    task_id = only(store).task_id or ""

    async def deleted() -> None:
        async with desk_at(emulator, store) as desk:
            await delete_there(desk, task_id)

    with pytest.raises(RefusedError, match="still at work"):
        asyncio.run(deleted())
    assert emulator.journal.count("DELETE") == 0
    emulator.clock.advance(700)
    asyncio.run(deleted())
    asyncio.run(deleted())  # gone already: done
    assert only(store).result_lrc
    assert emulator.tasks.all() == ()


def test_a_task_of_the_list_becomes_a_job(emulator: Emulator, store: JobStore, song: Path, tmp_path: Path) -> None:
    first = taken(emulator, store, song)
    with JobStore(tmp_path / "other.sqlite", now=emulator.clock.now_s) as fresh:

        async def work() -> tuple[Job, Job]:
            async with desk_at(emulator, fresh) as desk:
                (task,) = (await desk.service.tasks()).tasks
                return adopt(desk, task), await fetch(desk, adopt(desk, task).id)

        adopted, fetched = asyncio.run(work())
        assert adopted.song_title == "Harbour lights"
        assert fetched.result_lrc == first.result_lrc
        assert len(fresh.all()) == 1


def test_an_unknown_job(emulator: Emulator, store: JobStore) -> None:
    with pytest.raises(UsageError):
        resumed(emulator, store, "nowhere")
