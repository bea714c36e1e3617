"""Playing a song on one clock: what it says is what is heard now, with or without a sound device."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lrc_studio.audio.clock import Playhead
from lrc_studio.audio.device import DeviceOutput
from lrc_studio.audio.output import Output, OutputError, SilentOutput

if TYPE_CHECKING:
    from lrc_studio.audio.feed import Feed
    from lrc_studio.audio.sound import Sound


@dataclass(frozen=True, slots=True)
class _Run:
    feed: Feed
    playhead: Playhead
    until_frame: int | None


class Player:
    """The transport. Its methods are for one thread; its properties may be read from any.

    Callbacks in `on_change` are called after play, pause, seek, load, the end, and when the device has gone, from
    whatever thread noticed it; they may read, but playing on is for the thread of the transport.
    """

    def __init__(self, output: Output | None = None, fallback: Output | None = None) -> None:
        self._device = output or DeviceOutput()
        self._fallback = fallback or SilentOutput()
        self._output: Output = self._device
        self._sound: Sound | None = None
        self._run: _Run | None = None
        self._rest_frame = 0.0
        self._volume = 1.0
        self._handover = threading.Lock()  # around the change of `_run` alone, never while the output is called
        self.on_change: list[Callable[[], None]] = []

    @property
    def sound(self) -> Sound | None:
        """The loaded song."""
        return self._sound

    @property
    def playing(self) -> bool:
        """Whether the playhead runs (or waits at the frontier of the decoding)."""
        return self._run is not None

    @property
    def position_ms(self) -> float:
        """What is heard now, in milliseconds of the song; the same everywhere and never going back while playing."""
        sound, run = self._sound, self._run
        if sound is None:
            return 0.0
        frame = self._rest_frame if run is None else self._heard_frame(run)
        return frame * 1000 / sound.rate_hz

    @property
    def silent(self) -> bool:
        """Whether no device was found, so that nothing can be heard; known after the first play."""
        return self._output.silent

    @property
    def device_name(self) -> str:
        """The sound device's name, empty before the first play."""
        return self._output.device_name

    @property
    def latency_ms(self) -> int:
        """How long the device takes from a block to its sound; positions already have it in them."""
        return self._output.latency_ms

    @property
    def volume(self) -> float:
        """0 to 1 as a person hears it: the amplitude is its cube, as PulseAudio's and most mixers' sliders have it."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = min(max(volume, 0.0), 1.0)

    def load(self, sound: Sound | None) -> None:
        """Take another song, paused at its beginning; None for none."""
        self._halt()
        self._sound, self._rest_frame = sound, 0.0
        self._output = self._device  # a device may have been plugged in since the last song
        self._changed()

    def play(self, from_ms: float | None = None, until_ms: float | None = None) -> None:
        """Play from here (from the beginning, if at the end) or `from_ms`, to the end or `until_ms`."""
        sound = self._sound
        if sound is None:
            return
        self._halt()
        if from_ms is not None:
            self._rest_frame = self._frame_of(sound, from_ms)
        elif sound.complete and self._rest_frame >= sound.frames:
            self._rest_frame = 0.0
        self._start(sound, None if until_ms is None else self._frame_of(sound, until_ms))
        self._changed()

    def pause(self) -> None:
        """Stop where it is heard now."""
        if self.playing:
            self._halt()
            self._changed()

    def toggle(self) -> None:
        """Play or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def seek(self, to_ms: float) -> None:
        """Go to `to_ms`, playing on if it was; the end of a stretch is kept where it is still ahead."""
        sound = self._sound
        if sound is None:
            return
        run = self._halt()
        self._rest_frame = self._frame_of(sound, to_ms)
        if run is not None:
            until = run.until_frame
            self._start(sound, until if until is not None and until > self._rest_frame else None)
        self._changed()

    def close(self) -> None:
        """Stop and give the device back."""
        self._halt()
        self._device.close()
        self._fallback.close()

    def _start(self, sound: Sound, until_frame: int | None) -> None:
        try:
            self._start_on(self._output, sound, until_frame)
        except OutputError:
            self._output = self._fallback
            self._start_on(self._output, sound, until_frame)

    def _start_on(self, output: Output, sound: Sound, until_frame: int | None) -> None:
        from lrc_studio.audio.feed import Feed  # brings numpy, which the first window does not wait for

        playhead = Playhead(self._rest_frame)
        feed = Feed(sound, round(self._rest_frame), until_frame, playhead, lambda: self._volume**3)
        run = _Run(feed, playhead, until_frame)
        self._run = run  # before the start: a short stretch may end at once
        try:
            output.start(sound.rate_hz, feed.fill, lambda: self._on_ended(run))
        except OutputError:
            self._run = None
            raise

    def _halt(self) -> _Run | None:
        """Stop at what is heard now; gives what was running."""
        with self._handover:
            run, self._run = self._run, None
            if run is not None:
                self._rest_frame = self._heard_frame(run)
        if run is not None:
            self._output.stop()
        return run

    def _on_ended(self, run: _Run) -> None:
        """Called by the output: played out, or the device has gone; then it pauses at what was heard last."""
        with self._handover:
            if self._run is not run:
                return
            self._rest_frame = self._heard_frame(run)
            if run.feed.finished:  # all of it was heard, whatever the clock's last rounding says
                self._rest_frame = float(min(run.feed.next_frame, run.feed.sound.frames))
            self._run = None
        self._changed()

    def _heard_frame(self, run: _Run) -> float:
        return run.playhead.frame_at(self._output.now_s())

    def _frame_of(self, sound: Sound, position_ms: float) -> int:
        return round(min(max(position_ms, 0), sound.duration_ms) * sound.rate_hz / 1000)

    def _changed(self) -> None:
        for callback in tuple(self.on_change):
            callback()
