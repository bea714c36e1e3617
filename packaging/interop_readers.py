"""The programs and libraries that read our files, each as a function from files to what they read."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lrc_studio.formats.players.markup import drawn

HERE = Path(__file__).resolve().parent
Row = tuple[int, int | None, str, tuple[tuple[int, str], ...]]
"""Start and end in ms (None: the reader knows none), text, and words as (start, text)."""
Read = dict[Path, list[Row] | str]
"""Rows, or what the reader complained of."""
_LIMIT_S = 240
_HEX_ROW = re.compile(r"^[0-9a-f]{8}: ((?:[0-9a-f]{2,4} ?)+)", re.MULTILINE)
_TAGS = re.compile(r"</?(?:v|c|i|b|u|lang|ruby|rt)(?:[ .][^>]*)?>|<\d[\d:.]*>|\{\\[^}]*\}")


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of files of `suffix`: `raw` ones hand markup on as it stands, `words` says that it reads words."""

    name: str
    suffix: str
    format_id: str
    version: Callable[[], str | None]
    read: Callable[[Sequence[Path]], Read]
    raw: bool = False
    words: bool = False
    line_timed: bool = False
    """Takes TTML with lines alone."""

    @property
    def markup(self) -> str:
        """The format whose markup the reader hands on, or ""."""
        return self.format_id if self.raw else ""


def bare(text: str, raw_format: str = "") -> str:
    """A text as a person sees it: without the markup of `raw_format`, where the reader hands that on."""
    if raw_format in ("vtt", "ass"):
        text = _TAGS.sub("", text)
    if raw_format == "vtt":
        text = html.unescape(text)
    if raw_format == "ass":
        text = text.replace("\\h", "\u00a0").replace("\\{", "{").replace("\\}", "}")
    return " ".join(text.replace("\u2060", "").replace("\u200b", "").replace("\0", "").split())


def command(*parts: str, **more: Any) -> str:
    """What a program prints."""
    found = subprocess.run(parts, capture_output=True, text=True, timeout=_LIMIT_S, check=False, **more)
    return found.stdout


def _first_line(*parts: str) -> Callable[[], str | None]:
    def version() -> str | None:
        if not shutil.which(parts[0]):
            return None
        said = (command(*parts).splitlines() or ["?"])[0]
        found = re.search(r"\d+\.\d[\w.]*", said)
        return found[0] if found else said

    return version


# ---- ffprobe, mpv ---------------------------------------------------------------------------------------------------


def _ffprobe(demuxer: str) -> Callable[[Sequence[Path]], Read]:
    def one(path: Path) -> list[Row] | str:
        shown = ("-show_entries", "packet=pts_time,duration_time,data", "-show_data", "-of", "json")
        found = json.loads(command("ffprobe", "-v", "error", "-f", demuxer, *shown, str(path)) or "{}")
        return [_packet(packet, demuxer) for packet in found.get("packets", ())]

    return lambda paths: {path: one(path) for path in paths}


def _packet(packet: dict[str, str], demuxer: str) -> Row:
    digits = "".join(re.sub(r"\s", "", row) for row in _HEX_ROW.findall(packet.get("data", "")))
    text = bytes.fromhex(digits).decode("utf-8", "replace")
    if demuxer == "ass":
        text = text.split(",", 8)[-1]
    start_ms = round(float(packet["pts_time"]) * 1000)
    lasts = packet.get("duration_time")
    end_ms = start_ms + round(float(lasts) * 1000) if lasts and demuxer != "lrc" else None
    return start_ms, end_ms, text, ()


def mpv_shows(path: Path, at_ms: Sequence[int]) -> list[str]:
    """What mpv shows at each of the times; its clock stands and the subtitles are moved under it."""
    times = path.with_name("times.txt")
    times.write_text("".join(f"{ms / 1000:.3f}\n" for ms in at_ms))
    quiet = ("--no-config", "--really-quiet", "--vo=null", "--ao=null", "--pause", "--demuxer-thread=no", "--cache=no")
    script = (f"--script={HERE / 'interop_mpv.lua'}", f"--script-opts=times={times}", f"--sub-file={path}")
    said = command("mpv", *quiet, *script, "av://lavfi:color=s=16x16:r=1:d=10")
    shown = {int(row.split("\t")[1]): row.split("\t")[2] for row in said.splitlines() if row.startswith("SHOWN")}
    return [drawn(shown.get(place, "")) for place in range(1, len(at_ms) + 1)]


# ---- libraries ------------------------------------------------------------------------------------------------------


def _rows(found: dict[str, Any]) -> Read:
    return {
        Path(name): rows
        if isinstance(rows, str)
        else [(start, end, text, tuple((at, word) for at, word in words)) for start, end, text, words in rows]
        for name, rows in found.items()
    }


def _python(reader: str) -> Callable[[Sequence[Path]], Read]:
    def read(paths: Sequence[Path]) -> Read:
        said = command(python(), str(HERE / "interop_python.py"), reader, *map(str, paths))
        return _rows(json.loads(said or "{}"))

    return read


def python() -> str:
    """The Python that has the readers: the variable INTEROP_PYTHON, else this one."""
    return os.environ.get("INTEROP_PYTHON", sys.executable)


def python_version(package: str) -> Callable[[], str | None]:
    """The version of an installed Python package, or None."""
    ask = f"import importlib.metadata as m; print(m.version({package!r}))"
    return lambda: command(python(), "-c", ask).strip() or None


def _node(reader: str) -> Callable[[Sequence[Path]], Read]:
    def read(paths: Sequence[Path]) -> Read:
        said = command("node", str(HERE / "interop_node.mjs"), reader, *map(str, paths))
        return _rows(json.loads(said or "{}"))

    return read


def _node_version(package: str) -> Callable[[], str | None]:
    def version() -> str | None:
        folder = os.environ.get("INTEROP_NODE")
        described = Path(folder or "", "node_modules", package, "package.json")
        if not folder or not shutil.which("node") or not described.is_file():
            return None
        return str(json.loads(described.read_text("utf-8"))["version"])

    return version


# ---- Chromium -------------------------------------------------------------------------------------------------------

_PAGE = """<!doctype html><meta charset="utf-8"><body><script>
const files = %s, found = {};
const video = document.createElement("video");
let left = Object.keys(files).length;
for (const [name, text] of Object.entries(files)) {
  const track = document.createElement("track");
  track.src = "data:text/vtt;charset=utf-8," + encodeURIComponent(text);
  const done = (rows) => { found[name] = rows; if (--left === 0) document.body.textContent = JSON.stringify(found); };
  track.onload = () => done([...track.track.cues].map((cue) =>
    [Math.round(cue.startTime * 1000), Math.round(cue.endTime * 1000), cue.getCueAsHTML().textContent, []]));
  track.onerror = () => done("not loaded");
  video.append(track);
  track.track.mode = "hidden";
}
document.body.append(video);
</script>"""


def _chromium(paths: Sequence[Path]) -> Read:
    page = paths[0].with_name("vtt.html")
    texts = {str(path): path.read_text("utf-8") for path in paths}
    page.write_text(_PAGE % json.dumps(texts).replace("</", "<\\/"), "utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=8000", "--dump-dom")
    said = command("chromium", *options, page.as_uri())
    found = re.search(r"<body>(.*)</body>", said, re.DOTALL)
    return _rows(json.loads(html.unescape(found[1]))) if found and found[1].startswith("{") else {}


def readers() -> tuple[Reader, ...]:
    """Every reader of files that this script knows."""
    ffmpeg = _first_line("ffprobe", "-version")
    amll = _node_version("@applemusic-like-lyrics/lyric")
    pysubs2 = python_version("pysubs2")
    return (
        *(
            Reader("ffprobe", suffix, format_id, ffmpeg, _ffprobe(demuxer), raw=True)
            for suffix, format_id, demuxer in (
                (".lrc", "lrc", "lrc"),
                (".srt", "srt", "srt"),
                (".vtt", "vtt", "webvtt"),
                (".ass", "ass", "ass"),
            )
        ),
        Reader("lrc-kit", ".lrc", "lrc", _node_version("lrc-kit"), _node("lrc-kit")),
        Reader("clrc", ".lrc", "lrc", _node_version("clrc"), _node("clrc")),
        Reader("@lrc-maker/lrc-parser", ".lrc", "lrc", _node_version("@lrc-maker/lrc-parser"), _node("lrc-parser")),
        Reader("@applemusic-like-lyrics/lyric", ".lrc", "lrc", amll, _node("amll-lrc")),
        Reader("lrc-kit", ".elrc", "elrc", _node_version("lrc-kit"), _node("lrc-kit"), words=True),
        Reader("clrc", ".elrc", "elrc", _node_version("clrc"), _node("clrc-words"), words=True),
        Reader("@applemusic-like-lyrics/lyric", ".elrc", "elrc", amll, _node("amll-lrc"), words=True),
        *(Reader("pysubs2", f".{kind}", kind, pysubs2, _python("pysubs2"), raw=True) for kind in ("srt", "vtt", "ass")),
        Reader("srt", ".srt", "srt", python_version("srt"), _python("srt"), raw=True),
        Reader("webvtt-py", ".vtt", "vtt", python_version("webvtt-py"), _python("webvtt-py"), raw=True),
        Reader("Chromium", ".vtt", "vtt", _first_line("chromium", "--version"), _chromium),
        Reader("@applemusic-like-lyrics/lyric", ".ttml", "ttml", amll, _node("amll-ttml"), words=True),
        Reader("ttconv", ".ttml", "ttml", python_version("ttconv"), _python("ttconv"), line_timed=True),
        Reader("pysubs2", ".ttml", "ttml", pysubs2, _python("pysubs2"), line_timed=True),
    )
