"""Running the command line as a person would."""

from __future__ import annotations

import asyncio
import math
import struct
import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from lrc_studio.cli import main
from lrc_studio.cli.verb import App
from lrc_studio.providers.limits import PREMIUM
from lrc_studio.workflows.services import keep_tier
from tests.audio.songs import tone as tone_of
from tests.audio.songs import write_song
from tests.emulator import Emulator


@dataclass(frozen=True)
class Ran:
    """What a command gave."""

    code: int
    out: str
    err: str


class NoWindow:
    """A window's door that must stay shut."""

    def __call__(self) -> App:
        raise AssertionError("this command opened the window")


Run = Callable[..., Ran]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in this process, in an empty folder; the window stays shut unless `app` is given."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LRC_STUDIO_DEBUG", raising=False)

    def run_command(*argv: str | Path, app: object = None) -> Ran:
        capfdbinary.readouterr()
        opened = (lambda: app) if app is not None else NoWindow()
        code = main([str(word) for word in argv], opened)  # type: ignore[arg-type]
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode("utf-8"), err.decode("utf-8"))

    return run_command


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    """Two seconds of a tone at half of full loudness, mono, 8 kHz."""
    path = tmp_path / "tone.wav"
    frames = (round(16384 * math.sin(2 * math.pi * 440 * at / 8000)) for at in range(16000))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"".join(struct.pack("<h", frame) for frame in frames))
    return path


@pytest.fixture
def cut_song(tmp_path: Path) -> Path:
    """The first half of a file that says it holds four seconds."""
    path = write_song(tmp_path / "cut.flac", tone_of(4.0, 44_100))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


class QuickClock:
    """The emulator's time, which a sleep moves on at once: a command waits for nothing."""

    def __init__(self, emulator: Emulator) -> None:
        self._clock = emulator.clock

    def now_s(self) -> float:
        return self._clock.now_s()

    async def sleep(self, seconds: float) -> None:
        self._clock.advance(max(0, math.ceil(seconds * 1000)) / 1000)  # it counts whole ms: less would never pass
        await asyncio.sleep(0)


@pytest.fixture
def service(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """The emulator, with the command line pointed at it and a premium key in the environment."""
    monkeypatch.setenv("LRC_STUDIO_URL_AILRC", emulator.origin)
    monkeypatch.setenv("LRC_STUDIO_KEY_AILRC", emulator.key())
    monkeypatch.setattr("lrc_studio.workflows.services.SystemClock", lambda: QuickClock(emulator))
    keep_tier("ailrc", PREMIUM)
    return emulator
