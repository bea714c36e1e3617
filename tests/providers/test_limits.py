"""The limiter in virtual time: three sliding windows, the service's own word, uploads before polls."""

from __future__ import annotations

import asyncio

import pytest

from lrc_studio.core.errors import RateLimitedError
from lrc_studio.providers.limits import FREE, PREMIUM, PRO, Limiter, Priority, wait_sentence, wait_words
from tests.providers.virtual import START_S, LoopClock, in_virtual_time

LONG = 1e9
WINDOWS = ((3, 60.0), (20, 3600.0), (50, 86_400.0))


async def ask(limiter: Limiter, priority: Priority = Priority.POLL, longest_s: float = LONG) -> float:
    """Makes a request at once; when it was let through, in seconds from the start."""
    async with limiter.slot(priority, longest_s):
        return LoopClock().now_s() - START_S


def granted(count: int, windows: tuple[tuple[int, float], ...] = WINDOWS) -> list[float]:
    async def work() -> list[float]:
        limiter = Limiter(windows, LoopClock())
        return sorted(await asyncio.gather(*(ask(limiter) for _ in range(count))))

    return in_virtual_time(work())


def test_the_tiers_are_the_services() -> None:
    assert [(tier.windows[0][0], tier.windows[1][0], tier.windows[2][0]) for tier in (FREE, PRO, PREMIUM)] == [
        (3, 20, 50),
        (10, 60, 300),
        (20, 200, 1000),
    ]
    assert [tier.max_bytes for tier in (FREE, PRO, PREMIUM)] == [7 * 2**20, 20 * 2**20, 50 * 2**20]


@pytest.mark.parametrize(("count", "span_s"), WINDOWS)
def test_no_window_is_ever_overrun(count: int, span_s: float) -> None:
    times = granted(120)
    assert all(late - early > span_s for early, late in zip(times, times[count:], strict=False))


@pytest.mark.parametrize("window", WINDOWS)
def test_each_window_alone_makes_wait(window: tuple[int, float]) -> None:
    count, span_s = window
    times = granted(count + 1, (window,))
    assert times[:count] == [0.0] * count
    assert times[count] == pytest.approx(span_s, rel=1e-3)


def test_the_windows_slide() -> None:
    async def work() -> float:
        limiter = Limiter(((3, 60.0),), LoopClock())
        for _ in range(3):
            await ask(limiter)
            await LoopClock().sleep(15)
        return await ask(limiter)

    assert in_virtual_time(work()) == pytest.approx(60, abs=0.2)  # when the first has left, not all three


def test_a_request_counts_from_its_end() -> None:
    async def work() -> float:
        limiter = Limiter(((1, 60.0),), LoopClock())
        async with limiter.slot(Priority.UPLOAD):
            await LoopClock().sleep(100)
        return await ask(limiter)

    assert in_virtual_time(work()) == pytest.approx(160, abs=0.2)


def test_requests_under_way_fill_the_window() -> None:
    async def work() -> float:
        limiter = Limiter(((2, 60.0),), LoopClock())
        release = asyncio.Event()

        async def slow() -> None:
            async with limiter.slot(Priority.UPLOAD):
                await release.wait()

        slow_ones = [asyncio.create_task(slow()) for _ in range(2)]
        waiting = asyncio.create_task(ask(limiter, longest_s=0))
        await LoopClock().sleep(500)
        assert not waiting.done()
        release.set()
        with pytest.raises(RateLimitedError):
            await waiting
        await asyncio.gather(*slow_ones)
        return await ask(limiter)

    assert in_virtual_time(work()) == pytest.approx(560, abs=0.2)


def test_what_never_left_counts_nowhere() -> None:
    async def work() -> tuple[float, ...]:
        limiter = Limiter(((1, 60.0),), LoopClock())
        async with limiter.slot(Priority.UPLOAD) as slot:
            slot.unused = True
        await ask(limiter)
        return limiter.history

    assert in_virtual_time(work()) == (START_S,)


def test_the_requests_of_an_earlier_run_count() -> None:
    async def work() -> float:
        return await ask(Limiter(((2, 60.0),), LoopClock(), past=[START_S - 50, START_S - 20, START_S - 900]))

    assert in_virtual_time(work()) == pytest.approx(10, abs=0.2)


def test_a_clock_that_was_set_back_blocks_no_longer_than_a_window() -> None:
    async def work() -> float:
        return await ask(Limiter(((1, 60.0),), LoopClock(), past=[START_S + 99_999]))

    assert in_virtual_time(work()) == pytest.approx(60, abs=0.2)


def test_uploads_go_before_results_and_results_before_polls() -> None:
    async def work() -> list[str]:
        limiter = Limiter(((1, 60.0),), LoopClock())
        went: list[str] = []

        async def one(name: str, priority: Priority) -> None:
            await ask(limiter, priority)
            went.append(name)

        await ask(limiter)
        waiting = [asyncio.create_task(one(f"poll {number}", Priority.POLL)) for number in range(2)]
        await LoopClock().sleep(1)  # the first poll is waiting for its window already
        waiting.append(asyncio.create_task(one("result", Priority.RESULT)))
        waiting += [asyncio.create_task(one(f"upload {number}", Priority.UPLOAD)) for number in range(2)]
        await asyncio.gather(*waiting)
        return went

    assert in_virtual_time(work()) == ["upload 0", "upload 1", "result", "poll 0", "poll 1"]


def test_a_wait_that_is_too_long_is_told_with_its_reason() -> None:
    async def work() -> RateLimitedError:
        limiter = Limiter(WINDOWS, LoopClock())
        for _ in range(20):
            await ask(limiter)
        with pytest.raises(RateLimitedError) as caught:
            await ask(limiter, longest_s=120)
        return caught.value

    error = in_virtual_time(work())
    assert error.wait_s is not None
    assert 3000 < error.wait_s < 3600
    assert "(20 an hour)" in str(error)


def test_who_gives_up_waiting_leaves_the_queue() -> None:
    async def work() -> float:
        limiter = Limiter(((1, 60.0),), LoopClock())
        await ask(limiter)
        first, second = (asyncio.create_task(ask(limiter)) for _ in range(2))
        await LoopClock().sleep(1)
        first.cancel()
        assert await second < 61
        return await ask(limiter)

    assert in_virtual_time(work()) == pytest.approx(120, abs=0.4)


def test_the_services_word_counts_too() -> None:
    async def work() -> list[float]:
        limiter = Limiter((), LoopClock())
        limiter.heard(0, 30.0)
        times = [await ask(limiter, Priority.UPLOAD)]
        limiter.hold(100.0)
        limiter.heard(5, 3.0)  # an older answer that comes late undoes nothing
        times.append(await ask(limiter, Priority.UPLOAD))
        return times

    assert in_virtual_time(work()) == [30.0, 130.0]


def test_when_few_are_left_polls_are_spread_and_uploads_are_not() -> None:
    async def work() -> list[float]:
        limiter = Limiter((), LoopClock())
        limiter.heard(2, 60.0)
        times = [await ask(limiter, Priority.UPLOAD), await ask(limiter, Priority.RESULT), await ask(limiter)]
        limiter.heard(2, 60.0)
        limiter.heard(9, 60.0)
        return [*times, await ask(limiter)]

    assert in_virtual_time(work()) == [0.0, 0.0, 20.0, 20.0]


def test_windows_may_change_while_it_runs() -> None:
    async def work() -> float:
        limiter = Limiter(FREE.windows, LoopClock())
        for _ in range(3):
            await ask(limiter)
        limiter.windows = PREMIUM.windows
        return await ask(limiter)

    assert in_virtual_time(work()) == 0.0


def test_waits_in_words() -> None:
    assert [wait_words(seconds) for seconds in (0.2, 38, 119, 125, 3600, 11_100)] == [
        "1 s", "38 s", "119 s", "3 min", "60 min", "3 h 5 min",
    ]  # fmt: skip
    assert wait_sentence(38, "20 an hour") == "Next request in 38 s (20 an hour). Nothing is lost until then."
