"""A real session and window on a loop, with a sound device whose clock a test moves by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import numpy as np
import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lrc_studio.app import Studio
from lrc_studio.audio.player import Player
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.main_window import MainWindow
from lrc_studio.ui.session import Session
from tests.ui.fakes import HandOutput
from tests.ui.songs import Told, put_sound
from tests.ui.tap_hand import PLAIN, Hand
from tests.ui.waiting import until

__all__ = ["until"]

_RATE_HZ = 8000
Run = Callable[[Coroutine[Any, Any, None]], None]


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[asyncio.Runner]:
    """An asyncio runner on a Qt event loop."""
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qapp)) as made:
        yield made


@pytest.fixture
def output() -> HandOutput:
    """The sound device of the session."""
    return HandOutput()


@pytest.fixture
def studio(qapp: QApplication, runner: asyncio.Runner, output: HandOutput) -> Iterator[Studio]:
    """The whole program, its window shown; shut down in order afterwards."""
    made = Studio(qapp, runner.get_loop(), Player(output))
    made.window.show()
    assert QTest.qWaitForWindowActive(made.window, 5000)
    yield made
    runner.run(made.shutdown())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    assert not left, f"left open: {left}"


@pytest.fixture
def window(studio: Studio) -> MainWindow:
    """The window."""
    return studio.window


@pytest.fixture
def session(studio: Studio) -> Session:
    """The session, with nothing open."""
    return studio.session


@pytest.fixture
def actions(studio: Studio) -> BoundActions:
    """The window's actions."""
    return studio.window.actions_bound


@pytest.fixture
def some_lines() -> Lyrics:
    """Five timed lines, two seconds each, from second one."""
    texts = ("Hold on tight", "Let the harbour sleep", "灯台の火が波をかぞえる", "Count the windows back to me", "Low")
    lines = tuple(Line(text, 1000 + 2000 * row, 2800 + 2000 * row) for row, text in enumerate(texts))
    return Lyrics(lines)


@pytest.fixture
def told(session: Session) -> Told:
    """What the person is told, from here on."""
    return Told(session.messages)


@pytest.fixture
def hand(studio: Studio, output: HandOutput) -> Hand:
    """A minute of quiet, four plain lines (one empty), tap sync on by its key, and the song playing."""
    session = studio.session
    put_sound(session, np.zeros((60 * _RATE_HZ, 2), np.int16), _RATE_HZ)
    session.document.load(PLAIN)
    studio.window.editor.table.setFocus()
    QCoreApplication.processEvents()
    QTest.keyClick(studio.window.editor.table, Qt.Key.Key_F5)
    assert session.modes.tapping
    QTest.keyClick(studio.window.editor.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.player.playing
    return Hand(studio, output)
