"""What a key has used of its windows: rows beside the jobs, so that every program with that key keeps inside them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from lrc_studio.core.errors import InputError
from lrc_studio.providers.base import Clock
from lrc_studio.providers.limits import DAY_S
from lrc_studio.storage.jobs import JobStore

FORGOTTEN_S = 2 * DAY_S
"""Requests this old count in no window, not even by a clock that was set wrong for a day."""


def ledger_of(store: JobStore, mark: str, clock: Clock) -> Requests:
    """The ledger of the key with the fingerprint `mark`; what a killed program had under way counts from now.

    Raises InputError where the disk refuses.
    """
    store.settle_requests(mark, clock.now_s(), clock.now_s() - FORGOTTEN_S)
    return Requests(store, mark, clock)


@dataclass(slots=True)
class Requests:
    """The ledger of a key's limiter: rows beside the jobs, which a kill leaves and other programs see."""

    store: JobStore
    mark: str
    clock: Clock
    seen: int = 0
    own: set[int] = field(default_factory=set)

    def others(self) -> tuple[float, ...]:
        """When others used the key, each once; one under way counts from now."""
        now_s, told = self.clock.now_s(), []
        with suppress(InputError):
            for number, at_s in self.store.requests_after(self.mark, self.seen):
                self.seen = number
                if number not in self.own:
                    told.append(now_s if at_s is None else at_s)
        return tuple(told)

    def begun(self) -> int | None:
        """A request goes out now; None where others asked since `others` told of them, so that it waits its turn anew.

        Raises InputError where that cannot be written.
        """
        number = self.store.begin_request(self.mark, self.seen, self.own)
        if number is not None:
            self.own.add(number)
        return number

    def ended(self, number: int, at_s: float | None) -> None:
        """It is over; where that cannot be written it counts as under way, which is longer."""
        with suppress(InputError):
            self.store.end_request(number, at_s)
