"""ID3 frames that are carried along as the bytes they are: mutagen writes what it reads anew, and drops what is odd."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

_HEAD_BYTES = 10
_KIND_BYTES = 6  # encoding, language, unit of the times, kind of content (ID3v2.4, section 4.9)


class _Known(dict[str, Any]):
    """The frames by name: all count as known where sizes are guessed, only those of `names` are read."""

    names: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Any:
        if name not in self.names:
            raise KeyError(name)
        return super().__getitem__(name)


def raw_but(read: Callable[[Any], bool], names: tuple[str, ...]) -> dict[str, Any]:
    """What mutagen is told to know, so that only frames of `names` for which `read` is true are more than bytes."""
    from mutagen import id3

    known = _Known(id3.Frames)
    known.update({name: _some_of(id3.Frames[name], read) for name in names})
    known.names = names
    return known


def with_sizes(frames: Iterable[bytes], version: int) -> list[bytes]:
    """The frames with their lengths as that version of ID3v2 has them; iTunes once wrote those of 2.4 as in 2.3."""
    bits = 7 if version == 4 else 8
    return [frame[:4] + _size(len(frame) - _HEAD_BYTES, bits) + frame[8:] for frame in frames]


def as_bytes(frame: Any, version: int) -> bytes:
    """A frame that was read as mutagen writes it in that version of ID3v2; b"" where it says nothing."""
    from mutagen.id3 import _tags

    writer: Any = _tags
    made: bytes = writer.save_frame(frame, config=writer.ID3SaveConfig(version, None))
    return made


def bare_sylt(frames: Iterable[bytes], language: str) -> bool:
    """Whether one of the frames is a SYLT of that language without a descriptor, such as chords."""
    found = (frame[_HEAD_BYTES:] for frame in frames if frame.startswith(b"SYLT"))
    return any(
        body[1:4] == language.encode("latin-1", "replace") and body[_KIND_BYTES:].lstrip(b"\xff\xfe").startswith(b"\0")
        for body in found
    )


def _size(count: int, bits: int) -> bytes:
    return bytes(count >> shift & (1 << bits) - 1 for shift in range(3 * bits, -1, -bits))


def _some_of(kind: Any, read: Callable[[Any], bool]) -> Any:
    """A kind of frame that is read where `read` says so; mutagen carries along what is not implemented."""
    from mutagen.id3 import ID3JunkFrameError

    def from_data(made: Any, header: Any, flags: int, data: bytes) -> Any:
        try:
            frame = kind._fromData.__func__(made, header, flags, data)
        except ID3JunkFrameError:
            raise NotImplementedError from None
        if not read(frame):
            raise NotImplementedError
        return frame

    return type(kind.__name__, (kind,), {"_fromData": classmethod(from_data)})
