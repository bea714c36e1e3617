"""Requests over real sockets: what is read, what is sent again, what is waited for."""

from __future__ import annotations

import asyncio
import gzip
from typing import Any

import pytest

from lrc_studio.core.errors import (
    KeyRefusedError,
    NotThereError,
    OutcomeUnknownError,
    ProtocolError,
    RateLimitedError,
    RefusedError,
    StudioError,
    UnreachableError,
)
from lrc_studio.providers.base import Request
from lrc_studio.providers.http import Http, make_client
from lrc_studio.providers.limits import Limiter
from tests.providers.talking import GZIP, JSON, KEY, OK, PAY, READ, SHORT, talk
from tests.providers.virtual import Skipping
from tests.providers.wire import Wire, raw, reply, reset, shut, silent

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


def test_a_task_that_is_gone_says_what_is_safe_and_what_to_do() -> None:
    error = talk(reply({"code": 404, "message": "Task not found"}, status=404)).error
    assert str(error) == (
        "AI LRC Generator has no such task for this key: it was deleted there, or is of another account. It says: Task "
        "not found. What is kept here stays; check the id, or send the song anew."
    )


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
