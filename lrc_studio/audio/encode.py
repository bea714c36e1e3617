"""A smaller copy of a song for a service that takes few bytes or few kinds: mono MP3 at a fixed rate.

FFmpeg's own Vorbis encoder is experimental and stereo only, and PyAV's builds carry no libvorbis; LAME is there and
every service that takes songs takes MP3. A fixed rate lets the size be told before the work.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.audio.decode import SongReader, probe
from lrc_studio.core.errors import InputError
from lrc_studio.core.progress import Progress, Report, silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from av.audio.frame import AudioFrame
    from av.container import OutputContainer
    from numpy.typing import NDArray

RATES_KBPS = (128, 96, 64, 48, 40, 32)
"""Tried in this order; at 32 kbit/s a voice is still understood, below that words get lost."""
FULL_BAND_KBPS = 64
"""From this rate on the copy has 44.1 kHz; below it 22.05 kHz, where LAME spends its few bits on the voice."""
FRAME_SAMPLES = {44_100: 1152, 22_050: 576}
SUFFIX = ".mp3"
MAKING = "Making a smaller copy"


@dataclass(frozen=True, slots=True)
class MonoCopy:
    """How a smaller copy will be: its rate in kbit/s and its size in bytes, told before it is made."""

    kbps: int
    bytes: int

    @property
    def rate_hz(self) -> int:
        """The samples a second."""
        return rate_hz_of(self.kbps)


def rate_hz_of(kbps: int) -> int:
    """The samples a second of a copy at `kbps`."""
    return 44_100 if kbps >= FULL_BAND_KBPS else 22_050


def mono_bytes(duration_ms: int, kbps: int) -> int:
    """The size of a mono MP3 of that length, at most a few frames too high."""
    rate_hz = rate_hz_of(kbps)
    samples = FRAME_SAMPLES[rate_hz]
    frames = duration_ms * rate_hz // 1000 // samples + 5  # the encoder's delay and the frame that states the length
    return frames * samples * kbps * 125 // rate_hz + 1


def plan_mono(path: Path, max_bytes: int) -> MonoCopy | None:
    """The best copy of the song at `path` that fits into `max_bytes`, or None where not even the smallest does.

    Reads the song's head; one that does not say its length is decoded. Raises InputError.
    """
    duration_ms = probe(path).duration_ms or _counted_ms(path)
    for kbps in RATES_KBPS:
        size = mono_bytes(duration_ms, kbps)
        if size <= max_bytes:
            return MonoCopy(kbps, size)
    return None


def write_mono(path: Path, target: Path, kbps: int, report: Report = silent) -> int:
    """Write the song at `path` as a mono MP3 without tags to `target`; gives its size in bytes.

    Nothing is left of it where this raises: InputError for the song or the disk, or what `report` raises.
    """
    import av

    try:
        with av.open(str(target), "w", format="mp3", options={"id3v2_version": "0", "write_id3v1": "0"}) as container:
            _encode(path, container, kbps, report)
        return target.stat().st_size
    except BaseException as error:
        with suppress(OSError):
            target.unlink()
        if isinstance(error, OSError | av.FFmpegError):
            raise InputError("The smaller copy could not be written. Nothing was sent; free some space.") from error
        raise


def _encode(path: Path, container: OutputContainer, kbps: int, report: Report) -> None:
    rate_hz = rate_hz_of(kbps)
    stream = container.add_stream("libmp3lame", rate=rate_hz, layout="mono")
    stream.bit_rate = kbps * 1000
    stream.codec_context.format = "s16p"
    with SongReader(path, rate_hz) as reader:
        for frame in _frames(reader, stream.codec_context.frame_size or FRAME_SAMPLES[rate_hz]):
            container.mux(stream.encode(frame))
            done_ms = reader.frames * 1000 // rate_hz
            report(Progress("encode", done_ms, reader.facts.duration_ms, MAKING))
    container.mux(stream.encode(None))


def _frames(reader: SongReader, size: int) -> Iterator[AudioFrame]:
    """The song as mono frames of `size` samples, the last one shorter."""
    import av

    fifo = av.AudioFifo()
    for block in reader.blocks():
        fifo.write(_mono_frame(block, reader.rate_hz))
        while fifo.samples >= size:
            ready = fifo.read(size)
            if ready is not None:
                yield ready
    rest = fifo.read()
    if rest is not None:
        yield rest


def _mono_frame(block: NDArray[np.int16], rate_hz: int) -> AudioFrame:
    import av
    import numpy as np

    mono = (block.astype(np.int32).sum(axis=1) // 2).astype(np.int16)
    frame = av.AudioFrame.from_ndarray(mono.reshape(1, -1), "s16p", "mono")
    frame.sample_rate = rate_hz
    return frame


def _counted_ms(path: Path) -> int:
    with SongReader(path) as reader:
        for _ in reader.blocks():
            pass
        return reader.frames * 1000 // reader.rate_hz
