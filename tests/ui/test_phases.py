"""Progress of auto sync as it is shown: nothing too early, phases in order, time left that can be believed."""

from __future__ import annotations

import asyncio
import threading

import pytest
from PySide6.QtWidgets import QProgressBar

from lrc_studio.core.progress import Progress, Report
from lrc_studio.ui.main_window import MainWindow
from lrc_studio.ui.phases import PHASES, PhaseStrip, time_left
from lrc_studio.ui.session import Session
from lrc_studio.ui.spinner import Spinner
from tests.ui.conftest import until
from tests.ui.songs import TEXT, texts


@pytest.fixture
def strip(session: Session, window: MainWindow) -> PhaseStrip:
    session.files.paste(TEXT)
    session.document.mark_saved()
    return window.findChildren(PhaseStrip)[0]


class Work:
    """Reports one phase until it is let go."""

    def __init__(self, phase: str, message: str, done: int = 1) -> None:
        self.go = threading.Event()
        self._step = Progress(phase, done, 2, message)

    def __call__(self, report: Report) -> None:
        while not self.go.wait(0.01):
            report(self._step)


def test_short_work_shows_nothing(session: Session, strip: PhaseStrip, runner: asyncio.Runner) -> None:
    seen: list[bool] = []
    session.jobs.progressed.connect(lambda *_: seen.append(strip.isVisible()))
    work = Work("decode", "Decoding the song")

    async def run() -> None:
        session.jobs.start("sync", session.jobs.in_thread("sync", work))
        await until(lambda: len(seen) > 3)
        work.go.set()
        await until(lambda: not session.jobs.running("sync"))

    runner.run(run())
    assert not any(seen)
    assert not strip.isVisible()


def test_the_phase_at_work_turns_and_the_others_are_marked(
    session: Session, strip: PhaseStrip, runner: asyncio.Runner
) -> None:
    work = Work("voice", "Finding the voice")

    async def run() -> None:
        session.jobs.start("sync", session.jobs.in_thread("sync", work))
        await until(strip.isVisible)
        spinners = [made for made in strip.findChildren(Spinner) if made.isVisible()]
        assert len(spinners) == 1
        angle = spinners[0].angle
        await until(lambda: spinners[0].angle != angle)
        assert texts(strip).count("Finding the voice") == 2  # as the title and in the row
        assert all(words in texts(strip) for _, words, _ in PHASES)
        bar = strip.findChildren(QProgressBar)[0]
        assert bar.value() == pytest.approx(1000 * (0.06 + 0.02 + 0.16), abs=1)
        session.change_settings(theme="dark")
        assert strip.isVisible()
        work.go.set()
        await until(lambda: not session.jobs.running("sync"))
        assert not strip.isVisible()
        session.change_settings(theme="system")

    runner.run(run())


def test_a_second_run_begins_at_nothing(session: Session, strip: PhaseStrip, runner: asyncio.Runner) -> None:
    bar = strip.findChildren(QProgressBar)[0]

    async def run() -> None:
        first, second = Work("check", "Checking", 2), Work("decode", "Decoding the song", 0)
        session.jobs.start("sync", session.jobs.in_thread("sync", first))
        await until(lambda: bar.value() == 1000)
        first.go.set()
        await until(lambda: not session.jobs.running("sync"))
        session.jobs.start("sync", session.jobs.in_thread("sync", second))
        await until(strip.isVisible)
        assert bar.value() == 0
        second.go.set()
        await until(lambda: not session.jobs.running("sync"))

    runner.run(run())


@pytest.mark.parametrize(
    ("passed_s", "share", "words"),
    [
        (0.5, 0.5, ""),
        (9.0, 0.05, ""),
        (6.0, 0.6, "4 s left"),
        (10.0, 0.999, "1 s left"),
        (12.0, 0.3, "30 s left"),
        (60.0, 0.25, "3 min left"),
        (30.0, 0.35, "1 min left"),
    ],
)
def test_time_left_in_words(passed_s: float, share: float, words: str) -> None:
    assert time_left(passed_s, share) == words
