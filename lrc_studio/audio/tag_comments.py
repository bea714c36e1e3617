"""Lyrics in Vorbis comments (flac, ogg, opus) and in the atoms of mp4."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lrc_studio.audio.tag_lyrics import NewLyrics, TagLyrics

LYRICS, PLAIN = "LYRICS", "UNSYNCEDLYRICS"
COMMENT_KEYS = ("SYNCEDLYRICS", LYRICS, PLAIN, "UNSYNCED LYRICS", "LYRICS-XXX", "USLT")
"""The keys that programs write lyrics under; those that mean stamps come first. They have no case."""

ATOM = "\xa9lyr"
_FREE_ATOM = "----:com.apple.iTunes:"


class CommentPlace:
    """Vorbis comments. `LYRICS` gets the text for players, `UNSYNCEDLYRICS` the same without times."""

    def __init__(self, kind: Any, path: Path) -> None:
        self._song = kind(path)
        if self._song.tags is None:
            self._song.add_tags()

    def entries(self) -> tuple[TagLyrics, ...]:
        return tuple(TagLyrics(key.upper(), value) for key, value in self._song.tags if _is_lyrics(key))

    def rest(self) -> object:
        """The other comments in their order, and the other blocks of a flac: covers, cue sheet, seek table."""
        blocks = getattr(self._song, "metadata_blocks", ())
        kept = [(block.code, block.write()) for block in blocks if block.code not in (1, 4)]  # padding, comments
        return [pair for pair in self._song.tags if not _is_lyrics(pair[0])], kept

    def put(self, new: NewLyrics) -> tuple[TagLyrics, ...]:
        self.clear()
        written = (TagLyrics(LYRICS, new.text), TagLyrics(PLAIN, new.plain))
        self._song.tags.extend((entry.place, entry.text) for entry in written)
        return written

    def clear(self) -> None:
        self._song.tags[:] = [pair for pair in self._song.tags if not _is_lyrics(pair[0])]

    def save(self, path: Path) -> None:
        self._song.save(path)


def _is_lyrics(key: str) -> bool:
    return key.upper() in COMMENT_KEYS


class AtomPlace:
    """The list of atoms of an mp4: `©lyr`, and what programs keep in free atoms of their own."""

    def __init__(self, path: Path) -> None:
        from mutagen import mp4

        opened: Any = mp4.MP4
        self._song = opened(path)
        if self._song.tags is None:
            self._song.add_tags()

    def entries(self) -> tuple[TagLyrics, ...]:
        return tuple(TagLyrics(_shown(key), _decoded(value)) for key in self._keys() for value in self._song.tags[key])

    def rest(self) -> object:
        """All other atoms; covers and free atoms with the kind of their data."""
        lyrics = set(self._keys())
        items = [(key, value) for key, value in self._song.tags.items() if key not in lyrics]
        return {key: [_with_kind(each) for each in value] if isinstance(value, list) else value for key, value in items}

    def put(self, new: NewLyrics) -> tuple[TagLyrics, ...]:
        self.clear()
        self._song.tags[ATOM] = [new.text]
        return (TagLyrics(ATOM, new.text),)

    def clear(self) -> None:
        for key in list(self._keys()):
            del self._song.tags[key]

    def save(self, path: Path) -> None:
        self._song.save(path)

    def _keys(self) -> Iterator[str]:
        for key in self._song.tags:
            if key == ATOM or (key.startswith(_FREE_ATOM) and _is_lyrics(key[len(_FREE_ATOM) :])):
                yield key


def _shown(key: str) -> str:
    return key.removeprefix(_FREE_ATOM)


def _decoded(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _with_kind(value: Any) -> object:
    return value, getattr(value, "dataformat", None), getattr(value, "imageformat", None)
