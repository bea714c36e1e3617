"""Which encodings a file may be read in, and how it would look in each: what "Reopen as" shows."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

SAMPLE_BYTES = 65_536
"""As much of a file is shown; a song's lyrics are far shorter."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A file's beginning in one encoding: `unreadable` counts the bytes that are no text in it."""

    encoding: str
    label: str
    text: str
    unreadable: int


def spellings(path: Path) -> tuple[Spelling, ...]:
    """The beginning of the file at `path` in every encoding of the list. Raises InputError where it cannot be read."""
    from lrc_studio.storage.files import ENCODINGS, read_bytes

    data = read_bytes(path)
    return tuple(_spelt(data, encoding, label) for encoding, label in ENCODINGS)


def same_encoding(one: str, other: str) -> bool:
    """Whether two names mean one entry of the list."""
    from lrc_studio.storage.files import encoding_label

    return encoding_label(one) == encoding_label(other)


def _spelt(data: bytes, encoding: str, label: str) -> Spelling:
    """Decoded step by step, so that a character cut in two by the sample's end counts as none."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(data[:SAMPLE_BYTES], final=len(data) <= SAMPLE_BYTES).removeprefix("\ufeff")
    odd = sum(char == "\ufffd" or (char < " " and char not in "\t\n\r\f\v") for char in text)
    return Spelling(encoding, label, text.replace("\0", "\u2400"), odd)
