"""The first window: fits every size, is used by keyboard, shows songs with their state."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lrc_studio.app import Studio
from lrc_studio.storage.recent import RecentSong, recent_songs, remember
from lrc_studio.ui.empty import DropZone, EmptyView, Steps
from lrc_studio.ui.main_window import MainWindow
from lrc_studio.ui.menus import RecentMenu
from lrc_studio.ui.recent_card import RecentRow, chip_look, day_words
from lrc_studio.ui.session import Session
from tests.ui.conftest import until
from tests.ui.songs import button

DAY_S = 86_400


@pytest.fixture
def some_songs(tmp_path: Path) -> list[Path]:
    """Six songs opened before, the newest first."""
    made = []
    titles = ("Harbour Lights", "灯台の歌", "Rain", "A title that is longer than its row " * 4, "Five", "Six")
    for number, title in enumerate(titles):
        path = tmp_path / f"{number}.mp3"
        path.write_bytes(b"x")
        made.append(path)
        remember(RecentSong(str(path), title, "Sample band", "5 left", time.time() - number * DAY_S))
    return made


@pytest.fixture
def view(some_songs: list[Path], studio: Studio) -> EmptyView:
    return studio.window.findChildren(EmptyView)[0]


def rows(view: EmptyView) -> list[RecentRow]:
    return [made for made in view.findChildren(RecentRow) if made.isVisible()]


@pytest.mark.parametrize(("width", "height", "scale"), [(1440, 900, 1.0), (1000, 650, 1.0), (1440, 900, 1.3)])
def test_nothing_is_cut(
    qtbot: QtBot, view: EmptyView, window: MainWindow, session: Session, width: int, height: int, scale: float
) -> None:
    session.change_settings(text_scale=scale)
    window.resize(width, height)
    qtbot.waitUntil(lambda: bool(rows(view)) and view.verticalScrollBar().maximum() == 0, timeout=5000)
    parts: list[QWidget] = [view.findChildren(DropZone)[0], *rows(view), view.findChildren(Steps)[0]]
    for part in parts:
        corner = part.mapTo(view, QPoint(part.width(), part.height()))
        assert part.mapTo(view, QPoint(0, 0)).y() >= 0
        assert corner.x() <= view.width()
        assert corner.y() <= view.height()
    session.change_settings(text_scale=1.0)


def test_the_newest_songs_are_listed_with_their_state(view: EmptyView) -> None:
    assert len(rows(view)) == 5
    assert rows(view)[0].accessibleName() == "Harbour Lights, Sample band: 5 left, Today"
    assert rows(view)[1].accessibleName().endswith("Yesterday")


def test_tab_goes_from_the_ways_to_the_songs_and_enter_opens(view: EmptyView, session: Session) -> None:
    opened: list[Path] = []
    session.files.open = opened.extend  # type: ignore[method-assign, assignment]
    window = view.window()
    assert window.focusWidget() is button(view, "Open song")
    seen: list[str] = []
    while not isinstance(window.focusWidget(), RecentRow):
        seen.append(window.focusWidget().accessibleName())
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert len(seen) < 9
    assert seen[:3] == ["Open song", "Try the demo song", "Paste lyrics"]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert [path.name for path in opened] == ["0.mp3"]


def test_clear_forgets_the_list_and_no_file(
    view: EmptyView, session: Session, runner: asyncio.Runner, some_songs: list[Path]
) -> None:
    QTest.mouseClick(button(view, "Clear"), Qt.MouseButton.LeftButton)
    assert rows(view) == []
    runner.run(session.files.recent.kept())
    assert recent_songs() == ()
    assert rows(view) == []
    assert all(path.exists() for path in some_songs)


def test_a_disk_that_does_not_answer_holds_nothing_up_and_gone_songs_go_when_it_does(
    view: EmptyView, session: Session, runner: asyncio.Runner, some_songs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    is_file = Path.is_file

    def slow(path: Path) -> bool:
        assert threading.current_thread() is not threading.main_thread()
        return answers.wait(20) and is_file(path)

    some_songs[1].unlink()

    async def run() -> None:
        await until(lambda: not session.jobs.running("recent:look"))
        with monkeypatch.context() as patched:
            patched.setattr(Path, "is_file", slow)
            session.files.recent.look()
            await until(lambda: session.jobs.running("recent:look"))
            menu = view.window().findChildren(RecentMenu)[0]
            menu.aboutToShow.emit()
            assert [action.text() for action in menu.actions()][:2] == [
                "Harbour Lights · Sample band",
                "灯台の歌 · Sample band",
            ]
            answers.set()
            await until(lambda: not session.jobs.running("recent:look"))
        assert [row.accessibleName().split(",")[0] for row in rows(view)][:2] == ["Harbour Lights", "Rain"]

    runner.run(run())


def test_a_drag_anywhere_over_the_window_lights_the_zone(view: EmptyView, window: MainWindow, tmp_path: Path) -> None:
    zone = view.findChildren(DropZone)[0]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "new.mp3"))])
    plain = zone.grab().toImage()
    where, copy, left = QPoint(5, 300), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(window, QDragEnterEvent(where, copy, data, left, Qt.KeyboardModifier.NoModifier))
    assert zone.grab().toImage() != plain
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert zone.grab().toImage() == plain
    QApplication.sendEvent(window, QDragEnterEvent(where, copy, data, left, Qt.KeyboardModifier.NoModifier))
    QApplication.sendEvent(window, QDropEvent(QPointF(where), copy, data, left, Qt.KeyboardModifier.NoModifier))
    assert zone.grab().toImage() == plain


def test_text_that_is_dragged_is_no_file(view: EmptyView, window: MainWindow) -> None:
    data = QMimeData()
    data.setText("words")
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()


@pytest.mark.parametrize(
    ("state", "group"),
    [("14 left", "warning"), ("All checked", "success"), ("Plain text", "text"), ("No lyrics yet", "text")],
)
def test_each_state_has_its_tint(state: str, group: str) -> None:
    assert chip_look(state)[0] == group


def test_days_in_words() -> None:
    now_s = time.time()
    assert [day_words(now_s), day_words(now_s - DAY_S)] == ["Today", "Yesterday"]
    assert day_words(0.0 + 12 * 3600) == "1 Jan 1970"
