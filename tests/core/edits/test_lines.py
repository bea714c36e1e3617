"""Edits of which lines there are."""

from __future__ import annotations

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word

WORDS = (Word("hold ", 1000, 1300), Word("on ", 1300, 1600), Word("tight", 1600, 2000, confidence=0.4))
SUNG = Line("hold on tight", 1000, 2000, WORDS, section="Verse")


def song(*texts: str, sections: dict[int, str] | None = None) -> Lyrics:
    named = sections or {}
    return Lyrics(tuple(Line(text, row * 1000, section=named.get(row)) for row, text in enumerate(texts)))


def shape(lyrics: Lyrics) -> list[tuple[str, str | None]]:
    return [(line.text, line.section) for line in lyrics.lines]


def test_a_line_is_inserted_where_asked_and_at_the_ends() -> None:
    texts = [
        [line.text for line in edits.insert_line(song("a", "b"), index, Line("new")).lines] for index in (-5, 1, 99)
    ]
    assert texts == [["new", "a", "b"], ["a", "new", "b"], ["a", "b", "new"]]
    assert edits.insert_line(Lyrics(), 0).lines == (Line(""),)


def test_a_deleted_section_head_hands_its_label_on() -> None:
    lyrics = song("a", "b", "c", "d", sections={0: "Verse", 2: "Chorus"})
    assert shape(edits.delete_lines(lyrics, [0])) == [("b", "Verse"), ("c", "Chorus"), ("d", None)]
    assert shape(edits.delete_lines(lyrics, [0, 1])) == [("c", "Chorus"), ("d", None)]
    assert shape(edits.delete_lines(lyrics, [1, 2])) == [("a", "Verse"), ("d", "Chorus")]
    assert edits.delete_lines(lyrics, [7, -1]) is lyrics
    assert shape(edits.delete_lines(song("a", "b", "c", sections={0: "Verse"}), [0, 1])) == [("c", "Verse")]


def test_a_split_between_words_takes_the_words_time() -> None:
    first, second = edits.split_line(Lyrics((SUNG,)), 0, 8).lines
    assert (first.text, first.start_ms, first.end_ms, first.section) == ("hold on", 1000, 1600, "Verse")
    assert [word.text for word in first.words] == ["hold ", "on"]
    assert (second.text, second.start_ms, second.end_ms, second.section) == ("tight", 1600, 2000, None)
    assert second.words == (WORDS[2],)
    assert second.confidence == 0.4


def test_a_split_inside_a_word_interpolates_or_takes_the_playhead() -> None:
    first, second = edits.split_line(Lyrics((SUNG,)), 0, 2).lines
    assert (first.text, second.text) == ("ho", "ld on tight")
    assert (first.words[0].end_ms, second.start_ms, second.origin) == (1150, 1150, Origin.INTERPOLATED)
    assert second.words[0] == Word("ld ", 1150, 1300, Origin.INTERPOLATED)
    tapped = edits.split_line(Lyrics((SUNG,)), 0, 2, at_ms=1111).lines[1]
    assert (tapped.start_ms, tapped.origin) == (1111, Origin.TAPPED)
    outside = edits.split_line(Lyrics((SUNG,)), 0, 2, at_ms=9999).lines[1]
    assert outside.start_ms == 1150


def test_a_line_without_words_splits_in_proportion_up_to_the_next_start() -> None:
    lyrics = Lyrics((Line("hold on", 1000), Line("next", 1700)))
    first, second, _ = edits.split_line(lyrics, 0, 5).lines
    assert (first.text, first.end_ms, second.text, second.start_ms) == ("hold", None, "on", 1500)
    last = edits.split_line(Lyrics((Line("hold on", 1000),)), 0, 5).lines[1]
    assert last.start_ms is None


def test_a_split_that_leaves_a_blank_half_does_nothing() -> None:
    lyrics = Lyrics((Line("a b ", 0),))
    for at_char in (-1, 0, 3, 4, 99):
        assert edits.split_line(lyrics, 0, at_char) is lyrics
    assert edits.split_line(lyrics, 5, 1) is lyrics


def test_joining_puts_a_blank_between_and_keeps_the_outer_times() -> None:
    lyrics = Lyrics((SUNG, Line("we go", 3000, 4000, confidence=0.7, locked=True, translation="wir gehen")))
    (line,) = edits.join_lines(lyrics, [1, 0]).lines
    assert (line.text, line.start_ms, line.end_ms) == ("hold on tight we go", 1000, 4000)
    assert [(word.text, word.start_ms) for word in line.words] == [
        ("hold ", 1000),
        ("on ", 1300),
        ("tight ", 1600),
        ("we ", 3000),
        ("go", None),
    ]
    assert (line.confidence, line.locked, line.translation, line.section) == (0.7, False, "wir gehen", "Verse")


def test_a_joined_line_is_as_sure_as_the_least_sure() -> None:
    lyrics = Lyrics((Line("a", 0, confidence=0.9), Line("b", 100, confidence=0.4)))
    assert edits.join_lines(lyrics, [0, 1]).lines[0].confidence == 0.4


def test_only_adjacent_rows_join() -> None:
    lyrics = song("a", "b", "c", "d", "e")
    assert [line.text for line in edits.join_lines(lyrics, [0, 1, 3, 4]).lines] == ["a b", "c", "d e"]
    assert edits.join_lines(lyrics, [0, 2]) is lyrics
    assert edits.join_lines(song("", "b"), [0, 1]).lines[0].text == "b"


def test_a_split_and_a_join_restore_text_and_words() -> None:
    lyrics = Lyrics((SUNG,))
    (line,) = edits.join_lines(edits.split_line(lyrics, 0, 5), [0, 1]).lines
    assert (line.text, line.words, line.start_ms, line.end_ms) == (SUNG.text, SUNG.words, 1000, 2000)


def test_lines_move_with_their_times_and_stop_at_the_ends() -> None:
    lyrics = song("a", "b", "c", "d")
    assert [line.start_ms for line in edits.move_lines(lyrics, [2], -1).lines] == [0, 2000, 1000, 3000]
    assert [line.text for line in edits.move_lines(lyrics, [0, 1], 1).lines] == ["c", "a", "b", "d"]
    assert [line.text for line in edits.move_lines(lyrics, [0, 2], -1).lines] == ["a", "c", "b", "d"]
    assert [line.text for line in edits.move_lines(lyrics, [1], 99).lines] == ["a", "c", "d", "b"]
    assert edits.move_lines(lyrics, [0, 1], -1) is lyrics
    assert edits.move_lines(lyrics, [0], 0) is lyrics


def test_section_labels_stay_in_place_when_lines_cross_them() -> None:
    lyrics = song("a", "b", "c", sections={0: "Verse", 2: "Chorus"})
    assert shape(edits.move_lines(lyrics, [2], -1)) == [("a", "Verse"), ("c", None), ("b", "Chorus")]
