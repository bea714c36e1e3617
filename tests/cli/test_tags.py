"""`tags` against its contract, on real songs."""

from __future__ import annotations

import json
from pathlib import Path

import mutagen
import pytest

from tests.audio.songs import tone, write_song
from tests.cli.conftest import Run

WORDS = "[ti:Song]\n[00:01.00]<00:01.00>Hold <00:01.50>on<00:02.00>\n[00:03.00]灯台の火\n"


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    for name in ("song.mp3", "song.flac"):
        write_song(tmp_path / name, tone(0.3, 44_100))
    (tmp_path / "a.elrc").write_text(WORDS, encoding="utf-8")


def test_lyrics_go_in_are_shown_and_come_out(run: Run, tmp_path: Path) -> None:
    ran = run("tags", "song.mp3", "--embed", "a.elrc")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    ran = run("tags", "song.mp3")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "SYLT: 2 lines, word times: Hold on\nUSLT: 2 lines, line times: Hold on\n"
    ran = run("tags", "song.mp3", "--extract", "-o", "out.elrc")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (tmp_path / "out.elrc").read_text(encoding="utf-8") == WORDS
    ran = run("tags", "song.mp3", "--extract")
    assert ran.out == "[ti:Song]\n[00:01.00]Hold on\n[00:03.00]灯台の火\n"
    assert ran.err == "LRC will not keep 2 word times. A project keeps them.\n"
    shown = json.loads(run("tags", "song.mp3", "--extract", "--to", "json").out)
    assert (shown["lines"][0]["words"][1]["start_ms"], shown["audio"]["path"]) == (1500, "song.mp3")


def test_what_the_tags_do_not_hold_is_named(run: Run) -> None:
    assert run("tags", "song.flac", "--embed", "a.elrc").err.startswith("LRC will not keep 2 word times")
    ran = run("tags", "song.flac", "--embed", "a.elrc", "--as", "elrc")
    assert (ran.code, ran.err) == (0, "")
    assert run("tags", "song.flac", "--extract", "--to", "elrc").out == WORDS


def test_other_lyrics_that_stay_are_named(run: Run) -> None:
    run("tags", "song.mp3", "--embed", "a.elrc", "--language", "ger")
    ran = run("tags", "song.mp3", "--embed", "a.elrc", "--language", "en")
    assert ran.err == "Other lyrics in the tags were left as they are: SYLT (ger), USLT (ger).\n"


def test_the_file_beside_the_song_is_written_too(run: Run, tmp_path: Path) -> None:
    assert run("tags", "song.flac", "--embed", "a.elrc", "--beside").code == 0
    assert (tmp_path / "song.lrc").read_text(encoding="utf-8").startswith("[ti:Song]\n[00:01.00]Hold on\n")
    assert mutagen.File(tmp_path / "song.flac")["lyrics"][0].startswith("[ti:Song]\n[00:01.00]Hold on\n")


def test_the_file_beside_says_what_it_loses(run: Run) -> None:
    ran = run("tags", "song.mp3", "--embed", "a.elrc", "--beside")
    assert ran.err.startswith("LRC will not keep 2 word times")


def test_remove_takes_lyrics_only(run: Run, tmp_path: Path) -> None:
    file = mutagen.File(tmp_path / "song.flac")
    file["title"] = "Kept"
    file.save()
    run("tags", "song.flac", "--embed", "a.elrc")
    ran = run("tags", "song.flac", "--remove")
    assert (ran.code, ran.out, ran.err) == (0, "", "Removed: LYRICS, UNSYNCEDLYRICS.\n")
    assert mutagen.File(tmp_path / "song.flac")["title"] == ["Kept"]
    before = (tmp_path / "song.flac").stat()
    for way in ((), ("--remove",)):
        ran = run("tags", "song.flac", *way)
        assert (ran.code, ran.out, ran.err) == (0, "", "“song.flac” has no lyrics in its tags.\n")
    assert (tmp_path / "song.flac").stat().st_mtime_ns == before.st_mtime_ns
    ran = run("tags", "song.flac", "--extract")
    assert (ran.code, ran.out, ran.err) == (3, "", "“song.flac” has no lyrics in its tags.\n")


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("gone.mp3",), 3, "There is no file gone.mp3"),
        (("a.elrc",), 3, "“a.elrc”"),
        (("a.elrc", "--embed", "a.elrc"), 3, "“a.elrc” is not a song"),
        (("song.mp3", "--embed", "gone.lrc"), 3, "“gone.lrc” is not there"),
        (("song.mp3", "--embed", "a.elrc", "--as", "srt"), 2, "Tags hold lrc, elrc, txt, not “srt”."),
        (("song.mp3", "--embed", "a.elrc", "--language", "Klingon"), 2, "“Klingon” is no language"),
        (("song.mp3", "--embed", "a.elrc", "--remove"), 2, "not allowed with"),
        (("song.mp3", "--embed", "a.elrc", "-o", "x"), 2, "-o goes with --extract only"),
        (("song.mp3", "--extract", "--as", "lrc"), 2, "--as goes with --embed only"),
        (("song.mp3", "--beside"), 2, "--beside goes with --embed only"),
        (("song.mp3", "--extract", "--to", "xyz"), 2, "There is no format “xyz”"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run: Run, argv: tuple[str, ...], code: int, said: str) -> None:
    ran = run("tags", *argv)
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
    assert said in ran.err


def test_progress_is_told_as_asked(run: Run) -> None:
    ran = run("tags", "song.mp3", "--embed", "a.elrc", "--progress", "json")
    assert [json.loads(row)["phase"] for row in ran.err.splitlines()] == ["copy"]
