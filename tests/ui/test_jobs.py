"""Jobs end as they say: restarted, cancelled, failed or shut down."""

from __future__ import annotations

import asyncio
import gc
import threading
import warnings
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from lrc_studio.core.errors import InputError
from lrc_studio.core.progress import Progress, Report
from lrc_studio.ui.jobs import Jobs
from tests.ui.conftest import until

STEP = Progress("work", 1, 2, "Working")


class Told(list[tuple[str, str]]):
    """What a `Jobs` signalled, in order."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        jobs.started.connect(lambda name: self.append(("started", name)))
        jobs.failed.connect(lambda name, error: self.append((f"failed {error}", name)))
        jobs.ended.connect(lambda name: self.append(("ended", name)))


@pytest.fixture
def jobs(qapp: QApplication, runner: asyncio.Runner) -> Jobs:
    return Jobs(runner.get_loop())


def until_told(report: Report, running: threading.Event) -> Callable[[], None]:
    """Work that goes on until its report says stop."""

    def work() -> None:
        running.set()
        while True:
            report(STEP)

    return work


def test_a_job_starts_reports_and_ends(jobs: Jobs, runner: asyncio.Runner) -> None:
    told, seen = Told(jobs), []
    jobs.progressed.connect(lambda name, progress: seen.append((name, progress)))

    async def work() -> None:
        assert jobs.running("a")
        assert await jobs.in_thread("a", lambda report: report(STEP) or 42) == 42

    async def run() -> None:
        jobs.start("a", work())
        await until(lambda: not jobs.running("a") and seen)

    runner.run(run())
    assert told == [("started", "a"), ("ended", "a")]
    assert seen == [("a", STEP)]


def test_an_error_is_told_and_the_job_ends(jobs: Jobs, runner: asyncio.Runner) -> None:
    told = Told(jobs)

    def fail(report: Report) -> None:
        raise InputError("It is broken.")

    async def run() -> None:
        jobs.start("a", jobs.in_thread("a", fail))
        await until(lambda: not jobs.running("a"))

    runner.run(run())
    assert told == [("started", "a"), ("failed It is broken.", "a"), ("ended", "a")]


def test_cancelling_stops_the_thread_itself(jobs: Jobs, runner: asyncio.Runner) -> None:
    told, running, left = Told(jobs), threading.Event(), threading.Event()

    def work(report: Report) -> None:
        try:
            until_told(report, running)()
        finally:
            left.set()

    async def run() -> None:
        jobs.start("a", jobs.in_thread("a", work))
        await until(running.is_set)
        jobs.cancel("a")
        await until(lambda: not jobs.running("a"))
        assert left.is_set()

    runner.run(run())
    assert told == [("started", "a"), ("ended", "a")]


def test_a_restart_waits_until_the_old_thread_is_out(jobs: Jobs, runner: asyncio.Runner) -> None:
    """Even where the second is itself replaced while it waits for the first."""
    told, running = Told(jobs), threading.Event()
    inside: list[str] = []

    def first(report: Report) -> None:
        inside.append("first")
        try:
            until_told(report, running)()
        finally:
            inside.remove("first")

    async def last() -> None:
        assert inside == []

    async def run() -> None:
        jobs.start("a", jobs.in_thread("a", first))
        await until(running.is_set)
        jobs.start("a", last())
        await asyncio.sleep(0)
        jobs.start("a", last())
        await until(lambda: not jobs.running("a"))

    runner.run(run())
    assert told == [("started", "a"), ("started", "a"), ("ended", "a")]


def test_work_that_never_began_leaves_nothing(jobs: Jobs, runner: asyncio.Runner) -> None:
    told = Told(jobs)

    async def never() -> None:
        raise AssertionError

    async def run() -> None:
        jobs.start("a", never())
        jobs.cancel("a")
        assert jobs.running("a")
        await until(lambda: not jobs.running("a"))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        runner.run(run())
        gc.collect()
    assert told == [("ended", "a")]


def test_shutdown_waits_for_threads_and_starts_nothing_more(jobs: Jobs, runner: asyncio.Runner) -> None:
    running, left = threading.Event(), threading.Event()

    def work(report: Report) -> None:
        try:
            until_told(report, running)()
        finally:
            left.set()

    async def run() -> None:
        jobs.start("a", jobs.in_thread("a", work))
        await until(running.is_set)
        await jobs.shutdown()
        assert left.is_set()
        jobs.start("b", jobs.in_thread("b", work))
        assert not jobs.running("b")

    runner.run(run())
