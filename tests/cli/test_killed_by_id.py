"""A command that asks by ids, killed (SIGKILL) or interrupted at each step and run again: nothing is paid twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.emulator import Gate, SunoEmulator, faults

ROOT = Path(__file__).parents[2]
SYNC = ("sync", "--provider", "sunoapi", "--task-id", "t-1", "--audio-id", "a-1")


@pytest.fixture
def emulator() -> Iterator[SunoEmulator]:
    with SunoEmulator("sunoapi") as running:
        running.song()
        yield running


def command(state: str, *argv: str) -> list[str]:
    return [sys.executable, "-m", "tests.cli.dying_child", state, "0", *argv]


def surroundings(emulator: SunoEmulator) -> dict[str, str]:
    return {**os.environ, "LRC_STUDIO_URL_SUNOAPI": emulator.origin, "LRC_STUDIO_KEY_SUNOAPI": emulator.key()}


def ran(emulator: SunoEmulator, state: str, *argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(state, *argv),
        cwd=ROOT,
        env=surroundings(emulator),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def row_of(emulator: SunoEmulator) -> dict[str, str]:
    (row,) = json.loads(ran(emulator, "-", "jobs", "--json").stdout)
    return dict(row)


@pytest.mark.parametrize(("state", "paid"), [("draft", 0), ("succeeded", 1)])
def test_killed_where_the_outcome_is_known(emulator: SunoEmulator, state: str, paid: int) -> None:
    assert ran(emulator, state, *SYNC).returncode == -signal.SIGKILL
    assert (row_of(emulator)["state"], emulator.paid()) == (state, paid)
    again = ran(emulator, "-", *SYNC)
    assert again.returncode == 0
    assert "Lantern on the window sill" in again.stdout
    assert emulator.paid() == 1


def test_killed_before_the_request_left_only_a_person_sends_it(emulator: SunoEmulator) -> None:
    assert ran(emulator, "submitting", *SYNC).returncode == -signal.SIGKILL
    for argv in (SYNC, ("jobs", "resume")):
        again = ran(emulator, "-", *argv)
        assert again.returncode == 5
        assert "may have been charged" in again.stderr
    assert emulator.paid() == 0
    assert ran(emulator, "-", "jobs", "resume", row_of(emulator)["id"]).returncode == 0
    assert emulator.paid() == 1


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_ended_while_the_service_has_the_request(emulator: SunoEmulator, how: signal.Signals) -> None:
    gate = Gate()
    emulator.faults.push(faults.held(gate, "reply"))
    argv = command("-", *SYNC)
    with subprocess.Popen(argv, cwd=ROOT, env=surroundings(emulator), stderr=subprocess.PIPE, text=True) as child:
        assert gate.wait_reached()
        child.send_signal(how)
        _, told = child.communicate(timeout=30)
    gate.open()
    if how == signal.SIGINT:
        assert child.returncode == 130
        assert "may have been charged" in told
        assert len(told.splitlines()) == 1
    assert ran(emulator, "-", *SYNC).returncode == 5
    assert (row_of(emulator)["state"], emulator.paid()) == ("orphaned", 1)
