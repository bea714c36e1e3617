"""Small songs made on the spot: bytes of each kind that the service takes, of any size."""

from __future__ import annotations

import struct

HEADS = {"mp3": b"ID3\x04\x00\x00\x00\x00\x00\x00", "ogg": b"OggS\x00\x02", "flac": b"fLaC\x00\x00\x00\x22"}


def song(kind: str = "mp3", size_bytes: int = 4000, mark: bytes = b"") -> bytes:
    """A file of that kind by its first bytes; `mark` makes its hash another one."""
    head = wav_head(size_bytes) if kind == "wav" else HEADS[kind]
    return (head + mark).ljust(size_bytes, b"\0")


def wav_head(size_bytes: int) -> bytes:
    """The header of 8 kHz mono 8 bit sound."""
    size = max(0, size_bytes - 44)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8)
    return struct.pack("<4sI4s", b"RIFF", size + 36, b"WAVE") + form + struct.pack("<4sI", b"data", size)
