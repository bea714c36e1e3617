"""Times from a hand that taps along."""

from __future__ import annotations

from dataclasses import replace

from lrc_studio.core import edits
from lrc_studio.core.edits.units import units
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word, problems_of_shape

PLAIN = Lyrics((Line("hold on tight"), Line("Harbour lights"), Line("灯台の火")))


def tapped(lyrics: Lyrics, row: int, level: str, *times_ms: int) -> Lyrics:
    for place, ms in enumerate(times_ms):
        lyrics = edits.begin_unit(lyrics, row, place, level, ms, "en")  # type: ignore[arg-type]
    return lyrics


def starts(line: Line) -> list[int | None]:
    return [word.start_ms for word in line.words]


def test_words_are_tapped_one_after_the_other_and_the_first_starts_the_line() -> None:
    lyrics = tapped(PLAIN, 0, "word", 1000, 1400, 1800)
    line = lyrics.lines[0]
    assert (line.start_ms, line.end_ms, starts(line)) == (1000, None, [1000, 1400, 1800])
    assert {word.origin for word in line.words} == {line.origin} == {Origin.TAPPED}
    assert [word.text for word in line.words] == ["hold ", "on ", "tight"]
    assert not list(problems_of_shape(lyrics))


def test_signs_are_words_and_syllables_are_cut_from_words() -> None:
    assert [unit.text for unit in units(PLAIN.lines[2], "word")] == ["灯", "台", "の", "火"]
    assert [unit.text for unit in units(PLAIN.lines[1], "syllable", "en")] == ["Har", "bour ", "lights"]
    line = tapped(PLAIN, 1, "syllable", 100, 300, 600).lines[1]
    assert starts(line) == [100, 300, 600]
    assert [unit.text for unit in units(line, "word")] == ["Harbour ", "lights"]


def test_a_word_of_several_syllables_is_tapped_as_one_and_shares_its_time() -> None:
    cut = tapped(PLAIN, 1, "syllable", 100, 300, 600)
    again = edits.begin_unit(edits.begin_unit(cut, 1, 0, "word", 1000), 1, 1, "word", 1700)
    assert starts(again.lines[1]) == [1000, 1300, 1700]
    assert again.lines[1].words[1].origin is Origin.INTERPOLATED


def test_an_end_may_come_before_the_next_begins_and_the_last_ends_the_line() -> None:
    lyrics = edits.end_unit(edits.begin_unit(PLAIN, 0, 0, "word", 1000), 0, 0, "word", 1300)
    lyrics = edits.begin_unit(lyrics, 0, 1, "word", 1500)
    assert (lyrics.lines[0].words[0].end_ms, lyrics.lines[0].end_ms) == (1300, None)
    lyrics = edits.end_unit(edits.begin_unit(lyrics, 0, 2, "word", 1900), 0, 2, "word", 2500)
    assert (lyrics.lines[0].words[2].end_ms, lyrics.lines[0].end_ms) == (2500, 2500)


def test_a_unit_that_goes_on_past_the_next_is_cut() -> None:
    lyrics = edits.end_unit(edits.begin_unit(PLAIN, 0, 0, "word", 1000), 0, 0, "word", 2000)
    assert edits.begin_unit(lyrics, 0, 1, "word", 1500).lines[0].words[0].end_ms == 1500


def test_the_first_word_of_the_next_line_ends_the_line_before() -> None:
    lyrics = edits.end_unit(tapped(PLAIN, 0, "word", 1000, 1400, 1800), 0, 2, "word", 4000)
    line = edits.begin_unit(lyrics, 1, 0, "word", 3000).lines[0]
    assert (line.end_ms, line.words[2].end_ms) == (3000, 3000)


def test_tapping_a_timed_line_anew_moves_its_end_along_and_takes_the_lock_off() -> None:
    words = (Word("hold ", 1000, 1300), Word("on", 1300, 2000))
    old = Lyrics((Line("hold on", 1000, 2000, words, locked=True, confidence=0.4),))
    new = edits.begin_unit(old, 0, 0, "word", 5000).lines[0]
    assert (new.start_ms, new.end_ms, new.locked, new.confidence) == (5000, 6000, False, None)


def test_a_line_is_stamped_and_ended_as_a_whole() -> None:
    lyrics = edits.end_unit(edits.begin_unit(PLAIN, 0, 0, "line", 1000), 0, 0, "line", 1700)
    assert (lyrics.lines[0].start_ms, lyrics.lines[0].end_ms, lyrics.lines[0].words) == (1000, 1700, ())


def test_what_is_verified_or_not_begun_is_not_ended() -> None:
    assert edits.end_unit(PLAIN, 0, 1, "word", 900) is PLAIN
    lyrics = edits.begin_unit(PLAIN, 0, 0, "word", 1000)
    verified = lyrics.with_lines([replace(lyrics.lines[0], locked=True), *lyrics.lines[1:]])
    assert edits.end_unit(verified, 0, 0, "word", 1300) is verified


def test_a_cleared_first_word_leaves_the_line_to_begin_with_the_next() -> None:
    line = edits.clear_unit(tapped(PLAIN, 0, "word", 1000, 1400, 1800), 0, 0, "word").lines[0]
    assert (line.start_ms, starts(line)) == (1400, [None, 1400, 1800])
    assert edits.clear_unit(PLAIN, 0, 9, "word") is PLAIN


def test_rows_and_places_that_do_not_exist_are_left_out() -> None:
    assert edits.begin_unit(PLAIN, 7, 0, "word", 1000) is PLAIN
    assert edits.begin_unit(PLAIN, 0, 9, "word", 1000) is PLAIN
    assert units(Line("  "), "word") == ()
