"""`check` against its contract."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_no_problems_is_exit_0(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.lrc").write_text("[00:01.00]One\n[00:02.00]Two\n")
    assert run("check", "a.lrc").out == "No problems.\n"
    ran = run("check", "a.lrc", "--json")
    assert (ran.code, json.loads(ran.out)) == (0, {"problems": []})


def test_errors_are_exit_1_and_named(run: Run, tmp_path: Path) -> None:
    value = {"lines": [{"text": "One", "start_ms": 2000}, {"text": "Two", "start_ms": 1000}, {"text": "Three"}]}
    (tmp_path / "a.json").write_text(json.dumps(value))
    ran = run("check", "a.json", "--json")
    assert ran.code == 1
    problems = json.loads(ran.out)["problems"]
    assert [list(problem) for problem in problems] == [["code", "severity", "line", "word", "message"]] * 2
    assert [(problem["severity"], problem["line"]) for problem in problems] == [("error", 2), ("error", 3)]
    text = run("check", "a.json")
    assert text.code == 1
    assert text.out.startswith("line 2: error: ")


def test_warnings_alone_are_exit_0(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One\nTwo\n")
    ran = run("check", "a.txt", "--json")
    assert ran.code == 0
    assert {problem["severity"] for problem in json.loads(ran.out)["problems"]} == {"warning"}


def test_a_song_shows_what_is_past_its_end(run: Run, tmp_path: Path, tone: Path) -> None:
    (tmp_path / "a.lrc").write_text("[00:01.00]One\n[00:09.00]Two\n")
    assert run("check", "a.lrc").code == 0
    ran = run("check", "a.lrc", "--audio", tone, "--json")
    assert ran.code == 1
    assert [problem["line"] for problem in json.loads(ran.out)["problems"] if problem["severity"] == "error"] == [2]


def test_files_that_are_not_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.lrc").write_text("[00:01.00]One\n")
    assert run("check", "nowhere.lrc").code == 3
    assert run("check", "a.lrc", "--audio", "nowhere.mp3").code == 3
    assert run("check", "a.lrc", "--audio", "a.lrc").code == 3


def test_rows_of_a_file_that_are_out_of_order_are_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.lrc").write_text("[00:02.00]One\n[00:01.00]Two\n[00:03.00]Three\n")
    ran = run("check", "a.lrc", "--json")
    assert ran.code == 1
    (problem,) = json.loads(ran.out)["problems"]
    assert (problem["code"], problem["line"]) == ("out-of-order", 2)
    assert run("convert", "a.lrc").out.startswith("[00:01.00]Two\n")


def test_repeated_lines_written_once_are_in_order(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.lrc").write_text("[00:02.00][00:05.00]Chorus\n[00:01.00]One\n")
    assert run("check", "a.lrc").code == 0


def test_a_song_cut_short_is_told(run: Run, tmp_path: Path, cut_song: Path) -> None:
    (tmp_path / "a.lrc").write_text("[00:00.50]One\n")
    ran = run("check", "a.lrc", "--audio", cut_song)
    assert ran.code == 0
    assert "is cut off or damaged" in ran.err
