"""`convert` against its contract."""

from __future__ import annotations

import errno
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from lrc_studio.storage import files
from tests.cli.conftest import Run

ENHANCED = "[ti:A]\n[offset:100]\n[00:01.00]<00:01.00>Hold <00:01.50>on<00:02.00>\n[00:03.00]Two\n"


@pytest.fixture
def enhanced(tmp_path: Path) -> Path:
    path = tmp_path / "in.lrc"
    path.write_text(ENHANCED)
    return path


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_the_default_is_lrc_on_standard_output(run: Run, enhanced: Path) -> None:
    ran = run("convert", enhanced)
    assert (ran.code, ran.out) == (0, "[ti:A]\n[00:00.90]Hold on\n[00:02.90]Two\n")
    assert "2 word times" in ran.err
    assert ran.err.count("\n") == 1


def test_the_suffix_names_the_format(run: Run, enhanced: Path, tmp_path: Path) -> None:
    for suffix, start in (
        (".lrc", "[ti:A]"),
        (".elrc", "[ti:A]"),
        (".json", "{"),
        (".lrcstudio", "{"),
        (".txt", "Hold"),
    ):
        out = tmp_path / f"out{suffix}"
        ran = run("convert", enhanced, "-o", out)
        assert (ran.code, ran.out) == (0, "")
        assert out.read_text("utf-8").startswith(start)


def test_nothing_is_said_where_nothing_is_lost(run: Run, enhanced: Path) -> None:
    assert run("convert", enhanced, "--to", "elrc").err == ""


def test_asking_for_a_format_wins_over_the_suffix(run: Run, enhanced: Path) -> None:
    assert run("convert", enhanced, "-o", "out.lrc", "--to", "txt").code == 0
    assert Path("out.lrc").read_text() == "Hold on\nTwo\n"


def test_an_unknown_suffix_is_lrc(run: Run, enhanced: Path) -> None:
    assert run("convert", enhanced, "-o", "out.lyrics").code == 0
    assert Path("out.lyrics").read_text().startswith("[ti:A]\n[00:00.90]")


def test_the_offset_can_stay_a_tag(run: Run, enhanced: Path) -> None:
    out = run("convert", enhanced, "--keep-offset").out
    assert "[offset:" in out
    assert "[00:01.00]Hold on\n" in out


def test_json_is_canonical(run: Run, enhanced: Path) -> None:
    value = json.loads(run("convert", enhanced, "--to", "json").out)
    assert list(value) == ["format", "version", "audio", "tags", "offset_ms", "lines", "waveform", "source"]
    assert value["offset_ms"] == 100
    assert [line["start_ms"] for line in value["lines"]] == [1000, 3000]
    assert [word["text"] for word in value["lines"][0]["words"]] == ["Hold ", "on"]


def test_standard_input_and_output(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, "[00:01.00]Größe\n".encode("utf-16"))
    ran = run("convert", "-", "-o", "-", "--to", "json")
    assert ran.code == 0
    assert json.loads(ran.out)["lines"][0]["text"] == "Größe"


def test_a_guessed_encoding_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.lrc"
    path.write_bytes("[00:01.00]Perché è così, più non sarà\n".encode("cp1252"))
    ran = run("convert", path)
    assert "Perché è così" in ran.out
    assert ran.err.startswith("Read as Western (Windows-1252), the likeliest encoding.")


def test_the_format_read_can_be_told(run: Run, enhanced: Path) -> None:
    ran = run("convert", enhanced, "--from", "txt", "--to", "json")
    assert all(line["start_ms"] is None for line in json.loads(ran.out)["lines"])


@pytest.mark.parametrize("data", [b"", b"One\nTwo\n"])
def test_blank_and_untimed_input_is_a_success(run: Run, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    stdin(monkeypatch, data)
    ran = run("convert", "-")
    assert (ran.code, ran.out) == (0, data.decode())


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--to", "nonsense"), "nonsense"),
        (("--to", "qrc"), "not written"),
        (("--from", "walkman"), "walkman"),
        (("--profile", "walkman"), "profile"),
    ],
)
def test_formats_and_profiles_that_are_not_there(run: Run, enhanced: Path, argv: tuple[str, ...], said: str) -> None:
    ran = run("convert", enhanced, *argv)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert list(Path().glob("out*")) == []


@pytest.mark.parametrize("name", ["nowhere.lrc", "."])
def test_input_that_cannot_be_used(run: Run, name: str) -> None:
    ran = run("convert", name)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("out", [".", "nowhere/out.lrc", "a" * 300 + ".lrc", "a" * 300 + "/out.lrc"])
def test_output_that_cannot_be_written(run: Run, enhanced: Path, out: str) -> None:
    ran = run("convert", enhanced, "-o", out)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.count("\n") == 1


def test_a_full_disk_leaves_the_old_file(run: Run, enhanced: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    ran = run("convert", enhanced, "-o", enhanced, "--to", "txt")
    assert (ran.code, ran.err) == (
        3,
        f"The disk is full: “{enhanced.name}” was not written; the old file is as it was.\n",
    )
    assert enhanced.read_text() == ENHANCED
    assert [path.name for path in enhanced.parent.iterdir() if path.is_file()] == [enhanced.name]


def test_a_file_can_be_written_over_itself(run: Run, enhanced: Path) -> None:
    assert run("convert", enhanced, "-o", enhanced, "--to", "elrc").code == 0
    assert enhanced.read_text() == "[ti:A]\n[00:00.90]<00:00.90>Hold <00:01.40>on<00:01.90>\n[00:02.90]Two\n"


def test_the_song_of_a_project_is_still_found_from_another_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.lrcstudio").write_text(json.dumps({"audio": {"path": "songs/a.mp3"}, "lines": []}))
    (tmp_path / "sub").mkdir()
    assert run("convert", "a.lrcstudio", "-o", "sub/b.lrcstudio").code == 0
    assert json.loads((tmp_path / "sub" / "b.lrcstudio").read_text())["audio"]["path"] == "../songs/a.mp3"


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="this system has no device files")
def test_a_device_is_written_to_and_not_replaced(run: Run, enhanced: Path) -> None:
    assert run("convert", enhanced, "-o", "/dev/null").code == 0
    assert not Path("/dev/null").is_file()


def test_an_output_without_a_name_is_wrong_usage(run: Run, enhanced: Path) -> None:
    ran = run("convert", enhanced, "-o", "")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no device without an end")
def test_standard_input_without_an_end_is_refused(tmp_path: Path) -> None:
    with Path("/dev/zero").open("rb") as endless:
        answer = subprocess.run(
            [sys.executable, "-m", "lrc_studio", "convert", "-"],
            cwd=tmp_path,
            stdin=endless,
            capture_output=True,
            text=True,
            check=False,
        )
    assert (answer.returncode, answer.stdout) == (3, "")
    assert answer.stderr == "Standard input holds more than 64 MB, too much for lyrics; choose another file.\n"


@pytest.mark.parametrize("fmt_id", ["srt", "vtt", "ass", "ttml"])
def test_subtitles_travel_both_ways(run: Run, enhanced: Path, fmt_id: str) -> None:
    ran = run("convert", enhanced, "-o", f"out.{fmt_id}")
    assert ran.code == 0
    lines = json.loads(run("convert", f"out.{fmt_id}", "--to", "json").out)["lines"]
    assert [(line["start_ms"], line["text"]) for line in lines] == [(900, "Hold on"), (2900, "Two")]
    assert ("word time" in ran.err) == (fmt_id == "srt")


@pytest.mark.parametrize(
    ("profile", "row"),
    [
        ("generic", "[00:00.90]Hold on\n"),
        ("any", "[00:00.90]Hold on\n"),
        ("mpv", "[00:00.90]Hold on\n"),
        ("ffmpeg", "[00:00.90]Hold on\n"),
        ("navidrome", "[00:00.90]<00:00.90>Hold <00:01.40>on<00:01.90>\n"),
        ("jellyfin", "[00:00.90]<00:00.90>Hold <00:01.40>on<00:01.90>\n"),
        ("foobar", "[00:00.90]Hold on\n"),
        ("kodi", "[00:00.90]Hold on\n"),
        ("lrclib", "[00:00.90]Hold on\n"),
        ("apple", '<p begin="00:00:00.900"'),
        ("amll", '<p begin="00:00:00.900"'),
    ],
)
def test_a_profile_writes_for_its_player(run: Run, enhanced: Path, profile: str, row: str) -> None:
    ran = run("convert", enhanced, "--profile", profile)
    assert ran.code == 0
    assert row in ran.out
    assert ran.out.endswith("</tt>\n" if row.startswith("<p") else "[00:02.90]Two\n[00:06.90]\n")
    assert "offset" not in ran.out


def test_a_profile_goes_with_the_suffix_its_player_looks_for(run: Run, enhanced: Path) -> None:
    assert run("convert", enhanced, "--profile", "navidrome", "-o", "out.lrc").code == 0
    assert "<00:00.90>" in Path("out.lrc").read_text()
    assert run("convert", enhanced, "--profile", "mpv", "-o", "out.srt").code == 0
    assert "-->" in Path("out.srt").read_text()
    assert "<00:" not in run("convert", enhanced, "--profile", "navidrome", "--to", "lrc").out


def test_a_profile_says_what_is_lost_and_where_its_player_goes_wrong(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.lrc"
    path.write_text("[00:01.00]<00:01.00>Me @ <00:01.50>home<00:02.00>\n[00:20.00]Two\n")
    ran = run("convert", path, "--profile", "kodi")
    assert ran.code == 0
    assert ran.err == "LRC will not keep 2 word times. A project keeps them.\nKodi does not show line 1.\n"
    assert "Line 1 stays for 19 s in mpv." in run("convert", path, "--profile", "mpv").err
    assert "offset" not in run("convert", path, "--profile", "mpv").err


def test_less_than_a_project_never_replaces_a_project(run: Run, enhanced: Path) -> None:
    assert run("convert", enhanced, "-o", "song.lrcstudio").code == 0
    assert run("convert", enhanced, "-o", "song.json").code == 0
    for name in ("song.lrcstudio", "song.json"):
        before = Path(name).read_bytes()
        ran = run("convert", name, "-o", name, "--to", "lrc")
        assert (ran.code, ran.out) == (3, "")
        assert ran.err == f"“{name}” is a project and holds more than this file would. Choose another name.\n"
        assert Path(name).read_bytes() == before
        assert run("convert", name, "-o", name, "--to", "json").code == 0
