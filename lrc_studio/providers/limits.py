"""One limiter for each key: a service's sliding windows, its own word on them, and uploads before polls."""

from __future__ import annotations

import heapq
import itertools
from bisect import insort
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from lrc_studio.core.errors import RateLimitedError
from lrc_studio.providers.base import Clock
from lrc_studio.providers.key_clock import KeyClock
from lrc_studio.providers.waits import LONGEST_S

if TYPE_CHECKING:
    import asyncio

LONGEST_WAIT_S = 120.0  # a longer wait is the job's, which is written down, and not a call's
MINUTE_S, HOUR_S, DAY_S = 60.0, 3600.0, 86_400.0
SLACK = 1.0001  # two clocks run apart by less than 100 millionths
SLACK_S = 0.05
FEW = 3
SPANS = ((DAY_S, "a day"), (HOUR_S, "an hour"), (MINUTE_S, "a minute"))


class Priority(IntEnum):
    """Who goes first when a slot is free: uploads, then results known to be ready, then looking."""

    UPLOAD = 0
    RESULT = 1
    POLL = 2


@dataclass(frozen=True, slots=True)
class Tier:
    """What an account may do: at most (count, within seconds) requests for each window, files up to `max_bytes`."""

    name: str
    windows: tuple[tuple[int, float], ...]
    max_bytes: int


FREE = Tier("Free", ((3, MINUTE_S), (20, HOUR_S), (50, DAY_S)), 7 * 2**20)
PRO = Tier("Pro", ((10, MINUTE_S), (60, HOUR_S), (300, DAY_S)), 20 * 2**20)
PREMIUM = Tier("Premium", ((20, MINUTE_S), (200, HOUR_S), (1000, DAY_S)), 50 * 2**20)


def _event() -> asyncio.Event:
    import asyncio  # here, for listings of providers read the tiers and wait for nothing

    return asyncio.Event()


@dataclass(order=True, slots=True)
class _Ticket:
    """A place in the queue; `first` is set when it is at its head."""

    priority: int
    number: int
    first: asyncio.Event = field(compare=False, default_factory=_event)


class Ledger(Protocol):
    """Where a key's requests are written down as they happen: for the next run, even after a kill, and for others."""

    def others(self) -> tuple[float, ...]:
        """When others used the key (Unix seconds): earlier runs and programs beside this one. Each is told once."""

    def begun(self) -> int | None:
        """A request goes out now; its number. None: others asked since they were told of, and it may not go yet."""

    def ended(self, number: int, at_s: float | None) -> None:
        """It counts from then on (Unix seconds); None: it never left. Raises nothing: an answer hangs on it."""


class Unwritten:
    """A ledger that keeps nothing."""

    def others(self) -> tuple[float, ...]:
        """Nobody else uses the key."""
        return ()

    def begun(self) -> int:
        """A request goes out now."""
        return 0

    def ended(self, number: int, at_s: float | None) -> None:
        """It is over."""


class Slot:
    """A request under way; `unused` says that it never left this computer and so counts nowhere."""

    __slots__ = ("unused",)

    def __init__(self) -> None:
        self.unused = False


class Limiter:
    """Lets requests through so that no window of the service is ever overrun.

    A request counts from the moment its answer is there: the service counted it before that, so a window that is free
    by this reckoning is free there too. `past` are the times (Unix seconds) of earlier requests; `ledger` tells of
    others that use the same key, and is told of these. Waits by its `clock` end when the key is refused.
    """

    def __init__(
        self,
        windows: tuple[tuple[int, float], ...],
        clock: Clock,
        past: Iterable[float] = (),
        ledger: Ledger | None = None,
    ) -> None:
        self.windows = windows
        self.clock = KeyClock(clock)
        self._stamps = sorted(past)
        self._ledger = ledger or Unwritten()
        self._under_way = 0
        self._queue: list[_Ticket] = []
        self._numbers = itertools.count()
        self._held_until_s = 0.0
        self._stretched_until_s = 0.0
        self._finished = _event()

    @property
    def history(self) -> tuple[float, ...]:
        """The times of the requests that still count (Unix seconds)."""
        self._forget_old(self.clock.now_s())
        return tuple(self._stamps)

    @asynccontextmanager
    async def slot(self, priority: Priority, longest_s: float = LONGEST_WAIT_S) -> AsyncIterator[Slot]:
        """Waits for a turn and counts the request made inside.

        Raises RateLimitedError where the turn is more than `longest_s` away; it says how long. What the ledger raises
        stops the request before it goes out.
        """
        number = await self._turn(priority, longest_s)
        self._under_way += 1
        slot = Slot()
        try:
            yield slot
        finally:
            now_s = self.clock.now_s()
            self._under_way -= 1
            if not slot.unused:
                insort(self._stamps, now_s)
            self._ledger.ended(number, None if slot.unused else now_s)
            self._finished.set()

    def wait_s(self, priority: Priority = Priority.POLL) -> float:
        """How long until a request of this kind may go, apart from those that wait before it; 0 for now."""
        now_s = self.clock.now_s()
        self._forget_old(now_s)
        until_s = max((self._free_s(count, span_s, now_s) for count, span_s in self.windows), default=now_s)
        until_s = max(until_s, self._held_until_s)
        if priority is Priority.POLL:
            until_s = max(until_s, self._stretched_until_s)
        return max(0.0, until_s - now_s)

    def hold(self, seconds: float) -> None:
        """Nothing goes out for so long: the service said so."""
        self._held_until_s = max(self._held_until_s, self.clock.now_s() + min(seconds, LONGEST_S))

    def heard(self, remaining: int | None, reset_in_s: float | None) -> None:
        """Takes over what an answer says: `remaining` requests until `reset_in_s` from now.

        None left: nothing goes before then. A few left: polls are spread over that time, so that an upload finds one.
        """
        if remaining is None or reset_in_s is None:
            return
        if remaining == 0:
            self.hold(reset_in_s)
        else:
            few = reset_in_s / (remaining + 1) if remaining < FEW else 0.0
            self._stretched_until_s = self.clock.now_s() + few

    def strictest(self) -> str:
        """The window that makes the next request wait the longest, in words: "20 an hour"; empty if none does."""
        now_s = self.clock.now_s()
        waits = [(self._free_s(count, span_s, now_s), count, span_s) for count, span_s in self.windows]
        until_s, count, span_s = max(waits, default=(0.0, 0, 0.0))
        return f"{count} {_span_words(span_s)}" if until_s > now_s else ""

    async def _turn(self, priority: Priority, longest_s: float) -> int:
        """Wait for a turn; the request's number in the ledger, which has it from then on."""
        ticket = _Ticket(priority, next(self._numbers))
        heapq.heappush(self._queue, ticket)
        deadline_s = self.clock.now_s() + longest_s
        try:
            while (number := await self._number(ticket, priority, deadline_s)) is None:
                pass
            return number
        finally:
            self._queue.remove(ticket)
            heapq.heapify(self._queue)
            if self._queue:
                self._queue[0].first.set()

    async def _number(self, ticket: _Ticket, priority: Priority, deadline_s: float) -> int | None:
        """One step of waiting; the ticket's number in the ledger where it may go now."""
        if self._queue[0] is not ticket:
            ticket.first.clear()
            await ticket.first.wait()
            return None
        for stamp in self._ledger.others():
            insort(self._stamps, stamp)
        wait_s = self.wait_s(priority)
        if not wait_s:
            return self._ledger.begun()
        if self.clock.now_s() + wait_s > deadline_s and not self._full_of_these():
            raise RateLimitedError(wait_sentence(wait_s, self.strictest()), wait_s)
        await self._pause(wait_s)
        return None

    def _full_of_these(self) -> bool:
        """Whether a window is taken by requests under way alone: when it frees, nobody knows before one has ended."""
        return any(self._under_way >= count for count, _ in self.windows)

    async def _pause(self, wait_s: float) -> None:
        if not self._full_of_these():
            await self.clock.sleep(wait_s)
            return
        self._finished.clear()
        await self._finished.wait()

    def _free_s(self, count: int, span_s: float, now_s: float) -> float:
        """When a window of `count` requests within `span_s` has a free slot (Unix seconds)."""
        own = count - self._under_way
        if own <= 0:
            return now_s + span_s
        if len(self._stamps) < own:
            return now_s
        return self._stamps[-own] + span_s * SLACK + SLACK_S

    def _forget_old(self, now_s: float) -> None:
        longest_s = max((span_s for _, span_s in self.windows), default=0.0) * SLACK + SLACK_S
        # A stamp of the future comes from a clock that was set back: it counts from now.
        self._stamps = [min(stamp, now_s) for stamp in self._stamps if stamp + longest_s > now_s]


def wait_sentence(wait_s: float, why: str = "") -> str:
    """What to tell a person about a wait: how long, and which limit (such as "20 an hour") asks for it."""
    reason = f" ({why})" if why else ""
    return f"Next request in {wait_words(wait_s)}{reason}. Nothing is lost until then."


def wait_words(seconds: float) -> str:
    """A wait for people: 38 s, 12 min, 3 h 5 min."""
    whole = max(1, round(seconds))
    if whole < 120:
        return f"{whole} s"
    minutes = -(-whole // 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"


def _span_words(span_s: float) -> str:
    return next((words for length_s, words in SPANS if length_s == span_s), f"in {wait_words(span_s)}")
