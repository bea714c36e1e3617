"""Songs and lyrics that several workflow tests use."""

from __future__ import annotations

import math
import struct
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lrc_studio.storage.jobs import JobStore
from tests.emulator import Emulator, SunoEmulator

MakeSong = Callable[..., Path]


@pytest.fixture
def make_song(tmp_path: Path) -> MakeSong:
    """Make a WAV file, mono at 8 kHz: a tone, silent between the two times given in ms."""

    def make(name: str = "song.wav", duration_ms: int = 2000, silent: tuple[int, int] = (0, 0)) -> Path:
        path = tmp_path / name
        first, last = silent[0] * 8, silent[1] * 8
        frames = (
            0 if first <= at < last else round(16384 * math.sin(2 * math.pi * 440 * at / 8000))
            for at in range(duration_ms * 8)
        )
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(b"".join(struct.pack("<h", frame) for frame in frames))
        return path

    return make


@pytest.fixture
def store(emulator: Emulator, tmp_path: Path) -> Iterator[JobStore]:
    """Rows of jobs in the emulator's time."""
    with JobStore(tmp_path / "jobs.sqlite", now=emulator.clock.now_s) as opened:
        yield opened


@pytest.fixture
def kie() -> Iterator[SunoEmulator]:
    """kie.ai with a song."""
    with SunoEmulator("kie") as running:
        running.song()
        yield running


@pytest.fixture
def kie_store(kie: SunoEmulator, tmp_path: Path) -> Iterator[JobStore]:
    """Rows of jobs in the time of kie.ai."""
    with JobStore(tmp_path / "jobs.sqlite", now=kie.clock.now_s) as opened:
        yield opened


@pytest.fixture
def song(make_song: MakeSong) -> Path:
    """A song of two seconds."""
    return make_song("Harbour lights.wav")
