"""The demo song timed by the real aligner, once for all tests of a process."""

from __future__ import annotations

from functools import cache

from lrc_studio.core.progress import Progress
from lrc_studio.workflows import demo_song
from lrc_studio.workflows.demo_song import DemoTimed

_time_demo = demo_song.time_demo  # the real one, whatever a test puts in its place


@cache
def timed_demo() -> tuple[DemoTimed, tuple[Progress, ...]]:
    """What the aligner gives for the demo song, and all it told on the way."""
    told: list[Progress] = []
    return _time_demo(told.append), tuple(told)
