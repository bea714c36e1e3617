"""An error that nobody foresaw is one sentence in the window, once, and nothing on the terminal."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from lrc_studio.ui.session import Session
from lrc_studio.ui.unforeseen import Unforeseen
from tests.ui.conftest import until
from tests.ui.songs import Told

SENTENCE = "Something unforeseen failed. Your lyrics are as they were."


@pytest.fixture(params=[False, True])
def debug(request: pytest.FixtureRequest) -> bool:
    """Whether the person asked for details on the terminal."""
    return bool(request.param)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Python's own hook was given."""
    seen: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: seen.append(str(error)))
    return seen


@pytest.fixture
def hooks(session: Session, runner: asyncio.Runner, written: list[str], debug: bool) -> Iterator[Unforeseen]:
    before = sys.excepthook, threading.excepthook
    made = Unforeseen(session.messages, debug)
    made.take(runner.get_loop())
    yield made
    made.give_back()
    assert (sys.excepthook, threading.excepthook) == before


class Broken(QWidget):
    """Cannot be painted."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        raise ValueError("paint")


def fail() -> None:
    raise ValueError("slot")


def in_a_slot() -> None:
    QTimer.singleShot(0, fail)


def in_a_thread() -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def in_the_loop() -> None:
    asyncio.get_running_loop().call_soon(fail)


@pytest.mark.usefixtures("hooks")
@pytest.mark.parametrize("happen", [in_a_slot, in_a_thread, in_the_loop])
def test_it_is_told_once(
    runner: asyncio.Runner, told: Told, written: list[str], debug: bool, happen: Callable[[], None]
) -> None:
    async def run() -> None:
        happen()
        await until(lambda: told.said("trouble") == SENTENCE)
        assert told.choices("trouble") == ["Copy details"]
        told.banners.clear()
        happen()
        happen()
        QTimer.singleShot(0, lambda: int("another"))
        await until(lambda: told.said("trouble") == SENTENCE)

    runner.run(run())
    assert len(written) == (4 if debug else 0)


@pytest.mark.usefixtures("hooks")
def test_a_widget_that_cannot_be_painted_is_told_of_after_the_paint(
    session: Session, runner: asyncio.Runner, told: Told
) -> None:
    broken = Broken()

    async def run() -> None:
        broken.show()
        await until(lambda: told.said("trouble") == SENTENCE)

    runner.run(run())
    broken.close()


@pytest.mark.usefixtures("hooks")
def test_what_ends_the_program_is_left_to_python(written: list[str], told: Told) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt("stop"), None)
    assert written == ["stop"]
    assert told.banners == {}
