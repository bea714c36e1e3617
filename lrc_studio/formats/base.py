"""What a lyric format is: a record of functions, so that dialogs and the command line are built from data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lrc_studio.core.lyrics import Lyrics

# Everything that a format may keep of a document.
KEEPS_ALL = frozenset(
    {
        *("lines", "ends", "words", "word_ends", "untimed", "tags", "offset", "voices", "background", "sections"),
        *("translations", "romanizations", "origins", "locks", "waveform", "blanks"),
    }
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives: the lyrics and one sentence for each thing a person should know.

    `unsorted` is the same in the file's own order where the reader had to put lines in the order of their times.
    """

    lyrics: Lyrics
    warnings: tuple[str, ...] = ()
    unsorted: Lyrics | None = None


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """Choices of a writer; each heeds those that its `Format.choices` names.

    `digits` of the fraction (2 or 3), `keep_offset` as a tag, a `final_empty` row, `gap_rows` (an empty row where a
    line ends long before the next one), `compact` (one row for a repeated line), `prefixes` (`v1:` for singers,
    `[bg:]` for background), `words` with their times, and `side_texts` (translations and romanizations).
    """

    digits: int = 2
    keep_offset: bool = False
    final_empty: bool = False
    gap_rows: bool = False
    compact: bool = False
    prefixes: bool = False
    words: bool = True
    side_texts: bool = True


@dataclass(frozen=True, slots=True)
class Format:
    """A lyric format.

    `read` takes decoded text (no BOM) and raises `InputError`; `write` gives text ending in a line break;
    `score` says from 0 to 1 how surely a text is this format; `keeps` names what survives a write:
    any of lines, ends, words, word_ends, voices, background, sections, translations, romanizations, tags, offset,
    origins, locks, untimed, blanks (timed lines without text), waveform. `choices` names the fields of `WriteOptions`
    that the writer heeds, `unit_ms` is the smallest step of its times (None: the digits say it), `starts_with_words`
    says that a line with word times has no start before its first word, `words_rise` that it holds lengths alone, so
    that no word begins before its line or the word before, `about` tells a person in a few words what it is for.
    """

    id: str
    label: str
    suffixes: tuple[str, ...]
    read: Callable[[str], Reading] | None
    write: Callable[[Lyrics, WriteOptions], str] | None
    score: Callable[[str], float]
    keeps: frozenset[str] = field(default_factory=frozenset)
    choices: frozenset[str] = field(default_factory=frozenset)
    unit_ms: int | None = None
    about: str = ""
    starts_with_words: bool = False
    words_rise: bool = False

    def kept(self, options: WriteOptions) -> frozenset[str]:
        """What survives a write with these options."""
        dropped: set[str] = set()
        if "words" in self.choices and not options.words:
            dropped |= {"words", "word_ends"}
        if "side_texts" in self.choices and not options.side_texts:
            dropped |= {"translations", "romanizations"}
        added = {"voices", "background"} if "prefixes" in self.choices and options.prefixes else set()
        return (self.keeps | added) - dropped

    def step_ms(self, options: WriteOptions) -> int:
        """The smallest step of the written times."""
        return self.unit_ms or (10 if options.digits == 2 else 1)
