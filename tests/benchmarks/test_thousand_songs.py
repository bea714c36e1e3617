"""A thousand songs on each tier, in virtual time, against the least time that the tier's windows allow."""

from __future__ import annotations

import asyncio
import struct
import wave
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from lrc_studio.storage.jobs import JobStore
from lrc_studio.workflows.batch import Batch, SongState
from lrc_studio.workflows.batch_service import ahead_of, run_at_service
from lrc_studio.workflows.batch_songs import planned
from tests.emulator import Emulator
from tests.workflows.service_at_work import TIERS, desk_at, uploads

SONGS = 1000
PAGE = 100


def least_s(requests: int, windows: tuple[tuple[int, float], ...]) -> float:
    """When the last of so many requests can go at the earliest, the first going at 0."""
    at_s: list[float] = []
    for number in range(requests):
        earliest = [at_s[-1] if at_s else 0.0]
        earliest += [at_s[number - count] + span_s for count, span_s in windows if number >= count]
        at_s.append(max(earliest))
    return at_s[-1]


def folder_of_songs(folder: Path) -> Path:
    """A thousand short files, each with other bytes."""
    folder.mkdir()
    for number in range(SONGS):
        with wave.open(str(folder / f"{number:04}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(struct.pack("<h", number) * 800)
    return folder


def taken_s(emulator: Emulator, folder: Path, store: JobStore, persona: str) -> float:
    """The virtual seconds of the whole batch."""
    batch = Batch(folder, planned(folder, ".lrc"), "ailrc", "lrc")
    begun_s = emulator.clock.now_s()

    async def work() -> None:
        async with desk_at(emulator, store, persona=persona) as desk:
            await run_at_service(batch, desk, ahead_of(TIERS[persona]))

    asyncio.run(work())
    assert batch.count(SongState.DONE) == SONGS
    return emulator.clock.now_s() - begun_s


@pytest.mark.timeout(600)
@pytest.mark.parametrize("persona", ["premium", "pro", "free"])
def test_a_thousand_songs_finish_within_five_percent_of_the_bound(
    emulator: Emulator, tmp_path: Path, benchmark: BenchmarkFixture, persona: str
) -> None:
    """One upload and one result read for each song, and readings of the list by the hundred."""
    emulator.access(persona).account.credits = 100 * SONGS
    folder = folder_of_songs(tmp_path / "songs")
    with JobStore(tmp_path / "jobs.sqlite", now=emulator.clock.now_s) as store:
        virtual_s = benchmark.pedantic(taken_s, (emulator, folder, store, persona), rounds=1)
    bound_s = least_s(2 * SONGS + SONGS // PAGE, TIERS[persona].windows)
    benchmark.extra_info.update(virtual_h=virtual_s / 3600, bound_h=bound_s / 3600, requests=emulator.journal.count())
    assert virtual_s <= 1.05 * bound_s
    assert {entry.status for entry in emulator.journal.all()} == {200}
    assert uploads(emulator) == SONGS
