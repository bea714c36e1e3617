"""Sending a song: its row says "submitting" only while an upload can have arrived, so that no wait looks like one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from lrc_studio.core.errors import InputError, StudioError
from lrc_studio.storage.jobs import Job, JobState, JobStore
from lrc_studio.workflows import submitting
from lrc_studio.workflows.service_desk import Desk
from lrc_studio.workflows.service_jobs import resumable, run
from tests.emulator import Driver, Emulator, faults
from tests.providers.contract import spend
from tests.workflows.service_at_work import SUBMIT, desk_at, only, resumed, started, taken, uploads

UNSENT = {JobState.DRAFT, JobState.PREFLIGHT, JobState.PAUSED_RATE}


@pytest.fixture
def states_in_waits(store: JobStore, monkeypatch: pytest.MonkeyPatch) -> list[JobState]:
    """What the one row says each time that something waits before the song is at the service."""
    seen: list[JobState] = []

    class Watching(Driver):
        async def sleep(self, seconds: float) -> None:
            seen.extend(job.state for job in store.all() if job.task_id is None)
            await super().sleep(seconds)

    monkeypatch.setattr("tests.workflows.service_at_work.Driver", Watching)
    return seen


def test_waiting_for_a_turn_is_no_upload(
    emulator: Emulator, store: JobStore, song: Path, states_in_waits: list[JobState]
) -> None:
    async def work() -> Job:
        async with desk_at(emulator, store, persona="free") as desk:
            for _ in range(3):
                await desk.service.tasks()
            return await run(desk, started(desk, song).id)

    assert asyncio.run(work()).state is JobState.SUCCEEDED
    assert states_in_waits
    assert set(states_in_waits) <= UNSENT
    assert 429 not in [entry.status for entry in emulator.journal.all()]


def test_waiting_out_a_refusal_is_no_upload(
    emulator: Emulator, store: JobStore, song: Path, states_in_waits: list[JobState]
) -> None:
    emulator.faults.push(faults.rate_limited("90"), path=SUBMIT)
    assert taken(emulator, store, song).state is JobState.SUCCEEDED
    assert states_in_waits
    assert set(states_in_waits) <= UNSENT
    assert [entry.status for entry in emulator.journal.all("POST")] == [429, 200]


def test_a_service_out_of_reach_is_no_upload(
    emulator: Emulator, store: JobStore, song: Path, states_in_waits: list[JobState]
) -> None:
    async def work() -> None:
        async with desk_at(emulator, store, origin="http://127.0.0.1:9") as desk:
            await run(desk, started(desk, song).id)

    with pytest.raises(StudioError, match="cannot be reached"):
        asyncio.run(work())
    assert states_in_waits
    assert {*states_in_waits, only(store).state} <= UNSENT
    assert resumed(emulator, store, only(store).id).state is JobState.SUCCEEDED


def test_a_program_closed_while_a_song_waits_for_its_turn_sends_it_later(
    emulator: Emulator, store: JobStore, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = asyncio.Event()

    class Standing(Driver):
        async def sleep(self, seconds: float) -> None:
            waiting.set()
            await asyncio.Event().wait()

    monkeypatch.setattr("tests.workflows.service_at_work.Driver", Standing)
    spend(emulator, "free", 3)

    async def closed() -> None:
        async with desk_at(emulator, store, persona="free") as desk:
            task = asyncio.create_task(run(desk, started(desk, song).id))
            await waiting.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(closed())
    monkeypatch.undo()
    assert only(store) in resumable(store)
    emulator.clock.advance(70)
    assert resumed(emulator, store, only(store).id).state is JobState.SUCCEEDED
    assert [entry.status for entry in emulator.journal.all("POST")] == [429, 200]


def test_a_song_that_is_gone_at_its_turn_was_not_sent(
    emulator: Emulator, store: JobStore, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = submitting._upload

    async def gone(desk: Desk, job: Job, report: object) -> object:
        upload = await plain(desk, job, report)  # type: ignore[arg-type]
        song.rename(song.with_suffix(".moved"))
        return upload

    monkeypatch.setattr(submitting, "_upload", gone)
    with pytest.raises(InputError, match="cannot be read"):
        taken(emulator, store, song)
    assert uploads(emulator) == 0
    assert only(store).may_be_sent
    monkeypatch.undo()
    song.with_suffix(".moved").rename(song)
    assert taken(emulator, store, song).state is JobState.SUCCEEDED
    assert uploads(emulator) == 1
