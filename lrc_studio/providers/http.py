"""The one door to the network: sends a request within bounds, tries again where that is safe, and follows nobody."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import httpx

from lrc_studio.core.errors import (
    KeyRefusedError,
    MaintenanceError,
    OutcomeUnknownError,
    ProtocolError,
    RateLimitedError,
    StudioError,
    UnreachableError,
)
from lrc_studio.providers import waits
from lrc_studio.providers.access import checked_key, checked_origin, origin_of
from lrc_studio.providers.answers import Answer, Judge, judge_by_status, read_answer
from lrc_studio.providers.base import AtRisk, Body, Clock, Request
from lrc_studio.providers.limits import LONGEST_WAIT_S, Limiter, Priority, Slot, wait_sentence
from lrc_studio.providers.transport import Begun, Patience, Sent, Transport, make_client

__all__ = ["Http", "Patience", "Sent", "checked_key", "checked_origin", "make_client", "origin_of", "unknown_outcome"]

MOST_TRIES = 3
ALONE_S = 10.0
"""So long the first request goes alone: a key that is refused is asked about once, not by every job at a time."""
# What fails before the first byte of a request has left: then it was surely not taken.
_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How one try ended; `again` says that the same request may be sent once more, `wait_s` what the service asks."""

    body: Body
    error: StudioError | None = None
    again: bool = False
    wait_s: float | None = None


class Http:
    """Sends requests to one service with one key, through that key's limiter."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        origin: str,
        clock: Clock,
        key: str | None,
        limiter: Limiter,
        *,
        service: str = "The service",
        patience: Patience | None = None,
    ) -> None:
        """`origin` as `checked_origin` gives it. Raises KeyRefusedError for a key that cannot be sent."""
        self.limiter = limiter
        self.service = service
        self._clock = clock
        self._key = checked_key(key) if key is not None else None
        self._first_over: asyncio.Event | None = None
        self._transport = Transport(client, checked_origin(origin), self._key, patience or Patience())

    async def send(
        self,
        request: Request,
        *,
        paid: bool = False,
        priority: Priority = Priority.POLL,
        judge: Judge = judge_by_status,
        sent: Sent | None = None,
        at_risk: AtRisk | None = None,
    ) -> Body:
        """Sends and gives the JSON object of the answer ({} for a deletion answered with nothing).

        Reads are tried three times. A `paid` request is sent again only if it surely was not taken: it never left, or
        was refused; otherwise OutcomeUnknownError. `at_risk` is told True when it has its turn and goes out, False
        before it waits for another try. Raises what `judge` says of an answer, RateLimitedError for a wait
        of more than two minutes, UnreachableError, and ProtocolError for an answer that cannot be read.
        """
        for tries in itertools.count(1):
            outcome = await self._try(request, paid, priority, judge, sent, at_risk or _nobody)
            if outcome.error is None:
                return outcome.body
            if outcome.again and at_risk is not None:
                at_risk(False)
            wait_s = waits.backoff_s(tries, random.random()) if outcome.wait_s is None else outcome.wait_s
            if isinstance(outcome.error, RateLimitedError):
                self.limiter.hold(wait_s)
                outcome.error.wait_s = wait_s
            if not outcome.again or tries >= MOST_TRIES or wait_s > LONGEST_WAIT_S:
                raise outcome.error
            await self._clock.sleep(wait_s)
        raise AssertionError("the count never ends")

    async def _try(
        self, request: Request, paid: bool, priority: Priority, judge: Judge, sent: Sent | None, at_risk: AtRisk
    ) -> _Outcome:
        begun = Begun()
        async with self.limiter.slot(priority) as slot, self._first_alone(slot):
            at_risk(True)
            try:
                response, data = await self._transport.exchange(request, begun, sent)
            except (httpx.TransportError, TimeoutError) as error:
                slot.unused = isinstance(error, _NEVER_SENT) and not begun.yes
                return self._lost(error, paid and not slot.unused)
            except ValueError as error:  # a body that is no body
                return _Outcome({}, self._unreadable(f"{self.service}: {error}", paid))
            now_s = self._clock.now_s()
            self.limiter.heard(waits.remaining(response.headers), waits.reset_in_s(response.headers, now_s))
            return self._judged(request, response, data, paid, judge)

    @asynccontextmanager
    async def _first_alone(self, slot: Slot) -> AsyncIterator[None]:
        """Wait while the first request of all is under way. Raises KeyRefusedError where the key is refused by then."""
        is_first = self._first_over is None
        over = self._first_over = self._first_over or asyncio.Event()
        try:
            if not is_first:
                with suppress(TimeoutError):
                    await asyncio.wait_for(over.wait(), ALONE_S)
            slot.unused = self.limiter.clock.refused
            self.limiter.clock.check()
            yield
        finally:
            if is_first:
                over.set()

    def _judged(
        self, request: Request, response: httpx.Response, data: bytearray, paid: bool, judge: Judge
    ) -> _Outcome:
        if response.is_redirect or 300 <= response.status_code <= 399:
            return _Outcome({}, self._redirected(response))
        if not data and request.method == "DELETE" and response.is_success:
            return _Outcome({})
        kind = response.headers.get("content-type", "")
        answer = read_answer(self.service, response.status_code, kind, data, self._key)
        if answer.body is None and response.is_success:
            return _Outcome({}, self._unreadable(answer.details, paid))
        error = judge(answer)
        if isinstance(error, KeyRefusedError):
            self.limiter.clock.refuse(error)
        return _Outcome(answer.body or {}) if error is None else self._refused(answer, error, response.headers, paid)

    def _refused(self, answer: Answer, error: StudioError, headers: httpx.Headers, paid: bool) -> _Outcome:
        """What an answer that is an error means for sending again."""
        now_s = self._clock.now_s()
        wait_s = waits.retry_after_s(headers, now_s)
        if isinstance(error, RateLimitedError):
            wait_s = max(1.0, wait_s) if wait_s is not None else _jittered(waits.reset_in_s(headers, now_s))
            told = RateLimitedError(wait_sentence(wait_s), wait_s, error.details) if wait_s is not None else error
            return _Outcome({}, told, True, wait_s)
        if paid and isinstance(error, UnreachableError) and not isinstance(error, MaintenanceError):
            return _Outcome({}, unknown_outcome(answer.details, answer.message))
        return _Outcome({}, error, type(error) is UnreachableError, wait_s)

    def _lost(self, error: Exception, taken: bool) -> _Outcome:
        """What a broken connection means; `taken` where a paid request may have arrived."""
        details = f"{self.service}: {type(error).__name__}"
        if taken:
            return _Outcome({}, unknown_outcome(details))
        sentence = f"{self.service} cannot be reached. Nothing is lost and nothing is paid twice; try again later."
        return _Outcome({}, UnreachableError(sentence, details), again=True)

    def _unreadable(self, details: str, paid: bool) -> StudioError:
        if paid:
            return unknown_outcome(details)
        return ProtocolError(
            f"{self.service} gave an answer that cannot be read. Nothing is lost; try again later.", details
        )

    def _redirected(self, response: httpx.Response) -> ProtocolError:
        return ProtocolError(
            f"{self.service} wants to send the request to another address. It was not followed, so your key stays "
            "here; look for a newer version of this program.",
            f"{self.service}, HTTP {response.status_code}",
        )


def _nobody(_yes: bool) -> None:
    """Nobody wants to know."""


def unknown_outcome(details: str, said: str = "") -> OutcomeUnknownError:
    """The error of a paid request whose answer is lost; `said` is what the service says of its trouble."""
    return OutcomeUnknownError(
        "The upload may have arrived. Looking for it before anything is sent again; it is not paid twice.",
        details,
        said,
    )


def _jittered(seconds: float | None) -> float | None:
    """A hint with up to a fifth on top, so that clients do not all come back at once."""
    return None if seconds is None else max(1.0, seconds * (1.0 + 0.2 * random.random()))
