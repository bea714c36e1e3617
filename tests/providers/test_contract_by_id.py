"""What holds for every service that answers to ids: hostile answers, redirects, restarts, cancelling, its limits."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lrc_studio.core.errors import OutcomeUnknownError, ProtocolError, UnreachableError
from lrc_studio.providers.base import Ids
from lrc_studio.providers.http import Patience
from lrc_studio.storage.jobs import JobState, JobStore
from lrc_studio.workflows.by_id import Order, fetch
from tests.emulator import Gate, SunoEmulator
from tests.emulator import faults as bad
from tests.emulator.suno_service import MEMBERS
from tests.emulator.wire import Wire
from tests.providers import wire
from tests.providers.contract_ids import IDS, drive, refused, refused_words
from tests.workflows.id_desk_at_work import id_desk_at

pytestmark = pytest.mark.usefixtures("both_ways")

SHORT = Patience(connect_s=5, write_s=5, read_s=0.3, upload_read_s=0.3, whole_s=1.0)


@pytest.fixture(params=MEMBERS)
def emulator(request: pytest.FixtureRequest) -> Iterator[SunoEmulator]:
    with SunoEmulator(request.param) as running:
        yield running


# check 63
@pytest.mark.parametrize(
    "fault",
    [
        bad.page(200),
        bad.raw_body(b""),
        bad.truncated(20),
        bad.not_a_number(),
        bad.deep(),
        bad.gzip_bomb(),
        pytest.param(bad.endless(), marks=pytest.mark.sockets),
        bad.raw_body(b"[1, 2]"),
        bad.raw_body(b'{"code":200,"msg":"\xff"}'),
    ],
    ids=lambda fault: fault.name,
)
def test_an_answer_that_is_none(emulator: SunoEmulator, fault: bad.Fault) -> None:
    emulator.faults.push(fault, times=2)
    read = refused(emulator, lambda service: service.lyrics(IDS.task_id))
    assert type(read) is ProtocolError
    assert read.details.startswith(emulator_label(emulator))
    assert len(read.details) < 500
    paid = refused_words(emulator)
    assert isinstance(paid, OutcomeUnknownError)
    assert emulator.paid() == 1


def emulator_label(emulator: SunoEmulator) -> str:
    return {"sunoapi": "sunoapi.org", "apibox": "api.box", "kie": "kie.ai"}[emulator.service.member]


# check 63
def test_details_name_service_status_type_and_hide_the_key(emulator: SunoEmulator) -> None:
    echo = f"<html>Authorization: Bearer {emulator.key()} and {emulator.key()}".encode()
    emulator.faults.push(bad.raw_body(echo, "text/html"))
    error = refused(emulator, lambda service: service.tracks("t"))
    assert error.details.startswith(f"{emulator_label(emulator)}, HTTP 200, text/html: ")
    assert emulator.key() not in error.details + str(error)


# check 63
@pytest.mark.parametrize("kind", ["lose", "cut", "half_close", "stall"])
def test_a_line_that_breaks_after_the_request(emulator: SunoEmulator, kind: str) -> None:
    proxy = emulator.proxy()
    proxy.push(Wire(kind, at_bytes=40), method="POST")
    error = refused_words(emulator, origin=proxy.origin, patience=SHORT)
    assert isinstance(error, OutcomeUnknownError)
    assert len(proxy.seen) == 1


# check 63
def test_a_line_that_never_was_is_tried_again(emulator: SunoEmulator) -> None:
    error = refused_words(emulator, origin="http://127.0.0.1:1")
    assert type(error) is UnreachableError


# check 64
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nobody_is_followed(emulator: SunoEmulator, status: int) -> None:
    with SunoEmulator("kie") as other:
        for _ in range(2):
            emulator.faults.push(bad.redirected(f"{other.origin}/api/v1/generate/credit", status))
        assert isinstance(refused_words(emulator), ProtocolError)
        assert isinstance(refused(emulator, lambda service: service.credits()), ProtocolError)
        assert other.journal.count() == 0
    assert emulator.journal.count() == 2


# check 65
@pytest.mark.parametrize("state", list(JobState))
def test_a_restart_in_any_state_never_pays_twice(emulator: SunoEmulator, tmp_path: Path, state: JobState) -> None:
    emulator.song()
    with JobStore(tmp_path / "jobs.sqlite", now=emulator.clock.now_s) as store:
        job_id = _asked(emulator, store).job.id
        store.update(job_id, state=state)
        try:
            _asked(emulator, store)
        except Exception as error:  # noqa: BLE001 (whatever it is, it is told below)
            told: Any = error
        else:
            told = None
        kept = store.get(job_id)
    assert kept is not None
    unsure = {JobState.SUBMITTING, JobState.ORPHANED}
    assert isinstance(told, OutcomeUnknownError) is (state in unsure)
    assert emulator.paid() == (1 if state in unsure | {JobState.SUCCEEDED, JobState.EMPTY} else 2)
    if state in unsure:
        assert kept.state is JobState.ORPHANED


def _asked(emulator: SunoEmulator, store: JobStore) -> Any:
    async def work() -> Any:
        async with id_desk_at(emulator, store) as desk:
            return await fetch(desk, Order(Ids("t-1", "a-1")))

    return asyncio.run(work())


# check 66
@pytest.mark.sockets
def test_a_cancelled_request_leaves_no_connection_and_a_row_that_knows(tmp_path: Path) -> None:
    async def work() -> None:
        with SunoEmulator("kie") as emulator, JobStore(tmp_path / "jobs.sqlite") as store:
            async with (
                wire.Wire(wire.silent()) as server,
                id_desk_at(emulator, store, origin=server.origin) as desk,
            ):
                asking = asyncio.ensure_future(fetch(desk, Order(IDS)))
                await server.arrived.wait()
                asking.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await asking
                await server.left.wait()
            (job,) = store.all()
            assert job.state is JobState.ORPHANED
            claim = store.claim(job.id)
            assert claim is not None
            claim.release(remove=True)

    asyncio.run(work())


# check 67, for these services: 20 requests in 10 seconds
def test_two_jobs_share_the_limit_of_their_key(emulator: SunoEmulator) -> None:
    async def work(service: Any) -> None:
        await asyncio.gather(*(service.credits() for _ in range(50)))

    drive(emulator, work)
    times_s = [entry.at_s for entry in emulator.journal.all()]
    assert len(times_s) == 50
    assert all(late - early >= 10 for early, late in zip(times_s, times_s[20:], strict=False))


def test_an_answer_that_is_held_is_waited_for(emulator: SunoEmulator) -> None:
    gate = Gate()
    emulator.faults.push(bad.held(gate))

    async def work(service: Any) -> Any:
        asking = asyncio.ensure_future(service.credits())
        assert await asyncio.to_thread(gate.wait_reached)
        gate.open()
        return await asking

    assert drive(emulator, work) > 5000
