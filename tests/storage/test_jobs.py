"""The rows of jobs: what is written is on disk, and nothing is lost to another process or a broken file."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lrc_studio.core.errors import InputError, UsageError
from lrc_studio.storage.jobs import Job, JobState, JobStore, jobs_path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[JobStore]:
    with JobStore(tmp_path / "state" / "jobs.sqlite", now=lambda: 1000.0) as opened:
        yield opened


def job(number: int = 1, digest: str = "d") -> Job:
    return Job(
        id=f"job-{number}",
        provider="ailrc",
        origin="https://example.org",
        key_fingerprint="0123abcd",
        digest=digest,
        nonce="ls-1",
        song_path="/music/é.mp3",
        song_title="é",
    )


def test_a_job_comes_back_as_it_was_kept(store: JobStore) -> None:
    kept = store.add(job())
    assert (kept.created_s, kept.updated_s) == (1000.0, 1000.0)
    changed = store.update("job-1", state=JobState.SUBMITTED, task_id="t1", credits_left=46, result_lrc="[00:01.00]x\n")
    with JobStore(store.path) as again:
        assert again.get("job-1") == changed
        assert again.by_task("t1") == changed
    assert changed.state is JobState.SUBMITTED


def test_what_is_written_survives_a_kill(tmp_path: Path) -> None:
    """A process that dies the moment the call returned has kept the task's id."""
    path = tmp_path / "jobs.sqlite"
    code = (
        "import os, sys; from pathlib import Path; from tests.storage.test_jobs import job;"
        "from lrc_studio.storage.jobs import JobStore;"
        "store = JobStore(Path(sys.argv[1])); store.add(job()); store.update('job-1', task_id='t1');"
        "os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, path], check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == -9
    with JobStore(path) as store:
        found = store.get("job-1")
        assert found is not None
        assert found.task_id == "t1"


def test_the_newest_stand_first(store: JobStore) -> None:
    for number in (1, 2, 3):
        store.add(job(number, digest="odd" if number % 2 else "even"))
    assert [each.id for each in store.all()] == ["job-3", "job-2", "job-1"]
    assert [each.id for each in store.by_digest("odd")] == ["job-3", "job-1"]


def test_of_many_that_come_at_once_one_is_kept(store: JobStore) -> None:
    """Each thread has its own connection, as each process would."""
    kept: list[str] = []

    def come(number: int) -> None:
        with JobStore(store.path) as own:
            kept.append(own.admit(job(number), lambda same: same[0] if same else None).id)

    threads = [threading.Thread(target=come, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(kept)) == 1
    assert len(store.all()) == 1


def test_a_job_belongs_to_one_worker_at_a_time(store: JobStore) -> None:
    store.add(job())
    claim = store.claim("job-1")
    assert claim is not None
    with JobStore(store.path) as other:
        assert other.claim("job-1") is None
        claim.release()
        taken = other.claim("job-1")
        assert taken is not None
        taken.release()


def test_a_deleted_job_is_gone(store: JobStore) -> None:
    store.add(job())
    store.delete("job-1")
    assert store.all() == ()
    with pytest.raises(UsageError, match="deleted meanwhile"):
        store.update("job-1", state=JobState.RUNNING)


def test_only_the_owner_may_read_the_file() -> None:
    with JobStore():
        mode = stat.S_IMODE(jobs_path().stat().st_mode)
    assert mode == 0o600


def test_a_file_that_is_no_database_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "jobs.sqlite"
    path.write_bytes(b"these are no rows at all, and many bytes of it" * 50)
    with JobStore(path) as store:
        assert store.all() == ()
        assert "The list of jobs was damaged; no job could be read" in store.damage
    assert path.with_name("jobs.sqlite.broken").read_bytes().startswith(b"these are no rows")


def test_what_can_be_read_of_a_damaged_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "jobs.sqlite"
    with JobStore(path) as store:
        for number in range(400):
            store.add(replace(job(), id=f"{number:04}", message="m" * 200, task_id=f"task-{number}"))
    rows = sqlite3.connect(path)
    rows.execute("PRAGMA journal_mode = DELETE")
    rows.close()
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 8192] = b"\xa5" * 8192
    path.write_bytes(data)
    with JobStore(path) as store:
        kept = store.all()
        assert 100 < len(kept) < 400
        assert (kept[0].id, kept[-1].id) == ("0399", "0000")
        assert f"{len(kept)} jobs could be read" in store.damage
        assert store.update("0399", message="again").message == "again"
    assert path.with_name("jobs.sqlite.broken").exists()
    with JobStore(path) as store:
        assert (len(store.all()), store.damage) == (len(kept), "")


def test_rows_of_a_newer_version_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "jobs.sqlite"
    JobStore(path).close()
    rows = sqlite3.connect(path)
    rows.execute("PRAGMA user_version = 3")
    rows.close()
    with pytest.raises(InputError, match="newer version"):
        JobStore(path)


def test_rows_of_the_first_version_are_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "jobs.sqlite"
    with JobStore(path) as store:
        store.add(job())
    rows = sqlite3.connect(path)
    for name in ("audio_id", "music_index", "variation"):
        rows.execute(f"ALTER TABLE jobs DROP COLUMN {name}")
    rows.execute("PRAGMA user_version = 1")
    rows.close()
    for _ in range(2):  # also when it is opened again
        with JobStore(path) as store:
            (kept,) = store.all()
            assert (kept.id, kept.song_title, kept.operation) == (job().id, job().song_title, "audio_analysis")
            assert (kept.audio_id, kept.music_index, kept.variation) == (None, None, None)
            assert store.update(kept.id, audio_id="a", music_index=1).music_index == 1
            store.update(kept.id, audio_id=None, music_index=None)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(InputError, match="could not be written"):
        JobStore(tmp_path / "file" / "jobs.sqlite")


@pytest.mark.parametrize(
    ("state", "task_id", "safe"),
    [
        (JobState.DRAFT, None, True),
        (JobState.FAILED, None, True),
        (JobState.PAUSED_RATE, None, True),
        (JobState.SUBMITTING, None, False),
        (JobState.ORPHANED, None, False),
        (JobState.FAILED, "t1", False),
        (JobState.RUNNING, "t1", False),
    ],
)
def test_a_song_is_sent_only_where_no_upload_can_have_arrived(state: JobState, task_id: str | None, safe: bool) -> None:
    assert replace(job(), state=state, task_id=task_id).may_be_sent is safe


def test_when_a_key_asked_is_remembered_for_each_key(store: JobStore) -> None:
    for at_s in (3.0, 1.0, 2.0):
        store.end_request(begun(store, "one"), at_s)
    store.end_request(begun(store, "one"), None)  # it never left, so it counts in no window
    store.end_request(begun(store, "two"), 9.0)
    assert asked(store, "one") == [3.0, 1.0, 2.0, 0.0]
    store.settle_requests("one", now_s=10.0, oldest_s=2.5)
    assert (asked(store, "one"), asked(store, "two")) == ([3.0], [9.0])
    ((number, _),) = store.requests_after("one", 0)
    assert store.requests_after("one", number) == ()


def test_a_request_without_an_end_counts_from_the_next_start(store: JobStore) -> None:
    number = begun(store, "one")
    assert asked(store, "one") == [None]
    with JobStore(store.path) as again:
        for now_s in (70.0, 99.0):
            again.settle_requests("one", now_s, oldest_s=0.0)
            assert asked(again, "one") == [70.0]
    store.end_request(number, 40.0)  # its program was alive after all
    assert asked(store, "one") == [40.0]


def test_a_request_begins_only_where_all_of_others_are_known(store: JobStore) -> None:
    first = begun(store, "one")
    assert store.begin_request("one", 0) is None
    assert len(asked(store, "one")) == 1
    second = store.begin_request("one", 0, {first})
    assert second == first + 1
    assert store.begin_request("two", 0) == second + 1


def test_a_number_that_was_seen_is_not_given_again(store: JobStore) -> None:
    number = begun(store, "one")
    store.end_request(number, None)
    store.settle_requests("one", now_s=500.0, oldest_s=400.0)
    assert begun(store, "one") > number


def begun(store: JobStore, mark: str) -> int:
    """The number of a request that begins now."""
    number = store.begin_request(mark, sys.maxsize)
    assert number is not None
    return number


def asked(store: JobStore, mark: str) -> list[float | None]:
    return [at_s for _, at_s in store.requests_after(mark, 0)]
