"""`jobs` against its contract: the songs kept here, and the service's own list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lrc_studio.storage.jobs import jobs_path
from tests.cli.conftest import Run
from tests.emulator import Emulator, Script

LRC = "[00:00.50]La la\n[00:01.20]La la la"
KEYS = ["id", "provider", "state", "task_id", "song", "created", "updated", "message", "result"]


@pytest.fixture
def synced(run: Run, service: Emulator, tone: Path) -> str:
    """One answered song; its job's id."""
    service.script(Script(lrc=LRC))
    assert run("sync", tone, "--provider", "ailrc").code == 0
    (row,) = json.loads(run("jobs", "--json").out)
    return str(row["id"])


@pytest.fixture
def unfinished(run: Run, service: Emulator, tone: Path) -> str:
    """One song that the service is still at; its job's id."""
    service.script(Script(queue=0, processing_s=700, lrc=LRC))
    assert run("sync", tone, "--provider", "ailrc").code == 5
    (row,) = json.loads(run("jobs", "--json").out)
    return str(row["id"])


def rows(run: Run, *argv: str) -> list[dict[str, object]]:
    ran = run("jobs", *argv, "--json")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert all(list(row) == KEYS for row in found)
    return found


def test_nothing_yet(run: Run) -> None:
    ran = run("jobs")
    assert (ran.code, ran.out, ran.err) == (0, "", "There are no jobs.\n")
    assert rows(run) == []


def test_the_list_has_what_is_kept(run: Run, service: Emulator, synced: str) -> None:
    (row,) = rows(run, "list")
    assert (row["provider"], row["state"], row["song"], row["result"]) == ("ailrc", "succeeded", "tone", LRC)
    assert row["task_id"] == service.tasks.all()[0].id
    assert str(row["created"]).endswith("Z")
    table = run("jobs", "list").out
    assert synced[:8] in table
    assert "succeeded" in table
    assert rows(run, "--provider", "offline") == []


def test_an_answer_is_fetched_without_asking_again(run: Run, service: Emulator, synced: str) -> None:
    asked = service.journal.count()
    for name in (synced, synced[:8], service.tasks.all()[0].id):
        ran = run("jobs", "fetch", name)
        assert (ran.code, ran.out) == (0, LRC + "\n")
    value = json.loads(run("jobs", "fetch", synced, "--json").out)
    assert value["format"] == "lrc-studio"
    assert service.journal.count() == asked


def test_what_is_not_done_is_asked_for(run: Run, service: Emulator, unfinished: str) -> None:
    ran = run("jobs", "fetch", unfinished)
    assert (ran.code, ran.out) == (5, "")
    service.clock.advance(700)
    assert run("jobs", "fetch", unfinished).out == LRC + "\n"


def test_one_that_is_resumed_prints_its_answer(run: Run, service: Emulator, unfinished: str) -> None:
    ran = run("jobs", "resume", unfinished[:8])
    assert (ran.code, ran.out) == (0, LRC + "\n")
    ran = run("jobs", "resume")
    assert (ran.code, ran.err) == (0, "There is nothing to resume.\n")


def test_several_are_resumed_side_by_side(run: Run, service: Emulator, tmp_path: Path, tone: Path) -> None:
    # Looked at for 585 s each, then done soon: the key has few requests left of its hour.
    service.script(Script(queue=0, processing_s=620, lrc=LRC), times=3)
    for number in range(3):
        song = tmp_path / f"{number}.wav"
        song.write_bytes(tone.read_bytes() + bytes(2 * number + 2))
        assert run("sync", song, "--provider", "ailrc", "-o", f"{number}.lrc").code == 5
    assert run("jobs", "resume").code == 0
    assert [Path(f"{number}.lrc").read_text() for number in range(3)] == [LRC + "\n"] * 3
    assert service.journal.count("POST") == 3


def test_a_damaged_list_is_told_and_the_command_goes_on(run: Run, synced: str) -> None:
    jobs_path().write_bytes(b"these are no rows at all, and many bytes of it" * 50)
    ran = run("jobs")
    assert ran.code == 0
    assert "The list of jobs was damaged" in ran.err
    assert "whether it has it" in ran.err
    assert "damaged" not in run("jobs").err


def test_a_refused_key_is_asked_about_once_for_all_jobs(
    run: Run, service: Emulator, tmp_path: Path, tone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.script(Script(queue=0, processing_s=700, lrc=LRC), times=2)
    for number in range(2):
        song = tmp_path / f"{number}.wav"
        song.write_bytes(tone.read_bytes() + bytes(2 * number + 2))
        assert run("sync", song, "--provider", "ailrc").code == 5
    service.access("premium").state = "revoked"
    for number in range(2, 4):  # never sent
        song = tmp_path / f"{number}.wav"
        song.write_bytes(tone.read_bytes() + bytes(2 * number + 2))
        assert run("sync", song, "--provider", "ailrc").code == 4
    asked = service.journal.count()
    ran = run("jobs", "resume")
    assert ran.code == 4
    assert service.journal.count() == asked + 1
    assert ran.err.count("This key was refused.") == 1
    service.access("premium").state = "active"
    assert run("jobs", "resume").code == 0
    assert {row["state"] for row in rows(run)} == {"succeeded"}


def test_deleting_here_leaves_the_task_there(run: Run, service: Emulator, synced: str) -> None:
    ran = run("jobs", "delete", synced[:8])
    assert (ran.code, ran.err) == (0, "The job of tone was deleted here.\n")
    assert rows(run) == []
    assert len(service.tasks.all()) == 1


def test_deleting_one_under_way_says_that_the_service_goes_on(run: Run, service: Emulator, unfinished: str) -> None:
    assert "may go on with it" in run("jobs", "delete", unfinished).err
    assert rows(run) == []


def test_the_services_own_list(run: Run, service: Emulator, synced: str) -> None:
    (row,) = rows(run, "list", "--remote")
    assert (row["id"], row["state"], row["task_id"]) == (synced, "COMPLETED", service.tasks.all()[0].id)
    run("jobs", "delete", synced)
    (row,) = rows(run, "--remote", "--provider", "ailrc")
    assert row["id"] == row["task_id"]
    ran = run("jobs", "fetch", str(row["task_id"]), "--remote")
    assert (ran.code, ran.out) == (0, LRC + "\n")


def test_deleting_there_waits_for_the_end(run: Run, service: Emulator, unfinished: str) -> None:
    refused = run("jobs", "delete", unfinished, "--remote")
    assert refused.code == 4
    assert service.journal.count("DELETE") == 0
    service.clock.advance(700)
    assert run("jobs", "delete", unfinished, "--remote").code == 0
    assert service.tasks.all() == ()
    (row,) = rows(run)
    assert row["result"] == LRC


@pytest.mark.parametrize(
    "argv",
    [
        ("fetch",),
        ("delete",),
        ("fetch", "nothing"),
        ("resume", "nothing"),
        ("delete", "nothing"),
        ("list", "something"),
        ("resume", "--remote"),
        ("list", "--provider", "nobody"),
        ("list", "--remote", "--provider", "offline"),
        ("burn",),
    ],
)
def test_wrong_usage(run: Run, service: Emulator, argv: tuple[str, ...]) -> None:
    ran = run("jobs", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_a_task_that_is_not_ours(run: Run, service: Emulator) -> None:
    assert run("jobs", "fetch", "cm4nothing", "--remote").code == 4
    assert run("jobs", "delete", "cm4nothing", "--remote").code == 0
