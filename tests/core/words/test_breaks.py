"""Songs that lost their line ends."""

from __future__ import annotations

from lrc_studio.core.edits.tokens import pieces_of
from lrc_studio.core.words import Token, lines_from, needs_lyric_text
from tests.core.words.songs import lines, sections, timed

LOST = pieces_of("Paper lanterns drift away over the river bend Hold on tight, I'm with you (never let go)")
SHEET = (
    "[Verse]\nPaper lanterns drift away\nOver the river, bend\n\n[Chorus]\nHold on tight I'm with you\n(Never let go)\n"
)


def test_line_ends_come_from_the_lyric_text() -> None:
    reading = lines_from(timed(*LOST), SHEET)
    assert sections(reading) == [
        ("Verse", "Paper lanterns drift away"),
        (None, "over the river bend"),
        ("Chorus", "Hold on tight, I'm with you"),
        (None, "(never let go)"),
    ]
    assert reading.doubts == ("The words came without line ends; those of the lyric text are used.",)


def test_a_lyric_text_with_other_words_here_and_there_still_tells() -> None:
    sheet = SHEET.replace("Hold on", "Holding on").replace("lanterns ", "lamps ")
    assert lines(*LOST, sheet=sheet)[1:] == ["over the river bend", "Hold on tight, I'm with you", "(never let go)"]


def test_headings_of_the_song_go_before_those_of_the_lyric_text() -> None:
    reading = lines_from(timed(*LOST[:8], "[Refrain] ", *LOST[8:]), SHEET)
    assert [section for section, _ in sections(reading)] == [None, None, "Refrain", None]


def test_a_line_that_begins_with_another_word_begins_after_the_line_before() -> None:
    sheet = SHEET.replace("Over the", "Under that")
    assert lines(*LOST, sheet=sheet)[:2] == ["Paper lanterns drift away", "over the river bend"]


def test_a_chorus_sung_again_is_cut_too() -> None:
    chorus = "Hold on tight to what you know\nNever ever let it go\n"
    sheet = f"Paper lanterns drift away\n{chorus}Morning brings another day\n{chorus}"
    words = [word + " " for word in sheet.split()]
    assert lines(*words, sheet=sheet) == sheet.splitlines()
    assert lines(*words, sheet=f"[Verse]\nWell, {sheet}") == sheet.splitlines()


def test_a_lyric_text_without_blanks_is_matched_by_sign() -> None:
    assert lines("夜风", "轻轻", "吹", "花开", "又花落", sheet="夜风轻轻吹\n花开又花落") == ["夜风轻轻吹", "花开又花落"]


def test_a_description_is_no_lyric_text() -> None:
    reading = lines_from(timed(*LOST), "A song about lamps\nby a river\nat night, slow and warm")
    assert "guessed" in reading.doubts[0]


def test_line_ends_that_are_there_are_kept() -> None:
    assert lines("Paper\n", "lanterns ", "drift\n", sheet="Paper lanterns\ndrift") == ["Paper", "lanterns drift"]


def test_double_blanks_and_inline_headings_tell_lines() -> None:
    texts = (
        "Paper ",
        "lanterns ",
        "drift  ",
        "over ",
        "the ",
        "bend  ",
        "(Chorus) ",
        "hold ",
        "on, ",
        "my ",
        "dear ",
        "Outro: ",
        "good ",
        "bye",
    )
    reading = lines_from(timed(*texts))
    assert sections(reading) == [
        (None, "Paper lanterns drift"),
        (None, "over the bend"),
        ("Chorus", "hold on, my dear"),
        ("Outro", "good bye"),
    ]
    assert "guessed" in reading.doubts[0]


def test_capitals_tell_lines() -> None:
    text = "Paper lanterns drift away Over the river bend Hold on tight, I'm with you Never let go"
    assert lines(*pieces_of(text)) == [
        "Paper lanterns drift away",
        "Over the river bend",
        "Hold on tight, I'm with you",
        "Never let go",
    ]


def test_where_every_word_has_a_capital_a_stop_or_a_pause_tells() -> None:
    early = timed(*pieces_of("Der Mond Scheint Hell. Die Nacht Ist Lang Und Schnell, Der Wind Weht "))
    late = [Token(word, 9_000 + place, 9_001 + place) for place, word in enumerate(pieces_of("Kalt Durch Den Wald"))]
    got = [line.text for line in lines_from([*early, *late]).lines]
    assert got == ["Der Mond Scheint Hell.", "Die Nacht Ist Lang Und Schnell,", "Der Wind Weht", "Kalt Durch Den Wald"]


def test_stops_tell_lines_in_writing_without_capitals() -> None:
    assert lines(*["夜风轻轻吹，花开又花落，"] * 4)[:2] == ["夜风轻轻吹，", "花开又花落，"]


def test_where_nothing_tells_it_is_said() -> None:
    reading = lines_from(timed(*["la "] * 30))
    assert len(reading.lines) == 1
    assert "nothing tells" in reading.doubts[0]


def test_a_short_text_is_one_line() -> None:
    assert lines_from(timed("la ", "la ", "la")).doubts == ()


def test_a_lyric_text_is_needed_only_where_line_ends_are_lost() -> None:
    assert needs_lyric_text(timed(*LOST))
    assert needs_lyric_text(timed("[Verse]\n", *LOST, *LOST, "\n"))
    assert not needs_lyric_text(timed("Paper ", "lanterns\n", "drift\n"))
    assert not needs_lyric_text(timed("[Instrumental]\n"))
    assert not needs_lyric_text([])
