"""What of a document a format will not hold, counted, so that a person knows before saving."""

from __future__ import annotations

from collections.abc import Callable

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.formats.base import Format, WriteOptions
from lrc_studio.formats.lrc_writing import singer_names
from lrc_studio.formats.sung import risen

_LAST_PLAYED_MS = 6_000_000  # 100 minutes
_USUAL = WriteOptions()


def _lines_with(field: str) -> Callable[[Lyrics], int]:
    """Counts the lines in which a field says something."""

    def counted(lyrics: Lyrics) -> int:
        values = (getattr(line, field) for line in lyrics.lines)
        return sum(value is not None and value is not False and value != "" for value in values)  # 0 ms says something

    return counted


def _voices(lyrics: Lyrics) -> int:
    return len({line.voice for line in lyrics.lines if line.voice})


def _word_times(lyrics: Lyrics) -> int:
    return sum(word.start_ms is not None for line in lyrics.lines for word in line.words)


def _blanks(lyrics: Lyrics) -> int:
    return sum(line.start_ms is not None and not line.text.strip() for line in lyrics.lines)


# (what a format keeps, one, several, how many the document has), most telling first.
_COUNTS: tuple[tuple[str, str, str, Callable[[Lyrics], int]], ...] = (
    ("lines", "line time", "line times", _lines_with("start_ms")),
    ("voices", "voice", "voices", _voices),
    ("background", "background mark", "background marks", _lines_with("background")),
    ("sections", "section name", "section names", _lines_with("section")),
    ("translations", "translation", "translations", _lines_with("translation")),
    ("romanizations", "romanization", "romanizations", _lines_with("romanization")),
    ("words", "word time", "word times", _word_times),
    ("blanks", "blank line", "blank lines", _blanks),
    ("tags", "tag", "tags", lambda lyrics: len(lyrics.tags)),
    ("locks", "verified mark", "verified marks", _lines_with("locked")),
)


def losses(lyrics: Lyrics, fmt: Format, options: WriteOptions = _USUAL) -> tuple[tuple[str, int], ...]:
    """What the format will not hold of these lyrics, as (label in the right number, count), such as `("voices", 3)`.

    Where times came from, confidences and the waveform are the project's own notes and are not counted; neither is an
    offset, which is applied.
    """
    keeps = fmt.kept(options)
    found = [
        (one if count == 1 else several, count)
        for kept, one, several, counted in _COUNTS
        if kept not in keeps and (count := counted(lyrics))
    ]
    ends = _lost_ends(lyrics, keeps)
    if ends:
        found.append(("end time" if ends == 1 else "end times", ends))
    starts = _lost_starts(lyrics, fmt)
    if starts:
        found.append(("line start before its words" if starts == 1 else "line starts before their words", starts))
    early = _early_words(lyrics) if fmt.words_rise and "words" in keeps else 0
    if early:
        found.append(("word start out of order" if early == 1 else "word starts out of order", early))
    names = _lost_names(lyrics, options) if "prefixes" in fmt.choices else 0
    if names:
        found.append(("singer's name" if names == 1 else "singers' names", names))
    untimed = _lost_lines(lyrics, fmt)
    if untimed:
        found.insert(0, ("untimed line" if untimed == 1 else "untimed lines", untimed))
    return tuple(found)


def _lost_ends(lyrics: Lyrics, keeps: frozenset[str]) -> int:
    """Line ends the format drops, but for those that the line's last word says as well in a format that keeps it."""
    if "ends" in keeps:
        return 0
    ended = [line for line in lyrics.lines if line.end_ms is not None]
    if "word_ends" in keeps:
        ended = [line for line in ended if not line.words or line.words[-1].end_ms != line.end_ms]
    return len(ended)


def _lost_starts(lyrics: Lyrics, fmt: Format) -> int:
    """Lines that begin before their first word, in a format that has no start of the line beside those of words."""
    if not fmt.starts_with_words:
        return 0
    firsts = ((line.start_ms, next((word.start_ms for word in line.words), None)) for line in lyrics.lines)
    return sum(None not in pair and pair[0] != pair[1] for pair in firsts)


def _early_words(lyrics: Lyrics) -> int:
    """Words that begin before their line or the word before."""
    pairs = ((word, late) for line in lyrics.lines for word, late in zip(line.words, risen(line).words, strict=True))
    return sum(word.start_ms != late.start_ms for word, late in pairs)


def _lost_names(lyrics: Lyrics, options: WriteOptions) -> int:
    """Voices that LRC's prefixes only number."""
    return sum(voice != prefix for voice, prefix in singer_names(lyrics).items()) if options.prefixes else 0


def _lost_lines(lyrics: Lyrics, fmt: Format) -> int:
    """Untimed lines among timed ones, left out of formats for players; with no time at all the text is written."""
    if "untimed" in fmt.keeps or not lyrics.timed:
        return 0
    return sum(line.start_ms is None and bool(line.text.strip()) for line in lyrics.lines)


def losses_sentence(lyrics: Lyrics, fmt: Format, options: WriteOptions = _USUAL) -> str | None:
    """The losses in one sentence for a person, or None if there are none."""
    parts = [f"{count} {label}" for label, count in losses(lyrics, fmt, options)]
    if not parts:
        return None
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{fmt.label} will not keep {listed}. A project keeps them."


def late_rows_sentence(lyrics: Lyrics) -> str | None:
    """A caution about LRC rows from 100 minutes on, which Navidrome, LRCGET and pylrc skip, or None."""
    late = sum((line.start_ms or 0) - lyrics.offset_ms >= _LAST_PLAYED_MS for line in lyrics.lines)
    if not late:
        return None
    rows = "1 row begins" if late == 1 else f"{late} rows begin"
    return f"{rows} after 99 minutes; some players (Navidrome, LRCGET) skip such rows."
