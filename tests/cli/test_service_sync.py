"""`sync --provider ailrc` against its contract, over real sockets."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from lrc_studio.providers.limits import FREE
from lrc_studio.storage.jobs import JobState, JobStore
from lrc_studio.workflows.services import keep_tier
from tests.audio.songs import tone as tone_of
from tests.audio.songs import write_song
from tests.cli.conftest import Run
from tests.emulator import Emulator, Script, faults

LRC = "[00:00.50]La la\n[00:01.20]La la la"


def uploads(service: Emulator) -> int:
    return service.journal.count("POST", "audio_analysis")


def test_a_song_becomes_lyrics_on_standard_output(run: Run, service: Emulator, tone: Path) -> None:
    service.script(Script(lrc=LRC))
    ran = run("sync", tone, "--provider", "ailrc")
    assert (ran.code, ran.out) == (0, LRC + "\n")
    assert ran.err == "2 lines timed, 0 to check. It cost 6 credits, 5994 left at the upload.\n"


def test_the_project_says_where_the_times_came_from(run: Run, service: Emulator, tone: Path) -> None:
    service.script(Script(lrc=LRC))
    ran = run("sync", tone, "--provider", "ailrc", "-o", "out.lrcstudio", "--progress", "json")
    assert (ran.code, ran.out) == (0, "")
    value = json.loads(Path("out.lrcstudio").read_text("utf-8"))
    assert value["source"]["provider"] == "ailrc"
    assert value["source"]["task_id"] == service.tasks.all()[0].id
    assert value["source"]["notes"]["creditsUsed"] == 6
    assert [line["origin"] for line in value["lines"]] == ["provider", "provider"]
    assert value["audio"]["path"] == "tone.wav"
    told = [json.loads(row) for row in ran.err.splitlines()[:-1]]
    assert {frozenset(row) for row in told} == {frozenset({"phase", "done", "total", "message"})}
    assert {"check", "upload", "queue"} <= {row["phase"] for row in told}


def test_the_same_song_again_takes_the_stored_lyrics(run: Run, service: Emulator, tone: Path) -> None:
    first = run("sync", tone, "--provider", "ailrc")
    again = run("sync", tone, "--provider", "ailrc")
    assert again.out == first.out
    assert "answered before" in again.err
    assert "It cost" not in again.err
    assert "delete the job first: lrc-studio jobs delete" in again.err
    assert uploads(service) == 1


def test_without_a_key_nothing_is_sent(
    run: Run, service: Emulator, tone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LRC_STUDIO_KEY_AILRC")
    ran = run("sync", tone, "--provider", "ailrc")
    assert (ran.code, ran.out) == (4, "")
    assert "LRC_STUDIO_KEY_AILRC" in ran.err
    assert service.journal.count() == 0


@pytest.mark.parametrize("persona", ["revoked", "expired", "empty"])
def test_what_the_service_refuses(
    run: Run, service: Emulator, tone: Path, monkeypatch: pytest.MonkeyPatch, persona: str
) -> None:
    monkeypatch.setenv("LRC_STUDIO_KEY_AILRC", service.key(persona))
    ran = run("sync", tone, "--provider", "ailrc")
    assert (ran.code, ran.out) == (4, "")
    assert len(ran.err.splitlines()) == 1
    assert service.key(persona) not in ran.err


def test_the_kind_and_the_size_are_checked_before_the_network(run: Run, service: Emulator, tmp_path: Path) -> None:
    other = run("sync", write_song(tmp_path / "a.m4a", tone_of(1.0, 44_100)), "--provider", "ailrc")
    assert other.code == 3
    assert "mono MP3 of" in other.err
    keep_tier("ailrc", FREE)
    large = run("sync", write_song(tmp_path / "b.wav", tone_of(45.0, 44_100)), "--provider", "ailrc")
    assert large.code == 4
    assert "7.0 MB" in large.err
    assert service.journal.count() == 0


def test_a_smaller_copy_is_sent_where_the_person_says_so(
    run: Run, service: Emulator, tmp_path: Path, tone: Path
) -> None:
    other = write_song(tmp_path / "a.m4a", tone_of(1.0, 44_100))
    refused = run("sync", other, "--provider", "ailrc")
    assert (refused.code, "--smaller-copy" in refused.err) == (3, True)
    sent = run("sync", other, "--provider", "ailrc", "--smaller-copy", "-o", "a.lrc")
    assert sent.code == 0
    assert sent.err.startswith("AI LRC Generator gets a mono MP3 of ")
    assert run("sync", tone, "--provider", "ailrc", "--smaller-copy", "-o", "tone.lrc").code == 0
    assert [task.file_name.rpartition(".")[2] for task in service.tasks.all()] == ["mp3", "wav"]  # taken as it is
    assert run("sync", tone, "--smaller-copy").code == 2


def test_the_tier_of_a_key_can_be_named(
    run: Run, service: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_tier("ailrc", FREE)
    large = write_song(tmp_path / "b.wav", tone_of(45.0, 44_100))
    refused = run("sync", large, "--provider", "ailrc")
    assert (refused.code, "set LRC_STUDIO_TIER_AILRC=pro or premium" in refused.err) == (4, True)
    for wrong in ("gold", "1/2/3", "0/2/3/4"):
        monkeypatch.setenv("LRC_STUDIO_TIER_AILRC", wrong)
        for argv in (("sync", large), ("batch", tmp_path), ("jobs", "list", "--remote")):
            told = run(*argv, "--provider", "ailrc")
            assert (told.code, "free, pro, premium" in told.err) == (2, True)
    assert service.journal.count() == 0
    monkeypatch.setenv("LRC_STUDIO_TIER_AILRC", "Pro")
    assert run("sync", large, "--provider", "ailrc").code == 0


@pytest.mark.parametrize(
    "script", [Script(outcome="FAILED", error="No vocals detected"), Script(lrc=""), Script(lrc="[ti:tags only]")]
)
def test_a_task_that_gives_nothing(run: Run, service: Emulator, tone: Path, script: Script) -> None:
    service.script(script)
    ran = run("sync", tone, "--provider", "ailrc", "-o", "out.lrc")
    assert (ran.code, ran.out) == (4, "")
    assert not Path("out.lrc").exists()


def test_a_song_that_is_never_done_can_be_resumed(run: Run, service: Emulator, tone: Path) -> None:
    service.script(Script(queue=0, processing_s=700, lrc=LRC))
    ran = run("sync", tone, "--provider", "ailrc", "-o", "out.lrc")
    assert ran.code == 5
    assert "lrc-studio jobs resume" in ran.err
    again = run("jobs", "resume")
    assert again.code == 0
    assert Path("out.lrc").read_text("utf-8") == LRC + "\n"
    assert uploads(service) == 1


def test_an_upload_of_unknown_outcome(run: Run, service: Emulator, tone: Path) -> None:
    service.faults.push(faults.page(502), method="POST")
    ran = run("sync", tone, "--provider", "ailrc")
    assert ran.code == 5
    assert "nothing is sent again" in ran.err
    again = run("sync", tone, "--provider", "ailrc")
    assert again.code == 5
    assert uploads(service) == 1


def test_out_of_reach(run: Run, service: Emulator, tone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LRC_STUDIO_URL_AILRC", "http://127.0.0.1:9")
    ran = run("sync", tone, "--provider", "ailrc")
    assert ran.code == 5
    assert "cannot be reached" in ran.err


def test_a_long_wait_for_the_limits_is_written_down(run: Run, service: Emulator, tone: Path) -> None:
    service.faults.push(faults.rate_limited("1800"), path="audio_analysis")
    ran = run("sync", tone, "--provider", "ailrc")
    assert ran.code == 5
    assert "Next request in 30 min" in ran.err
    with JobStore() as store:
        (job,) = store.all()
    assert job.state is JobState.PAUSED_RATE
    service.clock.advance(1801)
    assert run("jobs", "resume").code == 0


def test_a_task_that_is_there_already(run: Run, service: Emulator, tone: Path) -> None:
    service.script(Script(lrc=LRC))
    run("sync", tone, "--provider", "ailrc")
    task_id = service.tasks.all()[0].id
    ran = run("sync", "--provider", "ailrc", "--task-id", task_id)
    assert (ran.code, ran.out) == (0, LRC + "\n")
    assert run("sync", "--provider", "ailrc", "--task-id", "cm4nothing").code == 4


@pytest.mark.parametrize("option", [("--lyrics", "x.txt"), ("--audio-id", "A"), ("--music-index", "0")])
def test_what_it_has_no_use_for(run: Run, service: Emulator, tone: Path, option: tuple[str, str]) -> None:
    ran = run("sync", tone, "--provider", "ailrc", *option)
    assert (ran.code, ran.out) == (2, "")
    assert option[0] in ran.err


def test_an_unsafe_address(run: Run, service: Emulator, tone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LRC_STUDIO_URL_AILRC", "http://example.org")
    assert run("sync", tone, "--provider", "ailrc").code == 2


def test_the_key_is_in_nothing_that_is_written(
    run: Run, service: Emulator, tone: Path, studio_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LRC_STUDIO_DEBUG", "1")
    service.faults.push(faults.raw_body(service.key().encode()), method="GET", times=2)
    service.script(Script(processing_s=math.inf))
    ran = run("sync", tone, "--provider", "ailrc", "-o", "out.lrcstudio", "--progress", "json")
    assert ran.code == 5
    assert service.key() not in ran.out + ran.err
    written = [path for path in studio_home.rglob("*") if path.is_file()]
    assert written
    assert not any(service.key().encode() in path.read_bytes() for path in written)
