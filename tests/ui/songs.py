"""Short songs and their words for tests of the window, made in a moment."""

from __future__ import annotations

import time
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from lrc_studio.audio.decode import SongFacts
from lrc_studio.audio.sound import Sound
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.formats import by_id
from lrc_studio.ui.messages import Message, Messages
from lrc_studio.ui.session import Session
from tests.ui.waiting import until

RATE_HZ = 8000
TEXT = "Hold on tight\nLet the harbour sleep\nCount the windows\n"


def make_song(path: Path, seconds: float = 2.0) -> Path:
    """A mono WAV of quiet noise at `path`."""
    samples = np.random.default_rng(7).normal(0, 2000, int(seconds * RATE_HZ)).astype(np.int16)
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples.tobytes())
    return path


class Told:
    """What the person was told: banners by key, as they stand now, and all toasts."""

    def __init__(self, messages: Messages) -> None:
        self.banners: dict[str, Message] = {}
        self.toasts: list[Message] = []
        messages.banner_shown.connect(lambda message: self.banners.__setitem__(message.key, message))
        messages.banner_retold.connect(self._retell)
        messages.banner_cleared.connect(lambda key: self.banners.pop(key, None))
        messages.toasted.connect(self.toasts.append)

    def _retell(self, key: str, text: str) -> None:
        if key in self.banners:
            self.banners[key] = replace(self.banners[key], text=text)

    def said(self, key: str) -> str:
        """The banner's sentences, "" where there is none."""
        message = self.banners.get(key)
        return f"{message.title} {message.text}".strip() if message else ""

    def choose(self, key: str, choice: str) -> None:
        """Press a banner's button."""
        next(made for made in self.banners[key].choices if made.label == choice).run()

    def choices(self, key: str) -> list[str]:
        """The labels of a banner's buttons."""
        return [made.label for made in self.banners[key].choices]


def button(inside: QWidget, text: str) -> QPushButton:
    """The visible button with this text."""
    found = [made for made in inside.findChildren(QPushButton) if made.isVisible() and text in made.text()]
    assert found, f"no visible button says {text}"
    return found[0]


def texts(inside: QWidget) -> str:
    """All that its visible labels say."""
    return "\n".join(made.text() for made in inside.findChildren(QLabel) if made.isVisible())


def activate(window: QWidget) -> None:
    """Make a dialog the active window, as a desktop does; the offscreen platform leaves that to its parent."""
    window.activateWindow()
    deadline_s = time.monotonic() + 20
    while not window.isActiveWindow():
        assert time.monotonic() < deadline_s, "the window did not become active"
        QApplication.processEvents()


def look(session: Session) -> None:
    """Let the timers run until the last edit was looked at for problems."""
    deadline_s = time.monotonic() + 20
    while session.findings.pending:
        assert time.monotonic() < deadline_s, "nobody looked for problems"
        QApplication.processEvents()


async def opened(session: Session, *paths: Path) -> None:
    """Open files and wait until they are there."""
    session.files.open(paths)
    await until(lambda: not session.jobs.running("words") and not session.jobs.running("song"))


async def saved(session: Session, path: Path | None = None) -> bool:
    """Save at `path`, or where the project is, and wait until that is through; gives whether it was written."""
    if path:
        session.files.save_as(path)
    else:
        session.files.save()
    await until(lambda: not session.jobs.running("save"))
    return not session.document.modified


def written(path: Path) -> Lyrics:
    """The lyrics in a project file."""
    read = by_id("json").read
    assert read is not None
    return read(path.read_text(encoding="utf-8")).lyrics


def lines(session: Session) -> list[str]:
    """The texts of the open lyrics."""
    return [line.text for line in session.document.lyrics.lines]


def put_sound(session: Session, pcm: NDArray[np.int16], rate_hz: int) -> Sound:
    """Make these samples (frames, channels) the session's song, as loading does, without a file."""
    sound = Sound(SongFacts(len(pcm) * 1000 // rate_hz, rate_hz, 2, "wav"), rate_hz)
    sound.append(pcm)
    sound.finish()
    session.player.player.load(sound)
    session.song.take(None, None, sound)
    return sound
