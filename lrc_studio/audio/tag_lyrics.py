"""Lyrics in a song's own tags: what is there, and what is to be put there, whatever the kind of tags."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from lrc_studio.audio.song_file import shown_name
from lrc_studio.core.errors import InputError

if TYPE_CHECKING:
    from lrc_studio.audio.sylt import Pieces

UNKNOWN_LANGUAGES = ("XXX", "und", "\x00\x00\x00", "   ")
"""What writers put where they do not know the language; the standard's own word is XXX (ID3v2.4, section 4)."""


@dataclass(frozen=True, slots=True)
class TagLyrics:
    """Lyrics as tags hold them: `text` with its stamps as rows, or `pieces` of synchronised ones (text, ms).

    `place` is the name of the frame, comment or atom. `language` (ISO 639-2) and `descriptor` tell several apart.
    """

    place: str
    text: str = ""
    pieces: Pieces = ()
    language: str = ""
    descriptor: str = ""

    @property
    def named(self) -> str:
        """What a person calls them: the place, with language and descriptor where they say something."""
        told = [part for part in (self.language, self.descriptor) if part and part not in UNKNOWN_LANGUAGES]
        return f"{self.place} ({', '.join(told)})" if told else self.place


@dataclass(frozen=True, slots=True)
class NewLyrics:
    """Lyrics for a song: `text` for players, `plain` the same without times, `pieces` for SYLT, () for none.

    `language` is an ISO 639-2 code, or "" where it is not known; then that of the lyrics replaced is kept.
    """

    text: str
    plain: str
    pieces: Pieces = ()
    language: str = ""


class LyricsPlace(Protocol):
    """The tags of one song that is open, in one of the kinds of tags."""

    def entries(self) -> tuple[TagLyrics, ...]:
        """All lyrics in them, in their order."""

    def rest(self) -> object:
        """Everything in them but lyrics, to be compared."""

    def put(self, new: NewLyrics) -> tuple[TagLyrics, ...]:
        """Put lyrics in the place of those that are the song's own; gives what will be read of them."""

    def clear(self) -> None:
        """Take all lyrics out."""

    def save(self, path: Path) -> None:
        """Write the tags into the file at `path`, a copy of the one that was opened."""


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turns what broken tags make a parser raise into an InputError; OSError passes, also one that mutagen wraps."""
    from mutagen import MutagenError

    try:
        yield
    except (OSError, InputError):
        raise
    except MutagenError as error:
        cause = next((part for part in (*error.args, error.__context__) if isinstance(part, OSError)), None)
        if cause is not None:
            raise cause from None
        raise InputError(_damaged(path), details=str(error)) from None
    except Exception as error:  # noqa: BLE001 (hostile tags make parsers raise anything)
        raise InputError(_damaged(path), details=repr(error)) from None


def _damaged(path: Path) -> str:
    return f"The tags of “{shown_name(path)}” are damaged or cannot be written. The song was left as it was."
