"""Tasks of AI LRC Generator as documented: read, listed, deleted; the real client against the emulated service."""

from __future__ import annotations

from pathlib import Path

import pytest

from lrc_studio.core.errors import (
    NotThereError,
    RefusedError,
)
from lrc_studio.formats.lrc_rows import read_rows
from lrc_studio.providers.base import TaskState
from tests.emulator import Emulator, Script
from tests.emulator.faults import items_with
from tests.providers.contract import Client, drive, upload_in

pytestmark = pytest.mark.usefixtures("both_ways")

MEGABYTE = 2**20


# check 10
def test_a_task_under_way_is_read_without_a_message(emulator: Emulator, tmp_path: Path) -> None:
    async def work(client: Client) -> list[TaskState]:
        task_id = (await client.service.submit(upload_in(tmp_path))).task_id
        states = [await client.service.task(task_id)]
        await client.clock.sleep(15)
        return [*states, await client.service.task(task_id)]

    queued, processing = drive(emulator, work)
    assert (queued.status, queued.queue_position, queued.finished) == ("QUEUED", 2, False)
    assert (processing.status, processing.queue_position, processing.lrc) == ("PROCESSING", None, None)


# checks 11 and 12
def test_a_completed_task_gives_lines_with_times_credits_and_when(emulator: Emulator, tmp_path: Path) -> None:
    async def work(client: Client) -> TaskState:
        return await client.service.task(await client.completed(upload_in(tmp_path, size_bytes=900_000)))

    state = drive(emulator, work)
    assert (state.status, state.credits_used, state.completed_at) == ("COMPLETED", 6, "2026-04-19T10:00:40Z")
    lines = read_rows(state.lrc or "").lyrics.lines
    assert len(lines) == len((state.lrc or "").split("\n")) > 5
    starts_ms = [line.start_ms for line in lines if line.start_ms is not None]
    assert len(starts_ms) == len(lines)
    assert starts_ms == sorted(starts_ms)


# check 13
def test_an_unknown_task_and_anothers_are_not_there(emulator: Emulator, tmp_path: Path) -> None:
    task_id = drive(emulator, lambda client: client.completed(upload_in(tmp_path)), "pro")

    async def work(client: Client) -> None:
        for asked in (task_id, "cm4unknown"):
            with pytest.raises(NotThereError):
                await client.service.task(asked)

    drive(emulator, work)


# check 14
@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ("string", "Too short"),
        ("object", "Too short"),
        ("errorMessage", "Too short"),
        ("message", "Too short"),
        ("none", "Analysis failed"),
    ],
)
def test_a_failed_task_says_why_or_that_the_analysis_failed(
    emulator: Emulator, tmp_path: Path, shape: str, said: str
) -> None:
    emulator.switches.error_shape = shape
    emulator.script(Script(outcome="FAILED", error="Too short"))

    async def work(client: Client) -> TaskState:
        return await client.service.task(await client.completed(upload_in(tmp_path)))

    state = drive(emulator, work)
    assert (state.status, state.error, state.finished) == ("FAILED", said, True)


# checks 11 and 14
def test_a_completed_task_without_lyrics_has_none(emulator: Emulator, tmp_path: Path) -> None:
    emulator.script(Script(lrc=" \n"))

    async def work(client: Client) -> TaskState:
        return await client.service.task(await client.completed(upload_in(tmp_path)))

    state = drive(emulator, work)
    assert (state.status, state.finished, state.lrc, state.error) == ("COMPLETED", True, None, None)


# check 15
@pytest.mark.parametrize("shape", ["items", "list", "tasks", "records"])
def test_the_list_has_pages_a_limit_and_a_filter_in_every_shape(emulator: Emulator, tmp_path: Path, shape: str) -> None:
    emulator.switches.list_shape = shape

    async def work(client: Client) -> None:
        made = [(await client.service.submit(upload_in(tmp_path))).task_id for _ in range(3)]
        first, second = await client.service.tasks(1, 2), await client.service.tasks(2, 2)
        assert [task.task_id for task in first.tasks + second.tasks] == made[::-1]
        assert (first.total, second.page, second.limit) == (3, 2, 2)
        assert (await client.service.tasks(status="FAILED")).tasks == ()
        assert (await client.service.tasks(limit=1000)).limit == 100
        await client.clock.sleep(150)
        assert [task.task_id for task in (await client.service.tasks(status="COMPLETED")).tasks] == made[::-1]

    drive(emulator, work)
    (_, _, _, paged, _, filtered, clamped, _) = [entry.query for entry in emulator.journal.all()]
    assert (paged, filtered) == ("page=1&limit=2", "page=1&limit=20&status=FAILED")
    assert clamped == "page=1&limit=100"


# check 16
def test_only_a_task_that_has_ended_is_deleted_and_then_it_is_gone(emulator: Emulator, tmp_path: Path) -> None:
    async def work(client: Client) -> None:
        task_id = (await client.service.submit(upload_in(tmp_path))).task_id
        for status, wait_s in (("QUEUED", 12), ("PROCESSING", 60)):
            with pytest.raises(RefusedError):
                await client.service.delete(task_id)
            assert (await client.service.task(task_id)).status == status
            await client.clock.sleep(wait_s)
        await client.service.delete(task_id)
        await client.service.delete(task_id)  # gone already: no error
        with pytest.raises(NotThereError):
            await client.service.task(task_id)

    drive(emulator, work)


# check 29
def test_a_status_that_nobody_documented_is_no_end(emulator: Emulator, tmp_path: Path) -> None:
    emulator.faults.push(items_with(status="TRANSCODING"), method="GET")

    async def work(client: Client) -> TaskState:
        return await client.service.task(await client.completed(upload_in(tmp_path)))

    state = drive(emulator, work)
    assert (state.status, state.finished) == ("TRANSCODING", False)
