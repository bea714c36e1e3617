"""An upload as the documentation has it: its fields, kinds, sizes, credits and its receipt."""

from __future__ import annotations

import httpx
import pytest

from tests.emulator import TIERS, Emulator, Script
from tests.emulator.conftest import Api
from tests.emulator.service import UPLOAD_PATH
from tests.emulator.songs import song


def refused(response: httpx.Response, status: int, business_code: str | None = None) -> bool:
    body = response.json()
    return (response.status_code, body["code"], body.get("businessCode")) == (status, status, business_code)


def test_a_receipt_has_the_documented_keys_and_begins_queued(api: Api) -> None:  # check 8
    body = api.submit().json()
    assert (body["code"], body["message"]) == (0, "ok")
    keys = {"taskId", "traceId", "status", "queuePosition", "remainingCredits", "fileName"}
    assert set(body["items"]) == keys
    assert body["items"]["status"] == "QUEUED"
    assert body["items"]["traceId"] == body["items"]["taskId"]


def test_credits_go_down_with_each_upload_and_never_below_nothing(emulator: Emulator, api: Api) -> None:  # 7, 9
    emulator.access("premium").account.credits = 15
    assert [api.submit().json()["items"]["remainingCredits"] for _ in range(2)] == [9, 3]
    refusal = api.submit()
    assert refused(refusal, 403, "not_enough_credits")
    assert refusal.json() == {"code": 403, "message": "Not enough credits", "businessCode": "not_enough_credits"}
    assert emulator.access("premium").account.credits == 3


def test_credits_may_be_charged_when_a_task_is_done(emulator: Emulator, api: Api) -> None:
    emulator.switches.charged = "completion"
    emulator.access().account.credits = 16
    emulator.script(Script(outcome="FAILED"))
    assert [api.submit().json()["items"]["remainingCredits"] for _ in range(3)] == [16, 16, 16]
    for _ in range(2):  # each that is done is charged once, the failed one never
        emulator.clock.advance(200)
        assert api.tasks().status_code == 200
        assert emulator.access().account.credits == 4


def test_a_failed_task_gives_its_credits_back(emulator: Emulator, api: Api) -> None:
    emulator.script(Script(outcome="FAILED"))
    before = emulator.access().account.credits
    task_id = api.submitted()
    emulator.clock.advance(200)
    assert api.items(task_id)["status"] == "FAILED"
    assert emulator.access().account.credits == before


@pytest.mark.parametrize("kind", ["mp3", "wav", "ogg", "flac"])
def test_the_four_kinds_are_taken(api: Api, kind: str) -> None:  # check 5
    assert api.submit(song(kind), f"a.{kind.upper()}").status_code == 200


@pytest.mark.parametrize(
    ("name", "audio"),
    [
        ("a.m4a", b"\0\0\0\x18ftypM4A "),
        ("a.opus", song("ogg")),
        ("a.mp3", song("ogg")),
        ("a.flac", b"plain text"),
        ("a", song("mp3")),
        ("a.mp3", b"\xff"),
    ],
)
def test_another_kind_is_refused_by_name_and_by_its_bytes(api: Api, name: str, audio: bytes) -> None:  # check 5
    assert refused(api.submit(audio, name), 400)


def test_the_file_is_required_and_only_under_its_name(api: Api) -> None:  # checks 3, 4
    file = ("a.mp3", song())
    assert refused(api.request("POST", UPLOAD_PATH, files={"audio": file}), 400)
    assert refused(api.request("POST", UPLOAD_PATH, files=[("file", file), ("file", file)]), 400)
    assert refused(api.request("POST", UPLOAD_PATH, files={"file": file, "fileName": ("x", b"y")}), 400)
    text_only = {"file": (None, b"ID3 as a text")}
    assert refused(api.request("POST", UPLOAD_PATH, files=text_only), 400)


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data", "application/octet-stream"])
def test_another_content_type_is_refused(api: Api, content_type: str) -> None:  # check 3
    headers = {"Authorization": f"Bearer {api.key}", "Content-Type": content_type}
    assert refused(api.client.post(UPLOAD_PATH, content=song(), headers=headers), 400)


def test_a_body_without_its_last_boundary_is_refused(emulator: Emulator, api: Api) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\n\r\n'
    headers = {"Authorization": f"Bearer {api.key}", "Content-Type": "multipart/form-data; boundary=x"}
    whole = api.client.post(UPLOAD_PATH, content=head + song() + b"\r\n--x--\r\n", headers=headers)
    cut = api.client.post(UPLOAD_PATH, content=head + song() + b"\r\n--x\r\n", headers=headers)
    assert (whole.status_code, cut.status_code) == (200, 400)


@pytest.mark.parametrize("tier", ["free", "pro", "premium"])
def test_a_file_may_be_as_large_as_the_tier_and_no_byte_more(emulator: Emulator, api: Api, tier: str) -> None:  # 6
    most = TIERS[tier].megabytes * emulator.switches.megabyte
    owner = api.other(emulator.key(tier))
    assert owner.submit(song(size_bytes=most)).status_code == 200
    assert refused(owner.submit(song(size_bytes=most + 1)), 403, "level_not_enough")


def test_a_body_far_over_the_size_is_refused_unread(emulator: Emulator, api: Api) -> None:
    owner = api.other(emulator.key("free"))
    assert refused(owner.submit(song(size_bytes=9 * 1024 * 1024)), 403, "level_not_enough")
    assert emulator.journal.all("POST")[0].body_bytes == 0


def test_the_given_name_comes_back_else_the_files(emulator: Emulator, api: Api) -> None:
    assert api.submit(given="Träume").json()["items"]["fileName"] == "Träume"
    assert api.submit(name="Наша.mp3").json()["items"]["fileName"] == "Наша.mp3"
    emulator.switches.echo = "original"
    assert api.submit(given="Träume").json()["items"]["fileName"] == "song.mp3"


def test_the_journal_tells_of_uploads_without_a_key_in_it(emulator: Emulator, api: Api) -> None:
    api.submit(given="My Song")
    (entry,) = emulator.journal.all("POST")
    assert entry.authorized
    assert entry.fields == {"file": "song.mp3", "fileName": "My Song"}
    assert entry.status == 200
    assert entry.body_bytes > 4000
    assert api.key not in repr(entry)
