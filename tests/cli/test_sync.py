"""`sync` against its contract, on the demo song with the real aligner."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from lrc_studio.workflows.demo_song import demo_audio, demo_truth_ms
from tests.cli.conftest import Run

TEXT = demo_audio().with_suffix(".txt").read_text("utf-8")


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """The demo song in a folder of its own, without lyrics."""
    path = tmp_path / "songs" / "My song.ogg"
    path.parent.mkdir()
    shutil.copy(demo_audio(), path)
    return path


def test_the_lyrics_beside_the_song_are_timed(run: Run, tone: Path) -> None:
    tone.with_suffix(".txt").write_text("La la\nLa la la\n")
    ran = run("sync", tone)
    assert ran.code == 0
    assert re.fullmatch(
        r"LRC will not keep 5 word times and 2 end times\. A project keeps them\.\n2 lines timed, \d to check\.\n",
        ran.err,
    )
    assert [re.sub(r"[0-9]", "0", row) for row in ran.out.splitlines()] == ["[00:00.00]La la", "[00:00.00]La la la"]


def test_lyrics_and_output_can_be_named(run: Run, song: Path, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text(TEXT, "utf-8")
    out = tmp_path / "out.lrcstudio"
    ran = run("sync", song, "--lyrics", "words.txt", "-o", out, "--progress", "json")
    assert (ran.code, ran.out) == (0, "")
    value = json.loads(out.read_text("utf-8"))
    assert value["audio"]["path"] == "songs/My song.ogg"
    assert value["source"]["provider"] == "offline"
    assert sum(line["start_ms"] is not None for line in value["lines"]) == len(demo_truth_ms())
    assert any(line["words"] for line in value["lines"])
    *progress, last = ran.err.splitlines()
    assert {"phase", "done", "total", "message"} == set(json.loads(progress[0]))
    assert last.endswith("to check.")


def test_a_song_without_lyrics(run: Run, song: Path) -> None:
    ran = run("sync", song, "-o", "out.lrc")
    assert (ran.code, ran.out) == (3, "")
    sentence = "This song has no lyrics yet. Name them with --lyrics FILE, or put My song.txt beside the song.\n"
    assert ran.err == sentence
    assert not Path("out.lrc").exists()


def test_empty_lyrics(run: Run, song: Path) -> None:
    song.with_suffix(".txt").write_text("\n \n")
    ran = run("sync", song)
    assert ran.code == 3
    assert ran.err == "My song.txt holds nothing to sing. Name other lyrics with --lyrics FILE.\n"


def test_a_song_cut_short_is_told(run: Run, cut_song: Path) -> None:
    cut_song.with_suffix(".txt").write_text("La la\n")
    ran = run("sync", cut_song)
    assert ran.code == 0
    assert "is cut off or damaged" in ran.err.splitlines()[1]


def test_the_song_is_never_written_over(run: Run, song: Path) -> None:
    before = song.read_bytes()
    ran = run("sync", song, "-o", song.parent / "." / song.name)
    assert ran.code == 2
    assert song.read_bytes() == before


def test_a_target_that_cannot_be_is_told_at_once(run: Run, song: Path) -> None:
    song.with_suffix(".txt").write_text(TEXT, "utf-8")
    ran = run("sync", song, "-o", "nowhere/out.lrc", "--progress", "json")
    assert (ran.code, ran.err) == (3, "There is no folder for out.lrc. Make it first, or name another file.\n")


def test_a_missing_song(run: Run) -> None:
    assert run("sync", "nowhere.mp3").code == 3


def test_services_of_later_versions(run: Run, song: Path) -> None:
    ran = run("sync", song, "--provider", "lrclib")
    assert (ran.code, ran.out) == (2, "")
    assert "lrclib comes with a later version" in ran.err
