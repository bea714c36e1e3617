"""What a song's file holds beside its lyrics, byte for byte, read without any library for tags."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

LYRICS = ("LYRICS", "UNSYNCEDLYRICS")
Raw = list[tuple[bytes, bytes]]


def rest_of(path: Path) -> Raw:
    """Name and bytes of every frame, block, comment, atom and chunk but lyrics, padding and what only counts bytes."""
    data, suffix = path.read_bytes(), path.suffix[1:]
    if suffix == "mp3":
        size = 10 + _synchsafe(data[6:10])
        return [*_frames(data[:size]), (b"sound", data[size:])]
    if suffix in ("wav", "aiff"):
        return list(_chunks(data, "<" if suffix == "wav" else ">"))
    if suffix == "flac":
        return list(_blocks(data))
    return list(_atoms(data)) if suffix == "m4a" else list(_comments(_packets(data)[1]))


def id3(version: int, frames: list[tuple[bytes, bytes]]) -> bytes:
    """An ID3v2 tag of these frames with some padding."""
    return tag_of(version, b"".join(frame(version, *each) for each in frames) + bytes(40))


def tag_of(version: int, body: bytes, flags: int = 0) -> bytes:
    """An ID3v2 tag of this content."""
    return b"ID3" + bytes([version, 0, flags]) + _length(len(body), 4) + body


def frame(version: int, name: bytes, content: bytes) -> bytes:
    """A frame with the length as that version has it."""
    return name + _length(len(content), version) + b"\0\0" + content


def _length(count: int, version: int) -> bytes:
    return bytes(count >> shift & 127 for shift in (21, 14, 7, 0)) if version == 4 else struct.pack(">I", count)


def _synchsafe(data: bytes) -> int:
    return sum((byte & 127) << shift for byte, shift in zip(data, (21, 14, 7, 0), strict=True))


def _frames(tag: bytes) -> Iterator[tuple[bytes, bytes]]:
    assert tag[:3] == b"ID3"
    at, version = 10, tag[3]
    yield b"version", bytes([version])
    found = []
    while at + 10 <= len(tag) and tag[at]:
        size = _synchsafe(tag[at + 4 : at + 8]) if version == 4 else struct.unpack(">I", tag[at + 4 : at + 8])[0]
        name, content = tag[at : at + 4], tag[at + 8 : at + 10 + size]
        if name != b"USLT" and not (name == b"SYLT" and content[2 + 5] == 1):  # flags, encoding, language, stamps, kind
            found.append((name, content))
        at += 10 + size
    yield from sorted(found)


def _chunks(data: bytes, order: str) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack(f"{order}I", data[at + 4 : at + 8])[0]
        content = data[at + 8 : at + 8 + size]
        yield from _frames(content) if name.upper() == b"ID3 " else iter([(name, content)])
        at += 8 + size + size % 2


def _blocks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, last = 4, False
    while not last:
        kind, last, size = data[at] & 127, bool(data[at] & 128), int.from_bytes(data[at + 1 : at + 4], "big")
        content = data[at + 4 : at + 4 + size]
        at += 4 + size
        if kind == 4:
            yield from _comments(content)
        elif kind != 1:
            yield bytes([kind]), content
    yield b"sound", data[at:]


def _comments(packet: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The writer's name and the comments in their order, of a packet with or without the name of its codec."""
    head = next((mark for mark in (b"\x03vorbis", b"OpusTags") if packet.startswith(mark)), b"")
    at = len(head)
    size = struct.unpack("<I", packet[at : at + 4])[0]
    yield b"vendor", packet[at + 4 : at + 4 + size]
    at += 8 + size
    for _ in range(struct.unpack("<I", packet[at - 4 : at])[0]):
        size = struct.unpack("<I", packet[at : at + 4])[0]
        key, _, value = packet[at + 4 : at + 4 + size].partition(b"=")
        at += 4 + size
        if key.decode().upper() not in LYRICS:
            yield key, value


def _packets(data: bytes) -> list[bytes]:
    """The packets of an ogg file of one stream."""
    found, at = [b""], 0
    while at < len(data):
        count = data[at + 26]
        sizes, at = data[at + 27 : at + 27 + count], at + 27 + count
        for size in sizes:
            found[-1] += data[at : at + size]
            at += size
            if size < 255:
                found.append(b"")
    return found


_NESTED = {b"moov": 0, b"udta": 0, b"meta": 4, b"ilst": 0, b"trak": 0, b"mdia": 0, b"minf": 0, b"stbl": 0}
_COUNT_BYTES = (b"stco", b"co64", b"free", b"\xa9lyr")  # where the sound begins moves with the length of the tags


def _atoms(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size, name = struct.unpack(">I", data[at : at + 4])[0], data[at + 4 : at + 8]
        content = data[at + 8 : at + size] if size else data[at + 8 :]
        if name in _NESTED:
            yield name, content[: _NESTED[name]]
            yield from _atoms(content[_NESTED[name] :])
        elif name not in _COUNT_BYTES:
            yield name, content
        at += size or len(data)
