"""A sound that grows while it is decoded."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

import numpy as np
import pytest

from lrc_studio.audio import sound as sound_module
from lrc_studio.audio.decode import SongFacts, SongReader, blocks
from lrc_studio.audio.sound import Sound, load
from lrc_studio.audio.stream import SongStream
from lrc_studio.core.errors import Cancelled, InputError
from lrc_studio.core.progress import Progress
from tests.audio.songs import tone, write_song


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return write_song(tmp_path / "song.flac", tone(6.0, 44_100))


def facts(duration_ms: int | None) -> SongFacts:
    return SongFacts(duration_ms, 1_000, 2, "wav")


def test_the_first_block_is_there_at_once_and_all_at_the_end(song: Path) -> None:
    seen: list[tuple[int, bool, int]] = []
    reports: list[Progress] = []
    sound = load(song, lambda early: seen.append((early.frames, early.complete, early.duration_ms)), reports.append)
    assert seen == [(4_096, False, 6_000)]
    assert (sound.frames, sound.complete, sound.duration_ms) == (6 * 44_100, True, 6_000)
    assert sound.damage is None
    np.testing.assert_array_equal(sound.samples(0, sound.frames), np.concatenate(list(blocks(song))))
    assert sound.pyramid.frames == sound.frames
    assert (reports[0].phase, reports[-1].done, reports[-1].total) == ("decode", 6_000, 6_000)
    sound.close()
    assert sound.frames == len(sound.samples(0, 100)) == 0


def test_samples_outside_are_left_out() -> None:
    sound = Sound(facts(1_000), 1_000)
    sound.append(np.full((100, 2), 7, np.int16))
    assert len(sound.samples(-50, 60)) == 10
    assert len(sound.samples(90, 50)) == 10
    assert len(sound.samples(100, 50)) == len(sound.samples(500, 50)) == 0


@pytest.mark.parametrize("claimed_ms", [None, 10, 3_000, 10**12])
def test_whatever_length_is_claimed_the_real_one_counts(claimed_ms: int | None) -> None:
    sound = Sound(facts(claimed_ms), 1_000)
    pcm = np.arange(6_000, dtype=np.int16).reshape(3_000, 2)
    for first in range(0, 3_000, 700):
        sound.append(pcm[first : first + 700])
    sound.finish()
    np.testing.assert_array_equal(sound.samples(0, 9_999), pcm)
    assert sound.duration_ms == 3_000
    sound.close()


@pytest.mark.parametrize("claimed_ms", [100, 2_500])
def test_a_long_sound_lives_in_a_file_that_is_gone_afterwards(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, claimed_ms: int
) -> None:
    monkeypatch.setattr(sound_module, "IN_MEMORY_MS", 2_000)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sound = Sound(facts(claimed_ms), 1_000)
    pcm = np.random.default_rng(3).integers(-9_000, 9_000, (12_345, 2)).astype(np.int16)
    for first in range(0, len(pcm), 1_000):
        sound.append(pcm[first : first + 1_000])
    held = sound.samples(5_000, 10)
    assert isinstance(sound.samples(0, 10), np.memmap)
    np.testing.assert_array_equal(sound.samples(0, 99_999), pcm)
    sound.close()
    np.testing.assert_array_equal(held, pcm[5_000:5_010])
    del held
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("minutes", "kept"), [(4, "memory"), (15, "memory"), (16, "file"), (60, "file"), (61, "stream"), (600, "stream")]
)
def test_songs_to_a_quarter_of_an_hour_stay_in_memory_and_those_above_an_hour_are_decoded_anew(
    song: Path, minutes: int, kept: str
) -> None:
    reader = SongReader(song)
    sound = Sound(SongFacts(minutes * 60_000, 100, 2, "wav"), 100, SongStream(song, reader))
    assert sound.kept == kept
    sound.close()
    reader.close()


def test_a_full_disk_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound_module, "IN_MEMORY_MS", 1_000)

    class Full:
        def __init__(self, capacity: int) -> None:
            raise OSError(28, "No space left on device")

    sound = Sound(facts(500), 1_000)
    monkeypatch.setattr(sound_module, "FileStore", Full)
    with pytest.raises(InputError, match="disk for temporary files is full"):
        sound.append(np.zeros((2_000, 2), np.int16))


def test_a_cancelled_load_leaves_nothing(song: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sound_module, "IN_MEMORY_MS", 1_000)
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    threads = threading.active_count()
    begun: list[Sound] = []

    def cancel(progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        load(song, begun.append, cancel)
    assert begun[0].frames == 0
    assert list(place.iterdir()) == []
    assert threading.active_count() == threads


def test_readers_see_whole_blocks_while_the_writer_appends() -> None:
    sound = Sound(facts(10), 1_000)  # claims little, so that the store has to move while it is read
    wrong: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            count = sound.frames
            seen = sound.samples(0, count)
            if len(seen) != count or (count and (seen[-1, 0] != (count - 1) % 30_000)):
                wrong.append(f"{count} frames: {seen[-3:]}")
            sound.pyramid.columns(0, max(count, 1), 64)

    reader = threading.Thread(target=read)
    reader.start()
    numbers = (np.arange(400_000) % 30_000).astype(np.int16)
    pcm = np.stack((numbers, numbers), axis=1)
    for first in range(0, len(pcm), 977):
        sound.append(pcm[first : first + 977])
    done.set()
    reader.join()
    assert wrong == []
