"""A test that hangs in a window's loop is stopped, so that the whole run always ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HANGING = """
import asyncio, qasync
async def wait_for_ever():
    while True:
        await asyncio.sleep(0.005)
def test_hangs(qapp):
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qapp)) as runner:
        runner.run(wait_for_ever())
"""


def test_a_hanging_test_is_stopped_and_named(tmp_path: Path) -> None:
    path = tmp_path / "test_hanging.py"
    path.write_text(HANGING)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        str(ROOT / "pyproject.toml"),
        "--timeout=2",
        "-p",
        "no:cacheprovider",
    ]
    ended = subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=60, cwd=tmp_path, check=False)
    assert ended.returncode != 0
    assert "Timeout" in ended.stdout + ended.stderr
    assert "wait_for_ever" in ended.stdout + ended.stderr
