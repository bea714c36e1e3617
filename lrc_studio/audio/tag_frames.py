"""Lyrics in the frames of ID3v2 (mp3, wav, aiff, tta): USLT for text, SYLT for words with their times."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lrc_studio.audio.sylt import LYRICS, MILLISECONDS, Pieces, sung
from lrc_studio.audio.tag_comments import COMMENT_KEYS
from lrc_studio.audio.tag_lyrics import UNKNOWN_LANGUAGES, NewLyrics, TagLyrics
from lrc_studio.audio.tag_raw import as_bytes, bare_sylt, raw_but, with_sizes

_LATIN, _UTF16, _UTF8 = 0, 1, 3
_V1_BYTES = 128


class FramePlace:
    """ID3v2 frames in the version that the file has; a file without any gets 2.3, which the oldest players read.

    The song's own lyrics are the frames without a descriptor in their language or an unknown one; frames in another
    language or with a descriptor are somebody's translation and stay. Whatever is no lyrics is carried along as bytes.
    """

    def __init__(self, kind: Any, path: Path) -> None:
        self._path = path
        self._song = _opened(kind, path)
        self._tags = self._song.tags
        self._version = 4 if self._tags.version[:2] == (2, 4) else 3
        self._tags.unknown_frames = with_sizes(self._tags.unknown_frames, self._version)

    def entries(self) -> tuple[TagLyrics, ...]:
        return tuple(_entry(frame) for frame in self._frames())

    def rest(self) -> object:
        """All other frames as bytes: those of an older kind of tag as they will be written, else as they are."""
        lyrics = {id(frame) for frame in self._frames()}
        read = [as_bytes(frame, self._version) for frame in self._tags.values() if id(frame) not in lyrics]
        return sorted(filter(None, [*read, *self._tags.unknown_frames])), _id3v1(self._path)

    def put(self, new: NewLyrics) -> tuple[TagLyrics, ...]:
        language = new.language or self._language()
        for frame in [frame for frame in self._frames() if _is_own(frame, language)]:
            self._take_out(frame)
        written = [self._add_text(new.text, language)]
        if new.pieces:
            written.append(self._add_pieces(new.pieces, language))
        return tuple(_entry(frame) for frame in written)

    def clear(self) -> None:
        for frame in list(self._frames()):
            self._take_out(frame)

    def save(self, path: Path) -> None:
        """Write the frames; an ID3v1 tag at the file's end, which mutagen would write anew, is put back as it was."""
        old_v1 = _id3v1(path)
        self._song.save(path, v2_version=self._version, v23_sep=None)
        if old_v1:
            with path.open("r+b") as file:
                file.seek(-_V1_BYTES, os.SEEK_END)
                file.write(old_v1)

    def _frames(self) -> Iterator[Any]:
        for name in ("SYLT", "USLT", "TXXX"):
            yield from (frame for frame in self._tags.getall(name) if _is_lyrics(frame))

    def _language(self) -> str:
        """That of the lyrics that are there without a descriptor; the word for an unknown one where there are none."""
        found = (frame.lang for frame in self._frames() if frame.FrameID != "TXXX" and not frame.desc)
        return next((lang for lang in found if lang not in UNKNOWN_LANGUAGES), UNKNOWN_LANGUAGES[0])

    def _take_out(self, gone: Any) -> None:
        for key in [key for key, frame in self._tags.items() if frame is gone]:
            del self._tags[key]

    def _add_text(self, text: str, language: str) -> Any:
        from mutagen import id3

        made: Any = id3.USLT
        frame = made(self._encoding(text), language, "", text)
        self._tags.add(frame)
        return frame

    def _add_pieces(self, pieces: Pieces, language: str) -> Any:
        """One SYLT; where chords or the like have its language and no descriptor, it is told apart by a descriptor."""
        from mutagen import id3

        taken = f"SYLT::{language}" in self._tags or bare_sylt(self._tags.unknown_frames, language)
        encoding = self._encoding("".join(text for text, _ in pieces))
        made: Any = id3.SYLT
        frame = made(encoding, language, MILLISECONDS, LYRICS, "Lyrics" if taken else "", list(pieces))
        self._tags.add(frame)
        return frame

    def _encoding(self, text: str) -> int:
        """UTF-8 in version 2.4; version 2.3 knows Latin-1 and UTF-16 only (id3.org, ID3v2.3 section 3.3)."""
        if self._version == 4:
            return _UTF8
        try:
            text.encode("latin-1")
        except UnicodeEncodeError:
            return _UTF16
        return _LATIN


def _opened(kind: Any, path: Path) -> Any:
    """The song with its frames as they are: not translated to another version, not mixed with ID3v1."""
    song: Any = kind(path, translate=False, load_v1=False, known_frames=raw_but(_is_lyrics, ("USLT", "SYLT", "TXXX")))
    if song.tags is not None:
        if song.tags.version[:2] == (2, 2):  # nothing writes 2.2 any more
            return kind(path, v2_version=3, load_v1=False)
        # Bytes that were made safe as a whole do not say so themselves, so these frames have to be read.
        return kind(path, translate=False, load_v1=False) if song.tags.f_unsynch else song
    song = kind(path, v2_version=3)  # a new tag begins with what ID3v1 says, which players then read no more
    _add_tags(song)
    return song


def _add_tags(song: Any) -> None:
    if getattr(song, "tags", None) is None:
        song.add_tags()
        song.tags.version = (2, 3, 0)


def _is_lyrics(frame: Any) -> bool:
    if frame.FrameID == "TXXX":
        return str(frame.desc).upper() in COMMENT_KEYS
    return frame.FrameID == "USLT" or sung(frame)


def _is_own(frame: Any, language: str) -> bool:
    """Whether lyrics in that language take the frame's place."""
    if frame.FrameID == "TXXX":
        return True
    return not frame.desc and frame.lang in (language, *UNKNOWN_LANGUAGES)


def _entry(frame: Any) -> TagLyrics:
    if frame.FrameID == "TXXX":
        return TagLyrics(f"TXXX {frame.desc}", str(frame.text[0]) if frame.text else "")
    if frame.FrameID == "USLT":
        return TagLyrics("USLT", str(frame.text), (), frame.lang, frame.desc)
    return TagLyrics("SYLT", "", tuple((str(text), int(at)) for text, at in frame.text), frame.lang, frame.desc)


def _id3v1(path: Path) -> bytes:
    """The ID3v1 tag at the end of the file, b"" where it has none."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _V1_BYTES))
        tail = file.read(_V1_BYTES)
    return tail if len(tail) == _V1_BYTES and tail.startswith(b"TAG") else b""
