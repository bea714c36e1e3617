"""The player's callbacks as signals, and the one clock that everything shows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from lrc_studio.audio.player import Player

_FRAME_MS = 16


class PlayerLink(QObject):
    """Wraps a `Player`.

    `changed()` follows play, pause, seek and device; `ticked(ms)` each frame that the time moved; `calibrated()` a new
    delay of taps; `loop_asked()` that the selection shall be looped; `sought()` that it was sent to another time.
    """

    changed = Signal()
    ticked = Signal(int)
    calibrated = Signal()
    loop_asked = Signal()
    sought = Signal()
    _called = Signal()

    def __init__(self, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.player = player
        self._shown_ms = -1
        self.tap_latencies: dict[str, int] = {}
        """How late a person taps with each device, in ms by its name."""
        self.voice_wanted = False
        """Whether the vocal centre is listened to; `want_voice` changes it."""
        self._timer = QTimer(self, interval=_FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_frame)
        self._called.connect(self._on_called, Qt.ConnectionType.QueuedConnection)
        player.on_change.append(self._called.emit)

    @property
    def position_ms(self) -> int:
        """What is heard now, from the sound card's own time."""
        return round(self.player.position_ms)

    @property
    def tap_latency_ms(self) -> int:
        """How much later than the sound a person taps with the device in use; 0 where that is not known."""
        return self.tap_latencies.get(self.player.device_name, 0)

    @property
    def stamp_ms(self) -> int:
        """What a tap now means: what was heard when the person meant to tap; while paused, the position itself."""
        if not self.playing:
            return self.position_ms
        return max(0, round(self.player.position_ms - self.tap_latency_ms * self.speed))

    def keep_tap_latency(self, late_ms: int) -> None:
        """Take this off every stamp with the device in use; 0 takes nothing off."""
        self.tap_latencies = {**self.tap_latencies, self.player.device_name: late_ms}
        self.calibrated.emit()
        self.changed.emit()

    @property
    def playing(self) -> bool:
        """Whether the song plays."""
        return self.player.playing

    def toggle(self) -> None:
        """Play or pause."""
        self.player.toggle()

    def seek(self, ms: float) -> None:
        """Go to a time; playing goes on."""
        self.sought.emit()
        self.player.seek(max(0, round(ms)))

    def play(
        self, from_ms: int | None = None, until_ms: int | None = None, loop: bool = False, gap_ms: int = 0
    ) -> None:
        """Play from here or from `from_ms`, to the end or until `until_ms`; with `loop` again after each `gap_ms`."""
        if from_ms is not None:
            self.sought.emit()
        self.player.play(from_ms, until_ms, loop, gap_ms)

    @property
    def looping(self) -> bool:
        """Whether a stretch is played again and again."""
        return self.player.looping

    def move_loop(self, from_ms: int, until_ms: int | None) -> None:
        """Go round another stretch from the next lap on."""
        self.player.move_loop(from_ms, until_ms)

    @property
    def speed(self) -> float:
        """How fast it plays, 0.25 to 2."""
        return self.player.speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self.player.speed = speed

    def want_voice(self, wanted: bool) -> None:
        """Listen to the vocal centre, or to the whole song."""
        if wanted != self.voice_wanted:
            self.voice_wanted = wanted
            self.changed.emit()

    def close(self) -> None:
        """Stop the clock and release the device."""
        self._timer.stop()
        self.player.on_change.clear()
        self.player.close()

    def _on_called(self) -> None:
        if self.playing and not self._timer.isActive():
            self._timer.start()
        elif not self.playing:
            self._timer.stop()
        self._on_frame()
        self.changed.emit()

    def _on_frame(self) -> None:
        now_ms = self.position_ms
        if now_ms != self._shown_ms:
            self._shown_ms = now_ms
            self.ticked.emit(now_ms)
