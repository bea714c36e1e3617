"""Opening the tags of a song, of whatever kind they are, to read or write its lyrics."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lrc_studio.audio.song_file import shown_name
from lrc_studio.audio.tag_comments import AtomPlace, CommentPlace
from lrc_studio.audio.tag_frames import FramePlace
from lrc_studio.audio.tag_lyrics import LyricsPlace, guarded
from lrc_studio.core.errors import InputError


def open_place(path: Path, like: Path | None = None) -> LyricsPlace:
    """The tags of the song at `path`; `like` is the file that it is a copy of, whose name tells the kind.

    Raises InputError where it is no song, or of a kind whose tags hold no lyrics here, and OSError.
    """
    named = like or path
    with guarded(named):
        import mutagen

        kind = type(mutagen.File(named))
        made = _place_for(kind, path)
    if made is None:
        raise InputError(
            f"Lyrics cannot be put into the tags of “{shown_name(named)}”: mp3, m4a, flac, ogg, opus, wav and aiff take"
            " them. Write a file beside it instead."
        )
    return made


def _place_for(kind: type, path: Path) -> LyricsPlace | None:
    from mutagen import aiff, flac, mp3, mp4, oggflac, oggopus, oggspeex, oggvorbis, trueaudio, wave

    framed: tuple[Any, ...] = (mp3.MP3, wave.WAVE, aiff.AIFF, trueaudio.TrueAudio)
    commented: tuple[Any, ...] = (flac.FLAC, oggvorbis.OggVorbis, oggopus.OggOpus, oggflac.OggFLAC, oggspeex.OggSpeex)
    if kind in framed:
        return FramePlace(kind, path)
    if kind in commented:
        return CommentPlace(kind, path)
    return AtomPlace(path) if kind is mp4.MP4 else None
