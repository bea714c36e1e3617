"""Asking for words, which is paid: what a lost, an empty or a refused answer means for the next time."""

from __future__ import annotations

import asyncio
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
from lrc_studio.storage.jobs import JobState, JobStore
from lrc_studio.workflows.by_id import Order, fetch, resume, tracks, unfinished
from lrc_studio.workflows.service_jobs import resumable
from tests.emulator import Gate, SunoEmulator
from tests.emulator.faults import held, page, raw_body, redirected
from tests.emulator.suno_server import answering, coded
from tests.emulator.suno_songs import Task
from tests.workflows.id_desk_at_work import IDS, again, at_desk, fetched, id_desk_at
from tests.workflows.service_at_work import Heard, only

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
def test_a_lost_answer_is_never_asked_for_by_itself(kie: SunoEmulator, kie_store: JobStore, fault: Any) -> None:
    kie.faults.push(fault)
    with pytest.raises(OutcomeUnknownError, match="may have been charged"):
        fetched(kie, kie_store, IDS)
    assert only(kie_store).state is JobState.ORPHANED
    for _ in range(2):
        with pytest.raises(OutcomeUnknownError):
            fetched(kie, kie_store, IDS)
    with pytest.raises(OutcomeUnknownError):
        at_desk(kie, kie_store, lambda desk: resume(desk, only(kie_store).id, again=False))
    assert kie.paid() == 1
    assert resumable(kie_store) == ()
    assert unfinished(kie_store) == (only(kie_store),)
    assert again(kie, kie_store).lyrics.has_words  # a person's own wish
    assert (kie.paid(), only(kie_store).state) == (2, JobState.SUCCEEDED)


def test_a_program_that_died_while_asking_orphans_the_job(kie: SunoEmulator, kie_store: JobStore) -> None:
    kie.faults.push(coded(455, "System maintenance"))
    with pytest.raises(MaintenanceError):
        fetched(kie, kie_store, IDS)
    kie_store.update(only(kie_store).id, state=JobState.SUBMITTING, message="")
    with pytest.raises(OutcomeUnknownError, match="may have been charged"):
        fetched(kie, kie_store, IDS)
    assert (only(kie_store).state, kie.paid()) == (JobState.ORPHANED, 1)


def test_stopping_while_it_is_asked_orphans_the_job(kie: SunoEmulator, kie_store: JobStore) -> None:
    gate = Gate()
    kie.faults.push(held(gate, "reply"))

    async def work() -> None:
        async with id_desk_at(kie, kie_store) as desk:
            asking = asyncio.ensure_future(fetch(desk, Order(IDS)))
            assert await asyncio.to_thread(gate.wait_reached)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking

    asyncio.run(work())
    gate.open()
    assert only(kie_store).state is JobState.ORPHANED
    assert "may have been charged" in only(kie_store).message
    with pytest.raises(OutcomeUnknownError):
        fetched(kie, kie_store, IDS)
    assert kie.paid() == 1


def test_an_empty_answer_is_told_and_kept(kie: SunoEmulator, kie_store: JobStore) -> None:
    kie.song(instrumental=True)
    with pytest.raises(EmptyAnswerError, match="instrumental, or the ids"):
        fetched(kie, kie_store, IDS)
    with pytest.raises(EmptyAnswerError, match="not asked again"):
        fetched(kie, kie_store, IDS)
    assert (kie.paid(), only(kie_store).state) == (1, JobState.EMPTY)
    kie.song()  # right after a song is made its words may still be missing
    assert again(kie, kie_store).lyrics.has_words


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
    kie: SunoEmulator, kie_store: JobStore, fault: Any, kind: type[Exception], state: JobState
) -> None:
    kie.faults.push(fault)
    with pytest.raises(kind):
        fetched(kie, kie_store, IDS)
    assert (only(kie_store).state, kie.paid()) == (state, 1)
    assert fetched(kie, kie_store, IDS).lyrics.has_words


def test_a_service_that_is_not_there(kie: SunoEmulator, kie_store: JobStore) -> None:
    with pytest.raises(UnreachableError, match="cannot be reached"):
        fetched(kie, kie_store, IDS, origin="http://127.0.0.1:1")
    assert only(kie_store).state is JobState.DRAFT


def test_a_limit_is_waited_for_and_written_down(kie: SunoEmulator, kie_store: JobStore) -> None:
    kie.faults.push(coded(430, "Too frequent"), times=3)
    with pytest.raises(RateLimitedError):
        fetched(kie, kie_store, IDS)
    assert only(kie_store).state is JobState.PAUSED_RATE
    assert fetched(kie, kie_store, IDS).lyrics.has_words
    assert kie.paid() == 4


def test_stopping_before_anything_was_sent(kie: SunoEmulator, kie_store: JobStore) -> None:
    with pytest.raises(Cancelled):
        fetched(kie, kie_store, IDS, Heard(stop=lambda _: True))
    assert (only(kie_store).state, kie.journal.count()) == (JobState.CANCELLED_HERE, 0)


def test_one_process_asks_at_a_time(kie: SunoEmulator, kie_store: JobStore) -> None:
    fetched(kie, kie_store, IDS)
    claim = kie_store.claim(only(kie_store).id)
    assert claim is not None
    with pytest.raises(NotFinishedError):
        fetched(kie, kie_store, IDS)
    claim.release(remove=True)


def test_twenty_requests_in_ten_seconds_are_never_passed(kie: SunoEmulator, kie_store: JobStore) -> None:
    kie.add(Task("many", kie.key(), songs=kie.service.tasks["t-1"].songs))

    async def work(desk: Any) -> None:
        await asyncio.gather(*(tracks(desk, "many") for _ in range(45)))

    at_desk(kie, kie_store, work)
    times_s = [entry.at_s for entry in kie.journal.all()]
    assert len(times_s) == 45
    assert all(late - early >= 10 for early, late in zip(times_s, times_s[20:], strict=False))
