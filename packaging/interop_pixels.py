"""Looks at the pixels that libass draws of our ASS karaoke: when does each word begin to turn?"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.formats.base import WriteOptions
from lrc_studio.workflows.export import render

RATE_HZ, WIDE_PX, HIGH_PX, TALL_PX = 100, 960, 540, 140
FRAME_MS = 1000 // RATE_HZ
SUNG_RGB = (0xFF, 0xC3, 0x33)
"""The primary colour of the style Default."""
EARLY_MS, LATE_MS = 10, 60
"""A sweep needs a few pixels, past the first letter's side, before it can be seen."""
_NEAR = 120


def libass_version() -> str | None:
    """The version that ffmpeg's filter was built with or runs on, or None where there is no such filter."""
    if not shutil.which("ffmpeg"):
        return None
    command = ["ffmpeg", "-hide_banner", "-v", "verbose", "-f", "lavfi", "-i", "color=s=16x16:d=0.1"]
    filters = subprocess.run(["ffmpeg", "-hide_banner", "-filters"], capture_output=True, text=True, check=False).stdout
    if " ass " not in filters:
        return None
    said = subprocess.run([*command, "-vf", "ass=none", "-f", "null", "-"], capture_output=True, text=True, check=False)
    found = [row.split("libass API version:")[1] for row in said.stderr.splitlines() if "libass API version:" in row]
    return f"API {found[0].strip()}" if found else "through ffmpeg"


def sweep_differences(folder: Path, lyrics: Lyrics) -> str:
    """The first word that turns at another time than its own, "" where all turn in time."""
    counts = sung_pixels(folder, lyrics)
    for number, line in enumerate(lyrics.lines, 1):
        for word in line.words:
            if not word.text.strip() or word.start_ms is None or word.end_ms is None:
                continue
            turned_ms = _turns_ms(counts, word.start_ms, word.end_ms)
            if turned_ms is None:
                return f"line {number}: “{word.text.strip()}” does not turn"
            if not -EARLY_MS <= turned_ms - word.start_ms <= LATE_MS:
                return f"line {number}: “{word.text.strip()}” turns at {turned_ms} ms, not {word.start_ms}"
    return ""


def _turns_ms(counts: np.ndarray, start_ms: int, end_ms: int) -> int | None:
    """When more pixels have the sung colour than shortly before the word; the first frame of a line has none."""
    first = max(0, (start_ms - EARLY_MS) // FRAME_MS)
    frames = counts[first : end_ms // FRAME_MS + 1]
    grown = np.flatnonzero(frames > frames[0] + 1)
    return (first + int(grown[0])) * FRAME_MS if len(grown) else None


def sung_pixels(folder: Path, lyrics: Lyrics) -> np.ndarray:
    """How many pixels have the sung colour in each frame, as float32."""
    (folder / "sweep.ass").write_text(render(lyrics, "ass", WriteOptions()), "utf-8")
    seconds = max(line.end_ms or 0 for line in lyrics.lines) / 1000 + 0.2
    source = f"color=c=black:s={WIDE_PX}x{HIGH_PX}:r={RATE_HZ}:d={seconds}"
    chain = f"ass=sweep.ass,crop={WIDE_PX}:{TALL_PX}:0:{HIGH_PX - TALL_PX}"
    shown = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-vf", chain, *shown]
    size = WIDE_PX * TALL_PX * 3
    counts = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=folder) as drawing:
        assert drawing.stdout is not None
        while len(frame := drawing.stdout.read(size)) == size:
            pixels = np.frombuffer(frame, np.uint8).reshape(-1, 3).astype(np.int16)
            counts.append(int((np.abs(pixels - SUNG_RGB).sum(axis=1) < _NEAR).sum()))
    return np.array(counts, np.float32)
