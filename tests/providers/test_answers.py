"""Bodies within bounds, and texts without secrets."""

from __future__ import annotations

import gzip
import zlib

import pytest

from lrc_studio.providers.answers import Bounded, clean, deeper_than, read_answer, redact, strict_object


def test_an_answer_gives_its_envelope() -> None:
    body = b'\xef\xbb\xbf {"code":403,"message":"Not\\nenough\\u0000 credits","businessCode":"not_enough_credits"}\n'
    answer = read_answer("A service", 200, "application/json", body)
    assert (answer.code, answer.verdict) == (403, 403)
    assert (answer.message, answer.business) == ("Not enough  credits", "not_enough_credits")


@pytest.mark.parametrize("code", ["true", '"403"', "403.0", "null", "[]"])
def test_only_a_whole_number_is_a_code(code: str) -> None:
    answer = read_answer("A service", 502, "", f'{{"code":{code}}}'.encode())
    assert (answer.code, answer.verdict) == (None, 502)


def test_lone_surrogates_are_no_text() -> None:
    assert clean("a\ud800b\u202ec") == "a b c"


def test_the_depth_of_nesting_is_counted() -> None:
    assert not deeper_than({"a": [{"b": 1}]}, 3)
    assert deeper_than({"a": [{"b": 1}]}, 2)


def test_huge_whole_numbers_are_refused() -> None:
    with pytest.raises(ValueError):
        strict_object(b'{"code":' + b"9" * 10_000 + b"}")


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer s3cret-value",
        '{"authorization": "Bearer s3cret-value"}',
        "bearer s3cret-value",
        "ailrc_sk_s3cret-value",
        "key=sk-s3cret-value",
        "x-api-key: s3cret-value",
        "xi-api-key: s3cret-value",
        "Cookie: session=s3cret-value",
        "Set-Cookie: session=s3cret-value; Path=/",
        "X-Publish-Token: s3cret-value",
        "https://cdn.example.org/a.mp3?Signature=s3cret-value&Expires=1",
    ],
)
def test_secrets_are_hidden(text: str) -> None:
    assert "s3cret" not in redact(text)
    assert "[hidden]" in redact(text)


def test_the_key_itself_is_hidden_whatever_it_looks_like() -> None:
    assert redact("it was plainkey42 then", "plainkey42") == "it was [hidden] then"


@pytest.mark.parametrize("packed", [gzip.compress(b"abc" * 99, mtime=0), zlib.compress(b"abc" * 99)])
def test_a_body_may_come_packed_and_in_pieces(packed: bytes) -> None:
    body = Bounded("gzip")
    for at in range(len(packed)):
        body.feed(packed[at : at + 1])
    assert body.data == b"abc" * 99


def test_a_body_may_be_as_large_as_the_bound_and_no_larger() -> None:
    body = Bounded(most=10)
    body.feed(b"x" * 10)
    with pytest.raises(ValueError, match="over"):
        body.feed(b"x")
