"""Times the demo song by hand in the real window: a hand of a known reaction taps to what it hears.

Run as `python -m tests.benchmarks.tapping_child REACTION_MS SPEED LINES [FOLDER]` on an X display with a sound device.
The hand knows the song's true times and presses so long after it hears them, as a person would. It calibrates first.
Prints JSON with the errors in ms; with FOLDER it leaves pictures of its steps there.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from lrc_studio.app import Studio, application
from lrc_studio.audio.taps import CLICKS, EVERY_MS, FIRST_MS
from lrc_studio.resources import resource
from lrc_studio.ui import files
from lrc_studio.ui.dialogs.calibrate import CalibrateDialog
from lrc_studio.ui.waveform.word_lane import WordLane
from tests.benchmarks.x_hand import XHand

WAIT_S = 30.0
EMPTY_S = 1.5
"""How long the empty window stands before the song is dropped, for whoever films it."""
DRAG_MS = 60
MOST_STEPS = 60


class Tapper:
    """Drives the window from outside: by keys and mouse alone, at times taken from what is heard."""

    def __init__(self, studio: Studio, reaction_ms: float, folder: Path | None) -> None:
        self.studio, self.session, self.window = studio, studio.session, studio.window
        self.reaction_s, self._folder = reaction_ms / 1000, folder
        self.hand = XHand()
        self.own_late_ms: list[float] = []
        """How much later than meant each press was sent, in ms of the song: what the hand itself gets wrong."""
        self.steps: list[tuple[str, float]] = []
        """Each step of the job and when it began, in s of the system's clock that does not jump."""

    def begin(self, step: str) -> None:
        """Say which step begins, for whoever films it."""
        self.steps.append((step, time.monotonic()))

    async def until(self, holds: Callable[[], object], what: str) -> None:
        """Let the window live until something is so."""
        by_s = time.monotonic() + WAIT_S
        while not holds():
            assert time.monotonic() < by_s, f"{what} did not come true"
            await asyncio.sleep(0.01)

    async def key(self, name: str, *held: str) -> None:
        """Press a key and let the window answer."""
        self.hand.click(name, held)
        await asyncio.sleep(0.08)

    async def mouse(self, widget: QWidget, at: QPoint, to: QPoint | None = None) -> None:
        """Click on a widget, or drag from one place in it to another."""
        start = widget.mapToGlobal(at)
        self.hand.move(start.x(), start.y())
        await asyncio.sleep(0.05)
        self.hand.button(down=True)
        end = widget.mapToGlobal(to or at)
        for step in range(1, 9 if to else 1):
            self.hand.move(start.x() + (end.x() - start.x()) * step // 8, end.y())
            await asyncio.sleep(0.02)
        self.hand.button(down=False)
        await asyncio.sleep(0.1)

    async def at(self, player: Any, ms: float, act: Callable[[], object]) -> None:
        """Act so long after `ms` is heard as this hand takes to react, timed apart from the window's own loop."""

        never = threading.Event()

        def wait() -> None:
            while (left_ms := (ms - player.position_ms) / player.speed) > 0:
                never.wait(min(max(left_ms / 1500, 0.0003), 0.05))
            meant_s = time.monotonic() + self.reaction_s + left_ms / 1000
            never.wait(max(0.0, meant_s - time.monotonic()))
            late_s = time.monotonic() - meant_s
            act()
            self.own_late_ms.append(round(late_s * 1000 * player.speed, 1))

        await asyncio.get_running_loop().run_in_executor(None, wait)

    def picture(self, name: str) -> None:
        """Keep what the window looks like."""
        if self._folder:
            self.window.grab().save(str(self._folder / f"{name}.png"))

    async def drop(self) -> None:
        """Drop the demo song and its words on the window."""
        mime = QMimeData()
        paths = [resource("samples", "demo.ogg"), resource("samples", "demo.txt")]
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        at, copy = QPoint(400, 300), Qt.DropAction.CopyAction
        QApplication.sendEvent(self.window, QDragEnterEvent(at, copy, mime, left, none))
        QApplication.sendEvent(self.window, QDropEvent(QPointF(at), copy, mime, left, none))
        await files.settled(self.session)
        self.hand.focus(int(self.window.winId()))
        await self.until(self.window.isActiveWindow, "the window's focus")
        self.window.editor.table.setFocus()

    async def calibrate(self) -> int:
        """Tap along with the clicks as one taps along with the song; gives the delay that is kept."""
        self.session.asked.emit("calibrate")
        dialog = self.window.findChild(CalibrateDialog)
        assert dialog is not None
        self.hand.focus(int(dialog.winId()))
        await self.until(dialog.isActiveWindow, "the dialog's focus")
        await self.key("Return")
        player = dialog._link.player
        await self.until(lambda: player.playing and not player.silent, "the clicks")
        for number in range(4, CLICKS - 2):
            await self.at(player, FIRST_MS + number * EVERY_MS, lambda: self.hand.click("space"))
        await self.until(lambda: not player.playing and dialog._primary.isEnabled(), "the judgement")
        await self.key("Return")
        self.hand.focus(int(self.window.winId()))
        await self.until(self.window.isActiveWindow, "the window's focus again")
        self.window.editor.table.setFocus()
        return self.session.player.tap_latency_ms

    async def slow_down(self, speed: float) -> None:
        """By its key, step by step."""
        while self.session.player.speed > speed:
            await self.key("minus")

    async def play(self) -> None:
        """By its key."""
        await self.key("Return", "ctrl")
        await self.until(lambda: self.session.player.playing, "playing")

    async def pause(self) -> None:
        """By its key, a moment after the last press."""
        await asyncio.sleep(0.3)
        await self.key("Return", "ctrl")
        await self.until(lambda: not self.session.player.playing, "the pause")

    async def tap_lines(self, truth: list[dict[str, Any]]) -> list[float]:
        """Tap each line's start with Space; gives the errors."""
        self.own_late_ms = []
        await self.key("F5")
        await self.until(lambda: self.session.modes.tapping, "tap sync")
        await self.key("Home", "ctrl")
        await self.play()
        for number, line in enumerate(truth):
            await self.at(self.session.player.player, line["start_ms"], lambda: self.hand.click("space"))
            if number == 2:
                self.picture("tapping-lines")
        await self.pause()
        lines = self.session.document.lyrics.lines
        return self._less_own([(lines[row].start_ms or 0) - line["start_ms"] for row, line in enumerate(truth)])

    def _less_own(self, errors_ms: list[int]) -> list[float]:
        """The errors without what the hand did wrong itself, on a machine that has other work too."""
        late_ms, self.own_late_ms = self.own_late_ms[-len(errors_ms) :], []
        return [round(error - late, 1) for error, late in zip(errors_ms, late_ms, strict=True)]

    async def hold_words(self, row: int, words: list[dict[str, Any]]) -> list[float]:
        """Time a line's words by holding F from each beginning to its end; gives the errors of both."""
        await self.key("2")
        await self.until(lambda: self.session.modes.level == "word", "the level of words")
        self.session.modes.go_to(row)
        self.session.player.seek(words[0]["start_ms"] - 2500)
        await self.play()
        player = self.session.player.player
        for number, word in enumerate(words):
            await self.at(player, word["start_ms"], lambda: self.hand.press("f"))
            end_ms = min([word["end_ms"], *(later["start_ms"] - 30 for later in words[number + 1 : number + 2])])
            await self.at(player, end_ms, lambda: self.hand.release("f"))
            word["held_to_ms"] = end_ms
        self.picture("holding-words")
        await self.pause()
        await self.key("Escape")
        await self.until(lambda: not self.session.modes.tapping, "edit mode")
        timed = self.session.document.lyrics.lines[row].words
        assert len(timed) == len(words), f"{len(timed)} words, not {len(words)}"
        pairs = zip(timed, words, strict=True)
        errors = [((new.start_ms or 0) - old["start_ms"], (new.end_ms or 0) - old["held_to_ms"]) for new, old in pairs]
        return self._less_own([ms for both in errors for ms in both])

    async def drag_boundary(self, row: int) -> int:
        """Drag the second word's start with the mouse, the magnet off; gives how far it came."""
        self.session.change_settings(magnet=False)
        line = self.session.document.lyrics.lines[row]
        start_ms = line.words[1].start_ms or 0
        self.session.viewport.show(start_ms - 1500, start_ms + 2500)
        await asyncio.sleep(0.3)
        lane = self.window.editor.wave.band(WordLane)
        x = lane.scale().x_of(start_ms)
        to_x = lane.scale().x_of(start_ms + DRAG_MS)
        await self.mouse(lane, QPoint(round(x) + 1, 14), QPoint(round(to_x) + 1, 14))
        self.picture("dragged")
        return (self.session.document.lyrics.lines[row].words[1].start_ms or 0) - start_ms

    async def loop_line(self) -> bool:
        """Loop the line by its key, the karaoke preview open; gives whether it came round."""
        self.window.editor.table.setFocus()
        await self.key("p")
        await self.key("l")
        player, seen = self.session.player.player, 0.0
        by_s = time.monotonic() + WAIT_S
        while player.looping and player.position_ms >= seen - 100 and time.monotonic() < by_s:
            seen = max(seen, player.position_ms)
            await asyncio.sleep(0.02)
        came_round = player.looping
        await self.pause()
        return came_round

    async def undo_all(self) -> int:
        """Undo each step by its key; gives how many there were."""
        steps = 0
        while self.session.document.undo_stack.canUndo() and steps < MOST_STEPS:
            await self.key("z", "ctrl")
            steps += 1
        return steps


async def job(studio: Studio, reaction_ms: float, speed: float, count: int, folder: Path | None) -> dict[str, Any]:
    truth = json.loads(resource("samples", "demo.truth.json").read_text())["lines"][:count]
    tapper = Tapper(studio, reaction_ms, folder)
    tapper.begin("drop")
    await asyncio.sleep(EMPTY_S)
    await tapper.drop()
    before = studio.session.document.lyrics
    tapper.begin("calibrate")
    kept_ms = await tapper.calibrate()
    tapper.begin("slow")
    await tapper.slow_down(speed)
    tapper.begin("lines")
    lines = await tapper.tap_lines(truth)
    tapper.begin("words")
    words = await tapper.hold_words(1, truth[1]["words"])
    tapper.begin("drag")
    dragged = await tapper.drag_boundary(1)
    tapper.begin("loop")
    round_again = await tapper.loop_line()
    tapper.begin("undo")
    steps = await tapper.undo_all()
    tapper.begin("end")
    tapper.hand.close()
    player = studio.session.player
    return {
        "device": player.player.device_name, "calibrated_ms": kept_ms, "speed": player.speed, "lines_ms": lines,
        "words_ms": words, "dragged_ms": dragged, "looped": round_again, "undone": steps,
        "as_before": studio.session.document.lyrics == before, "steps": tapper.steps,
    }  # fmt: skip


async def live(app: Any, loop: Any) -> dict[str, Any]:
    studio = Studio(app, loop)
    studio.window.resize(1280, 800)
    studio.window.move(0, 0)
    studio.window.show()
    await studio.ready_for_a_song()
    try:
        folder = Path(sys.argv[4]) if len(sys.argv) > 4 else None
        return await job(studio, float(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), folder)
    finally:
        studio.session.document.mark_saved()
        await studio.shutdown()


def main() -> None:
    app = application()
    loop = qasync.QEventLoop(app)
    with loop:
        json.dump(loop.run_until_complete(live(app, loop)), sys.stdout)


if __name__ == "__main__":
    main()
