"""An upload whose answer was lost is found by its mark and never sent a second time."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from lrc_studio.core.errors import (
    OutcomeUnknownError,
    UnreachableError,
)
from lrc_studio.storage.jobs import Job, JobState, JobStore
from lrc_studio.workflows.service_jobs import run
from tests.emulator import Emulator, faults
from tests.emulator.wire import Wire
from tests.workflows.conftest import MakeSong
from tests.workflows.service_at_work import SUBMIT, desk_at, only, resumed, started, taken, uploads


def test_an_upload_whose_answer_was_lost_is_found_again(emulator: Emulator, store: JobStore, song: Path) -> None:
    """The service took the song, then the line broke: once, found by its mark, no second upload."""
    proxy = emulator.proxy()
    proxy.push(Wire("lose"), method="POST")

    async def work() -> Job:
        async with desk_at(emulator, store, origin=proxy.origin) as desk:
            return await run(desk, started(desk, song).id)

    job = asyncio.run(work())
    assert job.state is JobState.SUCCEEDED
    assert uploads(emulator) == 1
    (task,) = emulator.tasks.all()
    assert f"[{job.nonce}]" in task.file_name


@pytest.mark.parametrize("echo", ["given", "original"])
def test_it_is_found_whichever_name_the_service_gives_back(
    emulator: Emulator, store: JobStore, song: Path, echo: str
) -> None:
    emulator.switches.echo = echo
    emulator.faults.push(faults.server_error(stage="reply"), path=SUBMIT)
    assert taken(emulator, store, song).state is JobState.SUCCEEDED
    assert uploads(emulator) == 1


def test_an_upload_that_the_list_does_not_show_is_kept_and_never_sent_again(
    emulator: Emulator, store: JobStore, song: Path
) -> None:
    emulator.faults.push(faults.server_error(500, stage="service"), path=SUBMIT)
    with pytest.raises(OutcomeUnknownError, match="nothing is sent again"):
        taken(emulator, store, song)
    assert only(store).state is JobState.ORPHANED
    for _ in range(2):
        with pytest.raises(OutcomeUnknownError):
            resumed(emulator, store, only(store).id)
        with pytest.raises(OutcomeUnknownError):
            taken(emulator, store, song)
    assert uploads(emulator) == 1


def test_a_row_left_in_submitting_is_looked_for_and_not_sent(emulator: Emulator, store: JobStore, song: Path) -> None:
    """What a kill in the middle of an upload leaves behind."""

    async def work() -> str:
        async with desk_at(emulator, store) as desk:
            return started(desk, song).id

    job_id = asyncio.run(work())
    store.update(job_id, state=JobState.SUBMITTING)
    with pytest.raises(OutcomeUnknownError):
        resumed(emulator, store, job_id)
    assert uploads(emulator) == 0
    assert only(store).state is JobState.ORPHANED


def test_a_task_number_that_is_another_jobs_is_not_believed(
    emulator: Emulator, store: JobStore, make_song: MakeSong
) -> None:
    first = taken(emulator, store, make_song("one.wav"))
    emulator.faults.push(faults.items_with(taskId=first.task_id), path=SUBMIT)
    second = taken(emulator, store, make_song("two.wav", 3000))
    assert second.task_id not in (None, first.task_id)
    assert uploads(emulator) == 2


def test_what_never_left_is_sent_later(emulator: Emulator, store: JobStore, song: Path) -> None:
    """Nothing listens there: surely not taken, so sending it later is safe."""

    async def offline() -> None:
        async with desk_at(emulator, store, origin="http://127.0.0.1:9") as desk:
            await run(desk, started(desk, song).id)

    with pytest.raises(UnreachableError):
        asyncio.run(offline())
    assert only(store).state is JobState.DRAFT
    assert only(store).may_be_sent
    assert resumed(emulator, store, only(store).id).state is JobState.SUCCEEDED
    assert uploads(emulator) == 1
