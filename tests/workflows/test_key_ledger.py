"""What several programs use of one key's windows, down to the same instant."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from lrc_studio.providers.limits import Limiter, Priority
from lrc_studio.storage.jobs import JobStore
from lrc_studio.workflows.key_ledger import Requests
from tests.providers.virtual import Skipping

WINDOW_S = 60.0


@dataclass(slots=True)
class Interrupted(Requests):
    """A ledger after whose look at the others, and before its own writing, something happens once."""

    meanwhile: Callable[[], object] | None = None

    def others(self) -> tuple[float, ...]:
        told = super(Interrupted, self).others()
        happens, self.meanwhile = self.meanwhile, None
        if happens:
            happens()
        return told


@pytest.mark.parametrize("left_s", [None, 0.0])
def test_two_programs_in_the_same_instant_do_not_overrun_a_window(tmp_path: Path, left_s: float | None) -> None:
    """The other one takes the last slot between this one's look and its request: under way, or over already."""
    clock = Skipping()
    with JobStore(tmp_path / "jobs.sqlite") as store, JobStore(tmp_path / "jobs.sqlite") as beside:

        def other_asks() -> None:
            other = Requests(beside, "one", clock)
            other.others()
            number = other.begun()
            assert number is not None
            if left_s is not None:
                other.ended(number, clock.now_s() + left_s)

        ledger = Interrupted(store, "one", clock, meanwhile=other_asks)
        limiter = Limiter(((1, WINDOW_S),), clock, ledger=ledger)

        async def ask() -> float:
            begun_s = clock.now_s()
            async with limiter.slot(Priority.UPLOAD):
                return clock.now_s() - begun_s

        assert asyncio.run(ask()) >= WINDOW_S
