"""AI LRC Generator as documented, point by point: the real client against the emulated service, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from lrc_studio.core.errors import (
    CreditsError,
    KeyRefusedError,
    NotThereError,
    RefusedError,
    StudioError,
    TierError,
    UnreachableError,
)
from lrc_studio.providers.ailrc import AILRC, AiLrc
from lrc_studio.providers.base import Request
from lrc_studio.storage.secrets import fingerprint
from tests.emulator import Emulator
from tests.emulator.faults import server_error
from tests.providers.contract import PREFIX, Client, drive, spend, upload_in

pytestmark = pytest.mark.usefixtures("both_ways")

MEGABYTE = 2**20


# check 1
def test_it_speaks_to_the_documented_origin_and_below_its_path_only(emulator: Emulator, tmp_path: Path) -> None:
    async def work(client: Client) -> None:
        task_id = await client.completed(upload_in(tmp_path))
        await client.service.task(task_id)
        await client.service.tasks()
        await client.service.delete(task_id)

    drive(emulator, work)
    assert AILRC.origin == "https://ailrcgenerator.com"
    asked = [(entry.method, entry.path.removeprefix(PREFIX).partition("/")[0]) for entry in emulator.journal.all()]
    assert asked == [("POST", "audio_analysis"), *[("GET", "audio_tasks")] * 2, ("DELETE", "audio_tasks")]
    assert all(entry.path.startswith(PREFIX) for entry in emulator.journal.all())


# check 2
@pytest.mark.parametrize(
    "key",
    [None, "ailrc_sk_unknown", "another_prefix", "ailrc_sk_revoked_demo", "ailrc_sk_expired_demo"],
)
def test_a_missing_invalid_revoked_or_expired_key_is_refused(
    emulator: Emulator, tmp_path: Path, key: str | None
) -> None:
    calls: list[Callable[[AiLrc], Awaitable[object]]] = [
        lambda service: service.submit(upload_in(tmp_path)),
        lambda service: service.task("cm4x"),
        lambda service: service.tasks(),
    ]

    async def work(client: Client) -> None:
        for call in calls:
            with pytest.raises(KeyRefusedError):
                await call(client.service)
        calls.append(calls.pop(0))

    for _ in calls:
        drive(emulator, work, key=key)
    assert [entry.status for entry in emulator.journal.all()] == [401] * 3  # a refused key is not asked with again


# check 2
def test_a_refused_key_ends_all_that_waits_for_its_turn(emulator: Emulator, tmp_path: Path) -> None:
    """The first request goes alone, so five at once are one request; those beyond the window wait for no slot."""

    async def work(client: Client) -> None:
        begun_s = client.clock.now_s()
        told = await asyncio.gather(*(client.service.tasks() for _ in range(5)), return_exceptions=True)
        assert [type(error) for error in told] == [KeyRefusedError] * 5
        assert client.clock.now_s() == begun_s

    drive(emulator, work, "free", key="ailrc_sk_revoked_demo")
    assert emulator.journal.count() == 1


# check 2
def test_a_key_that_is_revoked_meanwhile_ends_every_wait(emulator: Emulator) -> None:
    async def work(client: Client) -> None:
        for _ in range(3):
            await client.service.tasks()
        waiting = asyncio.ensure_future(client.service.tasks())  # the fourth within a minute
        while not client.clock.slept:
            await asyncio.sleep(0)
        client.http.limiter.clock.refuse(KeyRefusedError("Refused."))
        with pytest.raises(KeyRefusedError):
            await waiting

    drive(emulator, work, "free")
    assert emulator.journal.count() == 3


# check 2
def test_every_request_carries_the_key_in_its_header(emulator: Emulator, tmp_path: Path) -> None:
    async def work(client: Client) -> None:
        await client.service.task(await client.completed(upload_in(tmp_path)))

    drive(emulator, work)
    marks = {entry.key_fingerprint for entry in emulator.journal.all()}
    assert (len(emulator.journal.all()), marks) == (2, {fingerprint(emulator.key())})
    assert {entry.accept_encoding for entry in emulator.journal.all()} == {"identity"}


# check 3
def test_an_upload_is_a_multipart_form_with_the_file_and_its_name(emulator: Emulator, tmp_path: Path) -> None:
    upload = upload_in(tmp_path, "ogg", name="Grüße 'quoted'")
    drive(emulator, lambda client: client.service.submit(upload))
    (entry,) = emulator.journal.all()
    assert (entry.method, entry.path) == ("POST", f"{PREFIX}audio_analysis")
    assert entry.content_type.startswith("multipart/form-data; boundary=")
    assert set(entry.fields) == {"file", "fileName"}
    assert all(upload.nonce in name and name.startswith("Grüße 'quoted'") for name in entry.fields.values())
    assert entry.fields["file"].endswith(".ogg")


# check 4
def test_a_form_without_the_file_is_refused_and_nothing_else_is_claimed(emulator: Emulator) -> None:
    async def work(client: Client) -> StudioError:
        with pytest.raises(RefusedError, match="code 400") as caught:
            await client.http.send(Request("POST", f"{PREFIX}audio_analysis", form=(("fileName", "x"),)), paid=True)
        return caught.value

    assert type(drive(emulator, work)) is RefusedError
    assert emulator.tasks.all() == ()


# check 5
def test_four_kinds_of_sound_are_taken_and_another_is_refused(emulator: Emulator, tmp_path: Path) -> None:
    async def work(client: Client) -> None:
        for kind in ("mp3", "wav", "ogg", "flac"):
            assert (await client.service.submit(upload_in(tmp_path, kind))).task_id
        with pytest.raises(RefusedError, match=r"code 400.*It says: ."):
            await client.service.submit(upload_in(tmp_path, "m4a"))

    drive(emulator, work)
    assert len(emulator.tasks.all()) == 4


# check 6
@pytest.mark.parametrize(("persona", "megabytes"), [("free", 7), ("pro", 20), ("premium", 50)])
def test_a_song_may_be_as_large_as_the_tier_and_no_byte_more(
    emulator: Emulator, tmp_path: Path, persona: str, megabytes: int
) -> None:
    async def work(client: Client) -> None:
        assert (await client.service.submit(upload_in(tmp_path, size_bytes=megabytes * MEGABYTE))).task_id
        with pytest.raises(TierError):
            await client.service.submit(upload_in(tmp_path, size_bytes=megabytes * MEGABYTE + 1))

    drive(emulator, work, persona)


# check 7
def test_without_credits_nothing_is_taken(emulator: Emulator, tmp_path: Path) -> None:
    async def work(client: Client) -> None:
        with pytest.raises(CreditsError):
            await client.service.submit(upload_in(tmp_path))

    drive(emulator, work, "empty")
    assert [entry.status for entry in emulator.journal.all()] == [403]


# check 8
def test_a_receipt_names_task_trace_queue_and_credits(emulator: Emulator, tmp_path: Path) -> None:
    emulator.switches.separate_trace = True
    receipt = drive(emulator, lambda client: client.service.submit(upload_in(tmp_path)))
    (task,) = emulator.tasks.all()
    assert (receipt.task_id, receipt.trace_id) == (task.id, task.trace_id)
    assert (receipt.status, receipt.queue_position, receipt.remaining_credits) == ("QUEUED", 2, 5994)
    assert receipt.file_name == task.file_name


# check 9
def test_the_credits_left_go_down_to_nothing_and_not_below(emulator: Emulator, tmp_path: Path) -> None:
    emulator.access().account.credits = 14

    async def work(client: Client) -> list[int | None]:
        left = [(await client.service.submit(upload_in(tmp_path))).remaining_credits for _ in range(2)]
        with pytest.raises(CreditsError):
            await client.service.submit(upload_in(tmp_path))
        return left

    assert drive(emulator, work) == [8, 2]


# check 17
def test_each_documented_error_is_told_apart_by_its_code_and_business_code(emulator: Emulator, tmp_path: Path) -> None:
    async def refused(client: Client) -> StudioError:
        with pytest.raises(StudioError) as caught:
            await client.service.submit(upload_in(tmp_path, size_bytes=8 * MEGABYTE))
        assert all(response.status_code >= 400 for response in client.answers)
        return caught.value

    kinds = [drive(emulator, refused, persona) for persona in ("free", "revoked")]
    emulator.faults.push(server_error(400))
    kinds.append(drive(emulator, refused))
    emulator.faults.push(server_error(403, "No"))
    kinds.append(drive(emulator, refused))
    assert [type(kind) for kind in kinds] == [TierError, KeyRefusedError, RefusedError, RefusedError]


# check 18
def test_every_answer_carries_the_rate_headers_and_they_are_obeyed(emulator: Emulator, tmp_path: Path) -> None:
    async def work(client: Client) -> None:
        with pytest.raises(NotThereError):
            await client.service.task("cm4unknown")
        await client.service.tasks()
        for response in client.answers:
            limit, left, reset = (int(response.headers[f"x-ratelimit-{n}"]) for n in ("limit", "remaining", "reset"))
            assert 0 <= left < limit
            assert reset >= emulator.clock.now_s()

    drive(emulator, work)
    spend(emulator, "premium", 17)  # another program leaves one request of this minute

    async def careful(client: Client) -> None:
        for _ in range(3):
            await client.service.tasks()

    drive(emulator, careful)
    assert 429 not in [entry.status for entry in emulator.journal.all()]


# check 23
def test_trouble_of_the_service_is_told_after_three_reads(emulator: Emulator) -> None:
    emulator.faults.push(server_error(500), times=3)

    async def work(client: Client) -> None:
        with pytest.raises(UnreachableError, match="500"):
            await client.service.tasks()

    drive(emulator, work)
    assert [entry.status for entry in emulator.journal.all()] == [500, 500, 500]
