"""What holds for every reader and every text, whoever made it up: the tests and the fuzzer ask the same."""

from __future__ import annotations

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Lyrics, problems_of_shape
from lrc_studio.formats import FORMATS, Format, Reading, WriteOptions, detect

WRITERS = tuple(fmt for fmt in FORMATS if fmt.write)
MOST_WARNINGS = 12


def examine(fmt: Format, text: str) -> None:
    """Fail unless the text is scored and either refused in a sentence or read into sound lyrics that can be written."""
    assert 0.0 <= fmt.score(text) <= 1.0
    detect("", text)
    lyrics = read(fmt, text)
    if lyrics is None:
        return
    assert list(problems_of_shape(lyrics)) == []
    for target in {fmt, WRITERS[len(text) % len(WRITERS)]} & set(WRITERS):
        assert target.write is not None
        written = target.write(lyrics, WriteOptions(digits=3 if len(text) % 2 else 2))
        assert not written or written.endswith("\n")
        read(target, written)


def read(fmt: Format, text: str) -> Lyrics | None:
    """The lyrics of a text, None where it is refused as a person is told it."""
    assert fmt.read is not None
    reading: Reading | None = None
    sentence = ""
    try:
        reading = fmt.read(text)
    except InputError as error:
        sentence = str(error)
    if reading is None:
        assert sentence.endswith(".")
        assert "\n" not in sentence
        return None
    assert len(reading.warnings) <= MOST_WARNINGS
    return reading.lyrics
