"""What a song says of itself: title, artist, album, cover and lyrics in its tags. Broken tags say nothing."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lrc_studio.audio.decode import OPEN_OPTIONS
from lrc_studio.audio.song_file import shown_name
from lrc_studio.audio.sylt import sylt_as_lrc
from lrc_studio.audio.tag_comments import COMMENT_KEYS

LYRICS_MOST_CHARACTERS = 1_000_000
NAME_MOST_CHARACTERS = 500
COVER_MOST_BYTES = 20_000_000

_STAMP = re.compile(r"^\s*\[\d{1,4}:\d{1,2}", re.MULTILINE)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class SongTags:
    """The song's own words; `synced` where the lyrics carry times as LRC. Without a title it is the file's name."""

    title: str
    artist: str = ""
    album: str = ""
    cover: bytes | None = None
    lyrics: str | None = None
    synced: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """Raw finds, best first; any of them may be broken."""

    title: object = None
    artist: object = None
    album: object = None
    cover: object = None
    lyrics: tuple[object, ...] = ()


def read_tags(path: Path) -> SongTags:
    """The tags of the song at `path`; never raises, as tags come from anywhere and are only an extra."""
    found = _guarded(_read_with_mutagen, path) or _guarded(_read_with_av, path) or _Found()
    lyrics = _best_lyrics(found.lyrics)
    return SongTags(
        title=_name(found.title) or _name(shown_name(path.with_suffix(""))),
        artist=_name(found.artist),
        album=_name(found.album),
        cover=_picture(found.cover),
        lyrics=lyrics,
        synced=lyrics is not None and _STAMP.search(lyrics) is not None,
    )


def _guarded(read: Callable[[Path], _Found | None], path: Path) -> _Found | None:
    try:
        return read(path)
    except Exception:  # noqa: BLE001 (hostile tags make parsers raise anything, and a song opens without them)
        return None


def _read_with_mutagen(path: Path) -> _Found | None:
    import mutagen

    if not path.is_file():
        return None
    song = mutagen.File(path)
    tags = getattr(song, "tags", None)
    if tags is None:
        return None
    if hasattr(tags, "getall"):
        return _from_id3(tags, getattr(getattr(song, "info", None), "sample_rate", 0))
    if any(str(key).startswith("\xa9") or key == "covr" for key in tags):
        return _from_mp4(tags)
    return _from_comments(tags, getattr(song, "pictures", ()))


def _read_with_av(path: Path) -> _Found | None:
    """Matroska and what else mutagen does not know."""
    import av

    if not path.is_file():
        return None
    with av.open(str(path.absolute()), options=OPEN_OPTIONS) as container:
        layers = [container.metadata, *(stream.metadata for stream in container.streams.audio)]
    tags = {key.upper().split("-")[0]: value for layer in reversed(layers) for key, value in layer.items()}
    lyrics = tuple(tags[key] for key in COMMENT_KEYS if key in tags)
    return _Found(tags.get("TITLE"), tags.get("ARTIST"), tags.get("ALBUM"), None, lyrics)


def _from_id3(tags: Any, rate_hz: int) -> _Found:
    """ID3v2, in mp3, wav and aiff: SYLT before USLT before user texts that other programs write.

    Frames with a descriptor come after those without: they are translations and the like.
    """
    synced = (_guarded_lyrics(sylt_as_lrc, frame, rate_hz) for frame in _own_first(tags.getall("SYLT")))
    plain = (frame.text for frame in _own_first(tags.getall("USLT")))
    own = (frame.text for key in COMMENT_KEYS for frame in tags.getall("TXXX") if frame.desc.upper() == key)
    # Kind 3 is the front cover.
    covers = sorted(tags.getall("APIC"), key=lambda picture: int(picture.type) != 3)
    return _Found(
        title=_first(tags.getall("TIT2")),
        artist=_first(tags.getall("TPE1")) or _first(tags.getall("TPE2")),
        album=_first(tags.getall("TALB")),
        cover=covers[0].data if covers else None,
        lyrics=(*synced, *plain, *own),
    )


def _own_first(frames: Iterable[Any]) -> list[Any]:
    return sorted(frames, key=lambda frame: bool(frame.desc))


def _guarded_lyrics(convert: Callable[[Any, int], str], frame: Any, rate_hz: int) -> str | None:
    try:
        return convert(frame, rate_hz)
    except (TypeError, ValueError, AttributeError, OverflowError):  # one broken frame must not hide the others
        return None


def _from_mp4(tags: Any) -> _Found:
    free = (tags.get(f"----:com.apple.iTunes:{key}") for key in COMMENT_KEYS)
    return _Found(
        title=tags.get("\xa9nam"),
        artist=tags.get("\xa9ART"),
        album=tags.get("\xa9alb"),
        cover=_first(tags.get("covr") or ()),
        lyrics=(*(value for value in free if value), tags.get("\xa9lyr")),
    )


def _from_comments(tags: Any, pictures: Iterable[Any]) -> _Found:
    """Vorbis comments (ogg, opus, flac) and other dictionaries of texts, whose keys have no case."""
    texts = {str(key).upper(): tags[key] for key in tags.keys()}  # noqa: SIM118 (these iterate over pairs)
    cover = next((picture.data for picture in pictures), None)
    return _Found(
        title=texts.get("TITLE"),
        artist=texts.get("ARTIST") or texts.get("ALBUMARTIST"),
        album=texts.get("ALBUM"),
        cover=cover if cover is not None else _comment_picture(texts),
        lyrics=tuple(texts[key] for key in COMMENT_KEYS if key in texts),
    )


def _comment_picture(texts: dict[str, Any]) -> bytes | None:
    from mutagen import flac

    picture_from: Any = flac.Picture
    for value in texts.get("METADATA_BLOCK_PICTURE") or ():
        try:
            return bytes(picture_from(base64.b64decode(value)).data)
        except (flac.error, binascii.Error, ValueError, TypeError):
            continue
    return None


def _first(values: object) -> object:
    """The first of many, also of a list in a list; the thing itself where it is one."""
    while isinstance(values, (list, tuple)):
        values = values[0] if values else None
    return values


def _text(value: object) -> str:
    value = _first(value)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _name(value: object) -> str:
    """One printable line."""
    text = _text(value).encode("utf-8", "replace").decode("utf-8")
    return _CONTROLS.sub(" ", text).strip()[:NAME_MOST_CHARACTERS].strip()


def _picture(value: object) -> bytes | None:
    if not isinstance(value, (bytes, bytearray)) or not 0 < len(value) <= COVER_MOST_BYTES:
        return None
    return bytes(value)


def _best_lyrics(values: Iterable[object]) -> str | None:
    """The first lyrics with times, else the first with words."""
    texts = [text for text in map(_lyrics, values) if text]
    return next((text for text in texts if _STAMP.search(text)), texts[0] if texts else None)


def _lyrics(value: object) -> str:
    text = _text(value)[:LYRICS_MOST_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text.encode("utf-8", "replace").decode("utf-8").strip("\ufeff\n \t")
