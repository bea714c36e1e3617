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
