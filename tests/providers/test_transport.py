"""What goes over the wire: bodies within bounds, whole uploads, a key that goes nowhere else."""

from __future__ import annotations

import asyncio
import gzip
import logging
import tracemalloc
from pathlib import Path

import pytest

from lrc_studio.core.errors import (
    InputError,
    ProtocolError,
    StudioError,
    UnreachableError,
)
from lrc_studio.providers.base import Request, Upload
from lrc_studio.providers.http import Http, make_client
from lrc_studio.providers.limits import Limiter
from tests.providers.talking import GZIP, JSON, KEY, OK, PAY, READ, SHORT, talk
from tests.providers.virtual import Skipping
from tests.providers.wire import Wire, endless, raw, reply, reset, silent

# ---- answers without end --------------------------------------------------------------------------------------------

BOMB = gzip.compress(b" " * 300_000_000, 1)
ENDLESS = {
    "a gzip bomb": raw(200, [*GZIP, ("content-length", str(len(BOMB)))], BOMB),
    "an endless body": endless(b" " * 65_536, JSON),
    "an endless packed body": endless(gzip.compress(b"")[:10] + b"\x00" * 60_000, GZIP),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_an_answer_without_end_takes_under_16_mb(name: str) -> None:
    tracemalloc.start()
    try:
        met = talk(ENDLESS[name])
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert type(met.error) is ProtocolError
    assert peak_bytes < 16_000_000
    assert len(met.wire.asked) == 1


# ---- the key --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_is_followed_and_the_key_stays(status: int) -> None:
    async def work() -> tuple[Wire, Wire, StudioError]:
        async with Wire(reply(OK)) as other:
            sent_on = raw(status, [("location", f"{other.origin}/thing"), ("content-length", "0")])
            async with Wire(sent_on) as wire, make_client() as client:
                http = Http(client, wire.origin, Skipping(), KEY, Limiter((), Skipping()))
                with pytest.raises(ProtocolError) as caught:
                    await http.send(READ)
                return wire, other, caught.value

    wire, other, error = asyncio.run(work())
    assert len(wire.asked) == 1
    assert other.asked == []
    assert "not followed" in str(error)


def test_every_request_carries_the_key_and_asks_for_plain_bytes() -> None:
    asked = talk(reply(OK)).wire.asked[0]
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert asked.headers["accept-encoding"] == "identity"
    assert asked.headers["user-agent"].startswith("lrc-studio/")


def test_cookies_are_not_given_back() -> None:
    async def work() -> list[dict[str, str]]:
        async with Wire(raw(200, [("set-cookie", "a=b"), ("content-length", "10")], b'{"code":0}')) as wire:
            async with make_client() as client:
                http = Http(client, wire.origin, Skipping(), KEY, Limiter((), Skipping()))
                await http.send(READ)
                await http.send(READ)
            return [asked.headers for asked in wire.asked]

    assert all("cookie" not in headers for headers in asyncio.run(work()))


def test_the_key_is_in_no_log_no_error_and_no_picture_of_an_object(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    echo = {"code": 400, "message": f"bad header Authorization: Bearer {KEY}", "items": {"key": KEY}}
    said: list[str] = []
    for script in (reply(echo, status=400), reply(echo, status=401), reset(), reply(f"<p>{KEY}".encode()), silent()):
        for paid in (False, True):
            error = talk(script, request=PAY, paid=paid, patience=SHORT).error
            assert error is not None
            said += [str(error), repr(error), error.details, repr(error.__cause__), repr(error.__context__)]
    http = Http(make_client(), "https://example.org", Skipping(), KEY, Limiter((), Skipping()))
    said += [repr(http), caplog.text]
    assert [text for text in said if KEY[9:] in text] == []


# ---- uploads --------------------------------------------------------------------------------------------------------


def uploading(path: Path) -> Request:
    upload = Upload(path, "Ein Lied.mp3", path.stat().st_size if path.exists() else 5, "digest", "ls-1")
    form = (("fileName", "Ein Lied [ls-1].mp3"),)
    return Request("POST", "/pay", upload=upload, form=form, file_name="Ein “Lied\r\n.mp3", file_type="audio/mpeg")


def test_a_song_goes_out_whole_and_tells_how_far_it_is(tmp_path: Path) -> None:
    song = tmp_path / "a.mp3"
    song.write_bytes(bytes(range(256)) * 1200)
    told: list[tuple[int, int]] = []

    async def work() -> Wire:
        async with Wire(reply(OK)) as wire, make_client() as client:
            http = Http(client, wire.origin, Skipping(), KEY, Limiter((), Skipping()))
            await http.send(uploading(song), paid=True, sent=lambda done, whole: told.append((done, whole)))
            return wire

    asked = asyncio.run(work()).asked[0]
    assert asked.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert song.read_bytes() in asked.body
    assert b'name="fileName"\r\n\r\nEin Lied [ls-1].mp3\r\n' in asked.body
    assert asked.body.count(b"Content-Disposition") == 2
    assert told[-1] == (len(asked.body), len(asked.body))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) > 3


def test_a_song_that_is_gone_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    met = talk(reply(OK), request=uploading(tmp_path / "gone.mp3"), paid=True)
    assert type(met.error) is InputError
    assert "gone.mp3" in str(met.error)
    assert str(tmp_path) not in str(met.error)
    assert met.wire.asked == []


def test_a_proxy_is_not_asked_for_what_is_on_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert talk(reply(OK)).body == OK


def test_a_proxy_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:1")
    with pytest.raises(UnreachableError, match="proxy"):
        make_client()
