"""AI LRC Generator: its requests, and the service over a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from lrc_studio.core.errors import (
    OutcomeUnknownError,
    RefusedError,
)
from lrc_studio.providers import PROVIDERS, by_id
from lrc_studio.providers.ailrc import (
    AILRC,
    KINDS,
    AiLrc,
    build_delete,
    build_submit,
    build_task,
    build_tasks,
    poll_delays,
    sent_name,
)
from lrc_studio.providers.base import TaskState, Upload, new_nonce
from lrc_studio.providers.http import Http, make_client
from lrc_studio.providers.limits import Limiter
from tests.providers.ailrc_samples import DONE, LRC, RECEIPT, payload
from tests.providers.virtual import START_S, Skipping
from tests.providers.wire import Script, Wire, raw, reply

T = TypeVar("T")
KEY = "ailrc_sk_0123456789abcdef"


def upload(path: Path = Path("a.mp3"), name: str = "My Song.mp3") -> Upload:
    return Upload(path, name, 5, "digest", "ls-7f3a9c")


# ---- the record -----------------------------------------------------------------------------------------------------


def test_it_is_one_entry_and_the_default_stays() -> None:
    assert by_id("ailrc") is AILRC
    assert PROVIDERS[0].id == "offline"
    assert (AILRC.origin, AILRC.label) == ("https://ailrcgenerator.com", "AI LRC Generator")
    assert set(KINDS) == {".mp3", ".wav", ".ogg", ".flac"}


def test_the_polls_follow_the_guide() -> None:
    delays = list(poll_delays())
    assert delays[:6] == [3, 4.5, 6.75, 10, 10, 10]
    assert (len(delays), sum(delays)) == (60, 584.25)


# ---- requests -------------------------------------------------------------------------------------------------------


def test_the_requests_are_those_of_the_description() -> None:
    submit = build_submit(upload())
    assert (submit.method, submit.path) == ("POST", "/api/v2/open/audio_analysis")
    assert (submit.form, submit.file_type) == ((("fileName", "My Song [ls-7f3a9c].mp3"),), "audio/mpeg")
    assert submit.file_name == "My Song [ls-7f3a9c].mp3"
    assert (build_task("cm4").method, build_task("cm4").path) == ("GET", "/api/v2/open/audio_tasks/cm4")
    assert (build_delete("cm4").method, build_delete("cm4").path) == ("DELETE", "/api/v2/open/audio_tasks/cm4")
    assert build_tasks().query == (("page", "1"), ("limit", "20"))
    assert build_tasks(3, 500, "FAILED").query == (("page", "3"), ("limit", "100"), ("status", "FAILED"))


def test_an_id_stays_one_piece_of_the_path() -> None:
    assert build_task("a/../b?c#d").path == "/api/v2/open/audio_tasks/a%2F..%2Fb%3Fc%23d"


@pytest.mark.parametrize(
    ("name", "path", "sent"),
    [
        ("My Song.mp3", "a.mp3", "My Song [ls-7f3a9c].mp3"),
        ("My Song.m4a", "smaller.ogg", "My Song.m4a [ls-7f3a9c].ogg"),
        ("My Song.WAV", "a.WAV", "My Song [ls-7f3a9c].wav"),
        ("Vol. 2", "a.flac", "Vol. 2 [ls-7f3a9c].flac"),
        ("/home/x/..\\a\r\nb\x00.mp3", "a.mp3", "home x .. a b [ls-7f3a9c].mp3"),
        ("", "a.mp3", "Song [ls-7f3a9c].mp3"),
        ("歌" * 300, "a.mp3", "歌" * 120 + " [ls-7f3a9c].mp3"),
    ],
)
def test_the_nonce_stands_in_a_clean_name(name: str, path: str, sent: str) -> None:
    assert sent_name(upload(Path(path), name)) == sent


def test_a_nonce_is_never_the_same() -> None:
    assert len({new_nonce() for _ in range(500)}) == 500


# ---- over a socket --------------------------------------------------------------------------------------------------


def with_service(work: Callable[[AiLrc], Awaitable[T]], *scripts: Script) -> tuple[T, Wire]:
    async def whole() -> tuple[T, Wire]:
        clock = Skipping()
        async with Wire(*scripts) as wire, make_client() as client:
            http = Http(client, wire.origin, clock, KEY, Limiter((), clock), service=AILRC.label)
            return await work(AiLrc(http)), wire

    return asyncio.run(whole())


def test_a_song_is_sent_and_its_lyrics_come_back(tmp_path: Path) -> None:
    song = tmp_path / "a.mp3"
    song.write_bytes(b"ID3 the song")

    async def work(service: AiLrc) -> tuple[str, TaskState]:
        receipt = await service.submit(upload(song))
        return receipt.task_id, await service.task(receipt.task_id)

    (task_id, state), wire = with_service(
        work, reply({"code": 0, "message": "ok", "items": RECEIPT}), reply({"code": 0, "items": DONE})
    )
    assert (task_id, state.lrc) == ("cm4abc123", LRC)
    assert [(asked.method, asked.target) for asked in wire.asked] == [
        ("POST", "/api/v2/open/audio_analysis"),
        ("GET", "/api/v2/open/audio_tasks/cm4abc123"),
    ]
    assert wire.asked[0].body.count(b"[ls-7f3a9c].mp3") == 2


def test_an_upload_that_was_taken_without_a_receipt_is_not_lost(tmp_path: Path) -> None:
    song = tmp_path / "a.mp3"
    song.write_bytes(b"ID3")

    async def work(service: AiLrc) -> None:
        with pytest.raises(OutcomeUnknownError):
            await service.submit(upload(song))

    _, wire = with_service(work, reply({"code": 0, "message": "ok", "items": {}}))
    assert len(wire.asked) == 1


def listed(*names: str, total: int | None = None, done: str = "2026-04-19T10:02:30Z") -> Script:
    rows = [
        {"taskId": f"t{number}", "status": "COMPLETED", "fileName": name, "completedAt": done}
        for number, name in enumerate(names)
    ]
    return reply({"code": 0, "items": rows} | ({} if total is None else {"total": total}))


def find(*scripts: Script) -> tuple[TaskState | None, int]:
    found, wire = with_service(lambda service: service.find("ls-7f3a9c", START_S), *scripts)
    return found, len(wire.asked)


def test_an_upload_is_found_by_its_nonce() -> None:
    found, asked = find(listed("other.mp3", "My Song [ls-7f3a9c].mp3"))
    assert (found.task_id if found else "", asked) == ("t1", 1)


def test_an_upload_is_looked_for_on_later_pages() -> None:
    found, asked = find(listed(*["x"] * 100), listed("My Song [ls-7f3a9c].mp3"))
    assert (found.task_id if found else "", asked) == ("t0", 2)


def test_looking_ends() -> None:
    assert find(listed("other.mp3")) == (None, 1)
    assert find(listed()) == (None, 1)
    assert find(listed(*["x"] * 100, total=100)) == (None, 1)
    assert find(listed(*["x"] * 100, done="2026-04-01T10:02:30Z")) == (None, 1)
    assert find(listed(*["x"] * 100)) == (None, 5)


def test_a_page_shorter_than_asked_for_is_not_the_last_where_a_total_says_more() -> None:
    found, asked = find(listed("other.mp3", total=2), listed("My Song [ls-7f3a9c].mp3", total=2))
    assert (found.task_id if found else "", asked) == ("t0", 2)


def test_deleting_what_is_gone_is_done() -> None:
    gone = reply({"code": 404, "message": "Task not found"}, status=404)
    with_service(lambda service: service.delete("cm4"), gone)
    with_service(lambda service: service.delete("cm4"), raw(204, []))


def test_deleting_what_is_worked_on_is_refused(shared: Path) -> None:
    status, body = payload(shared, "c26")

    async def work(service: AiLrc) -> None:
        with pytest.raises(RefusedError, match="PROCESSING or QUEUED cannot be deleted"):
            await service.delete("cm4")

    with_service(work, reply(body, status=status))


def test_a_key_is_tried_by_a_list_of_one() -> None:
    _, wire = with_service(lambda service: service.check(), listed("x"))
    assert wire.asked[0].target == "/api/v2/open/audio_tasks?page=1&limit=1"
