"""How long a service asks to wait, in every form in which services say it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_S = 86_400.0  # a day is the longest window of any service; more is a mistake or a trap
FIRST_BACKOFF_S, LONGEST_BACKOFF_S = 1.0, 30.0


def retry_after_s(headers: Mapping[str, str], now_s: float) -> float | None:
    """The seconds that `Retry-After` (a number or a date) or `retry-after-ms` asks for, None where none is usable.

    A date is held against the answer's own `Date`, for the clocks of two computers differ; `now_s` only where there
    is none. Not numbers, negative ones and more than a day are ignored.
    """
    given_ms = _number(headers.get("retry-after-ms"))
    if given_ms is not None:
        return _bounded(given_ms / 1000)
    given = headers.get("retry-after")
    seconds = _number(given)
    if seconds is not None:
        return _bounded(seconds)
    then_s = date_s(given)
    return None if then_s is None else _bounded(then_s - server_now_s(headers, now_s))


def reset_in_s(headers: Mapping[str, str], now_s: float) -> float | None:
    """How long until `X-RateLimit-Reset` (Unix seconds), by the answer's own clock; None where it is not usable."""
    reset_s = _number(headers.get("x-ratelimit-reset"))
    return None if reset_s is None else _bounded(reset_s - server_now_s(headers, now_s))


def remaining(headers: Mapping[str, str]) -> int | None:
    """`X-RateLimit-Remaining` as a whole number from 0; None where it is not one."""
    value = _number(headers.get("x-ratelimit-remaining"))
    return int(value) if value is not None and 0 <= value < 1e9 else None


def server_now_s(headers: Mapping[str, str], now_s: float) -> float:
    """The time of the answer by its own `Date` in Unix seconds, or `now_s` without one."""
    dated = date_s(headers.get("date"))
    return now_s if dated is None else dated


def date_s(text: str | None) -> float | None:
    """An HTTP date as Unix seconds, None for anything else."""
    if not text:
        return None
    try:
        found = parsedate_to_datetime(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def iso_s(text: str | None) -> float | None:
    """An ISO 8601 time as Unix seconds, None for anything else; without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(text or "")
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def backoff_s(tries: int, chance: float) -> float:
    """The wait after so many failed tries: 1 s doubled each time, at most 30 s, give or take a quarter.

    `chance` in 0..1 spreads the clients that failed at the same moment.
    """
    whole = min(LONGEST_BACKOFF_S, FIRST_BACKOFF_S * 2.0 ** min(tries - 1, 10))
    return whole * (0.75 + 0.5 * chance)


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text is not None and text.isascii() and "_" not in text else None
    except ValueError:
        return None


def _bounded(seconds: float) -> float | None:
    return seconds if math.isfinite(seconds) and 0 <= seconds <= LONGEST_S else None
