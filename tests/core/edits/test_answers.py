"""A provider's answer taken as one edit."""

from __future__ import annotations

from dataclasses import replace

from lrc_studio.core import edits
from lrc_studio.core.lyrics import AudioRef, Line, Lyrics, Origin, Source, Waveform, Word


def aligned(text: str, start_ms: int, confidence: float = 0.9) -> Line:
    pieces = text.split()
    words = tuple(
        Word(
            piece + (" " if place + 1 < len(pieces) else ""),
            start_ms + place * 100,
            start_ms + place * 100 + 100,
            Origin.ALIGNED,
            confidence,
        )
        for place, piece in enumerate(pieces)
    )
    return Line(" ".join(pieces), start_ms, None, words, origin=Origin.ALIGNED, confidence=confidence)


OLD = Lyrics(
    (
        Line("Hold on tight", section="Verse", voice="Ana", translation="Halt dich fest"),
        Line(""),
        Line("Here we go", 5000, locked=True),
        Line("One more time", 9000),
    ),
    (("ti", "Mine"),),
    audio=AudioRef("song.mp3"),
)
ANSWER = Lyrics(
    (aligned("Hold on tight", 1000), Line(""), aligned("Here we go", 5400), aligned("One more time", 9300, 0.3)),
    (("ti", "Theirs"), ("ar", "Them")),
    waveform=Waveform((0.0, 1.0), "suno"),
    source=Source("offline"),
)


def test_times_come_in_and_what_a_person_made_stays() -> None:
    taken = edits.take_answer(OLD, ANSWER)
    assert [line.start_ms for line in taken.lines] == [1000, None, 5000, 9300]
    first = taken.lines[0]
    assert (first.section, first.voice, first.translation) == ("Verse", "Ana", "Halt dich fest")
    assert [word.start_ms for word in first.words] == [1000, 1100, 1200]
    assert (taken.lines[2], taken.lines[3].confidence) == (OLD.lines[2], 0.3)
    assert taken.tags == (("ti", "Mine"), ("ar", "Them"))
    assert (taken.audio, taken.source, taken.waveform) == (OLD.audio, ANSWER.source, ANSWER.waveform)


def test_taking_the_same_answer_again_changes_nothing() -> None:
    taken = edits.take_answer(OLD, ANSWER)
    assert edits.take_answer(taken, ANSWER) is taken


def test_the_persons_spelling_stays_where_only_case_and_marks_differ() -> None:
    answer = Lyrics((aligned("hold on, tight!", 1000),))
    line = edits.take_answer(Lyrics((Line("Hold on tight"),)), answer).lines[0]
    assert [(word.text, word.start_ms) for word in line.words] == [("Hold ", 1000), ("on ", 1100), ("tight", 1200)]


def test_verified_words_keep_their_times() -> None:
    words = (Word("Hold ", 950, 1050, Origin.TAPPED, None, True), Word("on ", 1050), Word("tight", 1400))
    old = Lyrics((Line("Hold on tight", 950, words=words),))
    line = edits.take_answer(old, ANSWER.with_lines([ANSWER.lines[0]])).lines[0]
    assert line.words[0] == words[0]
    assert [word.start_ms for word in line.words[1:]] == [1100, 1200]
    lines_only = edits.take_answer(old, Lyrics((Line("Hold on tight", 1000),))).lines[0]
    assert [word.start_ms for word in lines_only.words] == [950, None, None]


def test_lines_the_answer_lacks_go_unless_verified_or_blank() -> None:
    answer = Lyrics((aligned("Hold on tight", 1000), aligned("A new line", 3000), aligned("One more time", 9300)))
    old = OLD.with_lines([*OLD.lines, Line("Not sung")])
    lines = edits.take_answer(old, answer).lines
    assert [(line.text, line.start_ms) for line in lines] == [
        ("Hold on tight", 1000),
        ("", None),
        ("A new line", 3000),
        ("Here we go", 5000),
        ("One more time", 9300),
    ]


def test_an_answer_without_times_takes_none_away() -> None:
    untimed = ANSWER.with_lines(edits.clear_times(ANSWER, range(4)).lines)
    assert edits.take_answer(OLD, untimed).lines is OLD.lines


def test_an_answer_sounds_the_same_under_the_offset_of_the_lyrics() -> None:
    taken = edits.take_answer(replace(OLD, offset_ms=300), ANSWER)
    assert (taken.offset_ms, taken.lines[0].start_ms) == (300, 1300)


def test_an_answer_fills_empty_lyrics() -> None:
    assert edits.take_answer(Lyrics(), ANSWER).lines == ANSWER.lines
