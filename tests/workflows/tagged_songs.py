"""Lyrics for songs' tags, and real songs with tags of every kind."""

from __future__ import annotations

from pathlib import Path

import mutagen
from mutagen import flac, id3, mp4

from lrc_studio.core.lyrics import Line, Lyrics, Word
from tests.audio.songs import VORBIS_CLICK, tone, write_song

WORDS = Lyrics(
    (
        Line("Hold on tight", 1234, 2800, (Word("Hold ", 1234, 1500), Word("on ", 1600, 2000), Word("tight", 2000))),
        Line("", 2901),
        Line("灯台の火 🔥", 3003),
        Line("שלום", 5003, 5601, (Word("שלום", 5107, 5601),)),
    ),
    tags=(("ti", "Harbour Lights"), ("la", "ja")),
)
LINES = Lyrics((Line("One", 1000), Line("Two", 2500)))
TEXT = "[ti:Harbour Lights]\n[la:ja]\n[00:01.23]Hold on tight\n[00:02.90]\n[00:03.00]灯台の火 🔥\n[00:05.00]שלום"
PLAIN = "Hold on tight\n\n灯台の火 🔥\nשלום"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)


def make_song(folder: Path, suffix: str) -> Path:
    """A short song of the kind that the suffix says, without tags."""
    path = folder / f"My song.{suffix}"
    if suffix == "ogg":
        path.write_bytes(VORBIS_CLICK.read_bytes())
        return path
    return write_song(path, tone(0.4, 48_000 if suffix == "opus" else 44_100), video=suffix == "mp4")


def tag(path: Path) -> None:
    """Give a song a title, a cover and something odd."""
    file = mutagen.File(path)
    if file.tags is None:
        file.add_tags()
    if hasattr(file.tags, "getall"):
        odd = id3.PRIV("somebody", b"\x00\xff"), id3.TPE1(3, ["A", "B"]), id3.POPM("me", 255, 3)
        chords = id3.SYLT(3, "eng", 2, 5, "chords", [("Am", 0)])
        for frame in (id3.TIT2(3, ["Ön the Hill"]), id3.APIC(3, "image/png", 3, "front", PNG), chords, *odd):
            file.tags.add(frame)
    elif isinstance(file, mp4.MP4):
        file["\xa9nam"], file["covr"], file["trkn"] = "Ön the Hill", [mp4.MP4Cover(PNG, 14)], [(3, 12)]
        file["----:com.apple.iTunes:MOOD"] = [mp4.MP4FreeForm(b"calm", 1)]
    else:
        file["title"], file["artist"] = "Ön the Hill", ["A", "B"]
        if isinstance(file, flac.FLAC):
            picture = flac.Picture()
            picture.data, picture.type, picture.mime = PNG, 3, "image/png"
            file.add_picture(picture)
    file.save()


def others(path: Path) -> object:
    """All tags but lyrics, as mutagen alone reads them."""
    file = mutagen.File(path)
    if hasattr(file.tags, "getall"):
        lyrics = ("USLT", "SYLT::", "TXXX:LYRICS")
        return sorted((key, repr(frame)) for key, frame in file.tags.items() if not key.startswith(lyrics))
    lyric_keys = {"\xa9lyr", "lyrics", "unsyncedlyrics"}
    kept = {key: value for key, value in dict(file.tags).items() if key.lower() not in lyric_keys}
    return kept, [picture.data for picture in getattr(file, "pictures", ())]
