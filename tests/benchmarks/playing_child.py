"""Plays a song through the sound card that its surroundings name and writes down what position it reports, and when.

Run as `python -m tests.benchmarks.playing_child SONG SECONDS SEEK_TO_MS`; prints JSON with rows of (monotonic seconds,
position in ms) for a run from the beginning and for one after a seek while playing.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from lrc_studio.audio.player import Player
from lrc_studio.audio.sound import load


def watch(player: Player, seconds: float) -> list[tuple[float, float]]:
    """Rows every few milliseconds, as a window would ask."""
    rows, until_s, never = [], time.monotonic() + seconds, threading.Event()
    while time.monotonic() < until_s:
        rows.append((time.monotonic(), player.position_ms))
        never.wait(0.004)
    return rows


def main() -> None:
    song, seconds, seek_to_ms = Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
    player = Player()
    player.load(load(song, lambda sound: None))
    player.play()
    first = watch(player, seconds)
    player.seek(seek_to_ms)
    second = watch(player, seconds)
    player.pause()
    answer = {"device": player.device_name, "silent": player.silent, "first": first, "second": second}
    player.close()
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
