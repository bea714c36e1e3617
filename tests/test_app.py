"""The composition root: what the first window waits for, and what is made ready behind it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("numpy", "pyqtgraph", "av", "mutagen", "chardet", "httpx", "sounddevice", "keyring")
CHILD = """
import asyncio, json, sys
import lrc_studio.app as app
seen = {}
async def watched(application, loop, names, demo):
    studio = app.Studio(application, loop)
    studio.window.show()
    seen["window"] = sorted(set(HEAVY) & set(sys.modules))
    await studio.ready_for_a_song()
    seen["song"] = sorted(set(HEAVY) & set(sys.modules))
    seen["editor"] = studio.window.editor.isVisible()
    await studio.shutdown()
app._live = watched
app.run([])
print(json.dumps(seen))
"""


@pytest.fixture
def seen(studio_home: Path) -> dict[str, object]:
    """What a fresh process had loaded with its first window shown, and once it was ready for a song."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", CHILD.replace("HEAVY", repr(HEAVY))]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_the_first_window_waits_for_no_heavy_library_and_the_first_song_finds_them_loaded(
    seen: dict[str, object],
) -> None:
    assert seen["window"] == []
    assert {"numpy", "pyqtgraph", "av", "mutagen"} <= set(seen["song"])  # type: ignore[call-overload]
    assert seen["editor"] is False, "nothing is open, so the first window stays"
