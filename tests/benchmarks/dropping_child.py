"""Drops a song on the real window and writes down how long it takes until its first shape is painted.

Run as `python -m tests.benchmarks.dropping_child SONG`; prints JSON: rows of (ms by the clock, processor ms of the
process) from the drop to each moment, and of the bare decoder's first second and one frame of the whole window.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from tests.benchmarks.stalling_child import SETTLE_S, Ticks, until, watch  # isort: skip (sets the process up first)

import av
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from lrc_studio import app
from lrc_studio.ui.waveform.wave import WaveBand

Spent = tuple[float, float]


def now() -> Spent:
    return time.perf_counter() * 1000, time.process_time() * 1000


def since(begun: Spent) -> Spent:
    clock, cpu = now()
    return clock - begun[0], cpu - begun[1]


class FirstPaint(QObject):
    """Notes when a view was painted with some of the song there."""

    def __init__(self, studio: app.Studio, view: QWidget) -> None:
        super().__init__(view)
        self.at: Spent = (0.0, 0.0)
        self.there = asyncio.Event()
        self._studio = studio
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (a name of Qt)
        sound = self._studio.session.song.sound
        if event.type() == QEvent.Type.Paint and not self.there.is_set() and sound and sound.frames:
            watched.removeEventFilter(self)
            QCoreApplication.sendEvent(watched, event)
            self.at = now()
            self.there.set()
            return True
        return False


def drop(window: QWidget, song: Path) -> None:
    data, copy, left = QMimeData(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    data.setUrls([QUrl.fromLocalFile(str(song))])
    none = Qt.KeyboardModifier.NoModifier
    QCoreApplication.sendEvent(window, QDragEnterEvent(QPoint(600, 400), copy, data, left, none))
    QCoreApplication.sendEvent(window, QDropEvent(QPointF(600, 400), copy, data, left, none))


def bare(song: Path) -> Spent:
    """The decoder alone until it has given a second of sound."""
    begun, frames = now(), 0
    with av.open(str(song)) as container:
        for frame in container.decode(audio=0):
            frames += frame.to_ndarray().shape[1]
            if frames >= frame.sample_rate:
                break
    return since(begun)


def frame_of(window: QWidget) -> Spent:
    begun = now()
    window.repaint()
    return since(begun)


async def job(studio: app.Studio, ticks: Ticks) -> None:
    song, session, window = Path(sys.argv[1]), studio.session, studio.window
    await until(lambda: session.jobs.running("ahead"))
    await until(lambda: not session.jobs.running("ahead"))
    await asyncio.sleep(SETTLE_S)
    band = window.editor.findChild(WaveBand)
    assert band is not None
    view = band.findChild(QGraphicsView)
    assert view is not None
    painted = FirstPaint(studio, view.viewport())
    moments: dict[str, Spent] = {}
    session.jobs.ended.connect(lambda name: moments.setdefault(f"{name} ended", since(begun)))
    session.song.changed.connect(lambda: moments.setdefault("first block", since(begun)))
    begun = now()
    drop(window, song)
    moments["drop taken"] = since(begun)
    await painted.there.wait()
    moments["painted"] = painted.at[0] - begun[0], painted.at[1] - begun[1]
    await until(lambda: session.song.sound and session.song.sound.complete and not session.jobs.running("onsets"))
    moments["bare decoder"] = min(bare(song) for _ in range(5))
    moments["a frame"] = min(frame_of(window) for _ in range(5))
    ticks.rows = {name: [spent] for name, spent in moments.items()}


if __name__ == "__main__":
    watch(job)
