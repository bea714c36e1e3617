"""Writes the demo song as a tagged Ogg Vorbis file with its cover."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile
from mutagen.flac import Picture
from mutagen.oggvorbis import OggVorbis

from demo_song.band import RATE_HZ
from demo_song.cover import SIDE_PX
from demo_song.score import ARTIST, TITLE

COMPRESSION = 0.9  # 0 best to 1 smallest
FRONT_COVER = 3


def write_ogg(path: Path, sound: npt.NDArray[np.float64], picture_png: bytes) -> None:
    """Encode stereo samples (n x 2, -1..1) to `path` and tag it."""
    with soundfile.SoundFile(
        path, "w", RATE_HZ, 2, format="OGG", subtype="VORBIS", compression_level=COMPRESSION
    ) as file:
        for at in range(0, len(sound), RATE_HZ):  # in pieces: libsndfile's Vorbis writer overflows on long blocks
            file.write(sound[at : at + RATE_HZ])
    _tag(path, picture_png)


def _tag(path: Path, picture_png: bytes) -> None:
    picture = Picture()
    picture.type, picture.mime, picture.desc = FRONT_COVER, "image/png", "Cover"
    picture.width = picture.height = SIDE_PX
    picture.depth, picture.data = 24, picture_png
    tags = OggVorbis(path)
    tags["title"], tags["artist"], tags["album"] = TITLE, ARTIST, "Demo"
    tags["license"] = "https://creativecommons.org/licenses/by/4.0/"
    tags["metadata_block_picture"] = base64.b64encode(picture.write()).decode("ascii")
    tags.save()
