"""Lyrics into a song's own tags, out of them again, and what is there: nothing else in the file changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.core.errors import InputError, UsageError
from lrc_studio.core.progress import Report, silent
from lrc_studio.formats.base import WriteOptions
from lrc_studio.workflows.open_lyrics import OpenedLyrics, read_lyrics
from lrc_studio.workflows.open_song import embedded_lyrics

if TYPE_CHECKING:
    from lrc_studio.audio.tag_lyrics import LyricsPlace, NewLyrics, TagLyrics
    from lrc_studio.core.lyrics import Lyrics

TEXT_FORMATS = ("lrc", "elrc", "txt")
"""What the text in a tag may be: players look for LRC there, as if it were the file beside the song."""
FRAMED = (".mp3", ".wav", ".aif", ".aiff", ".aifc", ".tta")
"""Songs whose tags have a frame for words with times (SYLT) beside the text."""
TAGGED = (*FRAMED, ".flac", ".ogg", ".oga", ".opus", ".spx", ".m4a", ".m4b", ".mp4")
"""Songs whose tags hold lyrics."""

_SHOWN_CHARS = 60
_LEFT_ALONE = "The song was left as it was."


@dataclass(frozen=True, slots=True)
class EmbedOptions:
    """`text_format` is one of TEXT_FORMATS; `synced` adds SYLT where the tags have it, `language` is that of the words.

    An empty format is LRC, or plain text where nothing is timed. An empty language is that of the lyrics' tag `la`,
    else of the lyrics that are replaced.
    """

    text_format: str = ""
    synced: bool = True
    language: str = ""

    def format_for(self, lyrics: Lyrics) -> str:
        """The id of the format in which these lyrics are written. Raises UsageError where tags do not hold it."""
        if self.text_format and self.text_format not in TEXT_FORMATS:
            raise UsageError(f"Tags hold {', '.join(TEXT_FORMATS)}, not “{self.text_format[:40]}”.")
        return self.text_format or ("lrc" if lyrics.timed else "txt")


@dataclass(frozen=True, slots=True)
class Embedded:
    """A song whose tags were written: `losses` in sentences, `kept` are other lyrics in the tags, left as they were."""

    path: Path
    losses: tuple[str, ...] = ()
    kept: tuple[TagLyrics, ...] = ()


def lyrics_in(song: Path) -> tuple[TagLyrics, ...]:
    """All lyrics in the song's tags, each with its place. Raises InputError where they cannot be read."""
    from lrc_studio.audio.tag_lyrics import guarded
    from lrc_studio.audio.tag_opening import open_place

    try:
        with guarded(song):
            return open_place(song).entries()
    except OSError:
        raise InputError(f"“{song.name}” could not be read. Check that it is still there.") from None


def described(entry: TagLyrics) -> str:
    """What one place in the tags holds, in words: how many lines, whether they have times, and the first of them."""
    lyrics = _read(entry)
    texts = [line.text.strip() for line in lyrics.lines if line.text.strip()]
    many = "1 line" if len(texts) == 1 else f"{len(texts)} lines"
    timed = "word times" if lyrics.has_words else "line times" if lyrics.timed else "no times"
    return f"{many}, {timed}: {texts[0][:_SHOWN_CHARS]}" if texts else "empty"


def extract(song: Path) -> OpenedLyrics:
    """The lyrics in the song's tags, those with times first. Raises InputError where it has none.

    SYLT holds no id tags; those of the text beside it are taken.
    """
    from lrc_studio.audio.decode import probe
    from lrc_studio.audio.tags import read_tags

    found = embedded_lyrics(read_tags(song))
    if found is None:
        probe(song)  # says what is wrong with a file that is no song
        raise InputError(f"“{song.name}” has no lyrics in its tags.")
    opened = found.as_opened()
    if opened.lyrics.tags or song.suffix.lower() not in FRAMED:
        return opened
    tagged = (_read(entry).tags for entry in lyrics_in(song))
    return replace(opened, lyrics=replace(opened.lyrics, tags=next(filter(None, tagged), ())))


def _read(entry: TagLyrics) -> Lyrics:
    from lrc_studio.audio.sylt import pieces_as_lrc

    return read_lyrics(pieces_as_lrc(entry.pieces) if entry.pieces else entry.text, "").lyrics


def losses_in_tags(lyrics: Lyrics, song: Path, options: EmbedOptions) -> tuple[str, ...]:
    """Sentences on what the song's tags will not hold of these lyrics; SYLT holds words where it is written."""
    from lrc_studio.workflows.export import losses_of

    synced = options.synced and song.suffix.lower() in FRAMED and lyrics.timed
    return losses_of(lyrics, "elrc" if synced else options.format_for(lyrics))


def embed(lyrics: Lyrics, song: Path, options: EmbedOptions | None = None, report: Report = silent) -> Embedded:
    """Put lyrics into the tags of `song`; all else in the file, the sound first, stays as it is to the byte.

    The tags are written in a copy, which is read back and compared, and takes the song's place only then. Raises
    InputError (the song is as it was) where that fails, the disk refuses, or the song's tags hold no lyrics, UsageError
    for a text format or language there is not, and what `report` raises.
    """
    chosen = options or EmbedOptions()
    if not any(line.text.strip() for line in lyrics.lines):
        raise InputError("There are no lyrics to put into the song.")
    new = _new_lyrics(lyrics, chosen)
    kept: list[TagLyrics] = []

    def put(place: LyricsPlace) -> tuple[TagLyrics, ...]:
        before = place.entries()
        written = place.put(new)
        kept.extend(entry for entry in before if entry in place.entries() and entry not in written)
        return written

    _change(song, put, report)
    return Embedded(song, losses_in_tags(lyrics, song, chosen), tuple(kept))


def remove(song: Path, report: Report = silent) -> tuple[TagLyrics, ...]:
    """Take all lyrics out of the song's tags and nothing else; gives what was there. A song without any is not written.

    Raises InputError as `embed` does.
    """
    there = lyrics_in(song)

    def clear(place: LyricsPlace) -> tuple[TagLyrics, ...]:
        place.clear()
        return ()

    if there:
        _change(song, clear, report)
    return there


def put_both(
    lyrics: Lyrics, song: Path, options: EmbedOptions, beside: Path | None = None, report: Report = silent
) -> Embedded:
    """Put lyrics into the song's tags and, with `beside`, write the same text as that file. Raises as `embed` does."""
    from lrc_studio.workflows.export import export

    done = embed(lyrics, song, options, report)
    if beside:
        try:
            export(lyrics, options.format_for(lyrics), beside, WriteOptions())
        except InputError as error:
            raise InputError(f"{error} The song's tags were written.") from error
    return done


def _new_lyrics(lyrics: Lyrics, options: EmbedOptions) -> NewLyrics:
    from lrc_studio.audio.languages import three_letters
    from lrc_studio.audio.sylt import pieces_of
    from lrc_studio.audio.tag_lyrics import NewLyrics
    from lrc_studio.workflows.export import proved

    language = three_letters(options.language or lyrics.tag("la") or "")
    if options.language and not language:
        raise UsageError(f"“{options.language[:40]}” is no language; three letters such as eng, jpn or spa are.")
    text, _ = proved(lyrics, options.format_for(lyrics), WriteOptions())
    plain, _ = proved(lyrics, "txt", WriteOptions())
    pieces = pieces_of(lyrics) if options.synced else ()
    _prove_pieces(lyrics, pieces)
    return NewLyrics(text.strip("\n"), plain.strip("\n"), pieces, language)


def _prove_pieces(lyrics: Lyrics, pieces: tuple[tuple[str, int], ...]) -> None:
    """Raise InputError where a SYLT frame of these pieces does not say what the lyrics say, to the millisecond."""
    from lrc_studio.audio.sylt import pieces_as_lrc
    from lrc_studio.formats.elrc import ELRC
    from lrc_studio.workflows.proof import first_difference

    if not pieces:
        return
    frame = replace(ELRC, starts_with_words=True, keeps=frozenset({"lines", "words", "word_ends"}))
    line = first_difference(lyrics, pieces_as_lrc(pieces), frame, WriteOptions(digits=3))
    if line is not None:
        raise InputError(f"The word times do not read back the same at line {line}. {_LEFT_ALONE}")


def _change(song: Path, change: Callable[[LyricsPlace], tuple[TagLyrics, ...]], report: Report) -> None:
    """Change the lyrics in a copy of the song and prove that nothing else changed before it takes its place."""
    from lrc_studio.audio.stream_digest import stream_digest
    from lrc_studio.audio.tag_lyrics import guarded
    from lrc_studio.audio.tag_opening import open_place
    from lrc_studio.storage.swap import changed_copy
    from lrc_studio.workflows.export import is_shipped

    if not song.is_file():
        raise InputError(f"“{song.name}” is not there; it may have been moved or renamed.")
    if is_shipped(song):
        raise InputError(f"“{song.name}” belongs to the program and is not written. Open a copy of it.")
    heard, container = stream_digest(song)
    with changed_copy(song, report) as copy:
        with guarded(song):
            place = open_place(copy, song)
            rest = place.rest()
            written = change(place)
            place.save(copy)
            again = open_place(copy, song)
            entries = again.entries()
            same = again.rest() == rest and all(entry in entries for entry in written) and bool(written or not entries)
        if not same or stream_digest(copy, container)[0] != heard:
            raise InputError(f"“{song.name}” did not read back the same with its new tags. {_LEFT_ALONE}")
