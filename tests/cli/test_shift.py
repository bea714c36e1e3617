"""`shift` against its contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def lyrics(tmp_path: Path) -> None:
    (tmp_path / "a.lrc").write_text("[00:10.00]One\n[00:20.00]Two\n[00:30.00]Three\n")
    (tmp_path / "words.lrc").write_text("[00:10.00]<00:10.00>One <00:11.00>more<00:12.00>\n")


@pytest.mark.parametrize(
    ("argv", "starts"),
    [
        (("--by", "250"), ["10.25", "20.25", "30.25"]),
        (("--by", "-15000"), ["00.00", "05.00", "15.00"]),
        (("--first", "2000"), ["02.00", "12.00", "22.00"]),
        (("--fit", "10000=11000", "30000=33000"), ["11.00", "22.00", "33.00"]),
        (("--fit", "10000=11000", "--fit", "30000=33000"), ["11.00", "22.00", "33.00"]),
    ],
)
def test_all_times_move(run: Run, argv: tuple[str, ...], starts: list[str]) -> None:
    ran = run("shift", "a.lrc", *argv)
    assert ran.code == 0
    assert [row[4:9] for row in ran.out.splitlines()] == starts


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--by", "-10000"), ""),
        (("--by", "-15000"), "1 line would start before 0 and starts at 0 now."),
        (("--by", "-25000"), "2 lines would start before 0 and start at 0 now."),
        (("--fit", "20000=5000", "30000=15000"), "1 line would start before 0 and starts at 0 now."),
    ],
)
def test_lines_held_at_zero_are_said(run: Run, argv: tuple[str, ...], said: str) -> None:
    ran = run("shift", "a.lrc", *argv)
    assert ran.code == 0
    assert ran.err.splitlines()[-1:] == ([said] if said else [])


def test_a_fit_prints_what_is_left(run: Run) -> None:
    ran = run("shift", "a.lrc", "--fit", "10000=10000", "20000=20030", "30000=30000", "-o", "out.lrc")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines()[1:] == ["10000 -> 10000: -10 ms", "20000 -> 20030: +20 ms", "30000 -> 30000: -10 ms"]
    assert Path("out.lrc").read_text().startswith("[00:10.01]One\n")


def test_points_that_run_backwards_cannot_be_used(run: Run) -> None:
    ran = run("shift", "a.lrc", "--fit", "10000=30000", "30000=10000", "-o", "out.lrc")
    assert ran.code == 3
    assert not Path("out.lrc").exists()


def test_nothing_but_the_times_changes(run: Run) -> None:
    assert run("shift", "words.lrc", "--by", "1000").out == "[00:11.00]<00:11.00>One <00:12.00>more<00:13.00>\n"
    assert run("shift", "words.lrc", "--by", "1000", "-o", "words.lrc").err == ""
    assert Path("words.lrc").read_text() == "[00:11.00]<00:11.00>One <00:12.00>more<00:13.00>\n"


def test_another_format_says_what_it_loses(run: Run) -> None:
    ran = run("shift", "words.lrc", "--by", "1000", "--to", "lrc")
    assert ran.out == "[00:11.00]One more\n"
    assert "2 word times" in ran.err


def test_nothing_to_move_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("One\n")
    ran = run("shift", "plain.txt", "--by", "10")
    assert (ran.code, ran.out) == (3, "")
    assert "no times" in ran.err


def test_the_file_may_stand_behind_the_points(run: Run) -> None:
    ran = run("shift", "--fit", "10000=11000", "30000=33000", "a.lrc")
    assert ran.code == 0
    assert ran.out.startswith("[00:11.00]One\n")


@pytest.mark.parametrize(
    "argv",
    [
        ("--fit", "10000=11000", "30000=33000"),
        ("a.lrc", "--fit", "10000", "30000=33000"),
        ("a.lrc", "--fit", "x=1", "2=3"),
        ("a.lrc", "--fit", "0=0", "1=" + "9" * 400),
        ("a.lrc", "--by", "99999999999999999999"),
        ("a.lrc", "--by", "9" * 5000),
        ("a.lrc", "--by", "1.5"),
        ("a.lrc", "--first", "-1"),
    ],
)
def test_numbers_that_are_no_times_are_wrong_usage(run: Run, argv: tuple[str, ...]) -> None:
    ran = run("shift", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert len(ran.err) < 200
