"""`batch` against its contract: songs of a folder, offline and at the service."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lrc_studio.storage.jobs import jobs_path
from tests.audio.songs import tone as tone_of
from tests.audio.songs import write_song
from tests.cli.conftest import Run
from tests.emulator import Emulator, Script


@pytest.fixture
def folder(tmp_path: Path, tone: Path) -> Path:
    """Three songs, one of them in a folder below."""
    (tmp_path / "songs" / "below").mkdir(parents=True)
    for number, name in enumerate(("a.wav", "b.wav", "below/c.wav")):
        (tmp_path / "songs" / name).write_bytes(tone.read_bytes() + bytes(2 * number))
    return tmp_path / "songs"


def written(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.lrc"))


def test_a_folder_at_the_service(run: Run, service: Emulator, folder: Path) -> None:
    ran = run("batch", folder, "--provider", "ailrc")
    assert (ran.code, ran.out, ran.err) == (0, "", "3 done, 0 there already, 0 failed.\n")
    assert written(folder) == ["a.lrc", "b.lrc", "below/c.lrc"]
    again = run("batch", folder, "--provider", "ailrc")
    assert (again.code, again.err) == (0, "0 done, 3 there already, 0 failed.\n")
    assert service.journal.count("POST") == 3


def test_deleted_lyrics_come_back_from_what_is_stored(run: Run, service: Emulator, folder: Path) -> None:
    run("batch", folder, "--provider", "ailrc")
    (folder / "a.lrc").unlink()
    assert run("batch", folder, "--provider", "ailrc").code == 0
    assert "a.lrc" in written(folder)
    assert service.journal.count("POST") == 3


def test_a_failure_is_named_and_counted(run: Run, service: Emulator, folder: Path) -> None:
    service.script(Script(outcome="FAILED", error="No vocals detected"))
    ran = run("batch", folder, "--provider", "ailrc", "--jobs", "1")
    assert ran.code == 1
    assert "a.wav: The service could not time a: No vocals detected" in ran.err
    assert "2 done, 0 there already, 1 failed." in ran.err


def test_stopped_it_goes_on_where_it_was(run: Run, service: Emulator, folder: Path) -> None:
    service.access().account.credits = 6
    ran = run("batch", folder, "--provider", "ailrc", "--to", "elrc")
    assert ran.code == 4
    assert "2 left" in ran.err
    assert "--resume goes on" in ran.err
    service.access().account.credits = 60
    ran = run("batch", folder, "--resume")
    assert ran.code == 0
    assert len(list(folder.rglob("*.elrc"))) == 3
    assert len(service.tasks.all()) == 3


def test_a_dry_run_asks_and_writes_nothing(run: Run, service: Emulator, folder: Path, studio_home: Path) -> None:
    (folder / "b.lrc").write_text("[00:01.00]x\n")
    (folder / "no.wav").write_bytes(b"no song")
    ran = run("batch", folder, "--provider", "ailrc", "--dry-run")
    assert ran.code == 0
    assert [row.partition(": ")[2][:14] for row in ran.out.splitlines()] == [
        "sends 32 kB",
        "is there alrea",
        "would fail: “n",
        "sends 32 kB",
    ]
    assert service.journal.count() == 0
    assert [path.name for path in studio_home.iterdir()] == ["services.json"]  # the fixture's
    assert written(folder) == ["b.lrc"]


def test_a_dry_run_tells_that_the_list_of_jobs_was_damaged(run: Run, service: Emulator, folder: Path) -> None:
    jobs_path().parent.mkdir(parents=True, exist_ok=True)
    jobs_path().write_bytes(b"these are no rows at all, and many bytes of it" * 50)
    ran = run("batch", folder, "--provider", "ailrc", "--dry-run")
    assert ran.code == 0
    assert ran.err.count("The list of jobs was damaged") == 1
    assert len(ran.out.splitlines()) == 3


def test_a_dry_run_says_what_was_answered_before_and_what_is_sent_once(
    run: Run, service: Emulator, folder: Path
) -> None:
    shutil.copy(folder / "b.wav", folder / "d.wav")
    assert run("sync", folder / "a.wav", "--provider", "ailrc").code == 0
    asked = service.journal.count()
    ran = run("batch", folder, "--provider", "ailrc", "--dry-run")
    assert ran.out.splitlines() == [
        "a.wav -> a.lrc: answered before, nothing is sent",
        "b.wav -> b.lrc: sends 32 kB",
        "d.wav -> d.lrc: is the same as another, which is sent once",
        "below/c.wav -> c.lrc: sends 32 kB",
    ]
    assert service.journal.count() == asked


def test_what_the_service_does_not_take_goes_as_a_copy_where_the_person_says_so(
    run: Run, service: Emulator, folder: Path
) -> None:
    write_song(folder / "d.m4a", tone_of(1.0, 44_100))
    assert "d.m4a -> d.lrc: would fail: " in run("batch", folder, "--provider", "ailrc", "--dry-run").out
    argv = ("batch", folder, "--provider", "ailrc", "--smaller-copy")
    assert "d.m4a -> d.lrc: sends a mono MP3 of " in run(*argv, "--dry-run").out
    service.access().account.credits = 6
    assert run(*argv, "--jobs", "1").code == 4
    service.access().account.credits = 60
    assert run("batch", folder, "--resume").code == 0  # it remembers what the person said
    assert written(folder) == ["a.lrc", "b.lrc", "below/c.lrc", "d.lrc"]
    assert run("batch", folder, "--smaller-copy").code == 2


def test_a_folder_offline(run: Run, folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text("La la\nLa la la\n")
    dry = run("batch", folder, "--dry-run").out
    assert "a.wav -> a.lrc: 2 lines to time" in dry
    ran = run("batch", folder, "--jobs", "2", "--progress", "json")
    assert ran.code == 1
    assert "c.wav: c.wav has no lyrics yet. Put c.txt beside it." in ran.err
    lossy = [row for row in ran.err.splitlines() if row.startswith(("a.wav: ", "b.wav: "))]
    assert [row.split(" ")[:5] for row in lossy] == [[f"{name}.wav:", "LRC", "will", "not", "keep"] for name in "ab"]
    assert written(folder) == ["a.lrc", "b.lrc"]
    told = [json.loads(row) for row in ran.err.splitlines() if row.startswith("{")]
    assert (told[-1]["done"], told[-1]["total"]) == (3, 3)
    shutil.copy(folder / "a.txt", folder / "below" / "c.txt")
    assert run("batch", folder, "--resume").code == 0
    assert written(folder) == ["a.lrc", "b.lrc", "below/c.lrc"]


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("batch", tmp_path / "empty")
    assert (ran.code, ran.err) == (0, "There is nothing to do in empty.\n")


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        ((), 2),
        (("nowhere",), 3),
        (("nowhere", "--provider", "nobody"), 2),
        ((".", "--to", "nothing"), 2),
        ((".", "--jobs", "0"), 2),
    ],
)
def test_wrong_usage(run: Run, argv: tuple[str, ...], code: int) -> None:
    assert run("batch", *argv).code == code


def test_without_a_key(run: Run, service: Emulator, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LRC_STUDIO_KEY_AILRC")
    assert run("batch", folder, "--provider", "ailrc").code == 4
    assert service.journal.count() == 0
