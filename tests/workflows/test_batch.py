"""Many songs: each goes its own way, none is paid twice, and a batch goes on where it stopped."""

from __future__ import annotations

import asyncio
from math import inf
from pathlib import Path

import pytest

from lrc_studio.core.errors import Cancelled, CreditsError, InputError, KeyRefusedError, UnreachableError
from lrc_studio.core.progress import Progress, silent
from lrc_studio.storage.jobs import JobState, JobStore
from lrc_studio.workflows.batch import Batch, SongState, run_offline
from lrc_studio.workflows.batch_service import ahead_of, run_at_service
from lrc_studio.workflows.batch_songs import planned, songs_below, unfinished
from tests.emulator import Emulator, Script, faults
from tests.emulator.wire import Wire
from tests.workflows.conftest import MakeSong
from tests.workflows.service_at_work import TIERS, desk_at, uploads


@pytest.fixture
def folder(make_song: MakeSong, tmp_path: Path) -> Path:
    """Five songs, two of them in folders below."""
    (tmp_path / "songs" / "b" / "c").mkdir(parents=True)
    for number, name in enumerate(("songs/1.wav", "songs/2.wav", "songs/3.wav", "songs/b/4.wav", "songs/b/c/5.wav")):
        make_song(name, 1000 + 100 * number)
    return tmp_path / "songs"


def batch_of(folder: Path, report: object = silent) -> Batch:
    return Batch(folder, planned(folder, ".lrc"), "ailrc", "lrc", report)  # type: ignore[arg-type]


def at_service(
    emulator: Emulator,
    store: JobStore,
    batch: Batch,
    *,
    persona: str = "premium",
    ahead: int = 20,
    origin: str | None = None,
) -> Batch:
    async def work() -> None:
        async with desk_at(emulator, store, persona=persona, origin=origin) as desk:
            await run_at_service(batch, desk, ahead)

    asyncio.run(work())
    return batch


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.lrc"))


# ---- which songs ----------------------------------------------------------------------------------------------------


def test_songs_are_found_below_and_hidden_ones_left_out(folder: Path) -> None:
    (folder / ".hidden").mkdir()
    for name in (".x.wav", ".hidden/6.wav", "notes.txt", "cover.jpg", "film.mp4"):
        (folder / name).write_bytes(b"x")
    (folder / "b" / "loop").symlink_to(folder)
    assert [path.name for path in songs_below(folder)] == ["1.wav", "2.wav", "3.wav", "4.wav", "5.wav"]


def test_two_songs_of_one_name_have_two_files(folder: Path) -> None:
    (folder / "1.mp3").write_bytes(b"x")
    targets = [song.target.name for song in planned(folder, ".lrc")]
    assert targets[:2] == ["1.lrc", "1.wav.lrc"]
    assert len(set(targets)) == len(targets)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        songs_below(tmp_path / "nowhere")


# ---- at the service -------------------------------------------------------------------------------------------------


def test_every_song_gets_its_lyrics_beside_it(emulator: Emulator, store: JobStore, folder: Path) -> None:
    batch = at_service(emulator, store, batch_of(folder))
    assert {standing.state for standing in batch.standings.values()} == {SongState.DONE}
    assert names(folder) == ["1.lrc", "2.lrc", "3.lrc", "4.lrc", "5.lrc"]
    assert (folder / "b" / "4.lrc").read_text("utf-8").startswith("[")
    assert uploads(emulator) == 5
    assert unfinished() == ()


def test_lyrics_that_are_there_are_left_alone(emulator: Emulator, store: JobStore, folder: Path) -> None:
    (folder / "2.lrc").write_text("[00:01.00]by hand\n")
    batch = at_service(emulator, store, batch_of(folder))
    assert batch.count(SongState.KEPT) == 1
    assert (folder / "2.lrc").read_text() == "[00:01.00]by hand\n"
    assert uploads(emulator) == 4


def test_a_song_fails_alone(emulator: Emulator, store: JobStore, folder: Path) -> None:
    emulator.script(Script(outcome="FAILED", error="No vocals detected"))
    (folder / "2.wav").write_bytes(b"no song")
    batch = at_service(emulator, store, batch_of(folder))
    assert batch.count(SongState.DONE) == 3
    assert [standing.song.path.name for standing in batch.failed] == ["1.wav", "2.wav"]
    assert "No vocals detected" in batch.failed[0].message
    assert batch.stopped is None


def test_the_same_song_twice_is_paid_once(emulator: Emulator, store: JobStore, folder: Path) -> None:
    (folder / "b" / "copy.wav").write_bytes((folder / "1.wav").read_bytes())
    batch = at_service(emulator, store, batch_of(folder))
    assert batch.count(SongState.DONE) == 6
    assert (folder / "b" / "copy.lrc").read_bytes() != b""
    assert uploads(emulator) == 5


def test_a_lost_answer_is_found_and_the_others_go_on(emulator: Emulator, store: JobStore, folder: Path) -> None:
    proxy = emulator.proxy()
    proxy.push(Wire("lose"), method="POST", skip=1)
    batch = at_service(emulator, store, batch_of(folder), origin=proxy.origin)
    assert batch.count(SongState.DONE) == 5
    assert uploads(emulator) == 5


def test_without_credits_what_is_there_is_still_fetched(emulator: Emulator, store: JobStore, folder: Path) -> None:
    emulator.access("premium").account.credits = 12
    batch = at_service(emulator, store, batch_of(folder))
    assert isinstance(batch.stopped, CreditsError)
    assert (batch.count(SongState.DONE), batch.count(SongState.QUEUED)) == (2, 3)
    emulator.access("premium").account.credits = 60
    batch = at_service(emulator, store, batch_of(folder))
    assert (batch.count(SongState.DONE), batch.count(SongState.KEPT)) == (3, 2)
    assert len(emulator.tasks.all()) == 5


def test_a_refused_key_stops_at_once(emulator: Emulator, store: JobStore, folder: Path) -> None:
    batch = at_service(emulator, store, batch_of(folder), persona="revoked")
    assert isinstance(batch.stopped, KeyRefusedError)
    assert uploads(emulator) == 1
    assert batch.count(SongState.QUEUED) == 5


def test_a_service_out_of_reach_stops_the_batch_and_loses_nothing(
    emulator: Emulator, store: JobStore, folder: Path
) -> None:
    emulator.faults.push(faults.page(502), method="GET", times=1000)
    batch = at_service(emulator, store, batch_of(folder))
    assert isinstance(batch.stopped, UnreachableError)
    emulator.faults.clear()
    again = at_service(emulator, store, batch_of(folder))
    assert again.count(SongState.DONE) == 5
    assert uploads(emulator) == 5


def test_stopped_in_the_middle_it_goes_on_without_a_second_upload(
    emulator: Emulator, store: JobStore, folder: Path
) -> None:
    def stop(progress: Progress) -> None:
        if progress.done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        at_service(emulator, store, batch_of(folder, stop))
    (left,) = unfinished(folder)
    assert (left.provider, left.format_id, left.failed) == ("ailrc", "lrc", ())
    batch = at_service(emulator, store, batch_of(folder))
    assert batch.count(SongState.DONE, SongState.KEPT) == 5
    assert uploads(emulator) == 5
    assert unfinished(folder) == ()


def test_a_paused_batch_begins_nothing(emulator: Emulator, store: JobStore, folder: Path) -> None:
    batch = batch_of(folder)

    async def work() -> tuple[int, bool]:
        async with desk_at(emulator, store) as desk:
            batch.pause()
            task = asyncio.create_task(run_at_service(batch, desk, 20))
            for _ in range(50):
                await asyncio.sleep(0)
            sent, done = uploads(emulator), task.done()
            batch.go_on()
            await task
            return sent, done

    assert asyncio.run(work()) == (0, False)
    assert batch.count(SongState.DONE) == 5


def test_a_task_that_never_ends_is_left_for_later(emulator: Emulator, store: JobStore, folder: Path) -> None:
    emulator.script(Script(processing_s=inf))
    batch = at_service(emulator, store, batch_of(folder))
    assert batch.count(SongState.DONE) == 4
    assert "can be resumed" in batch.failed[0].message
    assert [job.state for job in store.all()].count(JobState.TIMED_OUT) == 1


@pytest.mark.parametrize("persona", ["free", "premium"])
def test_nearly_all_requests_are_spent_on_songs(
    emulator: Emulator, store: JobStore, tmp_path: Path, make_song: MakeSong, persona: str
) -> None:
    """Forty songs: one upload and one result each, few looks at the list, and no 429 of our making."""
    (tmp_path / "many").mkdir()
    for number in range(40):
        make_song(f"many/{number:02}.wav", 200 + number)
    emulator.access(persona).account.credits = 10_000
    batch = at_service(emulator, store, batch_of(tmp_path / "many"), persona=persona, ahead=ahead_of(TIERS[persona]))
    assert batch.count(SongState.DONE) == 40
    assert {entry.status for entry in emulator.journal.all()} == {200}
    assert uploads(emulator) == 40
    assert emulator.journal.count() <= 2 * 40 + 4


# ---- offline --------------------------------------------------------------------------------------------------------


def test_offline_times_the_lyrics_beside_each_song(folder: Path) -> None:
    for number in (1, 2):
        (folder / f"{number}.txt").write_text("La la\nLa la la\n")
    (folder / "2.lrc").write_text("[00:01.00]kept\n")
    batch = Batch(folder, planned(folder, ".lrc"), "offline", "lrc")
    asyncio.run(run_offline(batch, 2))
    states = {standing.song.path.name: standing.state for standing in batch.standings.values()}
    assert (states["1.wav"], states["2.wav"], states["3.wav"]) == (SongState.DONE, SongState.KEPT, SongState.FAILED)
    assert "Put 3.txt beside it" in batch.failed[0].message
    assert (folder / "1.lrc").read_text("utf-8").count("La la") == 2
    assert (folder / "2.lrc").read_text() == "[00:01.00]kept\n"
