"""The real window with the emulated service behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lrc_studio.app import Studio
from lrc_studio.audio.player import Player
from lrc_studio.providers.limits import PREMIUM
from lrc_studio.workflows.services import keep_tier
from tests.emulator import Emulator, SunoEmulator
from tests.ui.fakes import HandOutput
from tests.ui.services.at_work import Hands
from tests.ui.services.by_ids import IdHands
from tests.ui.services.hand_clock import HandClock
from tests.ui.songs import make_song

Start = Callable[[], Studio]
End = Callable[[Studio], None]
OpenAt = Callable[[str], IdHands]


@pytest.fixture(autouse=True)
def no_keychain(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the keychain of the person who runs it."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


@pytest.fixture(autouse=True)
def at_emulator(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program knows the emulator's address and no other."""
    monkeypatch.setenv("LRC_STUDIO_URL_AILRC", emulator.origin)


@pytest.fixture
def key(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> str:
    """A key with room for many requests, set outside the program."""
    monkeypatch.setenv("LRC_STUDIO_KEY_AILRC", emulator.key("premium"))
    keep_tier("ailrc", PREMIUM)
    return emulator.key("premium")


@pytest.fixture
def clock(emulator: Emulator) -> HandClock:
    """The clock of the program and of the emulator."""
    return HandClock(emulator.clock)


@pytest.fixture
def running() -> list[Studio]:
    """The programs that run."""
    return []


@pytest.fixture
def end(runner: asyncio.Runner, running: list[Studio]) -> End:
    """Shuts a program down in order."""

    def shut_down(studio: Studio) -> None:
        running.remove(studio)
        runner.run(studio.shutdown())

    return shut_down


@pytest.fixture
def start(
    qapp: QApplication, runner: asyncio.Runner, clock: HandClock, running: list[Studio], end: End
) -> Iterator[Start]:
    """Starts the program; what was started is shut down in order afterwards."""

    def begin() -> Studio:
        studio = Studio(qapp, runner.get_loop(), Player(HandOutput()))
        studio.session.services.clock = clock
        running.append(studio)
        studio.window.show()
        assert QTest.qWaitForWindowActive(studio.window, 5000)
        return studio

    yield begin
    for studio in tuple(running):
        end(studio)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    assert not left, f"left open: {left}"


@pytest.fixture
def hands(start: Start, clock: HandClock) -> Hands:
    """The program with a window, and what a person does with it."""
    return Hands(start(), clock)


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """A short song."""
    return make_song(tmp_path / "Harbour Lights.wav")


@pytest.fixture
def open_at(start: Start, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenAt]:
    """Starts the program with the key of a member's full account."""
    running: list[SunoEmulator] = []

    def begin(member: str) -> IdHands:
        running.append(SunoEmulator(member).__enter__())
        monkeypatch.setenv(f"LRC_STUDIO_URL_{member.upper()}", running[-1].origin)
        monkeypatch.setenv(f"LRC_STUDIO_KEY_{member.upper()}", running[-1].key())
        QGuiApplication.clipboard().clear()
        return IdHands(start(), running[-1])

    yield begin
    QGuiApplication.clipboard().clear()
    for each in running:
        each.__exit__(None, None, None)


@pytest.fixture
def ids(open_at: OpenAt) -> IdHands:
    """The program with a key of sunoapi.org."""
    return open_at("sunoapi")


@pytest.fixture
def service(ids: IdHands) -> SunoEmulator:
    """sunoapi.org, as the program of `ids` knows it."""
    return ids.service
