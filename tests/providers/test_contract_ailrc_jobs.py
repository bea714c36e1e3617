"""What the documentation asks of a client that waits: its schedule, its patience, its money, its silence on the key."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from math import inf
from pathlib import Path
from typing import Any

import pytest

from lrc_studio.core.errors import InputError, NotFinishedError, OutcomeUnknownError, StudioError, TierError
from lrc_studio.providers.ailrc import poll_delays
from lrc_studio.providers.base import TaskState
from lrc_studio.providers.http import Patience
from lrc_studio.providers.limits import FREE
from lrc_studio.storage.jobs import Job, JobState, JobStore
from lrc_studio.workflows.preflight import preflight
from lrc_studio.workflows.service_jobs import run
from tests.emulator import Emulator, Script, faults
from tests.emulator.gate import Gate
from tests.emulator.songs import song
from tests.emulator.wire import Wire
from tests.providers.contract import Client, drive, upload_in
from tests.workflows.service_at_work import desk_at, started, taken, uploads

pytestmark = pytest.mark.usefixtures("both_ways")


@pytest.fixture
def store(emulator: Emulator, tmp_path: Path) -> Iterator[JobStore]:
    with JobStore(tmp_path / "jobs.sqlite", now=emulator.clock.now_s) as opened:
        yield opened


@pytest.fixture
def song_path(tmp_path: Path) -> Path:
    path = tmp_path / "Harbour lights.wav"
    path.write_bytes(song("wav", size_bytes=20_000))
    return path


def go_on(emulator: Emulator, store: JobStore, path: Path, origin: str | None = None) -> Job:
    """Take the song's job to its end, or on from where it stands."""

    async def work() -> Job:
        async with desk_at(emulator, store, origin=origin) as desk:
            return await run(desk, started(desk, path).id)

    return asyncio.run(work())


# check 19
@pytest.mark.parametrize("persona", ["free", "pro", "premium"])
def test_a_song_on_each_tier_draws_no_refusal(
    emulator: Emulator, store: JobStore, song_path: Path, persona: str
) -> None:
    assert taken(emulator, store, song_path, persona=persona).result_lrc
    assert {entry.status for entry in emulator.journal.all()} == {200}


# check 67
def test_two_jobs_on_one_free_key_draw_no_refusal(emulator: Emulator, store: JobStore, song_path: Path) -> None:
    other = song_path.with_name("Another.wav")
    other.write_bytes(song("wav", size_bytes=30_000))

    async def work() -> list[Job]:
        async with desk_at(emulator, store, persona="free") as desk:
            return await asyncio.gather(*(run(desk, started(desk, path).id) for path in (song_path, other)))

    assert all(job.result_lrc for job in asyncio.run(work()))
    assert {entry.status for entry in emulator.journal.all()} == {200}
    assert uploads(emulator) == 2


# check 24
def test_sixty_looks_from_3_s_on_take_584_25_s(emulator: Emulator, store: JobStore, song_path: Path) -> None:
    delays_s = list(poll_delays())
    assert (delays_s[:5], len(delays_s), sum(delays_s)) == ([3, 4.5, 6.75, 10, 10], 60, 584.25)
    emulator.script(Script(processing_s=inf))
    with pytest.raises(NotFinishedError):
        go_on(emulator, store, song_path)
    sent, *looks = [entry.at_s for entry in emulator.journal.all()]
    assert len(looks) == 60
    assert [round(at_s - sent, 2) for at_s in looks[:5]] == [3.0, 7.5, 14.25, 24.25, 34.25]
    assert looks[-1] - sent >= 584.25


# check 25
@pytest.mark.parametrize(
    "trouble", [faults.rate_limited("20"), faults.server_error(500), faults.server_error(503), faults.page(502)]
)
def test_a_limit_or_trouble_while_waiting_costs_no_look_and_no_job(
    emulator: Emulator, store: JobStore, song_path: Path, trouble: faults.Fault
) -> None:
    emulator.script(Script(queue=1, per_position_s=5, processing_s=20))
    emulator.faults.push(trouble, method="GET", times=5)
    job = go_on(emulator, store, song_path)
    answered = [entry for entry in emulator.journal.all("GET") if entry.status == 200]
    assert (job.state, job.attempts) == (JobState.SUCCEEDED, len(answered))
    assert emulator.journal.count("GET") == len(answered) + 5


# check 26
def test_after_sixty_looks_the_task_is_kept_and_can_be_resumed(
    emulator: Emulator, store: JobStore, song_path: Path
) -> None:
    emulator.script(Script(processing_s=800))
    with pytest.raises(NotFinishedError):
        go_on(emulator, store, song_path)
    (job,) = store.all()
    assert (job.state, job.task_id) == (JobState.TIMED_OUT, emulator.tasks.all()[0].id)
    assert go_on(emulator, store, song_path).state is JobState.SUCCEEDED
    assert uploads(emulator) == 1


# check 27
def test_trouble_after_the_upload_is_no_reason_to_pay_twice(emulator: Emulator, tmp_path: Path) -> None:
    emulator.faults.push(faults.server_error(500, stage="reply"), method="POST")

    async def work(client: Client) -> None:
        with pytest.raises(OutcomeUnknownError):
            await client.service.submit(upload_in(tmp_path))

    drive(emulator, work)
    assert (uploads(emulator), len(emulator.tasks.all())) == (1, 1)


# check 27
@pytest.mark.sockets
def test_an_upload_without_an_answer_in_time_is_not_repeated_and_found_by_its_mark(
    emulator: Emulator, tmp_path: Path
) -> None:
    emulator.faults.push(faults.held(Gate(), "reply"), method="POST")  # the work is done, the answer never comes
    upload = upload_in(tmp_path)

    async def work(client: Client) -> TaskState | None:
        with pytest.raises(OutcomeUnknownError):
            await client.service.submit(upload)
        return await client.service.find(upload.nonce, client.clock.now_s())

    found = drive(emulator, work, patience=Patience(upload_read_s=0.3))
    assert found is not None
    assert found.task_id == emulator.tasks.all()[0].id
    assert uploads(emulator) == 1


# check 27
@pytest.mark.parametrize(
    "wire", [Wire("lose"), Wire("cut", at_bytes=0), Wire("cut", at_bytes=90), Wire("half_close", at_bytes=400)]
)
@pytest.mark.parametrize("echo", ["given", "original"])
def test_a_job_whose_upload_lost_its_answer_goes_on_with_what_the_list_shows(
    emulator: Emulator, store: JobStore, song_path: Path, wire: Wire, echo: str
) -> None:
    emulator.switches.echo = echo
    proxy = emulator.proxy()
    proxy.push(wire, method="POST")
    job = go_on(emulator, store, song_path, proxy.origin)
    assert (job.state, job.task_id) == (JobState.SUCCEEDED, emulator.tasks.all()[0].id)
    assert uploads(emulator) == 1


# check 28
def test_a_wrong_kind_or_size_is_found_before_anything_is_sent(
    emulator: Emulator, store: JobStore, song_path: Path
) -> None:
    disguised = song_path.with_suffix(".mp3")
    disguised.write_bytes(song_path.read_bytes())
    kind, large = preflight(disguised, "It", FREE.max_bytes), preflight(song_path, "It", 10_000)
    assert (type(kind.trouble), type(large.trouble)) == (InputError, TierError)
    assert preflight(song_path, "It", FREE.max_bytes).trouble is None
    assert emulator.journal.all() == []


# check 29
def test_an_unknown_status_keeps_the_job_waiting(emulator: Emulator, store: JobStore, song_path: Path) -> None:
    emulator.script(Script(queue=1, processing_s=60, processing_as="TRANSCODING"))
    assert go_on(emulator, store, song_path).state is JobState.SUCCEEDED
    assert emulator.journal.count("GET") > 4


# check 30
def test_the_key_is_in_no_record_no_error_and_no_file(
    emulator: Emulator,
    store: JobStore,
    song_path: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    key = emulator.key()
    echoing = faults.json_body({"code": 400, "message": f"no use for Bearer {key}"}, 400)
    emulator.faults.push(echoing, method="POST")
    emulator.faults.push(faults.raw_body(f"<p>{key}".encode(), "text/html"), method="GET", times=100)
    errors = [failure_of(emulator, store, song_path) for _ in range(2)]
    assert any(job.excerpt or job.message for job in store.all())
    emulator.faults.clear()
    assert go_on(emulator, store, song_path).state is JobState.SUCCEEDED
    said = [*(text for error in errors for text in texts_of(error)), caplog.text, repr(store.all())]
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path != song_path]
    assert written
    assert not [text for text in said if key in text]
    assert not [data for data in written if key.encode() in data]


def failure_of(emulator: Emulator, store: JobStore, path: Path) -> StudioError:
    with pytest.raises(StudioError) as caught:
        go_on(emulator, store, path)
    return caught.value


def texts_of(error: BaseException) -> Iterator[str]:
    """Everything an error and those behind it could show."""
    told: Any = error
    while told is not None:
        yield from (str(told), repr(told), repr(vars(told)))
        told = told.__cause__ or told.__context__
