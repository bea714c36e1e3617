"""Lyrics that we put into a song's tags, as exiftool and mutagen read them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from interop_readers import command, python, python_version
from interop_songs import songs

from lrc_studio.formats.base import WriteOptions
from lrc_studio.workflows.export import render

CONTAINERS = {".mp3": "libmp3lame", ".flac": "flac", ".m4a": "aac", ".ogg": "libvorbis", ".opus": "libopus"}
ASK_MUTAGEN = """
import json, mutagen, sys
found = {}
for name in sys.argv[1:]:
    tags = mutagen.File(name).tags
    if hasattr(tags, "getall"):
        texts = [frame.text for frame in tags.getall("USLT")]
        timed = [[text, ms] for frame in tags.getall("SYLT") for text, ms in frame.text]
    else:
        values = [tags[key] for key in tags.keys() if key.lower() in ("lyrics", "\\xa9lyr")]
        texts, timed = [value[0] for value in values], []
    found[name] = [texts, timed]
print(json.dumps(found))
"""


def tag_rows(folder: Path) -> list[tuple[str, str, str, str]]:
    """A table row for each reader of tags."""
    label = "tags (mp3, flac, m4a, ogg, opus)"
    exiftool = shutil.which("exiftool") and command("exiftool", "-ver").strip()
    mutagen = python_version("mutagen")()
    files = embedded(folder) if exiftool or mutagen else {}
    rows = []
    for name, version, ask in (("mutagen", mutagen, mutagen_texts), ("exiftool", exiftool, exiftool_texts)):
        if not version or not files:
            rows.append((label, name, "not installed" if not version else "nothing to read", ""))
            continue
        read = ask(list(files))
        differ = [f"{path.name}: {said}" for path, text in files.items() if (said := _differs(read.get(path), text))]
        told = "; ".join(differ[:6]) + (f"; {len(differ) - 6} more" if len(differ) > 6 else "")
        rows.append((label, f"{name} {version}", f"{len(files) - len(differ)} of {len(files)} files", told))
    return rows


def embedded(folder: Path) -> dict[Path, str]:
    """Every song in a file of each container, by the program's own command line; {} where that cannot be done."""
    found = {}
    for suffix, codec in CONTAINERS.items():
        sound = folder / f"sound{suffix}"
        tone = ["-f", "lavfi", "-i", "sine=frequency=220:duration=1", "-c:a", codec, "-strict", "-2", str(sound)]
        subprocess.run(["ffmpeg", "-y", "-v", "error", *tone], check=False)
        for number, (name, lyrics) in enumerate(songs().items(), 1):
            song = folder / f"{number:02d}-{re.sub(r'[^a-z0-9]+', '-', name.lower())}{suffix}"
            words = folder / "embedded.lrc"
            text = render(lyrics, "lrc", WriteOptions())
            words.write_text(text, "utf-8")
            if sound.is_file():
                shutil.copy(sound, song)
                verb = [sys.executable, "-m", "lrc_studio", "tags", str(song), "--embed", str(words)]
                if not subprocess.run(verb, capture_output=True, check=False).returncode:
                    found[song] = text
    return found


def mutagen_texts(paths: list[Path]) -> dict[Path, tuple[list[str], list[Any]]]:
    """Texts, and (text, ms) of synchronised frames."""
    said = command(python(), "-c", ASK_MUTAGEN, *map(str, paths))
    return {Path(name): (texts, timed) for name, (texts, timed) in json.loads(said or "{}").items()}


def exiftool_texts(paths: list[Path]) -> dict[Path, tuple[list[str], list[Any]]]:
    """The same of exiftool, whose stamps of synchronised frames are `[h:mm:ss.xx]`."""
    said = json.loads(
        command("exiftool", "-j", "-a", "-s", "-b", "-Lyrics*", "-UserDefinedText*", *map(str, paths)) or "[]"
    )
    found: dict[Path, tuple[list[str], list[Any]]] = {}
    for song in said:
        texts = [_text(value) for key, value in song.items() if key.lower().startswith("lyrics")]
        found[Path(song["SourceFile"])] = (texts, [])
    return found


def _text(value: Any) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _differs(read: tuple[list[str], list[Any]] | None, text: str) -> str:
    """Whether the lyrics are there whole, and what synchronised frames say otherwise."""
    if read is None:
        return "not read"
    if not any(_bare(found) == _bare(text) for found in read[0]):
        return f"reads {read[0][0][:30]!r}" if read[0] else "no lyrics"
    wanted = [(at, row) for at, row in _rows(text) if row]
    timed = [(ms, said.strip()) for said, ms in read[1] if said.strip()]
    if timed and [(at, " ".join(row.split())) for at, row in wanted] != [
        (ms, " ".join(said.split())) for ms, said in timed
    ]:
        return "SYLT differs"
    return ""


def _rows(text: str) -> list[tuple[int, str]]:
    found = re.findall(r"^\[(\d+):(\d\d)\.(\d\d)\](.*)$", text, re.MULTILINE)
    return [(int(m) * 60_000 + int(s) * 1000 + int(c) * 10, row.strip()) for m, s, c, row in found]


def _bare(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
