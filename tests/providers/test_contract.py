"""The client against the emulated service: the documented contract over real sockets, in virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from lrc_studio.core.errors import (
    CreditsError,
    KeyRefusedError,
    NotThereError,
    OutcomeUnknownError,
    RateLimitedError,
    RefusedError,
    StudioError,
    TierError,
)
from lrc_studio.providers.ailrc import TIERS, AiLrc, poll_delays
from lrc_studio.providers.base import TaskState, Upload
from lrc_studio.providers.http import Http, make_client
from lrc_studio.providers.limits import Limiter
from tests.emulator import Emulator
from tests.emulator.driving import Driver
from tests.emulator.faults import rate_limited, server_error
from tests.emulator.songs import song
from tests.emulator.timeline import Script
from tests.emulator.wire import Wire

T = TypeVar("T")


@pytest.fixture
def upload(tmp_path: Path) -> Upload:
    path = tmp_path / "song.mp3"
    path.write_bytes(song())
    return Upload(path, "My Song.mp3", path.stat().st_size, "digest", "ls-7f3a9c")


def drive(
    emulator: Emulator, work: Callable[[AiLrc, Driver], Awaitable[T]], persona: str = "premium", origin: str = ""
) -> T:
    """Runs `work` with a client of that persona, whose limits are those of its tier."""

    async def whole() -> T:
        clock = Driver(emulator.clock)
        tier = next((tier for tier in TIERS if tier.name.lower() == persona), TIERS[0])
        async with make_client() as client:
            limiter = Limiter(tier.windows, clock)
            http = Http(clock.watch(client), origin or emulator.origin, clock, emulator.key(persona), limiter)
            return await work(AiLrc(http), clock)

    return asyncio.run(whole())


async def follow(service: AiLrc, clock: Driver, task_id: str) -> TaskState:
    """Looks at a task by the guide, and waits out what a limit asks for."""
    for delay_s in poll_delays():
        await clock.sleep(delay_s)
        try:
            state = await service.task(task_id)
        except RateLimitedError as error:
            await clock.sleep(error.wait_s or 1.0)
            continue
        if state.finished:
            return state
    raise AssertionError("never finished")


@pytest.mark.parametrize("persona", ["free", "pro", "premium"])
def test_a_song_becomes_lyrics_with_no_refused_request(emulator: Emulator, upload: Upload, persona: str) -> None:
    async def work(service: AiLrc, clock: Driver) -> TaskState:
        receipt = await service.submit(upload)
        assert (receipt.status, receipt.trace_id != "", receipt.queue_position) == ("QUEUED", True, 2)
        assert receipt.remaining_credits is not None
        return await follow(service, clock, receipt.task_id)

    state = drive(emulator, work, persona)
    assert state.lrc
    assert state.lrc.startswith("[00:")
    assert (state.credits_used is not None, state.completed_at is not None) == (True, True)
    assert "ls-7f3a9c" in state.file_name
    assert [entry.status for entry in emulator.journal.all() if entry.status != 200] == []
    assert all(entry.authorized for entry in emulator.journal.all())
    first, second = emulator.journal.all()[:2]
    assert second.at_s - first.at_s >= 3.0


def test_two_jobs_on_one_free_key_stay_within_its_limits(emulator: Emulator, upload: Upload) -> None:
    async def one(service: AiLrc, clock: Driver) -> TaskState:
        return await follow(service, clock, (await service.submit(upload)).task_id)

    async def work(service: AiLrc, clock: Driver) -> list[TaskState]:
        return await asyncio.gather(one(service, clock), one(service, clock))

    assert all(state.lrc for state in drive(emulator, work, "free"))
    assert 429 not in [entry.status for entry in emulator.journal.all()]


@pytest.mark.parametrize(
    ("persona", "kind"), [("empty", CreditsError), ("revoked", KeyRefusedError), ("expired", KeyRefusedError)]
)
def test_what_an_account_refuses(emulator: Emulator, upload: Upload, persona: str, kind: type[StudioError]) -> None:
    async def work(service: AiLrc, clock: Driver) -> None:
        with pytest.raises(kind):
            await service.submit(upload)

    drive(emulator, work, persona)
    assert emulator.journal.count("POST") == 1


def test_a_song_over_the_size_of_the_tier_is_refused(emulator: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "large.mp3"
    path.write_bytes(song(size_bytes=7 * 2**20 + 1))

    async def work(service: AiLrc, clock: Driver) -> None:
        with pytest.raises(TierError):
            await service.submit(Upload(path, "large.mp3", path.stat().st_size, "digest", "ls-1"))

    drive(emulator, work, "free")


def test_another_kind_of_file_is_refused_with_the_services_words(emulator: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "song.m4a"
    path.write_bytes(b"\0\0\0\x20ftypM4A ")

    async def work(service: AiLrc, clock: Driver) -> None:
        with pytest.raises(RefusedError, match="It says: "):
            await service.submit(Upload(path, "song.m4a", 12, "digest", "ls-1"))

    drive(emulator, work)


def test_the_list_and_deleting(emulator: Emulator, upload: Upload) -> None:
    async def work(service: AiLrc, clock: Driver) -> None:
        task_id = (await service.submit(upload)).task_id
        with pytest.raises(RefusedError):
            await service.delete(task_id)
        assert [task.task_id for task in (await service.tasks(status="COMPLETED")).tasks] == []
        await follow(service, clock, task_id)
        assert [task.task_id for task in (await service.tasks(1, 100, "COMPLETED")).tasks] == [task_id]
        await service.delete(task_id)
        await service.delete(task_id)
        with pytest.raises(NotThereError):
            await service.task(task_id)

    drive(emulator, work)


@pytest.mark.parametrize("outcome", ["FAILED", "COMPLETED"])
def test_tasks_that_end_without_lyrics(emulator: Emulator, upload: Upload, outcome: str) -> None:
    emulator.script(Script(outcome=outcome, lrc=""))

    async def work(service: AiLrc, clock: Driver) -> TaskState:
        return await follow(service, clock, (await service.submit(upload)).task_id)

    state = drive(emulator, work)
    assert (state.lrc, state.error) == (None, "No vocals detected" if outcome == "FAILED" else None)


def test_an_upload_whose_answer_is_lost_is_found_and_not_sent_again(emulator: Emulator, upload: Upload) -> None:
    proxy = emulator.proxy()
    proxy.push(Wire("lose"), method="POST")

    async def work(service: AiLrc, clock: Driver) -> TaskState | None:
        with pytest.raises(OutcomeUnknownError):
            await service.submit(upload)
        return await service.find(upload.nonce, clock.now_s())

    found = drive(emulator, work, origin=proxy.origin)
    assert found is not None
    assert emulator.journal.count("POST") == 1


def test_an_upload_that_a_limit_refused_goes_again_by_itself(emulator: Emulator, upload: Upload) -> None:
    emulator.faults.push(rate_limited("37"), method="POST")
    receipt = drive(emulator, lambda service, clock: service.submit(upload))
    assert receipt.task_id
    assert [entry.status for entry in emulator.journal.all("POST")] == [429, 200]
    first, second = emulator.journal.all("POST")
    assert second.at_s - first.at_s >= 37


def test_trouble_there_is_no_reason_to_pay_twice(emulator: Emulator, upload: Upload) -> None:
    emulator.faults.push(server_error(500, stage="reply"), method="POST")

    async def work(service: AiLrc, clock: Driver) -> None:
        with pytest.raises(OutcomeUnknownError):
            await service.submit(upload)

    drive(emulator, work)
    assert (emulator.journal.count("POST"), len(emulator.uploads())) == (1, 1)


def test_a_read_outlives_two_failures(emulator: Emulator) -> None:
    emulator.faults.push(server_error(502), method="GET", times=2)
    page = drive(emulator, lambda service, clock: service.tasks())
    assert (page.tasks, emulator.journal.count("GET")) == ((), 3)


def test_the_details_say_what_the_service_answered(emulator: Emulator) -> None:
    async def work(service: AiLrc, clock: Driver) -> str:
        with pytest.raises(NotThereError) as caught:
            await service.task("cm4unknown")
        return caught.value.details

    details = drive(emulator, work)
    assert "HTTP 404, application/json: {" in details
    assert emulator.key("premium") not in details
