"""When tokens are sung: estimates, order, and breaks that tokens took in."""

from __future__ import annotations

from lrc_studio.core.lyrics import Origin, Word
from lrc_studio.core.words import Token, lines_from
from lrc_studio.core.words.timing import shares


def words_of(tokens: list[Token]) -> list[Word]:
    return [word for line in lines_from(tokens).lines for word in line.words]


def spans(tokens: list[Token]) -> list[tuple[int | None, int | None]]:
    return [(word.start_ms, word.end_ms) for word in words_of(tokens)]


def row(count: int, from_ms: int) -> list[Token]:
    return [Token("word ", from_ms + place * 400, from_ms + place * 400 + 400) for place in range(count)]


def test_words_not_found_lie_between_their_neighbours_by_letters() -> None:
    found = words_of(
        [Token("a ", 1000, 2000), Token("four ", 0, 0, False), Token("eighteen ", None, None), Token("z", 5000, 5100)]
    )
    assert [(word.start_ms, word.end_ms) for word in found[1:3]] == [(2000, 3000), (3000, 5000)]
    assert {word.origin for word in found[1:3]} == {Origin.INTERPOLATED}
    assert all((word.confidence or 1) < 0.5 for word in found[1:3])
    assert (found[0].origin, found[0].confidence) == (Origin.PROVIDER, None)


def test_words_not_found_at_the_ends_go_at_the_pace_of_the_song() -> None:
    tokens = [Token("ab ", None, None), Token("ab ", 1000, 1200), Token("ab ", 1200, 1400), Token("ab", None, None)]
    assert spans(tokens) == [(800, 1000), (1000, 1200), (1200, 1400), (1400, 1600)]
    assert spans([Token("abcdefgh ", None, None), Token("ab", 100, 300)])[0] == (0, 100)


def test_one_wild_time_does_not_spoil_the_others() -> None:
    tokens = [Token("a ", 1000, 1200), Token("b ", 90_000, 90_200), Token("c ", 1400, 1600), Token("d", 1600, 1800)]
    assert spans(tokens) == [(1000, 1200), (1200, 1400), (1400, 1600), (1600, 1800)]
    (doubt,) = lines_from(tokens).doubts
    assert doubt == "1 word came out of order; the times are estimates between the neighbours (line 1)."


def test_a_word_that_goes_on_into_the_next_is_cut() -> None:
    tokens = [Token("a ", 1000, 1500), Token("b", 1200, 1800)]
    assert spans(tokens) == [(1000, 1200), (1200, 1800)]
    assert "on into the next" in lines_from(tokens).doubts[0]
    assert lines_from([Token("a ", 1000, 1201), Token("b", 1200, 1800)]).doubts == ()


def test_a_start_before_the_song() -> None:
    assert spans([Token("a ", -40, 200), Token("b", 200, 400)]) == [(0, 200), (200, 400)]
    assert spans([Token("a ", 100, 200), Token("b ", -40, 300), Token("c", 300, 400)])[1] == (200, 300)


def test_a_token_with_a_heading_ends_where_a_word_of_its_length_would() -> None:
    tokens = [*row(8, 0), Token("end\n\n(", 3200, 5700), Token("Chorus)\n", 5700, 5800), Token("go", 5800, 6000)]
    assert spans(tokens)[8] == (3200, 4400)
    assert "stretched over a break" in lines_from(tokens).doubts[0]
    assert spans([*row(8, 0), Token("end\n\n", 3200, 5700), Token("go", 5800, 6000)])[8] == (3200, 5700)


def test_a_held_note_stays_and_a_break_goes() -> None:
    assert spans([*row(8, 0), Token("hold", 3200, 7200)])[8] == (3200, 7200)
    assert spans([*row(8, 0), Token("hold", 3200, 80_000)])[8] == (3200, 4400)


def test_a_break_inside_a_token_parts_its_lines() -> None:
    tokens = [*row(8, 0), Token("gone.\n\nAnd ", 3200, 30_000), Token("then", 30_000, 30_300)]
    assert spans(tokens)[8:] == [(3200, 4400), (28_800, 30_000), (30_000, 30_300)]


def test_a_song_without_any_time() -> None:
    reading = lines_from([Token("a ", None, None), Token("b\n", None, 300), Token("c", 1, 2, False)])
    assert [(line.text, line.start_ms, line.words) for line in reading.lines] == [("a b", None, ()), ("c", None, ())]
    assert reading.doubts == ("The service gave no times at all.",)


def test_starts_alone_leave_ends_open_unless_words_share() -> None:
    tokens = [Token("two words ", 1000, None), Token("b ", 2000, None), Token("c", 2300, None)]
    assert spans(tokens) == [(1000, 1240), (1240, 1640), (2000, None), (2300, None)]


def test_many_lines_with_doubts_are_named_shortly() -> None:
    tokens = [Token("la\n", place * 500, place * 500) for place in range(9)]
    assert lines_from(tokens).doubts == ("9 words came without any length (lines 1, 2, 3, 4, 5 and 4 more).",)


def test_shares() -> None:
    assert shares(0, 100, [1, 3]) == [(0, 25), (25, 100)]
    assert shares(5, 5, [2, 2]) == [(5, 5), (5, 5)]
