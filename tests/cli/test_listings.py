"""`formats` and `providers` against their contract."""

from __future__ import annotations

import json

from tests.cli.conftest import Run


def test_formats_as_json(run: Run) -> None:
    rows = json.loads(run("formats", "--json").out)
    assert all(list(row) == ["id", "label", "suffixes", "reads", "writes", "keeps"] for row in rows)
    by_id = {row["id"]: row for row in rows}
    assert by_id.keys() >= {"lrc", "elrc", "json", "txt"}
    assert ".lrc" in by_id["lrc"]["suffixes"]
    assert "words" in by_id["elrc"]["keeps"]
    assert "words" not in by_id["lrc"]["keeps"]


def test_providers_as_json(run: Run) -> None:
    offline, ailrc, *by_id = json.loads(run("providers", "--json").out)
    assert [(row["id"], row["needs"], row["gives"]) for row in by_id] == [
        ("sunoapi", ["audio_id", "key", "task_id"], ["lines", "waveform", "words"]),
        ("apibox", ["key", "task_id"], ["lines", "waveform", "words"]),
        ("kie", ["key", "task_id"], ["lines", "text", "waveform", "words"]),
    ]
    assert {(row["lists"], row["deletes"], row["costs"]) for row in by_id} == {(False, False, True)}
    assert (ailrc["id"], ailrc["needs"], ailrc["gives"]) == ("ailrc", ["audio", "key"], ["lines", "text"])
    assert (ailrc["lists"], ailrc["deletes"], ailrc["costs"]) == (True, True, True)
    assert offline == {
        "id": "offline",
        "label": "Offline",
        "needs": ["audio", "lyrics"],
        "gives": ["lines", "words"],
        "lists": False,
        "deletes": False,
        "costs": False,
    }


def test_without_json_each_has_a_row(run: Run) -> None:
    rows = run("formats").out.splitlines()
    assert [row.split()[0] for row in rows][:2] == ["lrc", "elrc"]
    assert run("providers").out.startswith("offline ")
