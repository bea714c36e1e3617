"""The script that has other programs read our files sees what is the same, and what is not."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from lrc_studio.formats import by_id
from tests.packaging.conftest import SCRIPTS

NAMES = ("interop_songs", "interop_readers", "interop_pixels", "interop_performous", "interop_tags", "interop")


@pytest.fixture
def interop(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    yield importlib.import_module("interop")
    for name in NAMES:
        sys.modules.pop(name, None)


def ours(interop: ModuleType, format_id: str, move_ms: int = 0, **more: Any) -> Any:
    """Our own reader in the shape of another's; it may be wrong by some time."""

    def read(paths: list[Path]) -> dict[Path, Any]:
        fmt = by_id(format_id)
        assert fmt.read is not None
        found = {}
        for path in paths:
            lyrics = fmt.read(path.read_text("utf-8")).lyrics
            found[path] = [
                (line.start_ms + move_ms, line.end_ms, line.text, tuple((w.start_ms, w.text) for w in line.words))
                for line in interop.sung(lyrics)
            ]
        return found

    return interop.Reader("ours", by_id(format_id).suffixes[0], format_id, lambda: "1", read, **more)


@pytest.mark.parametrize("format_id", ["lrc", "elrc", "srt", "vtt", "ass", "ttml"])
def test_a_right_reader_reads_every_song_the_same(interop: ModuleType, tmp_path: Path, format_id: str) -> None:
    words = format_id in ("elrc", "vtt", "ass", "ttml")
    row = interop.table_row(tmp_path, ours(interop, format_id, words=words))
    assert row[1:] == ("ours 1", "15 of 15", "")


def test_what_differs_is_named(interop: ModuleType, tmp_path: Path) -> None:
    _, _, count, told = interop.table_row(tmp_path, ours(interop, "srt", 30))
    assert count == "0 of 15"
    assert told.startswith("English: line 1 begins at 1260 ms, not 1230; ")
    lyrics = interop.songs()["English"]
    reader = ours(interop, "srt")
    assert interop.difference(reader, lyrics, "ParserError: no\nmore") == "ParserError: no"
    assert interop.difference(reader, lyrics, []) == "0 of 4 lines"


def test_a_reader_that_is_absent_is_named(interop: ModuleType, tmp_path: Path) -> None:
    absent = interop.Reader("nobody", ".lrc", "lrc", lambda: None, lambda paths: {})
    assert interop.table_row(tmp_path, absent) == ("LRC", "nobody", "not installed", "")


def test_the_songs_are_many_and_sound(interop: ModuleType) -> None:
    from lrc_studio.core.lyrics import problems_of_shape

    songs = interop.songs()
    assert len(songs) >= 12
    assert [told for lyrics in songs.values() for told in problems_of_shape(lyrics)] == []
    assert max(line.start_ms for lyrics in songs.values() for line in lyrics.lines) > 100 * 60_000
