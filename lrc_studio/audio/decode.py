"""Decoding songs with PyAV: any usual file to int16 stereo, and what is wrong with a file in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from lrc_studio.audio.song_file import check_song_file, shown_name
from lrc_studio.audio.truth import Sizes, mp3_head, truth
from lrc_studio.core.errors import InputError
from lrc_studio.core.progress import Progress, Report, silent

if TYPE_CHECKING:
    import av
    from av.audio.frame import AudioFrame
    from av.audio.resampler import AudioResampler
    from av.audio.stream import AudioStream
    from av.container import InputContainer

MAX_RATE_HZ = 48_000
FIRST_BLOCK_FRAMES = 4_096
BLOCK_FRAMES = 131_072
UNREADABLE_IN_A_ROW = 50
"""Read errors of the container in a row after which the rest counts as lost."""
DECODING = "Decoding the song"
"""What progress says while a song is decoded; anything else in the last report is the damage of the file."""

# A song must never make FFmpeg open something else: no playlists, no picture series, no network.
_CONTAINERS = (
    "mp3,wav,w64,ogg,flac,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,"
    "aac,ac3,aiff,asf,avi,caf,flv,mpegts,mpeg,wv,ape,tta,au,amr"
)
OPEN_OPTIONS = {
    "format_whitelist": _CONTAINERS,
    "protocol_whitelist": "file",
    "indexmem": str(64 * 2**20),  # where each packet of ten hours is, so that no seek reads the file from its start
}
WARM_UP_S = 0.1
"""Decoded before a place that is sought: a decoder's first frames are cut or wrong."""


@dataclass(frozen=True, slots=True)
class SongFacts:
    """What a file says of its song; `duration_ms` is the container's word, which may be wrong or missing."""

    duration_ms: int | None
    rate_hz: int
    channels: int
    container: str


@dataclass(frozen=True, slots=True)
class Place:
    """A decoded frame: its time stamp in the container, and the samples before it at the file's own rate."""

    stamp: int
    frame: int


def probe(path: Path) -> SongFacts:
    """The facts of the song at `path`, its first sound decoded to prove it; raises `InputError`."""
    with SongReader(path) as reader:
        return reader.facts


def blocks(path: Path, rate_hz: int | None = None) -> Iterator[NDArray[np.int16]]:
    """The song at `path` as blocks of shape (frames, 2), at `rate_hz` or its own rate (at most 48 kHz).

    Raises `InputError`.
    """
    with SongReader(path, rate_hz) as reader:
        yield from reader.blocks()


def decode_16k(path: Path, report: Report = silent, rate_hz: int = 16_000) -> NDArray[np.float32]:
    """The whole song as float32 in -1..1, shape (frames, 2), at `rate_hz`.

    Raises `InputError` and what `report` raises.
    Progress counts milliseconds of sound; the last report carries the damage of the file, if there was any.
    """
    with SongReader(path, rate_hz) as reader:
        total_ms = reader.facts.duration_ms
        samples = np.empty((_expected_frames(total_ms, rate_hz), 2), np.float32)
        for block in reader.blocks():
            end = reader.frames
            if end > len(samples):
                samples.resize((end + end // 4, 2), refcheck=False)
            np.multiply(block, np.float32(1 / 32_768), out=samples[end - len(block) : end])
            report(Progress("decode", end * 1000 // rate_hz, total_ms, DECODING))
        samples.resize((reader.frames, 2), refcheck=False)
        done_ms = reader.frames * 1000 // rate_hz
        report(Progress("decode", done_ms, done_ms, reader.damage or DECODING))
        return samples


def _expected_frames(duration_ms: int | None, rate_hz: int) -> int:
    """Room to begin with: a file may lie about its length, so never more than 15 minutes."""
    return min(duration_ms or 60_000, 900_000) * rate_hz // 1000 + rate_hz


class SongReader:
    """One song open for decoding. Raises `InputError` when made, if `path` holds no sound that can be decoded.

    Times are counted in samples, never taken from time stamps: an mp3's begin at the encoder's delay.
    """

    def __init__(self, path: Path, rate_hz: int | None = None) -> None:
        self._name = shown_name(path)
        check_song_file(path)
        self._container, self._stream = self._open(path)
        self._frames_in = self._decoded_frames()
        self._broken = 0
        self._sizes = Sizes()
        self._taken = 0
        self.places: list[Place] = []
        """Where the decoded frames begin, one a second: what is needed to go back to a place later."""
        self._stopped_early = False
        try:
            self._first = self._first_frame()
        except BaseException:
            self._container.close()
            raise
        self.facts = self._read_facts(self._first)
        self.rate_hz = rate_hz or min(self._first.sample_rate, MAX_RATE_HZ)
        self.frames = 0
        self._mp3 = mp3_head(path) if self.facts.container == "mp3" else None

    def __enter__(self) -> SongReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._container.close()

    @property
    def damage(self) -> str | None:
        """One sentence on what could not be read so far, None for a sound file; final once all blocks are out."""
        declared_ms, read_ms = self.facts.duration_ms, self.frames * 1000 // self.rate_hz
        known = self._mp3 is None or self._mp3.length  # without that FFmpeg guesses the length from the bit rate
        short = known and declared_ms is not None and declared_ms - read_ms > max(500, declared_ms // 50)
        if short or self._stopped_early:
            whole = f" of {_minutes(declared_ms)}" if short and declared_ms else ""
            return f"“{self._name}” is cut off or damaged: {_minutes(read_ms)}{whole} could be read."
        if self._broken:
            places = "1 damaged place" if self._broken == 1 else f"{self._broken} damaged places"
            return f"“{self._name}” has {places}, passed over; times after that may be early."
        return None

    @property
    def truth(self) -> str | None:
        """One line on what the container gets wrong, None where nothing; final once all blocks are out."""
        if self.damage:
            return None
        return truth(self._mp3, self._sizes, self.facts.duration_ms, self.frames * 1000 // self.rate_hz)

    def frames_from(self, place: Place | None) -> Iterator[tuple[int | None, NDArray[np.int16]]]:
        """Decode on from a place noted before (None: from the first frame), each frame with its time stamp."""
        frames: Iterator[AudioFrame] = chain((self._first,), self._frames_in)
        if place is not None:
            self._container.seek(place.stamp, stream=self._stream)
            frames = self._decoded_frames(place.stamp - round(WARM_UP_S / (self._stream.time_base or 1)))
        resampler = None
        for frame in frames:
            stamp, frame.pts = frame.pts, None
            resampler = resampler or self._resampler(frame)
            for block in self._converted(resampler, frame):
                yield stamp, block

    def _note(self, frame: AudioFrame) -> None:
        if frame.pts is not None and (not self.places or self._taken - self.places[-1].frame >= frame.sample_rate):
            self.places.append(Place(frame.pts, self._taken))
        self._taken += frame.samples

    def blocks(self) -> Iterator[NDArray[np.int16]]:
        """Blocks of shape (frames, 2), the first one small so that something can be shown at once."""
        import av

        fifo, resampler, size = av.AudioFifo(), self._resampler(self._first), FIRST_BLOCK_FRAMES
        for frame in chain((self._first,), self._frames_in):
            self._note(frame)
            frame.pts = None
            try:
                fifo.write(frame)
            except ValueError:  # the sound changes its rate or channels on the way
                yield from self._converted(resampler, fifo.read(), last=True)
                fifo, resampler = av.AudioFifo(), self._resampler(frame)
                fifo.write(frame)
            while fifo.samples >= size:
                yield from self._converted(resampler, fifo.read(size))
                size = BLOCK_FRAMES
        yield from self._converted(resampler, fifo.read(), last=True)

    def _converted(
        self, resampler: AudioResampler, collected: AudioFrame | None, last: bool = False
    ) -> Iterator[NDArray[np.int16]]:
        results = resampler.resample(collected) if collected is not None else []
        if last:
            results = [*results, *resampler.resample(None)]
        for result in results:
            block = cast("NDArray[np.int16]", result.to_ndarray()).reshape(-1, result.layout.nb_channels)
            if block.shape[1] == 1:
                block = block.repeat(2, axis=1)
            self.frames += len(block)
            if len(block):
                yield block

    def _resampler(self, frame: AudioFrame) -> AudioResampler:
        import av

        # Mono stays mono here and is doubled later: FFmpeg's own spread to stereo may change its loudness.
        layout = "mono" if frame.layout.nb_channels == 1 else "stereo"
        return av.AudioResampler(format="s16", layout=layout, rate=self.rate_hz)

    def _decoded_frames(self, from_stamp: int | None = None) -> Iterator[AudioFrame]:
        """All frames that decode (of packets from a stamp on); a packet that does not is counted and passed over."""
        import av

        for packet in self._packets():
            if from_stamp is not None and packet.pts is not None and packet.pts < from_stamp:
                continue  # seeking may land far before
            try:
                yield from packet.decode()
            except av.FFmpegError:
                self._broken += 1

    def _packets(self) -> Iterator[av.Packet[AudioStream]]:
        import av

        failures = 0
        while failures < UNREADABLE_IN_A_ROW:
            try:
                for packet in self._container.demux(self._stream):
                    failures = 0
                    self._sizes.add(packet.size)
                    yield packet
                return
            except av.FFmpegError:
                failures += 1
        self._stopped_early = True

    def _first_frame(self) -> AudioFrame:
        for frame in self._frames_in:
            if frame.samples and frame.sample_rate:
                return frame
        raise InputError(f"“{self._name}” holds no sound that can be decoded; it may be damaged or not a song at all.")

    def _read_facts(self, frame: AudioFrame) -> SongFacts:
        stream, container = self._stream, self._container
        duration_ms = None
        if stream.duration is not None and stream.time_base is not None:
            duration_ms = round(stream.duration * stream.time_base * 1000)
        elif container.duration is not None:
            duration_ms = round(container.duration / 1000)
        return SongFacts(
            duration_ms=duration_ms if duration_ms and duration_ms > 0 else None,
            rate_hz=frame.sample_rate,  # the frame's: HE-AAC decodes to twice what its container says
            channels=frame.layout.nb_channels,
            container=container.format.name,
        )

    def _open(self, path: Path) -> tuple[InputContainer, AudioStream]:
        import av

        try:
            container = av.open(str(path.absolute()), options=OPEN_OPTIONS)
        except (av.FFmpegError, OSError, ValueError):
            raise InputError(
                f"“{self._name}” is not a song that can be read; mp3, wav, ogg, flac, m4a, opus, mp4 and mkv can."
            ) from None
        if not container.streams.audio:
            container.close()
            raise InputError(f"“{self._name}” has no sound in it; choose a file with the song's audio.")
        return container, container.streams.audio[0]


def _minutes(duration_ms: int) -> str:
    return f"{duration_ms // 60_000}:{duration_ms // 1000 % 60:02}"
