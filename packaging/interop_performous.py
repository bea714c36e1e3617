"""Which of our UltraStar songs the game Performous takes into its list; it shows notes on the screen alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

from interop_songs import songs

from lrc_studio.formats.base import WriteOptions
from lrc_studio.workflows.export import render

_LIMIT_S = 40.0
TableRow = tuple[str, str, str, str]


def performous_row(folder: Path) -> TableRow:
    """A table row; the game is started on a folder of songs and ended when it has written its list."""
    label = "UltraStar"
    game = shutil.which("performous") or shutil.which("performous", path="/usr/games")
    if not game:
        return label, "Performous", "not installed", ""
    said = subprocess.run([game, "--version"], capture_output=True, text=True, timeout=_LIMIT_S, check=False)
    version = re.search(r"\d+\.\d[\w.]*", said.stdout + said.stderr)
    listed = _listed(game, folder / "performous")
    wanted = {_title(number) for number in range(len(songs()))}
    told = "" if listed == wanted else f"not listed: {', '.join(sorted(wanted - listed))}"
    return label, f"Performous {version[0] if version else ''}".strip(), f"{len(listed)} of {len(wanted)} listed", told


def _title(number: int) -> str:
    return f"Interop {number:02d}"


def _listed(game: str, folder: Path) -> set[str]:
    """The titles in the list that the game writes."""
    place, songs_folder = folder / "list", folder / "songs"
    place.mkdir(parents=True)
    for number, lyrics in enumerate(songs().values()):
        one = songs_folder / f"{number:02d}"
        one.mkdir(parents=True)
        text = render(lyrics.with_tag("ti", _title(number)), "ultrastar", WriteOptions())
        (one / "song.txt").write_text(text, "utf-8")
        tone = ["-f", "lavfi", "-i", "sine=duration=2", str(one / "Unknown.mp3")]
        subprocess.run(["ffmpeg", "-y", "-v", "error", *tone], check=False)
    command = [game, "--songlist", str(place), str(songs_folder)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    playing = subprocess.Popen(command, env=os.environ | {"HOME": str(folder)}, **quiet)  # type: ignore[call-overload]
    try:
        return _awaited(place / "songlist.xml", len(songs()))
    finally:
        playing.terminate()
        try:
            playing.wait(20)
        except subprocess.TimeoutExpired:
            playing.kill()
            playing.wait()


def _awaited(listing: Path, count: int) -> set[str]:
    found: set[str] = set()
    ends_s = time.monotonic() + _LIMIT_S
    while len(found) < count and time.monotonic() < ends_s:
        time.sleep(0.2)
        if listing.is_file():
            found = set(re.findall(r"<title>(Interop \d\d)</title>", listing.read_text("utf-8", "replace")))
    return found
