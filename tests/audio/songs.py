"""Small songs made on the spot with PyAV's encoders: silence with clicks at known samples."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

VORBIS_CLICK = Path(__file__).parent / "data" / "click.ogg"
"""Two seconds at 44.1 kHz with a click at 1 s, made with libvorbis: PyAV has no sound Vorbis encoder."""

# suffix -> codec, sample format, rate
KINDS = {
    "wav": ("pcm_s16le", "s16", 44_100),
    "mp3": ("libmp3lame", "fltp", 44_100),
    "opus": ("libopus", "flt", 48_000),
    "flac": ("flac", "s16", 44_100),
    "m4a": ("aac", "fltp", 44_100),
    "mp4": ("aac", "fltp", 44_100),
    "mkv": ("flac", "s16", 44_100),
    "webm": ("libopus", "flt", 48_000),
    "aiff": ("pcm_s16be", "s16", 44_100),
    "oga": ("flac", "s16", 44_100),
    "tta": ("tta", "s16", 44_100),
}


def clicks(seconds: float, rate_hz: int, at_s: tuple[float, ...] = (1.0,), channels: int = 2) -> NDArray[np.int16]:
    """Silence with a click (one millisecond of 24,000) at each of `at_s`; shape (frames, channels)."""
    pcm = np.zeros((round(seconds * rate_hz), channels), np.int16)
    for second in at_s:
        first = round(second * rate_hz)
        pcm[first : first + rate_hz // 1000] = 24_000
    return pcm


def tone(seconds: float, rate_hz: int, hz: float = 440.0, height: float = 0.5) -> NDArray[np.int16]:
    """A sine in both channels."""
    wave = np.sin(np.arange(round(seconds * rate_hz)) * (2 * np.pi * hz / rate_hz)) * height * 32_767
    return np.stack((wave, wave), axis=1).astype(np.int16)


def write_song(path: Path, pcm: NDArray[np.int16], rate_hz: int | None = None, video: bool = False) -> Path:
    """Encode `pcm` (frames, channels) in the kind that the suffix says; `video` adds a short picture track."""
    codec, sample_format, usual_hz = KINDS[path.suffix[1:]]
    rate_hz = rate_hz or usual_hz
    layout = {1: "mono", 2: "stereo", 6: "5.1"}[pcm.shape[1]]
    with av.open(str(path), "w") as container:
        picture = _picture_stream(container) if video else None  # all streams first, then packets
        stream = container.add_stream(codec, rate=rate_hz, layout=layout)
        stream.codec_context.format = sample_format
        if picture:
            _write_picture(container, picture)
        resampler = av.AudioResampler(
            sample_format, layout, rate_hz, frame_size=stream.codec_context.frame_size or 1024
        )
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(pcm.reshape(1, -1)), "s16", layout)
        frame.sample_rate = rate_hz
        frame.pts = 0  # without it the encoder's delay is not written into the file
        frame.time_base = Fraction(1, rate_hz)
        for ready in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return path


def without_first_frame(path: Path) -> Path:
    """The same mp3 without the frame that states its length and delay."""
    data = path.read_bytes()
    at = data.index(b"\xff\xfb") if b"\xff\xfb" in data else data.index(b"\xff\xfa")
    following = data.index(data[at : at + 2], at + 4)
    bare = path.with_name("bare.mp3")
    bare.write_bytes(data[following:])
    return bare


def write_silent_video(path: Path) -> Path:
    """A video with no sound in it."""
    with av.open(str(path), "w") as container:
        _write_picture(container, _picture_stream(container))
    return path


def _picture_stream(container: av.container.OutputContainer) -> av.VideoStream:
    stream = container.add_stream("mpeg4", rate=10)
    stream.width = stream.height = 32
    stream.pix_fmt = "yuv420p"
    return stream


def _write_picture(container: av.container.OutputContainer, stream: av.VideoStream) -> None:
    for number in range(5):
        frame = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), "rgb24")
        frame.pts, frame.time_base = number, Fraction(1, 10)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def first_loud_ms(pcm: NDArray[np.int16], rate_hz: int, threshold: int = 8_000) -> float:
    """Where the sound first gets loud."""
    return float(np.argmax(np.abs(pcm[:, 0].astype(np.int32)) > threshold)) * 1000 / rate_hz
