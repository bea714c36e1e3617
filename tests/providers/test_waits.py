"""Every form in which a service may say how long to wait."""

from __future__ import annotations

import pytest

from lrc_studio.providers.waits import backoff_s, iso_s, remaining, reset_in_s, retry_after_s

NOW_S = 1_776_592_800.0  # Sun, 19 Apr 2026 10:00:00 GMT
DATE = "Sun, 19 Apr 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({"retry-after": "37"}, 37.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": " 2 "}, 2.0),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "86400"}, 86_400.0),
        ({"retry-after": "86401"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "1e999"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "1_0"}, None),
        ({"retry-after": "٣"}, None),
        ({"retry-after": ""}, None),
        ({}, None),
        ({"retry-after-ms": "1500"}, 1.5),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9.0),
        ({"retry-after": "Sun, 19 Apr 2026 10:00:42 GMT"}, 42.0),
        ({"retry-after": "Sun, 19 Apr 2026 12:00:42 +0200"}, 42.0),
        ({"retry-after": "Sunday, 19-Apr-26 10:00:42 GMT"}, 42.0),
        ({"retry-after": "Sun, 19 Apr 2026 09:59:00 GMT"}, None),
        ({"retry-after": "Sun, 99 Apr 2026 09:59:00 GMT"}, None),
    ],
)
def test_retry_after(headers: dict[str, str], wait_s: float | None) -> None:
    assert retry_after_s(headers, NOW_S) == wait_s


@pytest.mark.parametrize("skew_s", [-7200.0, 0.0, 7200.0])
def test_a_date_counts_by_the_servers_clock(skew_s: float) -> None:
    headers = {"retry-after": "Sun, 19 Apr 2026 10:00:42 GMT", "date": DATE}
    assert retry_after_s(headers, NOW_S + skew_s) == 42.0
    assert reset_in_s({"x-ratelimit-reset": "1776592860", "date": DATE}, NOW_S + skew_s) == 60.0


def test_without_a_date_the_own_clock_must_do() -> None:
    assert reset_in_s({"x-ratelimit-reset": "1776592860"}, NOW_S) == 60.0
    assert reset_in_s({"x-ratelimit-reset": "1776592860", "date": "today"}, NOW_S) == 60.0


@pytest.mark.parametrize("text", [None, "", "yesterday", "-5", "nan", "1e300"])
def test_resets_and_remainders_that_are_none(text: str | None) -> None:
    headers = {} if text is None else {"x-ratelimit-reset": text, "x-ratelimit-remaining": text}
    assert reset_in_s(headers, NOW_S) is None
    assert remaining(headers) is None


def test_a_remainder() -> None:
    assert remaining({"x-ratelimit-remaining": "0"}) == 0
    assert remaining({"x-ratelimit-remaining": "87"}) == 87


def test_the_pause_doubles_up_to_half_a_minute_and_is_spread() -> None:
    assert [backoff_s(tries, 0.5) for tries in (1, 2, 3, 4, 5, 6, 5000)] == [1, 2, 4, 8, 16, 30, 30]
    assert (backoff_s(1, 0.0), backoff_s(1, 1.0)) == (0.75, 1.25)


def test_times_of_the_service() -> None:
    assert iso_s("2026-04-19T10:00:00Z") == NOW_S
    assert iso_s("2026-04-19T12:00:00+02:00") == NOW_S
    assert iso_s("2026-04-19T10:00:00") == NOW_S
    assert iso_s("today") is None
    assert iso_s(None) is None
