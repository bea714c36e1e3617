"""A service made ready: key, address and tier; and the smaller copy that is sent instead of a song."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from lrc_studio.core.errors import InputError, KeyRefusedError, UsageError
from lrc_studio.providers.ailrc import AILRC
from lrc_studio.providers.limits import FREE, PREMIUM, PRO, Tier
from lrc_studio.storage.jobs import JobState, JobStore
from lrc_studio.storage.places import cache_dir
from lrc_studio.workflows.preflight import preflight
from lrc_studio.workflows.service_jobs import order_of, run, start
from lrc_studio.workflows.services import keep_tier, key_of, open_desk, tier_hint, tier_of
from tests.audio.songs import tone, write_song
from tests.emulator import Emulator
from tests.workflows.service_at_work import desk_at, uploads


def test_the_tier_is_a_setting_of_the_key(studio_home: Path) -> None:
    assert tier_of("ailrc") == FREE
    keep_tier("ailrc", PRO)
    own = Tier("Other numbers", ((7, 60.0), (70, 3600.0)), 9_000_000)
    keep_tier("other", own)
    assert (tier_of("ailrc"), tier_of("other")) == (PRO, own)


def test_a_tier_in_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_tier("ailrc", PRO)
    assert tier_hint("ailrc") == ""
    given = {"free": FREE, " Premium ": PREMIUM, "gold": PRO, "": PRO, "1/2/3": PRO, "0/9/9/9": PRO}
    for text, tier in given.items():
        monkeypatch.setenv("LRC_STUDIO_TIER_AILRC", text)
        assert tier_of("ailrc") == tier
    monkeypatch.setenv("LRC_STUDIO_TIER_AILRC", "5/30/100/12")
    own = tier_of("ailrc")
    assert (own.windows, own.max_bytes) == (((5, 60.0), (30, 3600.0), (100, 86_400.0)), 12 * 2**20)


@pytest.mark.parametrize(
    "kept",
    [
        "no JSON",
        "[]",
        '{"ailrc": 3}',
        '{"ailrc": {"name": "x", "windows": [], "max_bytes": 1}}',
        '{"ailrc": {"name": "x", "windows": [[0, 60]], "max_bytes": 1}}',
        '{"ailrc": {"name": "x", "windows": [[3, 1e999]], "max_bytes": 1}}',
        '{"ailrc": {"name": "x", "windows": [[3, 60]], "max_bytes": -1}}',
    ],
)
def test_a_broken_tier_is_the_free_one(studio_home: Path, kept: str) -> None:
    studio_home.mkdir()
    (studio_home / "services.json").write_text(kept)
    assert tier_of("ailrc") == FREE


def test_the_key_comes_from_the_environment_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("LRC_STUDIO_KEY_AILRC", raising=False)
    with pytest.raises(KeyRefusedError, match="LRC_STUDIO_KEY_AILRC"):
        key_of(AILRC)
    monkeypatch.setenv("LRC_STUDIO_KEY_AILRC", "ailrc_sk_x")
    assert key_of(AILRC) == "ailrc_sk_x"


def test_an_unsafe_address_is_refused(store: JobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    async def opened() -> None:
        async with open_desk(AILRC, store, "ailrc_sk_x"):
            raise AssertionError("it was opened")

    monkeypatch.setenv("LRC_STUDIO_URL_AILRC", "http://example.org")
    with pytest.raises(UsageError):
        asyncio.run(opened())


def test_what_a_key_has_used_of_its_windows_is_written_down_with_each_request(
    emulator: Emulator, store: JobStore
) -> None:
    async def asked() -> int:
        async with desk_at(emulator, store, persona="free") as desk:
            await desk.service.tasks()
            return len(store.requests_after(desk.fingerprint, 0))  # before the desk is closed

    assert [asyncio.run(asked()), asyncio.run(asked())] == [1, 2]


def test_a_key_is_held_to_what_it_used_before_a_kill(emulator: Emulator, store: JobStore) -> None:
    async def ask(times: int) -> None:
        async with desk_at(emulator, store, persona="free") as desk:
            store.begin_request(desk.fingerprint, 99)  # one was under way
            for _ in range(times):
                await desk.service.tasks()

    asyncio.run(ask(2))
    asyncio.run(ask(3))
    times_s = [entry.at_s for entry in emulator.journal.all()]
    assert {entry.status for entry in emulator.journal.all()} == {200}
    assert times_s[2] - times_s[0] >= 60


def test_a_window_and_a_command_share_the_limits_of_their_key(emulator: Emulator, store: JobStore) -> None:
    async def work() -> None:
        with JobStore(store.path, now=emulator.clock.now_s) as other:
            async with (
                desk_at(emulator, store, persona="free") as window,
                desk_at(emulator, other, persona="free") as command,
            ):
                for desk in (window, command) * 3:
                    await desk.service.tasks()

    asyncio.run(work())
    times_s = [entry.at_s for entry in emulator.journal.all()]
    assert {entry.status for entry in emulator.journal.all()} == {200}
    assert all(later - earlier >= 60 for earlier, later in zip(times_s, times_s[3:], strict=False))


def test_a_disk_that_refuses_stops_a_request_and_no_answer(emulator: Emulator, store: JobStore) -> None:
    def refuse(*_: object) -> int:
        raise InputError("The list of jobs could not be written.")

    async def work() -> None:
        async with desk_at(emulator, store) as desk:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(store, "end_request", refuse)
                assert (await desk.service.tasks()).tasks == ()
                patch.setattr(store, "begin_request", refuse)
                with pytest.raises(InputError):
                    await desk.service.tasks()

    asyncio.run(work())
    assert emulator.journal.count() == 1


def test_a_smaller_copy_is_sent_in_place_of_another_kind(emulator: Emulator, store: JobStore, tmp_path: Path) -> None:
    song = write_song(tmp_path / "Harbour lights.m4a", tone(5.0, 44_100))
    found = preflight(song, AILRC.label, FREE.max_bytes)
    assert found.copy is not None
    order = order_of(song, encode_kbps=found.copy.kbps)

    async def work() -> JobState:
        async with desk_at(emulator, store) as desk:
            job = start(store, desk.provider, desk.origin, desk.fingerprint, order)
            return (await run(desk, job.id)).state

    assert asyncio.run(work()) is JobState.SUCCEEDED
    assert uploads(emulator) == 1
    (task,) = emulator.tasks.all()
    assert task.file_name.endswith(".mp3")
    assert list((cache_dir() / "uploads").iterdir()) == []
