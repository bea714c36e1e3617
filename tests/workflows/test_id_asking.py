"""Asking for words, which is paid: what a lost, an empty or a refused answer means for the next time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lrc_studio.core.errors import (
    Cancelled,
    CreditsError,
    EmptyAnswerError,
    KeyRefusedError,
    MaintenanceError,
    NotFinishedError,
    NotThereError,
    OutcomeUnknownError,
    RateLimitedError,
    RefusedError,
    UnreachableError,
)
from lrc_studio.providers.base import Ids
from lrc_studio.storage.jobs import JobState, JobStore
from lrc_studio.workflows.by_id import Order, fetch, resume, tracks, unfinished
from lrc_studio.workflows.service_jobs import resumable
from tests.emulator import Gate, SunoEmulator
from tests.emulator.faults import held, page, raw_body, redirected
from tests.emulator.suno_server import answering, coded
from tests.emulator.suno_songs import Task
from tests.workflows.id_desk_at_work import at_desk, fetched, id_desk_at
from tests.workflows.service_at_work import Heard, only

IDS = Ids("t-1", "a-1")


@pytest.fixture
def emulator() -> Iterator[SunoEmulator]:
    with SunoEmulator("kie") as running:
        running.song()
        yield running


@pytest.fixture
def store(emulator: SunoEmulator, tmp_path: Path) -> Iterator[JobStore]:
    with JobStore(tmp_path / "jobs.sqlite", now=emulator.clock.now_s) as opened:
        yield opened


def again(emulator: SunoEmulator, store: JobStore) -> Any:
    """Resume the one job as a person does."""
    return at_desk(emulator, store, lambda desk: resume(desk, only(store).id))


# ---- what may have been paid ----------------------------------------------------------------------------------------

LOST = [
    coded(500, "Internal error", stage="reply"),
    page(502),
    raw_body(b'{"code":200,"msg":"success","data":{"alignedWords":[{"word":"[Ver'),
    raw_body(b"<!DOCTYPE html><html>", "text/html"),
    raw_body(b'{"code":200,"data":{"hootCer":NaN}}'),
    raw_body(b""),
    answering([1, 2]),
    coded(777, "Something new"),
]


@pytest.mark.parametrize("fault", LOST, ids=lambda fault: fault.name)
def test_a_lost_answer_is_never_asked_for_by_itself(emulator: SunoEmulator, store: JobStore, fault: Any) -> None:
    emulator.faults.push(fault)
    with pytest.raises(OutcomeUnknownError, match="may have been charged"):
        fetched(emulator, store, IDS)
    assert only(store).state is JobState.ORPHANED
    for _ in range(2):
        with pytest.raises(OutcomeUnknownError):
            fetched(emulator, store, IDS)
    with pytest.raises(OutcomeUnknownError):
        at_desk(emulator, store, lambda desk: resume(desk, only(store).id, again=False))
    assert emulator.paid() == 1
    assert resumable(store) == ()
    assert unfinished(store) == (only(store),)
    assert again(emulator, store).lyrics.has_words  # a person's own wish
    assert (emulator.paid(), only(store).state) == (2, JobState.SUCCEEDED)


def test_a_program_that_died_while_asking_orphans_the_job(emulator: SunoEmulator, store: JobStore) -> None:
    emulator.faults.push(coded(455, "System maintenance"))
    with pytest.raises(MaintenanceError):
        fetched(emulator, store, IDS)
    store.update(only(store).id, state=JobState.SUBMITTING, message="")
    with pytest.raises(OutcomeUnknownError, match="may have been charged"):
        fetched(emulator, store, IDS)
    assert (only(store).state, emulator.paid()) == (JobState.ORPHANED, 1)


def test_stopping_while_it_is_asked_orphans_the_job(emulator: SunoEmulator, store: JobStore) -> None:
    gate = Gate()
    emulator.faults.push(held(gate, "reply"))

    async def work() -> None:
        async with id_desk_at(emulator, store) as desk:
            asking = asyncio.ensure_future(fetch(desk, Order(IDS)))
            assert await asyncio.to_thread(gate.wait_reached)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking

    asyncio.run(work())
    gate.open()
    assert only(store).state is JobState.ORPHANED
    assert "may have been charged" in only(store).message
    with pytest.raises(OutcomeUnknownError):
        fetched(emulator, store, IDS)
    assert emulator.paid() == 1


def test_an_empty_answer_is_told_and_kept(emulator: SunoEmulator, store: JobStore) -> None:
    emulator.song(instrumental=True)
    with pytest.raises(EmptyAnswerError, match="instrumental, or the ids"):
        fetched(emulator, store, IDS)
    with pytest.raises(EmptyAnswerError, match="not asked again"):
        fetched(emulator, store, IDS)
    assert (emulator.paid(), only(store).state) == (1, JobState.EMPTY)
    emulator.song()  # right after a song is made its words may still be missing
    assert again(emulator, store).lyrics.has_words


# ---- what was surely not paid ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "kind", "state"),
    [
        (coded(402, "Credits insufficient"), CreditsError, JobState.FAILED),
        (coded(401, "No access"), KeyRefusedError, JobState.DRAFT),
        (coded(422, "The corresponding record does not exist"), NotThereError, JobState.FAILED),
        (coded(413, "Too long"), RefusedError, JobState.FAILED),
        (coded(455, "System maintenance"), MaintenanceError, JobState.DRAFT),
        (redirected("https://example.org/"), UnreachableError, JobState.DRAFT),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_what_was_refused_can_be_asked_again(
    emulator: SunoEmulator, store: JobStore, fault: Any, kind: type[Exception], state: JobState
) -> None:
    emulator.faults.push(fault)
    with pytest.raises(kind):
        fetched(emulator, store, IDS)
    assert (only(store).state, emulator.paid()) == (state, 1)
    assert fetched(emulator, store, IDS).lyrics.has_words


def test_a_service_that_is_not_there(emulator: SunoEmulator, store: JobStore) -> None:
    with pytest.raises(UnreachableError, match="cannot be reached"):
        fetched(emulator, store, IDS, origin="http://127.0.0.1:1")
    assert only(store).state is JobState.DRAFT


def test_a_limit_is_waited_for_and_written_down(emulator: SunoEmulator, store: JobStore) -> None:
    emulator.faults.push(coded(430, "Too frequent"), times=3)
    with pytest.raises(RateLimitedError):
        fetched(emulator, store, IDS)
    assert only(store).state is JobState.PAUSED_RATE
    assert fetched(emulator, store, IDS).lyrics.has_words
    assert emulator.paid() == 4


def test_stopping_before_anything_was_sent(emulator: SunoEmulator, store: JobStore) -> None:
    with pytest.raises(Cancelled):
        fetched(emulator, store, IDS, Heard(stop=lambda _: True))
    assert (only(store).state, emulator.journal.count()) == (JobState.CANCELLED_HERE, 0)


def test_one_process_asks_at_a_time(emulator: SunoEmulator, store: JobStore) -> None:
    fetched(emulator, store, IDS)
    claim = store.claim(only(store).id)
    assert claim is not None
    with pytest.raises(NotFinishedError):
        fetched(emulator, store, IDS)
    claim.release(remove=True)


def test_twenty_requests_in_ten_seconds_are_never_passed(emulator: SunoEmulator, store: JobStore) -> None:
    emulator.add(Task("many", emulator.key(), songs=emulator.service.tasks["t-1"].songs))

    async def work(desk: Any) -> None:
        await asyncio.gather(*(tracks(desk, "many") for _ in range(45)))

    at_desk(emulator, store, work)
    times_s = [entry.at_s for entry in emulator.journal.all()]
    assert len(times_s) == 45
    assert all(late - early >= 10 for early, late in zip(times_s, times_s[20:], strict=False))
