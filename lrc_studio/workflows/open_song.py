"""Opening a song: its tags, its sound's facts, and the lyrics that came with it or lie beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.core.errors import InputError, StudioError
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.workflows.open_lyrics import OpenedLyrics, open_lyrics, read_lyrics

if TYPE_CHECKING:
    from lrc_studio.audio.decode import SongFacts
    from lrc_studio.audio.tags import SongTags

BESIDE = (".lrcstudio", ".elrc", ".lrc", ".txt")
"""The kinds of lyrics looked for beside a song, the richest first."""


@dataclass(frozen=True, slots=True)
class FoundLyrics:
    """Lyrics that belong to a song: `name` is the file's name, or words for the song's tags (`path` None)."""

    lyrics: Lyrics
    name: str
    path: Path | None
    format_id: str
    encoding: str = "utf-8"
    encoding_sure: bool = True

    def as_opened(self) -> OpenedLyrics:
        """The same as a file that was opened."""
        return OpenedLyrics(self.lyrics, self.path, self.format_id, self.encoding, encoding_sure=self.encoding_sure)


@dataclass(frozen=True, slots=True)
class OpenedSong:
    """A song that was opened; `lyrics` are those found, the best first, `warnings` the ones that could not be read."""

    path: Path
    tags: SongTags
    facts: SongFacts
    lyrics: tuple[FoundLyrics, ...]
    warnings: tuple[str, ...] = ()


def open_song(path: Path) -> OpenedSong:
    """Open the song at `path`: reads its head and tags, decodes nothing.

    Raises InputError where it is not a song that can be played.
    """
    from lrc_studio.audio.decode import probe
    from lrc_studio.audio.tags import read_tags

    facts = probe(path)
    tags = read_tags(path)
    found: list[FoundLyrics] = []
    warnings: list[str] = []
    for beside in find_lyrics(path):
        try:
            opened = open_lyrics(beside)
        except StudioError as error:
            warnings.append(str(error))
        else:
            found.append(_found(beside, opened))
    embedded = embedded_lyrics(tags)
    found += [embedded] if embedded else []
    return OpenedSong(path, tags, facts, tuple(found), tuple(warnings))


def find_lyrics(audio: Path) -> tuple[Path, ...]:
    """The lyric files beside `audio` with its name, a project first, then word times, line times, plain text."""
    try:
        siblings = [path for path in audio.absolute().parent.iterdir() if path.stem == audio.stem]
    except OSError:
        return ()
    by_suffix = {path.suffix.lower(): path for path in sorted(siblings, reverse=True) if path.is_file()}
    return tuple(by_suffix[suffix] for suffix in BESIDE if suffix in by_suffix)


def _found(path: Path, opened: OpenedLyrics) -> FoundLyrics:
    return FoundLyrics(opened.lyrics, path.name, path, opened.format_id, opened.encoding, opened.encoding_sure)


def lyrics_to_time(audio: Path) -> Lyrics:
    """The lyrics of a song that are to be timed: those in a .txt beside it, else those in its tags.

    Raises InputError where it has none.
    """
    from lrc_studio.audio.tags import read_tags

    beside = next((path for path in find_lyrics(audio) if path.suffix.lower() == ".txt"), None)
    if beside:
        return open_lyrics(beside).lyrics
    embedded = embedded_lyrics(read_tags(audio))
    if embedded is None:
        raise InputError(f"{audio.name} has no lyrics yet. Put {audio.with_suffix('.txt').name} beside it.")
    return embedded.lyrics


def embedded_lyrics(tags: SongTags) -> FoundLyrics | None:
    """The lyrics in a song's own tags, or None where it has none."""
    if not tags.lyrics or not tags.lyrics.strip():
        return None
    opened = read_lyrics(tags.lyrics, "")
    return FoundLyrics(opened.lyrics, "the song's tags", None, opened.format_id)
