"""`peaks` against its contract."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_json_holds_the_facts_and_the_pairs(run: Run, tone: Path) -> None:
    ran = run("peaks", tone, "--points", "20", "--json")
    assert (ran.code, ran.err) == (0, "")
    value = json.loads(ran.out)
    assert list(value) == ["duration_ms", "sample_rate_hz", "channels", "peaks"]
    assert (value["duration_ms"], value["sample_rate_hz"], value["channels"]) == (2000, 8000, 1)
    assert len(value["peaks"]) == 20
    assert all(-0.51 <= low < 0 < high <= 0.51 for low, high in value["peaks"])


def test_without_json_a_person_can_read_it(run: Run, tone: Path) -> None:
    head, *rows = run("peaks", tone).out.splitlines()
    assert head == "0:02.000, 8000 Hz, channels: 1"
    assert set("".join(rows)) == {"▄"}


def test_progress_as_json_goes_to_standard_error(run: Run, tone: Path) -> None:
    ran = run("peaks", tone, "--json", "--progress", "json")
    rows = [json.loads(row) for row in ran.err.splitlines()]
    assert rows
    assert all(list(row) == ["phase", "done", "total", "message"] for row in rows)
    json.loads(ran.out)


def test_what_is_no_song_is_exit_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "song.mp3").write_text("not a song")
    for name in ("song.mp3", "nowhere.mp3"):
        ran = run("peaks", name)
        assert (ran.code, ran.out) == (3, "")
        assert ran.err.count("\n") == 1


def test_no_more_pairs_than_can_be_made(run: Run, tone: Path) -> None:
    ran = run("peaks", tone, "--points", "100000000")
    assert (ran.code, ran.out) == (2, "")
    assert "1000000 pairs" in ran.err
