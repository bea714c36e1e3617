"""Exports are proved before they replace anything."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from lrc_studio.core.errors import InputError, StudioError, UsageError
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import FORMATS
from lrc_studio.formats.base import WriteOptions
from lrc_studio.resources import resource
from lrc_studio.storage import files
from lrc_studio.workflows import export as exporting
from lrc_studio.workflows.export import default_target, export, losses_of, render

LYRICS = Lyrics(
    (
        Line("Hold on", 504, 1210, (Word("Hold ", 504, 800), Word("on", 805, 1210)), section="Verse"),
        Line("Not timed"),
        Line("Line times only", 2996),
    ),
    (("ti", "Harbour Lights"),),
)


@pytest.mark.parametrize("format_id", ["lrc", "elrc", "json", "txt"])
def test_every_format_is_written_and_proved(tmp_path: Path, format_id: str) -> None:
    path = tmp_path / "out"
    exported = export(LYRICS, format_id, path, WriteOptions())
    assert exported.proof
    assert path.read_bytes().decode("utf-8") == render(LYRICS, format_id, WriteOptions())


def test_losses_are_named_before() -> None:
    (sentence,) = losses_of(LYRICS, "lrc")
    assert "word times" in sentence
    assert losses_of(LYRICS, "json") == ()


def broken_writer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    fmt = exporting._writable("lrc")
    monkeypatch.setattr(exporting, "_writable", lambda _: replace(fmt, write=lambda *_: text))


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("[00:00.50]Hold on\n", 3),
        ("[00:00.50]Hold on\n[00:03.00]Line times\n", 3),
        ("[00:00.60]Hold on\n[00:03.00]Line times only\n", 1),
        ("[00:00.50]Hold on\n[00:03.00]Line times only\n[00:04.00]More\n", 3),
        ("", 1),
    ],
)
def test_what_does_not_read_back_the_same_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, line: int
) -> None:
    path = tmp_path / "old.lrc"
    path.write_text("the old file")
    broken_writer(monkeypatch, written)
    sentence = rf"would not read back the same at line {line}(, “.+”)?, so nothing was written. Mend that line"
    with pytest.raises(InputError, match=sentence):
        export(LYRICS, "lrc", path, WriteOptions())
    assert path.read_text() == "the old file"


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.lrc"
    path.write_text("the old file")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(StudioError):
        export(LYRICS, "lrc", path, WriteOptions())
    assert path.read_text() == "the old file"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["old.lrc"]


def test_unknown_formats_are_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        export(LYRICS, "nonsense", tmp_path / "out", WriteOptions())


def test_an_export_goes_next_to_the_song(tmp_path: Path) -> None:
    assert default_target(tmp_path / "My song.mp3", "lrc") == tmp_path / "My song.lrc"
    assert default_target(tmp_path / "My song.mp3", "json") == tmp_path / "My song.lrcstudio"


def test_nothing_is_ever_put_beside_shipped_files() -> None:
    target = default_target(resource("samples", "demo.ogg"), "lrc")
    assert target.name == "demo.lrc"
    assert target.parent != resource("samples")
    assert default_target(None, "txt").name == "lyrics.txt"


@pytest.mark.parametrize("format_id", [fmt.id for fmt in FORMATS if fmt.write and fmt.id != "json"])
@pytest.mark.parametrize("name", ["song.lrcstudio", "song.json", "song.out"])
def test_no_other_format_ever_replaces_a_project(tmp_path: Path, format_id: str, name: str) -> None:
    path = tmp_path / name
    export(LYRICS, "json", path, WriteOptions())
    before = path.read_bytes()
    with pytest.raises(InputError, match="is a project"):
        export(LYRICS, format_id, path, WriteOptions())
    assert path.read_bytes() == before
