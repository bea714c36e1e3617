"""The doors of the command line: version, help, files, wrong usage, and that no trouble shows a traceback."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from lrc_studio import cli
from lrc_studio.cli import verbs
from lrc_studio.cli.window import has_display
from tests.cli.conftest import Run

PROGRAM = (sys.executable, "-m", "lrc_studio")


class Window:
    """A window that only notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[str], bool]] = []

    def run(self, files: list[str], demo: bool) -> int:
        self.asked.append((files, demo))
        return 0

    def picture(self, files: list[str], lyrics_path: Path, png_path: Path) -> bool:
        raise AssertionError("no picture was asked for")


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_version_is_name_and_number(run: Run) -> None:
    ran = run("--version")
    assert (ran.code, ran.out, ran.err) == (0, "lrc-studio 0.1.0\n", "")


@pytest.mark.parametrize("verb", [(), ("sync",), ("batch",)])
def test_help_names_what_the_environment_can_set(run: Run, verb: tuple[str, ...]) -> None:
    told = run(*verb, "--help").out
    assert {"LRC_STUDIO_KEY_<ID>", "LRC_STUDIO_TIER_AILRC", "LRC_STUDIO_HOME"} <= set(told.split())


def test_help_names_every_verb(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    for verb in verbs.VERBS:
        assert f"\n  {verb.name} " in ran.out


@pytest.mark.parametrize("name", [verb.name for verb in verbs.VERBS])
def test_each_verb_has_its_help(run: Run, name: str) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"usage: lrc-studio {name} ")


@pytest.mark.parametrize("name", ["find", "publish"])
def test_verbs_of_later_versions_say_so(run: Run, name: str) -> None:
    ran = run(name, "song.mp3")
    assert ran.code == 2
    assert ran.out == ""
    assert f"{name} comes with a later version" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "argv",
    [
        ("snyc",),
        ("--verbose",),
        ("convert",),
        ("convert", "a.lrc", "b.lrc"),
        ("convert", "a.lrc", "--colour"),
        ("shift", "a.lrc"),
        ("shift", "a.lrc", "--by", "1.5"),
        ("shift", "a.lrc", "--by", "1", "--first", "2"),
        ("shift", "a.lrc", "--first", "-2"),
        ("shift", "a.lrc", "--fit", "1000"),
        ("shift", "a.lrc", "--fit", "1000=2000"),
        ("shift", "a.lrc", "--fit", "1000=2000", "1000=3000"),
        ("peaks", "a.wav", "--points", "0"),
        ("sync",),
        ("sync", "a.wav", "--provider", "nobody"),
        ("sync", "a.wav", "--provider", "kie"),
        ("sync", "a.wav", "--variation", "0"),
        ("sync", "a.wav", "--task-id", "t"),
        ("formats", "--xml"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_2(run: Run, argv: tuple[str, ...]) -> None:
    ran = run(*argv)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert ran.err.rstrip().endswith(".")


def test_files_open_the_window(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    song = tmp_path / "song.mp3"
    song.touch()
    window = Window()
    assert run(app=window).code == 0
    assert run(song, app=window).code == 0
    assert run("--", song, app=window).code == 0
    assert window.asked == [([], False), ([str(song)], False), ([str(song)], False)]


def test_a_missing_file_is_told_before_a_window_opens(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    ran = run("nowhere/song.mp3")
    assert (ran.code, ran.err) == (3, "There is no file song.mp3. Check its name and folder.\n")


@pytest.mark.usefixtures("no_display")
@pytest.mark.parametrize("argv", [(), ("song.mp3",)])
def test_without_a_display_the_verbs_are_named(run: Run, argv: tuple[str, ...]) -> None:
    ran = run(*argv)
    assert (ran.code, ran.out) == (2, "")
    assert "no display" in ran.err
    for verb in verbs.VERBS:
        assert verb.name in ran.err


@pytest.mark.usefixtures("no_display")
@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no sockets with a path")
def test_a_display_must_answer(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "way")
    monkeypatch.setenv("DISPLAY", ":64321.0")
    assert not has_display()
    assert run().code == 2
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind("way")
        server.listen()
        monkeypatch.setenv("XDG_RUNTIME_DIR", ".")
        assert has_display()


@pytest.mark.usefixtures("no_display")
def test_a_display_on_another_machine_is_taken_at_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "localhost:10.0")
    assert has_display()


def broken_verb(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def raises(*_: object) -> int:
        raise error

    monkeypatch.setattr(verbs, "VERBS", (cli.verb.Verb("break", "Break.", lambda _: None, raises),))


def test_an_unexpected_error_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_verb(monkeypatch, RuntimeError("secret key 123 in /home/somebody"))
    ran = run("break")
    assert ran.code == 3
    assert ran.err.startswith("Something unexpected went wrong (RuntimeError).")
    assert "secret" not in ran.err
    assert ran.err.count("\n") == 1


def test_details_of_an_unexpected_error_are_shown_when_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_verb(monkeypatch, RuntimeError("the detail"))
    monkeypatch.setenv("LRC_STUDIO_DEBUG", "1")
    assert "RuntimeError: the detail" in run("break").err


def test_a_full_disk_has_its_own_words(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_verb(monkeypatch, OSError(errno.ENOSPC, "No space left on device"))
    ran = run("break")
    assert ran.code == 3
    assert ran.err.startswith("The disk is full.")


def test_interrupting_cancels(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_verb(monkeypatch, KeyboardInterrupt())
    ran = run("break")
    assert (ran.code, ran.err) == (130, "Cancelled. Nothing was changed.\n")


def test_a_verb_loads_no_qt(tmp_path: Path) -> None:
    (tmp_path / "a.lrc").write_text("[00:01.00]One\n")
    program = """if True:
        import json, sys
        from lrc_studio.__main__ import command_line
        def shut(): raise AssertionError
        codes = [command_line(argv, shut) for argv in json.loads(sys.argv[1])]
        heavy = {name.partition(".")[0] for name in sys.modules} & set(json.loads(sys.argv[2]))
        print(json.dumps([codes, sorted(heavy)]), file=sys.stderr)
    """
    commands = [
        ["--version"],
        ["formats", "--json"],
        ["providers", "--json"],
        ["convert", "a.lrc"],
        ["check", "a.lrc"],
        ["shift", "a.lrc", "--by", "10"],
    ]
    never = ["PySide6", "pyqtgraph", "qasync", "numpy", "av", "sounddevice", "httpx"]
    answer = subprocess.run(
        [sys.executable, "-c", program, json.dumps(commands), json.dumps(never)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(answer.stderr.splitlines()[-1]) == [[0] * len(commands), []]


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    rows = "".join(f"[00:{at // 100 % 60:02d}.{at % 100:02d}]Line {at} of some length\n" for at in range(6_000))
    (tmp_path / "long.lrc").write_text(rows)
    with subprocess.Popen(
        [*PROGRAM, "convert", "long.lrc"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_standard_output_on_a_full_disk_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.lrc").write_text("[00:01.00]One\n")
    with Path("/dev/full").open("wb") as full:
        answer = subprocess.run(
            [*PROGRAM, "convert", "a.lrc"], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert answer.returncode == 3
    assert answer.stderr.startswith(b"The disk is full.")
    assert answer.stderr.count(b"\n") == 1


def test_the_output_is_utf_8_in_any_locale(tmp_path: Path) -> None:
    (tmp_path / "a.lrc").write_text("[00:01.00]Größe 愛\n", encoding="utf-8")
    answer = subprocess.run(
        [*PROGRAM, "convert", "a.lrc"],
        cwd=tmp_path,
        env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        check=True,
    )
    assert answer.stdout.decode("utf-8") == "[00:01.00]Größe 愛\n"


READS_AND_TELLS = """if True:
    import sys
    from lrc_studio.__main__ import main
    from lrc_studio.cli import streams
    read = streams.read_standard_input
    def tells():
        print("reading", flush=True)
        return read()
    streams.read_standard_input = tells
    sys.argv = ["lrc-studio", "convert", "-", "-o", "out.lrc"]
    sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_interrupting_leaves_no_file(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", READS_AND_TELLS],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"reading\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b"Cancelled. Nothing was changed.\n"
    assert process.returncode == 130
    assert list(tmp_path.glob("out*")) == []
