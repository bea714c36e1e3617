"""The window's program killed while a song is on its way: the next start finds it, and it was sent once."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from lrc_studio.storage.jobs import JobState
from tests.emulator import Emulator, Gate, faults
from tests.ui.services.at_work import Hands
from tests.ui.services.conftest import Start
from tests.ui.services.hand_clock import HandClock
from tests.ui.waiting import until

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("when", ["answered", "unanswered"])
def test_a_killed_program_finds_its_job_again(
    start: Start, runner: asyncio.Runner, emulator: Emulator, clock: HandClock, song: Path, key: str, when: str
) -> None:
    gate = Gate()
    if when == "unanswered":
        emulator.faults.push(faults.held(gate, "reply"), method="POST")
    command = [sys.executable, "-m", "tests.ui.services.dying_child", str(song)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "sending\n"
            runner.run(until(lambda: emulator.tasks.all()))
            if when == "answered":
                runner.run(until(lambda: emulator.journal.all("POST")[0].status))
        finally:
            process.kill()
    gate.open()
    emulator.clock.advance(600)
    hands = Hands(start(), clock)

    async def go_on() -> None:
        await hands.begin()
        await hands.until_state(JobState.SUCCEEDED)
        await until(lambda: hands.told.toasts)
        assert hands.told.toasts[-1].text == "1 job finished: Harbour Lights"
        assert not hands.told.banners

    runner.run(go_on())
    assert emulator.journal.count("POST") == 1
