"""Films the job of `tapping_child` and prints its figures.

Run as `python -m tests.benchmarks.film_tapping [docs/pictures/timing.webp]`; it needs what `test_tapping.py` needs.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFontDatabase, QGuiApplication

from lrc_studio.resources import resource
from tests.benchmarks.film import Cut, Film
from tests.benchmarks.surroundings import SCREEN_PX, null_sink, screen
from tests.benchmarks.test_tapping import REACTION_MS, SPEED, run, worst

RATE_HZ = 44_100
SAID = {
    "drop": (0.0, 4.0, "Drop a song and its words"),
    "calibrate": (3.0, 3.0, "Tap to the clicks once: your delay is taken off from then on"),
    "slow": (0.0, 0.6, "Slower, at the same pitch"),
    "lines": (4.5, 13.5, "Space stamps each line as you hear it"),
    "words": (1.0, 7.5, "Hold F from the beginning of a word to its end"),
    "drag": (0.0, 2.0, "Drag a boundary"),
    "loop": (0.0, 6.5, "Loop the line; the preview follows the same clock"),
    "undo": (0.0, 2.5, "Undo everything, step by step"),
}
"""For each step: how long after its beginning the film starts, how many s of it are kept, and what is said."""


def cuts_of(steps: list[tuple[str, float]]) -> list[Cut]:
    """What is kept of each step, none past the beginning of the next."""
    begins = [at_s for _, at_s in steps]
    cuts = []
    for (name, at_s), next_s in zip(steps, begins[1:], strict=False):
        after_s, long_s, said = SAID[name]
        cuts.append(Cut(at_s + after_s, min(at_s + after_s + long_s, next_s), said))
    return cuts


def told(found: dict[str, Any]) -> str:
    """The figures, a row each."""
    stamps = (("lines", found["lines_ms"]), ("held words", found["words_ms"]))
    rows = [
        f"sound device: {found['device']}; speed {found['speed']}",
        f"reaction {REACTION_MS} ms; calibration found {found['calibrated_ms']} ms",
        *(f"{what}: median {statistics.median(ms):.1f} ms, worst {max(map(abs, ms)):.1f} ms" for what, ms in stamps),
        f"boundary dragged by {found['dragged_ms']} ms; loop came round: {found['looped']}",
        f"{found['undone']} steps undone; as before: {found['as_before']}; worst of all stamps {worst(found)} ms",
    ]
    return "\n".join(rows) + "\n"


def main() -> None:
    app = QGuiApplication([])
    for path in resource("fonts").rglob("*.[to]tf"):
        QFontDatabase.addApplicationFont(str(path))
    with tempfile.TemporaryDirectory() as name, null_sink(Path(name), RATE_HZ) as env, screen() as display:
        film = Film(display, SCREEN_PX)
        film.start()
        try:
            found = run({**env, "DISPLAY": display}, Path(name) / "home")
        finally:
            film.stop()
        sys.stdout.write(told(found))
        if len(sys.argv) > 1:
            size = film.write(Path(sys.argv[1]), cuts_of(found["steps"]))
            sys.stdout.write(f"{sys.argv[1]}: {size / 1e6:.2f} MB at {SPEED} of the speed\n")
    app.quit()


if __name__ == "__main__":
    main()
