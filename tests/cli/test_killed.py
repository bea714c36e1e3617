"""A command killed (SIGKILL) in each state of its job and started again: the lyrics come, and one upload was made."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lrc_studio.providers.limits import PREMIUM, Tier
from lrc_studio.workflows.services import keep_tier
from tests.cli.dying_child import SPEED
from tests.emulator import Emulator, Gate, Script, accounts, faults
from tests.emulator.wire import Wire

LRC = "[00:00.50]La la\n[00:01.20]La la la"
ROOT = Path(__file__).parents[2]
DAY_S = 86_400.0
LASTING = {
    "waiting": Script(queue=1, per_position_s=DAY_S, lrc=LRC),
    "running": Script(queue=0, processing_s=DAY_S, lrc=LRC),
    "timed-out": Script(queue=0, processing_s=DAY_S, lrc=LRC),
}
"""Tasks that stay in a state until time is moved on, however slow the machine is."""


@pytest.fixture
def quick() -> Iterator[Emulator]:
    """The emulator in fast time."""
    with Emulator(speed=SPEED) as running:
        running.tasks.usual = Script(queue=1, per_position_s=60, processing_s=60, lrc=LRC)
        keep_tier("ailrc", PREMIUM)
        yield running


def command(state: str, *argv: str, ahead_s: int = 0) -> list[str]:
    return [sys.executable, "-m", "tests.cli.dying_child", state, str(ahead_s), *argv]


def surroundings(service: Emulator, origin: str = "") -> dict[str, str]:
    key = {"LRC_STUDIO_URL_AILRC": origin or service.origin, "LRC_STUDIO_KEY_AILRC": service.key()}
    return {**os.environ, **key}


def ran(
    service: Emulator, state: str, *argv: str, ahead_s: int = 0, origin: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(state, *argv, ahead_s=ahead_s),
        cwd=ROOT,
        env=surroundings(service, origin),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def sync(tone: Path, tmp_path: Path) -> tuple[str, ...]:
    return ("sync", str(tone), "--provider", "ailrc", "-o", str(tmp_path / "out.lrc"))


def state_of(service: Emulator) -> str:
    (row,) = json.loads(ran(service, "-", "jobs", "--json").stdout)
    return str(row["state"])


@pytest.mark.parametrize(
    "state", ["draft", "preflight", "submitted", "waiting", "running", "succeeded", "orphaned", "timed-out"]
)
def test_killed_in_a_state_it_is_resumed_with_one_upload(
    quick: Emulator, tone: Path, tmp_path: Path, state: str
) -> None:
    if state == "orphaned":
        quick.faults.push(faults.server_error(stage="reply"), path="audio_analysis")
    if state in LASTING:
        quick.script(LASTING[state])
    assert ran(quick, state, *sync(tone, tmp_path)).returncode == -signal.SIGKILL
    assert state_of(quick) == state
    assert not (tmp_path / "out.lrc").exists()
    quick.clock.advance(2 * DAY_S)
    again = ran(quick, "-", "jobs", "resume")
    assert (again.returncode, again.stderr) == (0, "")
    assert (tmp_path / "out.lrc").read_text("utf-8") == LRC + "\n"
    assert quick.journal.count("POST") == 1
    assert ran(quick, "-", "jobs", "resume").stderr == "There is nothing to resume.\n"


def test_killed_before_the_request_left_it_is_looked_for_and_only_a_person_sends_again(
    quick: Emulator, tone: Path, tmp_path: Path
) -> None:
    assert ran(quick, "submitting", *sync(tone, tmp_path)).returncode == -signal.SIGKILL
    assert quick.journal.count("POST") == 0
    for verb in (("jobs", "resume"), sync(tone, tmp_path)):
        again = ran(quick, "-", *verb)
        assert again.returncode == 5
        assert "nothing is sent again" in again.stderr
    assert quick.journal.count("POST") == 0
    (row,) = json.loads(ran(quick, "-", "jobs", "--json").stdout)
    assert ran(quick, "-", "jobs", "delete", row["id"]).returncode == 0
    assert ran(quick, "-", *sync(tone, tmp_path)).returncode == 0
    assert quick.journal.count("POST") == 1


@pytest.mark.parametrize("stage", ["before", "reply"])
def test_killed_while_the_service_has_the_upload(quick: Emulator, tone: Path, tmp_path: Path, stage: str) -> None:
    """The request is there, the answer is not: given up by the service with its sender, or taken all the same."""
    gate = Gate()
    quick.faults.push(faults.held(gate, stage), path="audio_analysis")
    argv = command("-", *sync(tone, tmp_path))
    with subprocess.Popen(argv, cwd=ROOT, env=surroundings(quick)) as child:
        assert gate.wait_reached()
        child.kill()
    gate.open()
    again = ran(quick, "-", "jobs", "resume")
    taken = len(quick.tasks.all())
    assert taken == 1 or stage == "before"
    assert again.returncode == (0 if taken else 5)
    assert (tmp_path / "out.lrc").exists() == bool(taken)
    assert quick.journal.count("POST") == 1


def test_killed_inside_the_upload(quick: Emulator, tone: Path, tmp_path: Path) -> None:
    """The line holds the request when the program dies: whatever became of it, nothing is sent by itself."""
    proxy, gate = quick.proxy(), Gate()
    proxy.push(Wire("hold", gate=gate), method="POST")
    argv = command("-", *sync(tone, tmp_path))
    with subprocess.Popen(argv, cwd=ROOT, env=surroundings(quick, proxy.origin)) as child:
        assert gate.wait_reached()
        assert state_of(quick) == "submitting"
        child.kill()
    gate.open()
    again = ran(quick, "-", "jobs", "resume", origin=proxy.origin)
    assert again.returncode == (0 if quick.tasks.all() else 5)
    assert len(quick.tasks.all()) <= 1
    assert [seen for seen in proxy.seen if seen[0] == "POST"] == [("POST", "/api/v2/open/audio_analysis")]


def test_killed_while_it_waits_for_the_limits(quick: Emulator, tone: Path, tmp_path: Path) -> None:
    quick.faults.push(faults.rate_limited("3600"), path="audio_analysis")
    assert ran(quick, "paused-rate", *sync(tone, tmp_path)).returncode == -signal.SIGKILL
    asked = quick.journal.count()
    early = ran(quick, "-", "jobs", "resume")
    assert early.returncode == 5
    assert "Next request in" in early.stderr
    assert quick.journal.count() == asked
    assert ran(quick, "-", "jobs", "resume", ahead_s=4000).returncode == 0
    assert len(quick.tasks.all()) == 1


def test_killed_it_still_knows_what_it_has_used_of_its_limits(quick: Emulator, tone: Path, tmp_path: Path) -> None:
    quick.access().account.tier = accounts.Tier("one an hour", 20, 1, 1000, 50)
    keep_tier("ailrc", Tier("One an hour", ((20, 60.0), (1, 3600.0)), PREMIUM.max_bytes))
    assert ran(quick, "submitted", *sync(tone, tmp_path)).returncode == -signal.SIGKILL
    early = ran(quick, "-", "jobs", "resume")
    assert (early.returncode, "Next request in" in early.stderr, "1 an hour" in early.stderr) == (5, True, True)
    assert [entry.status for entry in quick.journal.all()] == [200]


def test_a_batch_that_was_killed_goes_on(quick: Emulator, tone: Path, tmp_path: Path) -> None:
    folder = tmp_path / "songs"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.wav").write_bytes(tone.read_bytes() + bytes(2 * number + 2))
    argv = ("batch", str(folder), "--provider", "ailrc")
    assert ran(quick, "succeeded", *argv).returncode == -signal.SIGKILL
    again = ran(quick, "-", "batch", str(folder), "--resume")
    assert (again.returncode, again.stderr) == (0, "4 done, 0 there already, 0 failed.\n")
    assert len(list(folder.glob("*.lrc"))) == 4
    assert quick.journal.count("POST") == 4


def test_an_interrupt_says_that_the_service_goes_on(quick: Emulator, tone: Path, tmp_path: Path) -> None:
    gate = Gate()
    quick.faults.push(faults.held(gate), method="GET")
    argv = command("-", *sync(tone, tmp_path))
    with subprocess.Popen(argv, cwd=ROOT, env=surroundings(quick), stderr=subprocess.PIPE, text=True) as child:
        assert gate.wait_reached()
        child.send_signal(signal.SIGINT)
        _, told = child.communicate(timeout=30)
    assert child.returncode == 130
    assert "The service goes on with tone" in told
    assert len(told.splitlines()) == 1
    gate.open()
    assert state_of(quick) == "cancelled-here"
    (row,) = json.loads(ran(quick, "-", "jobs", "--json").stdout)
    assert ran(quick, "-", "jobs", "resume", row["id"]).returncode == 0
    assert (tmp_path / "out.lrc").exists()
    assert quick.journal.count("POST") == 1
