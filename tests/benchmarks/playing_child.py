"""Plays a song through the sound card that its surroundings name and writes down what position it reports, and when.

Run as `python -m tests.benchmarks.playing_child SONG SECONDS SPEED...`; prints JSON: for each speed the rows of
(monotonic seconds, position in ms) of a run from the beginning, one after a seek while playing, and one in a loop.
Slow runs last longer, so that enough is heard in them. With `whole` in place of the speeds: one run at 1×.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from lrc_studio.audio.player import Player
from lrc_studio.audio.sound import load

SEEK_TO_MS = 20_300
LOOP_MS = (10_250, 13_700)
GAP_MS = 300

Rows = list[tuple[float, float]]


def watch(player: Player, seconds: float) -> Rows:
    """Rows every few milliseconds, as a window would ask."""
    rows, until_s, never = [], time.monotonic() + seconds, threading.Event()
    while time.monotonic() < until_s:
        rows.append((time.monotonic(), player.position_ms))
        never.wait(0.004)
    return rows


def runs(player: Player, seconds: float, speed: float) -> dict[str, Rows]:
    """The three runs at one speed."""
    player.speed = speed
    seconds *= max(1.0, 0.5 / speed)
    player.play(0)
    start = watch(player, seconds)
    player.seek(SEEK_TO_MS)
    seek = watch(player, seconds)
    player.play(*LOOP_MS, loop=True, gap_ms=GAP_MS)
    loop = watch(player, seconds)
    player.pause()
    return {"start": start, "seek": seek, "loop": loop}


def main() -> None:
    song, seconds, speeds = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
    player = Player()
    sound = load(song, lambda sound: None)
    player.load(sound)
    if speeds == ["whole"]:
        player.play(0)
        found = {"1.0": {"whole": watch(player, seconds)}}
    else:
        found = {speed: runs(player, seconds, float(speed)) for speed in speeds}
    answer = {"device": player.device_name, "silent": player.silent, "kept": sound.kept, "runs": found}
    player.close()
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
