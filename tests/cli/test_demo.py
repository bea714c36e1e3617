"""`demo`: the window where there is a display, the same job headless where there is none."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from lrc_studio.workflows import demo_song
from lrc_studio.workflows.demo_song import DemoTimed, demo_audio
from tests.cli.conftest import Run
from tests.demo_timing import timed_demo


class Window:
    """A window that notes what it was asked, and draws a file that is no picture."""

    def __init__(self, missing: str = "", written: bool = True) -> None:
        self.opened: list[tuple[list[str], bool]] = []
        self.drawn: list[tuple[list[str], str]] = []
        self._missing = missing
        self._written = written

    def run(self, names: list[str], demo: bool = False) -> int:
        self.opened.append((names, demo))
        return 0

    def picture(self, names: list[str], lyrics_path: str, png_path: str) -> bool:
        if self._missing:
            raise ImportError(f"{self._missing}: cannot open shared object file: No such file or directory")
        self.drawn.append((names, Path(lyrics_path).read_text("utf-8")))
        Path(png_path).write_bytes(b"a picture")
        return self._written


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "")


@pytest.fixture(autouse=True)
def timed(monkeypatch: pytest.MonkeyPatch) -> DemoTimed:
    monkeypatch.setattr(demo_song, "time_demo", lambda _: timed_demo()[0])
    return timed_demo()[0]


def test_on_a_display_the_window_opens_on_the_demo_song(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "elsewhere:10.0")
    window = Window()
    assert run("demo", app=window).code == 0
    assert window.opened == [([str(demo_audio())], True)]


@pytest.mark.parametrize("argv", [("demo",), ("demo", "--headless")])
def test_headless_it_does_the_same_job_and_says_so(
    run: Run, tmp_path: Path, timed: DemoTimed, argv: tuple[str, ...]
) -> None:
    before = sorted(demo_audio().parent.iterdir())
    window = Window()
    ran = run(*argv, app=window)
    assert ran.code == 0
    assert window.opened == []
    assert ran.err.count("\n") == 1
    assert ("no display" in ran.err) == (len(argv) == 1)
    assert f"{timed.near} of {timed.count} within 0.3 s of the truth" in ran.out
    assert str(tmp_path / "demo.lrc") in ran.out
    assert str(tmp_path / "demo.png") in ran.out
    ((names, project),) = window.drawn
    assert names == [str(demo_audio())]
    assert len(json.loads(project)["lines"]) == timed.count
    assert (tmp_path / "demo.lrc").read_text("utf-8").count("\n[00:") == timed.count
    assert sorted(demo_audio().parent.iterdir()) == before


def test_without_qts_libraries_the_lyrics_are_written_all_the_same(run: Run, tmp_path: Path) -> None:
    ran = run("demo", app=Window(missing="libEGL.so.1"))
    assert ran.code == 3
    assert "libEGL.so.1" in ran.err
    assert (tmp_path / "demo.lrc").exists()
    assert not (tmp_path / "demo.png").exists()


def test_a_folder_that_takes_no_file_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("demo", "--headless", app=Window(written=False))
    assert ran.code == 3
    assert ran.err.endswith(
        "demo.png cannot be written in this folder. Go to a folder of your own and run this again.\n"
    )
    (tmp_path / "demo.lrc").unlink()
    (tmp_path / "demo.lrc").mkdir()
    ran = run("demo", "--headless", app=Window())
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.splitlines()[-1].startswith("“demo.lrc” is a folder")
