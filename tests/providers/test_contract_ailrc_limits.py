"""The three windows of AI LRC Generator as documented: the client stays inside, and obeys where others were before."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from lrc_studio.core.errors import RateLimitedError
from tests.emulator import Emulator
from tests.emulator.faults import rate_limited
from tests.providers.contract import TIERS, Client, drive, spend, upload_in

pytestmark = pytest.mark.usefixtures("both_ways")


def most_within(times_s: list[float], window_s: float) -> int:
    """The most requests in any such window."""
    return max(sum(1 for other_s in times_s if at_s - window_s < other_s <= at_s) for at_s in times_s)


# check 19
@pytest.mark.parametrize("persona", ["free", "pro", "premium"])
def test_a_client_in_a_hurry_stays_inside_the_minute_of_its_tier(emulator: Emulator, persona: str) -> None:
    per_minute = int(TIERS[persona].windows[0][0])

    async def work(client: Client) -> None:
        for _ in range(per_minute + 2):
            await client.service.tasks()

    drive(emulator, work, persona)
    entries = emulator.journal.all()
    assert {entry.status for entry in entries} == {200}
    times_s = [entry.at_s for entry in entries]
    assert most_within(times_s, 60) <= per_minute
    assert 60 <= times_s[per_minute] - times_s[0] < 61.5


# check 20
@pytest.mark.parametrize(("layer", "longest_s"), [(1, 3600), (2, 86_400)])
@pytest.mark.parametrize("persona", ["free", "pro", "premium"])
def test_the_hour_and_the_day_refuse_alone_and_say_how_long(
    emulator: Emulator, persona: str, layer: int, longest_s: int
) -> None:
    count = emulator.access(persona).account.tier.limits[layer][0]
    spend(emulator, persona, count)
    emulator.clock.advance(90)  # the minute is free again

    async def work(client: Client) -> float | None:
        with pytest.raises(RateLimitedError, match="Next request in") as caught:
            await client.service.tasks()
        return caught.value.wait_s

    assert drive(emulator, work, persona) == longest_s - 90
    assert [entry.status for entry in emulator.journal.all()] == [429]


# checks 20 and 21
def test_a_full_minute_is_waited_out_and_the_next_request_succeeds(emulator: Emulator, tmp_path: Path) -> None:
    spend(emulator, "free", 3)
    emulator.clock.advance(22)
    drive(emulator, lambda client: client.service.submit(upload_in(tmp_path)), "free")
    refusal, taken = emulator.journal.all()
    assert (refusal.status, taken.status) == (429, 200)
    assert taken.at_s - refusal.at_s >= 38
    assert len(emulator.tasks.all()) == 1


# check 21
@pytest.mark.parametrize(
    ("given", "wait_s"),
    [("37", 37), ("2.5", 2.5), ("Sun, 19 Apr 2026 10:00:50 GMT", 50), ("0", 1)],
)
def test_retry_after_is_obeyed_in_each_of_its_forms(emulator: Emulator, given: str, wait_s: float) -> None:
    emulator.faults.push(rate_limited(given))
    drive(emulator, lambda client: client.service.tasks())
    first, second = emulator.journal.all()
    assert wait_s <= second.at_s - first.at_s < wait_s + 1
    assert (first.status, second.status) == (429, 200)


# check 22
def test_two_keys_have_windows_of_their_own(emulator: Emulator) -> None:
    spend(emulator, "free", 3)
    for persona in ("pro", "free"):
        drive(emulator, lambda client: client.service.tasks(), persona)
    assert [entry.status for entry in emulator.journal.all()] == [200, 429, 200]


# check 22
def test_a_new_tier_holds_at_once(emulator: Emulator) -> None:
    spend(emulator, "free", 3)
    emulator.accounts.set_tier(emulator.key("free"), "pro")
    drive(emulator, lambda client: client.service.tasks(), "free")
    assert [entry.status for entry in emulator.journal.all()] == [200]


# check 67 for two jobs; 19 for many at once
def test_many_requests_at_once_through_one_key_are_spread(emulator: Emulator) -> None:
    async def work(client: Client) -> None:
        await asyncio.gather(*(client.service.tasks() for _ in range(6)))

    drive(emulator, work, "free")
    times_s = [entry.at_s for entry in emulator.journal.all()]
    assert {entry.status for entry in emulator.journal.all()} == {200}
    assert most_within(times_s, 60) == 3
