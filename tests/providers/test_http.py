"""Requests over real sockets: strange, broken, huge and hostile answers, and a key that goes nowhere else."""

from __future__ import annotations

import asyncio
import gzip
import logging
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from lrc_studio.core.errors import (
    InputError,
    KeyRefusedError,
    NotThereError,
    OutcomeUnknownError,
    ProtocolError,
    RateLimitedError,
    RefusedError,
    StudioError,
    UnreachableError,
    UsageError,
)
from lrc_studio.providers.ailrc import AILRC
from lrc_studio.providers.base import Request, Upload
from lrc_studio.providers.http import Http, Patience, checked_origin, make_client, origin_of
from lrc_studio.providers.limits import Limiter
from tests.providers.virtual import Skipping
from tests.providers.wire import Script, Wire, endless, raw, reply, reset, shut, silent

KEY = "ailrc_sk_0123456789abcdef"
READ = Request("GET", "/thing")
PAY = Request("POST", "/pay")
OK = {"code": 0, "items": {}}
JSON = [("content-type", "application/json")]
GZIP = [*JSON, ("content-encoding", "gzip")]
SHORT = Patience(connect_s=5, write_s=5, read_s=0.2, upload_read_s=0.2, whole_s=0.5)


class Talk:
    """What came of a request: the answer or the error, and what the server was asked."""

    def __init__(self, wire: Wire, clock: Skipping, limiter: Limiter, body: Any, error: StudioError | None) -> None:
        self.wire, self.clock, self.limiter = wire, clock, limiter
        self.body, self.error = body, error


def talk(*scripts: Script, request: Request = READ, paid: bool = False, patience: Patience | None = None) -> Talk:
    async def work() -> Talk:
        clock = Skipping()
        limiter = Limiter((), clock)
        async with Wire(*scripts) as wire, make_client() as client:
            http = Http(client, wire.origin, clock, KEY, limiter, service="AI LRC Generator", patience=patience)
            try:
                return Talk(wire, clock, limiter, await http.send(request, paid=paid), None)
            except StudioError as error:
                return Talk(wire, clock, limiter, None, error)

    return asyncio.run(work())


# ---- answers that are none ------------------------------------------------------------------------------------------

UNREADABLE = {
    "a page with 200": reply(b"<!DOCTYPE html><html>a gateway</html>", kind="text/html"),
    "nothing": reply(b""),
    "a clean cut": raw(200, JSON, b'{"code":0,"items":{"taskId":"cm4'),
    "NaN": reply(b'{"code":0,"items":{"x":NaN}}'),
    "infinity": reply(b'{"code":0,"items":{"x":-Infinity}}'),
    "a number without bounds": reply(b'{"code":0,"items":{"x":1e999}}'),
    "a list": reply([1, 2]),
    "a text": reply('"code"'),
    "deep nesting": reply(b'{"a":' * 900 + b"1" + b"}" * 900),
    "deeper than Python goes": reply(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "a flood of values": reply(b'{"a":[' + b"[]," * 600_000 + b"[]]}"),
    "no UTF-8": reply(b'{"code":0,"message":"\xff\xfe"}'),
    "packed unasked": raw(200, [*JSON, ("content-encoding", "br")], b"\x0b\x00"),
    "packed badly": raw(200, GZIP, b"\x1f\x8bno gzip at all"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_answer_is_told_with_its_details(name: str) -> None:
    met = talk(UNREADABLE[name])
    assert type(met.error) is ProtocolError
    assert met.error.details.startswith("AI LRC Generator")
    assert len(met.error.details) < 400
    assert len(met.wire.asked) == 1


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_answer_to_a_paid_request_leaves_its_outcome_open(name: str) -> None:
    met = talk(UNREADABLE[name], request=PAY, paid=True)
    assert type(met.error) is OutcomeUnknownError
    assert len(met.wire.asked) == 1


def test_the_details_say_status_kind_and_the_first_characters() -> None:
    met = talk(reply(b"<html>" + b"x" * 5000 + KEY.encode(), kind="text/html; charset=UTF-8"))
    assert met.error is not None
    assert met.error.details.startswith("AI LRC Generator, HTTP 200, text/html; charset=UTF-8: <html>xxx")
    assert met.error.details.count("x") < 210


def test_packed_answers_are_read_all_the_same() -> None:
    packed = gzip.compress(b'{"code":0,"items":{"a":1}}')
    assert talk(raw(200, GZIP, packed)).body["items"] == {"a": 1}


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


# ---- broken and slow connections ------------------------------------------------------------------------------------

BROKEN = {
    "reset before an answer": reset(),
    "reset in the headers": reset(b"HTTP/1.1 200 OK\r\ncontent-"),
    "reset in the body": reset(b'HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"code":0'),
    "closed without a word": shut,
    "less than promised": raw(200, [*JSON, ("content-length", "999")], b'{"code":0}'),
    "broken chunks": raw(200, [*JSON, ("transfer-encoding", "chunked")], b"zz\r\n{}\r\n"),
    "no HTTP": reset(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "slow headers": silent(b"HTTP/1.1 200 OK\r\n"),
    "a stall in the body": silent(b'HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"code":0'),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_read_is_tried_three_times(name: str) -> None:
    met = talk(BROKEN[name], patience=SHORT)
    assert type(met.error) is UnreachableError
    assert len(met.wire.asked) == 3
    assert [0.7 < wait_s < 1.3 for wait_s in met.clock.slept[:1]] == [True]
    assert met.clock.slept[1] > met.clock.slept[0]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_paid_request_is_never_sent_again(name: str) -> None:
    met = talk(BROKEN[name], request=PAY, paid=True, patience=SHORT)
    assert type(met.error) is OutcomeUnknownError
    assert len(met.wire.asked) == 1


def test_a_read_that_works_at_last_is_a_success() -> None:
    page = reply(b"<html>bad gateway</html>", status=502, kind="text/html")
    met = talk(reset(), page, reply(OK))
    assert met.body == OK
    assert len(met.wire.asked) == 3


@pytest.mark.parametrize("status", [500, 502, 503])
def test_trouble_there_leaves_a_paid_request_open(status: int) -> None:
    met = talk(reply({"code": status, "message": "trouble"}, status=status), request=PAY, paid=True)
    assert type(met.error) is OutcomeUnknownError
    assert len(met.wire.asked) == 1


def test_a_body_that_drips_for_ever_ends() -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n")
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.05)

    assert type(talk(drip, patience=SHORT).error) is UnreachableError


def test_where_nobody_listens_a_paid_request_was_surely_not_taken() -> None:
    async def work() -> tuple[StudioError, Skipping, Limiter]:
        async with Wire(reply(OK)) as wire:
            origin = wire.origin
        clock = Skipping()
        limiter = Limiter(((3, 60.0),), clock)
        async with make_client() as client:
            with pytest.raises(UnreachableError) as caught:
                await Http(client, origin, clock, KEY, limiter).send(PAY, paid=True)
        return caught.value, clock, limiter

    error, clock, limiter = asyncio.run(work())
    assert type(error) is UnreachableError
    assert len(clock.slept) == 2
    assert limiter.history == ()


def test_cancelling_closes_the_connection() -> None:
    async def work() -> None:
        async with Wire(silent()) as wire, make_client() as client:
            http = Http(client, wire.origin, Skipping(), KEY, Limiter((), Skipping()))
            asking = asyncio.create_task(http.send(PAY, paid=True))
            await wire.arrived.wait()
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            await asyncio.wait_for(wire.left.wait(), 10)

    asyncio.run(work())


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


@pytest.mark.parametrize("key", ["", " ", "schlüssel-schlüssel", "two words of a key", "line\nbreak-in-the-key"])
def test_a_key_that_cannot_be_sent_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(KeyRefusedError) as caught:
        Http(make_client(), "https://example.org", Skipping(), key, Limiter((), Skipping()))
    assert key.strip() == "" or key.strip() not in str(caught.value)


# ---- codes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, {"code": 401, "message": "Invalid API key"}, KeyRefusedError),
        (200, {"code": 401, "message": "Invalid API key"}, KeyRefusedError),
        (404, {"code": 404, "message": "Task not found"}, NotThereError),
        (400, {"code": 400, "message": "no file"}, RefusedError),
        (404, b"<html>not here</html>", NotThereError),
        (500, {"code": 404, "message": "Task not found"}, NotThereError),
        (200, {"code": 777, "message": "what"}, ProtocolError),
        (200, {"code": True}, None),
    ],
)
def test_the_code_of_the_body_outranks_the_status(status: int, body: Any, kind: type[StudioError] | None) -> None:
    error = talk(reply(body, status=status)).error
    assert (type(error) if error else None) is kind


def test_a_deletion_may_be_answered_with_nothing() -> None:
    assert talk(raw(204, []), request=Request("DELETE", "/thing")).body == {}


# ---- waiting --------------------------------------------------------------------------------------------------------

SLOWER = {"code": 429, "message": "Rate limit exceeded"}


def test_a_short_wait_is_waited_and_even_a_paid_request_goes_again() -> None:
    met = talk(reply(SLOWER, 429, headers=[("Retry-After", "37")]), reply(OK), request=PAY, paid=True)
    assert met.body == OK
    assert met.clock.slept == [37.0]
    assert len(met.wire.asked) == 2


def test_a_long_wait_is_the_jobs_and_holds_everything_of_that_key() -> None:
    async def work() -> tuple[Wire, list[float | None]]:
        clock = Skipping()
        async with Wire(reply(SLOWER, 429, headers=[("Retry-After", "3600")])) as wire, make_client() as client:
            http = Http(client, wire.origin, clock, KEY, Limiter((), clock))
            waits = []
            for _ in range(2):
                with pytest.raises(RateLimitedError) as caught:
                    await http.send(READ)
                waits.append(caught.value.wait_s)
            return wire, waits

    wire, waits = asyncio.run(work())
    assert waits == [3600.0, 3600.0]
    assert len(wire.asked) == 1


@pytest.mark.parametrize("given", [None, "0", "-1", "999999", "nan", "soon"])
def test_a_wait_that_says_nothing_usable_is_tried_three_times_with_growing_pauses(given: str | None) -> None:
    met = talk(reply(SLOWER, 429, headers=[("Retry-After", given)] if given else []))
    assert type(met.error) is RateLimitedError
    assert len(met.wire.asked) == 3
    assert all(0.7 <= wait_s <= 3 for wait_s in met.clock.slept)


def test_without_retry_after_the_reset_counts_by_the_servers_clock() -> None:
    late = [
        ("Date", "Wed, 01 Jan 2020 00:00:00 GMT"),
        ("X-RateLimit-Remaining", "0"),
        ("X-RateLimit-Reset", "1577836820"),
    ]
    met = talk(reply(SLOWER, 429, headers=late), reply(OK))
    assert met.body == OK
    assert 20 <= met.clock.slept[0] <= 24


def test_none_left_means_waiting_before_the_next() -> None:
    async def work() -> list[float]:
        clock = Skipping()
        told = [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", str(int(clock.now_s()) + 50))]
        async with Wire(reply(OK, headers=told), reply(OK)) as wire, make_client() as client:
            http = Http(client, wire.origin, clock, KEY, Limiter((), clock))
            await http.send(READ)
            await http.send(PAY, paid=True)
        return clock.slept

    assert asyncio.run(work()) == [50.0]


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


# ---- where to -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "origin",
    ["http://example.org", "https://example.org/api", "https://a:b@example.org", "ftp://example.org", "", "https://",
     "http://127.0.0.1.example.org", "http://10.0.0.1", "https://example.org:99999", "https://ex ample.org", "https://a?b"],
)  # fmt: skip
def test_an_unsafe_origin_is_refused(origin: str) -> None:
    with pytest.raises(UsageError):
        checked_origin(origin)


@pytest.mark.parametrize(
    "origin", ["https://example.org", "http://127.0.0.1:8000", "http://localhost:1", "http://[::1]:1"]
)
def test_a_safe_origin_is_taken(origin: str) -> None:
    assert checked_origin(origin + "/") == origin


def test_the_environment_may_name_another_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    assert origin_of(AILRC) == "https://ailrcgenerator.com"
    monkeypatch.setenv("LRC_STUDIO_URL_AILRC", "http://127.0.0.1:9")
    assert origin_of(AILRC) == "http://127.0.0.1:9"
    monkeypatch.setenv("LRC_STUDIO_URL_AILRC", "http://example.org")
    with pytest.raises(UsageError):
        origin_of(AILRC)


def test_a_proxy_is_not_asked_for_what_is_on_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert talk(reply(OK)).body == OK


def test_a_proxy_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:1")
    with pytest.raises(UnreachableError, match="proxy"):
        make_client()
