"""What was dropped or chosen together, sorted out: a song, its lyrics, a translation, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lrc_studio.audio.languages import is_language
from lrc_studio.formats import FORMATS
from lrc_studio.workflows.project import SUFFIX

LYRIC_SUFFIXES = tuple(dict.fromkeys(suffix for fmt in FORMATS if fmt.read for suffix in fmt.suffixes))
"""What is opened as lyrics or a project; anything else is taken for a song."""
_LAST_PART = re.compile(r"[._ -]\W?([A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)\W?$")
"""What may name the language at the end of `Song.en`, `song_pt-BR` or `Song (de)`."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Files that came together: `side` is a second lyric file, perhaps the translation of `words`."""

    song: Path | None = None
    words: Path | None = None
    side: Path | None = None
    more_songs: int = 0
    more_words: int = 0
    folder: Path | None = None
    """Where all of several songs lie, None where they lie apart."""

    @property
    def left(self) -> str:
        """One sentence about what is not opened, "" where all is."""
        songs = _counted(self.more_songs, "song", ": one song at a time")
        words = _counted(self.more_words, "lyric file", ": two at a time")
        return " ".join(said for said in (songs, words) if said)


def is_words(path: Path) -> bool:
    """Whether a file's name is that of lyrics or a project."""
    return path.name.lower().endswith(LYRIC_SUFFIXES)


def sorted_out(paths: Iterable[Path]) -> Dropped:
    """Which of the files is what.

    Of several lyric files the lyrics are a project, else those with the song's name, else those whose name does not end
    in a language, else the shortest name: players find `Song.lrc` beside the song, and translations are named after it
    (`Song.en.lrc`).
    """
    given = list(paths)
    songs = [path for path in given if not is_words(path)]
    song = songs[0] if songs else None
    words = sorted((path for path in given if is_words(path)), key=lambda path: _rank(path, song))
    main, side = (*words[:2], None, None)[:2]
    folders = {path.parent for path in songs}
    folder = folders.pop() if len(songs) > 1 and len(folders) == 1 else None
    return Dropped(song, main, side, len(songs[1:]), len(words[2:]), folder)


def _rank(path: Path, song: Path | None) -> tuple[bool, bool, bool, int]:
    stem = _stem(path)
    named = _LAST_PART.search(stem)
    foreign = named is not None and is_language(named[1])
    return path.suffix.lower() != SUFFIX, song is None or stem != song.stem, foreign, len(stem)


def _stem(path: Path) -> str:
    """The name without the suffix of its format, which may be of two parts."""
    ends = [suffix for suffix in LYRIC_SUFFIXES if path.name.lower().endswith(suffix)]
    return path.name[: -max(map(len, ends))] if ends else path.stem


def _counted(count: int, what: str, why: str) -> str:
    if not count:
        return ""
    return f"1 more {what} was not opened{why}." if count == 1 else f"{count} more {what}s were not opened{why}."
