"""What a song's file plays, as a digest: the same before and after its tags were written, or they are not written."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.audio.decode import OPEN_OPTIONS
from lrc_studio.audio.song_file import shown_name
from lrc_studio.core.errors import InputError

if TYPE_CHECKING:
    from av.packet import Packet
    from av.stream import Stream

_NEVER = -(2**63)


def stream_digest(path: Path, container: str | None = None) -> tuple[str, str]:
    """A SHA-256 over every packet of sound and film with its times, without covers, and the container's name.

    `container` is that name, for a copy whose file name says nothing. Nothing is decoded. Raises InputError where
    `path` is not a song that can be read.
    """
    import av
    from av.stream import Disposition

    made = hashlib.sha256()
    try:
        with av.open(str(path.absolute()), format=container, options=OPEN_OPTIONS) as opened:
            streams = [each for each in opened.streams if not each.disposition & Disposition.attached_pic]
            name = opened.format.name.split(",")[0]
            for stream in streams:
                made.update(_head(stream))
            for packet in opened.demux(streams):
                made.update(struct.pack("<iqq", packet.stream_index, *_times(packet)))
                made.update(packet)
    except (av.FFmpegError, OSError, ValueError):
        raise InputError(f"“{shown_name(path)}” is not a song that can be read; its tags were left alone.") from None
    return made.hexdigest(), name


def _head(stream: Stream) -> bytes:
    """What a decoder is told before the first packet."""
    context = stream.codec_context
    extra = (context.extradata or b"") if context is not None else b""
    return f"{stream.index} {stream.type} {context.name if context is not None else ''}".encode() + extra


def _times(packet: Packet[Stream]) -> tuple[int, int]:
    return (_NEVER if packet.pts is None else packet.pts, _NEVER if packet.dts is None else packet.dts)
