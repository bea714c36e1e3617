"""What the benchmarks start ends with them, however they end."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WAIT_S = 20
CHILD = """
import subprocess, sys
from pathlib import Path
from tests.benchmarks import surroundings

started, popen = [], subprocess.Popen
subprocess.Popen = lambda *args, **kinds: started.append(popen(*args, **kinds)) or started[-1]
with surroundings.screen():
    wanted = [started[0].pid]
    if sys.argv[2] == "sound":
        with surroundings.null_sink(Path(sys.argv[1]), 44_100):
            print(*wanted, started[1].pid, flush=True)
            sys.stdin.read()
    print(*wanted, flush=True)
    sys.stdin.read()
"""

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent"),
    pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed"),
]


def test_screen_and_sound_end_with_a_program_that_is_killed(tmp_path: Path) -> None:
    sound = "sound" if shutil.which("pulseaudio") and shutil.which("pactl") else "silent"
    command = [sys.executable, "-c", CHILD, str(tmp_path), sound]
    with subprocess.Popen(
        command, cwd=ROOT, env=dict(os.environ), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        pids = [int(word) for word in child.stdout.readline().split()]
        assert len(pids) == (2 if sound == "sound" else 1)
        watched = [os.pidfd_open(pid) for pid in pids]
        assert not select.select(watched, [], [], 0)[0]
        child.kill()
    for fd in watched:
        assert select.select([fd], [], [], WAIT_S)[0], "something lives on"
        os.close(fd)
