"""Playing a song on one clock: what it says is what is heard now, with or without a sound device."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lrc_studio.audio.clock import Playhead
from lrc_studio.audio.course import Range
from lrc_studio.audio.device import DeviceOutput
from lrc_studio.audio.output import Output, OutputError, SilentOutput

if TYPE_CHECKING:
    from lrc_studio.audio.feed import Feed
    from lrc_studio.audio.sound import Sound
    from lrc_studio.audio.ticks import Stamps


SLOWEST, FASTEST = 0.25, 2.0
SHORTEST_LOOP_S = 0.05
LOOK_AGAIN_S = 2.0
"""How long the silent clock stays before a device is tried again: trying takes time at each start."""


@dataclass(slots=True, eq=False)
class _Run:
    feed: Feed
    playhead: Playhead
    wanted: Range


class Player:
    """The transport. Its methods are for one thread; its properties may be read from any.

    Callbacks in `on_change` are called after play, pause, seek, load, the end, a change of speed, and when the device
    has gone, from whatever thread noticed it; they may read, but playing on is for the thread of the transport.
    """

    def __init__(self, output: Output | None = None, fallback: Output | None = None) -> None:
        self._device = output or DeviceOutput()
        self._fallback = fallback or SilentOutput()
        self._output: Output = self._device
        self._sound: Sound | None = None
        self._run: _Run | None = None
        self._rest_frame = 0.0
        self._volume = 1.0
        self._speed = 1.0
        self._chosen = ""
        self._lost = ""
        self._failed_s = float("-inf")
        self._stamps: Stamps | None = None
        self._voice: Sound | None = None
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
    def lost(self) -> str:
        """The name of the device that went while it played; empty again once it plays on."""
        return self._lost

    @property
    def volume(self) -> float:
        """0 to 1 as a person hears it: the amplitude is its cube, as PulseAudio's and most mixers' sliders have it."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = min(max(volume, 0.0), 1.0)

    @property
    def speed(self) -> float:
        """How fast it plays, 0.25 to 2, with the pitch kept; may be set while it plays."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        speed = min(max(speed, SLOWEST), FASTEST)
        if speed != self._speed:
            run = self._halt()
            self._speed = speed
            self._go_on(run)
            self._changed()

    @property
    def looping(self) -> bool:
        """Whether a stretch is played again and again."""
        run = self._run
        return run is not None and run.wanted.loop_from is not None

    def move_loop(self, from_ms: float, until_ms: float | None) -> None:
        """Go round another stretch from the next lap on, without a break; nothing where no loop plays."""
        run, sound = self._run, self._sound
        if run is None or sound is None or run.wanted.loop_from is None:
            return
        first = self._frame_of(sound, from_ms)
        end = None if until_ms is None else self._frame_of(sound, until_ms)
        if end is None or end - first >= SHORTEST_LOOP_S * sound.rate_hz:
            run.wanted = replace(run.wanted, loop_from=first, end_frame=end)
            run.feed.course.change(run.wanted)

    def tick_at(self, stamps: Stamps | None) -> None:
        """Tick softly at these frames of the song while it plays; None for no ticks. Heard from the next block on."""
        self._stamps = stamps

    def listen_to(self, voice: Sound | None) -> None:
        """Hear this in the song's place, as far as there is of it (its vocal centre, say); None for the song itself."""
        if voice is not self._voice:
            run = self._halt()
            self._voice = voice
            self._go_on(run)
            self._changed()

    def load(self, sound: Sound | None) -> None:
        """Take another song, paused at its beginning; None for none."""
        self._halt()
        self._sound, self._rest_frame, self._stamps, self._voice = sound, 0.0, None, None
        self._output = self._device  # a device may have been plugged in since the last song
        self._changed()

    def output_names(self) -> tuple[str, ...]:
        """The sound devices there are; while it plays only the one in use, as looking for others would stop it."""
        if self.playing and not self.silent:
            return (self.device_name,)
        return self._device.names()

    def choose_output(self, name: str) -> None:
        """Play on this device from now on, "" is the system's choice; what plays goes on there."""
        if name == self._chosen:
            return
        self._chosen = name
        run = self._halt()
        self._device.choose(name)
        self._output = self._device
        self._go_on(run)
        self._changed()

    def play(
        self, from_ms: float | None = None, until_ms: float | None = None, loop: bool = False, gap_ms: int = 0
    ) -> None:
        """Play from here (from the beginning, if at the end) or `from_ms`, to the end or `until_ms`.

        With `loop` that stretch again and again, `gap_ms` of silence between; shorter than 50 ms it is played once.
        """
        sound = self._sound
        if sound is None:
            return
        self._halt()
        if from_ms is not None:
            self._rest_frame = self._frame_of(sound, from_ms)
        elif sound.complete and self._rest_frame >= sound.frames:
            self._rest_frame = 0.0
        first, rate_hz = round(self._rest_frame), sound.rate_hz
        end = None if until_ms is None else self._frame_of(sound, until_ms)
        loops = loop and (end is None or end - first >= SHORTEST_LOOP_S * rate_hz)
        self._start(sound, Range(first, end, first if loops else None, round(gap_ms * rate_hz / 1000)))
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
        """Go to `to_ms`, playing on if it was; a stretch or loop is kept where `to_ms` lies in it or before it."""
        sound = self._sound
        if sound is None:
            return
        run = self._halt()
        self._rest_frame = self._frame_of(sound, to_ms)
        self._go_on(run)
        self._changed()

    def beside(self) -> Player:
        """Another player for the same devices, while this one is paused: for sounds that are not the song."""
        other = Player(self._device, self._fallback)
        other._volume, other._chosen = self._volume, self._chosen
        return other

    def close(self) -> None:
        """Stop and give the device back."""
        self._halt()
        self._device.close()
        self._fallback.close()

    def _go_on(self, run: _Run | None) -> None:
        """Play on from where it rests, to the end of the stretch or round the loop that `run` was in."""
        if run is None or self._sound is None:
            return
        first, wanted = round(self._rest_frame), run.wanted
        inside = wanted.end_frame is None or first < wanted.end_frame
        self._start(self._sound, replace(wanted, first_frame=first) if inside else Range(first))

    def _start(self, sound: Sound, wanted: Range) -> None:
        self._lost = ""
        if time.monotonic() - self._failed_s >= LOOK_AGAIN_S:
            self._output = self._device  # one may have been plugged in meanwhile
        try:
            self._start_on(self._output, sound, wanted)
        except OutputError:
            self._output, self._failed_s = self._fallback, time.monotonic()
            self._start_on(self._output, sound, wanted)

    def _start_on(self, output: Output, sound: Sound, wanted: Range) -> None:
        from lrc_studio.audio.feeding import Heard, feed_for  # brings numpy, which the first window does not wait for

        playhead = Playhead(wanted.first_frame)
        heard = Heard(sound, self._voice, lambda: self._volume**3, lambda: self._stamps)
        feed = feed_for(heard, wanted, self._speed, playhead)
        run = _Run(feed, playhead, wanted)
        self._run = run  # before the start: a short stretch may end at once
        try:
            output.start(sound.rate_hz, feed.fill, lambda: self._on_ended(run))
        except OutputError:
            self._run = None
            feed.close()
            raise

    def _halt(self) -> _Run | None:
        """Stop at what is heard now; gives what was running."""
        with self._handover:
            run, self._run = self._run, None
            if run is not None:
                self._rest_frame = self._heard_frame(run)
        if run is not None:
            self._output.stop()
            run.feed.close()
        return run

    def _on_ended(self, run: _Run) -> None:
        """Called by the output: played out, or the device has gone; then it pauses at what was heard last."""
        with self._handover:
            if self._run is not run:
                return
            self._rest_frame = self._heard_frame(run)
            if run.feed.finished and self._sound is not None:  # all was heard, whatever the clock's last rounding says
                end = run.wanted.end_frame
                self._rest_frame = float(self._sound.frames if end is None else min(end, self._sound.frames))
            else:
                self._lost = self._output.device_name
            self._run = None
        run.feed.close()
        self._changed()

    def _heard_frame(self, run: _Run) -> float:
        return run.playhead.frame_at(self._output.now_s())

    def _frame_of(self, sound: Sound, position_ms: float) -> int:
        return round(min(max(position_ms, 0), sound.duration_ms) * sound.rate_hz / 1000)

    def _changed(self) -> None:
        for callback in tuple(self.on_change):
            callback()
