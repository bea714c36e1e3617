"""The sound card, through PortAudio: blocks with the moment at which they will be heard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lrc_studio.audio.output import Fill, OutputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LATENCY_S = 0.15
"""Enough that a busy program is not heard; positions come from the card's own time, so they lose nothing by it."""


class DeviceOutput:
    """The chosen sound device or the system's, opened when first needed and kept open for the next start."""

    silent = False

    def __init__(self) -> None:
        self.device_name = ""
        self.latency_ms = 0
        self._chosen = ""
        self._stream: Any = None
        self._rate_hz = 0
        self._now_s = 0.0
        self._latency_s = LATENCY_S
        self._lost = False
        self._stopping = True
        self._played_out = False
        self._fill: Fill = _nothing
        self._ended: Callable[[], None] = lambda: None

    def names(self) -> tuple[str, ...]:
        """The devices that can play, by name; none where PortAudio is missing."""
        try:
            sounddevice = _portaudio()
            self.close()
            _look_for_devices_again(sounddevice)
            return tuple(dict.fromkeys(name for _, name in _playing(sounddevice)))
        except (OutputError, OSError):
            return ()

    def choose(self, name: str) -> None:
        """Open this one at the next start; "" is the system's choice."""
        if name != self._chosen:
            self._chosen, self.device_name, self.latency_ms = name, "", 0
            self.close()

    def now_s(self) -> float:
        """The stream's clock; the last known moment where there is none (any more)."""
        if self._stream is not None:
            try:
                self._now_s = float(self._stream.time)
            except _portaudio().PortAudioError:
                self._lost = True
        return self._now_s

    def start(self, rate_hz: int, fill: Fill, ended: Callable[[], None]) -> None:
        """Open the device where needed and play; raises `OutputError`."""
        sounddevice = _portaudio()
        self._fill, self._ended = fill, ended
        try:
            if self._stream is not None and not self._lost and self._rate_hz == rate_hz:
                try:
                    self._begin()
                    return
                except sounddevice.PortAudioError:
                    self._lost = True  # unplugged while it was silent: there may be another
            self._open(sounddevice, rate_hz)
            self._begin()
        except (sounddevice.PortAudioError, OSError, ValueError) as error:
            self._lost = True
            self.close()
            raise OutputError(str(error)) from error

    def stop(self) -> None:
        """Throw away what the card still holds; the sound is cut, as every later fade would be heard too late."""
        self._stopping = True
        if self._stream is not None:
            self._stream.abort(ignore_errors=True)

    def close(self) -> None:
        """Give the device back; a broken one too."""
        self._stopping = True
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close(ignore_errors=True)

    def _begin(self) -> None:
        if not self._stream.stopped:  # it has played out: PortAudio wants a stop before the next start
            self._stream.abort(ignore_errors=True)
        self._played_out = self._stopping = False
        self._stream.start()

    def _open(self, sounddevice: Any, rate_hz: int) -> None:
        self.close()
        if self._lost:
            _look_for_devices_again(sounddevice)
        # The sound's own rate: ALSA's plug, CoreAudio and Windows' MME convert it where the card cannot play it.
        self._stream = sounddevice.OutputStream(
            device=self._number(sounddevice),
            samplerate=rate_hz,
            channels=2,
            dtype="int16",
            latency=LATENCY_S,
            callback=self._callback,
            finished_callback=self._on_finished,
        )
        self._rate_hz, self._lost = rate_hz, False
        self._latency_s = float(self._stream.latency)
        self.latency_ms = round(self._latency_s * 1000)
        self.device_name = str(sounddevice.query_devices(self._stream.device)["name"])

    def _number(self, sounddevice: Any) -> int | None:
        """The chosen device's, None for the system's choice."""
        if not self._chosen:
            return None
        return next((number for number, name in _playing(sounddevice) if name == self._chosen), None)

    def _callback(self, out: NDArray[np.int16], frames: int, times: Any, status: Any) -> None:  # noqa: ARG002
        # Some drivers give no moment of hearing: then the card's usual delay is added to the moment of asking.
        heard_at_s = times.outputBufferDacTime or times.currentTime + self._latency_s
        if self._played_out:
            out.fill(0)
        elif not self._fill(out, heard_at_s):
            self._played_out = True
            raise _portaudio().CallbackStop

    def _on_finished(self) -> None:
        if self._stopping:
            return
        self._stopping = True
        self._lost = not self._played_out
        self._ended()


def _nothing(block: NDArray[np.int16], heard_at_s: float) -> bool:  # noqa: ARG001
    block.fill(0)
    return False


def _portaudio() -> Any:
    """The sounddevice module; raises `OutputError` where the PortAudio library is missing."""
    try:
        import sounddevice
    except OSError as error:
        raise OutputError(str(error)) from error
    return sounddevice


def _playing(sounddevice: Any) -> list[tuple[int, str]]:
    """Number and name of each device that plays stereo; with its system's name where a card is known to several."""
    systems = sounddevice.query_hostapis()
    found = [
        (index, str(device["name"]), str(systems[device["hostapi"]]["name"]))
        for index, device in enumerate(sounddevice.query_devices())
        if device["max_output_channels"] >= 2
    ]
    names = [name for _, name, _ in found]
    return [(index, f"{name} ({system})" if names.count(name) > 1 else name) for index, name, system in found]


def _look_for_devices_again(sounddevice: Any) -> None:
    """PortAudio lists devices once; only ending and beginning it anew shows those plugged in since."""
    sounddevice._terminate()
    sounddevice._initialize()
