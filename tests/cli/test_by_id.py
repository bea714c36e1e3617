"""`sync` and `jobs` with services that answer to ids, against their contract, over real sockets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import QuickClock, Run
from tests.emulator import SunoEmulator
from tests.emulator.faults import page, redirected
from tests.emulator.suno_server import answering, coded
from tests.emulator.suno_service import MEMBERS
from tests.emulator.suno_songs import DEMO_LYRICS, DEMO_TASK, Task

AUDIO = "e231c0de-0000-4000-8000-0000008cadc8"
NAMED = ("--task-id", DEMO_TASK, "--audio-id", AUDIO)


@pytest.fixture
def members(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, SunoEmulator]]:
    """All three services, with the command line pointed at them and a key each."""
    with SunoEmulator("sunoapi") as one, SunoEmulator("apibox") as two, SunoEmulator("kie") as three:
        for emulator in (one, two, three):
            name = emulator.service.member.upper()
            monkeypatch.setenv(f"LRC_STUDIO_URL_{name}", emulator.origin)
            monkeypatch.setenv(f"LRC_STUDIO_KEY_{name}", emulator.key())
        monkeypatch.setattr("lrc_studio.workflows.id_desk.SystemClock", lambda: QuickClock(three))  # type: ignore[arg-type]
        yield {"sunoapi": one, "apibox": two, "kie": three}


@pytest.mark.parametrize("member", MEMBERS)
def test_words_and_waveform_as_canonical_json(run: Run, members: dict[str, SunoEmulator], member: str) -> None:
    ran = run("sync", "--provider", member, *NAMED, "--to", "json")
    assert ran.code == 0
    value = json.loads(ran.out)
    assert value["audio"] is None
    assert value["waveform"]["source"] == member
    assert max(value["waveform"]["peaks"]) == 1.0
    assert value["source"] == {
        "provider": member,
        "task_id": DEMO_TASK,
        "notes": {"hootCer": 0.0371, "isStreamed": False},
    }
    first = value["lines"][0]
    assert (first["text"], first["section"], first["origin"]) == ("Lantern on the window sill", "Verse", "provider")
    assert "".join(word["text"] for word in first["words"]) == first["text"]
    assert ran.err == "Alignment error 4 %, good.\n5 lines timed, 0 to check.\n"


def test_the_song_and_a_file_may_be_named(run: Run, members: dict[str, SunoEmulator], tone: Path) -> None:
    ran = run("sync", tone, "--provider", "sunoapi", *NAMED, "-o", "out.lrcstudio")
    assert (ran.code, ran.out) == (0, "")
    value = json.loads(Path("out.lrcstudio").read_text("utf-8"))
    assert (value["audio"]["path"], value["audio"]["duration_ms"]) == ("tone.wav", 2000)


def test_an_answer_is_kept_by_its_ids(
    run: Run, members: dict[str, SunoEmulator], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("sync", "--provider", "sunoapi", *NAMED, "--to", "elrc")
    monkeypatch.delenv("LRC_STUDIO_KEY_SUNOAPI")  # what is kept needs no key
    again = run("sync", "--provider", "sunoapi", *NAMED, "--to", "elrc")
    assert (again.code, again.out) == (0, first.out)
    assert "nothing was sent" in again.err
    assert members["sunoapi"].paid() == 1


@pytest.mark.parametrize(
    "argv",
    [
        ("sunoapi",),
        ("sunoapi", "--task-id", "t"),
        ("sunoapi", "--audio-id", "a"),
        ("sunoapi", "--task-id", "t", "--music-index", "0"),
        ("sunoapi", "--task-id", "t", "--audio-id", "a", "--variation", "1"),
        ("apibox", "--task-id", "t"),
        ("apibox", "--task-id", "t", "--music-index", "2"),
        ("apibox", "--music-index", "1"),
        ("kie",),
        ("kie", "--audio-id", "a"),
        ("kie", "--task-id", "t", "--music-index", "0"),
        ("kie", "--task-id", "t", "--audio-id", "a", "--variation", "1"),
        ("kie", "--task-id", "t", "--variation", "0"),
        ("kie", "--task-id", "t", "--lyrics", "a.txt"),
    ],
)
def test_ids_that_are_not_enough_are_wrong_usage(
    run: Run, members: dict[str, SunoEmulator], argv: tuple[str, ...]
) -> None:
    ran = run("sync", "--provider", *argv)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert sum(emulator.journal.count() for emulator in members.values()) == 0


def test_the_place_in_the_task_at_apibox(run: Run, members: dict[str, SunoEmulator]) -> None:
    ran = run("sync", "--provider", "apibox", "--task-id", DEMO_TASK, "--music-index", "0")
    assert ran.out.startswith("[00:04.19]Fold the morning")
    both = run("sync", "--provider", "apibox", "--task-id", DEMO_TASK, "--audio-id", AUDIO, "--music-index", "0")
    assert "Lantern" in both.out


def test_lyrics_of_a_task_at_kie(run: Run, members: dict[str, SunoEmulator]) -> None:
    ran = run("sync", "--provider", "kie", "--task-id", DEMO_LYRICS)
    assert ran.code == 0
    assert ran.out.splitlines()[:2] == ["[ti:Lantern]", "Lantern on the window sill"]
    assert "Asked for: A song about a harbour at night" in ran.err
    assert "variation 1 of 2" in ran.err
    second = json.loads(
        run("sync", "--provider", "kie", "--task-id", DEMO_LYRICS, "--variation", "2", "--to", "json").out
    )
    assert second["tags"] == {"ti": "钢铁侠"}
    assert [line["start_ms"] for line in second["lines"]] == [None]
    assert run("sync", "--provider", "kie", "--task-id", DEMO_LYRICS).out == ran.out  # the default is the first again


REFUSED = [
    (coded(401, "No access"), 4),
    (coded(402, "Credits insufficient"), 4),
    (coded(422, "The corresponding record does not exist"), 4),
    (coded(413, "Too long"), 4),
    (coded(404, "Invalid request method or path"), 4),
    (answering(None), 4),
    (answering({"alignedWords": [], "waveformData": [0.1]}), 4),
    (answering({"alignedWords": None, "waveformData": None, "hootCer": None, "isStreamed": None}), 4),
    (coded(405, "Rate limit"), 5),
    (coded(430, "Too frequent"), 5),
    (coded(455, "System maintenance"), 5),
    (coded(500, "Error"), 5),
    (coded(777, "Something new"), 5),
    (page(502), 5),
    (page(200), 5),
    (redirected("https://example.org/"), 5),
]


@pytest.mark.parametrize(("fault", "code"), REFUSED, ids=lambda value: getattr(value, "name", str(value)))
def test_exit_codes(run: Run, members: dict[str, SunoEmulator], fault: Any, code: int) -> None:
    members["kie"].faults.push(fault, times=3)
    ran = run("sync", "--provider", "kie", *NAMED)
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
    assert members["kie"].key() not in ran.err
    assert "Traceback" not in ran.err


def test_a_lost_answer_goes_out_again_only_by_name(run: Run, members: dict[str, SunoEmulator]) -> None:
    members["sunoapi"].faults.push(coded(500, "Internal error", stage="reply"))
    lost = run("sync", "--provider", "sunoapi", *NAMED, "-o", "out.elrc")
    assert lost.code == 5
    assert "may have been charged" in lost.err
    assert "Internal error" in lost.err
    again, all_of_them = run("sync", "--provider", "sunoapi", *NAMED), run("jobs", "resume")
    assert (again.code, all_of_them.code, members["sunoapi"].paid()) == (5, 5, 1)
    (row,) = json.loads(run("jobs", "--json").out)
    assert (row["provider"], row["state"], row["task_id"]) == ("sunoapi", "orphaned", DEMO_TASK)
    assert f"jobs resume {row['id'][:8]}" in lost.err
    assert run("jobs", "fetch", row["id"]).code == 5
    assert members["sunoapi"].paid() == 1
    named = run("jobs", "resume", row["id"][:8])
    assert (named.code, members["sunoapi"].paid()) == (0, 2)
    assert "Lantern" in named.out
    assert json.loads(run("jobs", "fetch", row["id"], "--json").out)["waveform"]["source"] == "sunoapi"


def test_a_resumed_job_writes_where_it_was_to_go(run: Run, members: dict[str, SunoEmulator]) -> None:
    members["kie"].faults.push(coded(455, "System maintenance"))
    assert run("sync", "--provider", "kie", *NAMED, "-o", "out.elrc").code == 5
    assert not Path("out.elrc").exists()
    assert run("jobs", "resume", "--provider", "kie").code == 0
    assert Path("out.elrc").read_text("utf-8").startswith("[00:05.98]<00:05.98>Lantern ")


def test_lyrics_that_are_still_written_are_resumed(run: Run, members: dict[str, SunoEmulator]) -> None:
    kie = members["kie"]
    kie.add(Task("w", kie.key(), written=[("A", "la la", "complete", "")], reads_pending=7))
    waiting = run("sync", "--provider", "kie", "--task-id", "w")
    assert (waiting.code, waiting.out) == (5, "")
    assert run("jobs", "resume").out == "[ti:A]\nla la\n"


def test_what_jobs_by_ids_cannot(run: Run, members: dict[str, SunoEmulator]) -> None:
    assert run("sync", "--provider", "kie", *NAMED).code == 0
    (row,) = json.loads(run("jobs", "--json").out)
    assert run("jobs", "delete", row["id"], "--remote").code == 2
    assert run("jobs", "--remote", "--provider", "kie").code == 2
    assert run("jobs", "delete", row["id"]).code == 0
    assert run("jobs", "--json").out.strip() == "[]"
    assert run("batch", ".", "--provider", "kie").code == 2


def test_without_a_key_nothing_is_sent(
    run: Run, members: dict[str, SunoEmulator], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LRC_STUDIO_KEY_APIBOX")
    ran = run("sync", "--provider", "apibox", *NAMED)
    assert (ran.code, ran.out) == (4, "")
    assert "LRC_STUDIO_KEY_APIBOX" in ran.err
    assert members["apibox"].journal.count() == 0
