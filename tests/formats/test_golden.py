"""One song in every format, kept as files: a change of what we write shows as a change of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from lrc_studio.formats import WriteOptions, by_id, by_suffix, detect

FOLDER = Path(__file__).resolve().parents[1] / "data" / "formats"
WRITTEN = {
    "song.lrc": WriteOptions(),
    "song.ms-offset.lrc": WriteOptions(digits=3, keep_offset=True, final_empty=True),
    "song.elrc": WriteOptions(),
    "song.lrcstudio": WriteOptions(),
    "song.txt": WriteOptions(),
    "song.srt": WriteOptions(),
    "song.vtt": WriteOptions(),
    "song.ass": WriteOptions(),
    "song.ttml": WriteOptions(),
    "song.ultrastar.txt": WriteOptions(),
    "song.lyricsfile.yaml": WriteOptions(),
    "song.labels.txt": WriteOptions(),
    "song.csv": WriteOptions(),
}


def text_of(name: str) -> str:
    return (FOLDER / name).read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", WRITTEN)
def test_the_project_is_written_as_kept(name: str) -> None:
    project, fmt = by_id("json").read, by_suffix(name)
    assert project is not None
    assert fmt is not None
    assert fmt.write is not None
    assert fmt.write(project(text_of("song.lrcstudio")).lyrics, WRITTEN[name]) == text_of(name)


@pytest.mark.parametrize("name", WRITTEN)
def test_each_is_known_by_its_content_alone(name: str) -> None:
    fmt = by_suffix(name)
    assert fmt is not None
    assert detect("", text_of(name)).id == fmt.id


def test_a_file_from_the_wild_is_read_as_kept() -> None:
    lrc, json = by_id("lrc"), by_id("json")
    assert lrc.read is not None
    assert json.write is not None
    reading = lrc.read(text_of("wild.lrc"))
    assert json.write(reading.lyrics, WriteOptions()) == text_of("wild.json")
    assert len(reading.warnings) == 3
