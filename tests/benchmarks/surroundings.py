"""A screen and a sound device of their own, for a program that is watched from outside."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCREEN_PX = (1280, 800)
_WAIT_S = 10
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent() -> None:
    """For `preexec_fn`: what is started ends with this program, however that ends (prctl(2)).

    A test that runs out of time is ended without a word to its fixtures.
    """
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def screen() -> Iterator[str]:
    """An X display of `SCREEN_PX`; gives its name."""
    read, write = os.pipe()
    size = f"{SCREEN_PX[0]}x{SCREEN_PX[1]}x24"
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"]
    server = subprocess.Popen(
        command,
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=die_with_parent,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(_WAIT_S)


@contextmanager
def null_sink(folder: Path, rate_hz: int) -> Iterator[dict[str, str]]:
    """A PulseAudio with a null sink, its files in `folder`; gives the environment of a process that plays into it."""
    runtime = folder / "run" / "pulse"
    runtime.mkdir(parents=True, mode=0o700)
    (folder / ".asoundrc").write_text("pcm.!default { type pulse }\nctl.!default { type pulse }\n")
    env = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder / "run")}
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
    command += ["-L", f"module-native-protocol-unix auth-anonymous=1 socket={runtime}/native"]
    command += ["-L", f"module-null-sink sink_name=nul rate={rate_hz}"]
    server = subprocess.Popen(
        command,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=die_with_parent,
    )
    env["PULSE_SERVER"] = f"unix:{runtime}/native"
    try:
        until_s = time.monotonic() + _WAIT_S
        while subprocess.run(["pactl", "info"], env=env, capture_output=True, check=False).returncode:
            assert time.monotonic() < until_s, "PulseAudio did not start"
        yield env
    finally:
        server.terminate()
        server.wait(_WAIT_S)
