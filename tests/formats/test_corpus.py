"""Every case of the shared corpus: what is agreed passes, and what is free is counted."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats import WriteOptions, by_id
from lrc_studio.storage.files import decode

pytestmark = pytest.mark.shared

# 13 of 14 players drop a row with a negative stamp; we keep its text and hold it at 0.
OTHERWISE_DECIDED = {"stamp-bad-01"}


def cases(shared: Path, name: str) -> list[dict[str, Any]]:
    return list(json.loads((shared / "corpus" / f"{name}.json").read_text("utf-8"))["cases"])


def read(text: str) -> Lyrics:
    reader = by_id("lrc").read
    assert reader is not None
    return reader(text).lyrics


def told(line: Line, wanted: dict[str, Any]) -> dict[str, Any]:
    """What the line says of the things that the case asks for."""
    said: dict[str, Any] = {"start_ms": line.start_ms, "text": line.text}
    if "words" in wanted:
        said["words"] = [
            {"start_ms": word.start_ms, "text": word.text.strip()}
            | ({"end_ms": word.end_ms} if "end_ms" in asked else {})
            for word, asked in zip(line.words, wanted["words"], strict=False)
        ]
        said["words"] += [{"extra": word.text} for word in line.words[len(wanted["words"]) :]]
    return said | ({"voice": line.voice} if "voice" in wanted else {})


def problems(case: dict[str, Any], lyrics: Lyrics) -> list[str]:
    expect = case["expect"]
    timed = [line for line in lyrics.lines if line.start_ms is not None]
    wanted = expect["lines"]
    if not case.get("ordered"):
        wanted = sorted(wanted, key=lambda line: line["start_ms"])
    found = [] if len(timed) == len(wanted) else [f"{len(timed)} lines"]
    found += [f"{told(a, b)} is not {b}" for a, b in zip(timed, wanted, strict=False) if told(a, b) != b]
    found += [f"tag {key}" for key, value in expect.get("tags", {}).items() if lyrics.tag(key) != value]
    if lyrics.offset_ms != expect.get("offset", lyrics.offset_ms):
        found.append("offset")
    untimed = [line.text for line in lyrics.lines if line.start_ms is None]
    return found + (["untimed"] if untimed != expect.get("untimed", untimed) else [])


@pytest.mark.parametrize("name", ["lrc_timestamps", "lrc_tags_offset", "lrc_text_lines", "lrc_words_voices"])
def test_reading(shared: Path, name: str) -> None:
    failed = {case["id"]: problems(case, read(case["input"])) for case in cases(shared, name)}
    assert {key: value for key, value in failed.items() if value and key not in OTHERWISE_DECIDED} == {}


def test_effective_times_after_the_offset(shared: Path) -> None:
    writer = by_id("elrc").write
    assert writer is not None
    for case in cases(shared, "lrc_tags_offset"):
        if "effective_ms" in case["expect"]:
            again = read(writer(read(case["input"]), WriteOptions(digits=3)))
            assert [line.start_ms for line in again.lines] == case["expect"]["effective_ms"], case["id"]
            words = case["expect"].get("effective_words_ms")
            assert words is None or [[word.start_ms for word in line.words] for line in again.lines] == words


def test_writing_stamps(shared: Path) -> None:
    writer = by_id("lrc").write
    assert writer is not None
    for case in cases(shared, "lrc_write_stamps"):
        written = writer(Lyrics((Line("", case["ms"]),)), WriteOptions(digits=case["digits"]))
        assert written == f"{case['expect']}\n", case["id"]


def test_encodings(shared: Path) -> None:
    for case in cases(shared, "lrc_encodings"):
        lyrics = read(decode(base64.b64decode(case["bytes_b64"])).text)
        assert problems(case, lyrics) == [], case["id"]
