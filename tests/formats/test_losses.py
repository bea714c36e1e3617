"""What a person is told before a format drops something."""

from __future__ import annotations

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import by_id
from lrc_studio.formats.losses import late_rows_sentence, losses, losses_sentence

RICH = Lyrics(
    (
        Line("a b", 0, 900, (Word("a ", 0, 400), Word("b", 400, 900)), "v1", section="Verse", translation="x"),
        Line("c", 1000, 2000, voice="v2", background=True, locked=True),
        Line("note"),
    ),
    (("ti", "T"),),
)


def test_losses_are_counted_in_words_for_people() -> None:
    assert losses(RICH, by_id("lrc")) == (
        *(("untimed line", 1), ("voices", 2), ("background mark", 1), ("section name", 1), ("translation", 1)),
        *(("word times", 2), ("verified mark", 1), ("end times", 2)),
    )
    assert ("end time", 1) in losses(RICH, by_id("elrc"))  # the other one is its last word's
    assert ("line times", 2) in losses(RICH, by_id("txt"))
    assert losses(RICH, by_id("json")) == ()


def test_the_sentence() -> None:
    lyrics = Lyrics((Line("a", 0, 10, voice="v1"), Line("b", 10, 20, voice="v2", translation="x")))
    assert losses_sentence(lyrics, by_id("lrc")) == (
        "LRC will not keep 2 voices, 1 translation and 2 end times. A project keeps them."
    )
    assert losses_sentence(Lyrics((Line("a", 0),)), by_id("lrc")) is None


def test_blank_lines_are_named_where_cues_have_none() -> None:
    lyrics = Lyrics((Line("a", 0), Line("", 1000), Line("b", 2000)))
    for fmt_id in ("srt", "vtt", "ass", "ttml", "ultrastar"):
        assert ("blank line", 1) in losses(lyrics, by_id(fmt_id))
    for fmt_id in ("lrc", "elrc", "lyricsfile", "audacity", "csv", "json"):
        assert losses(lyrics, by_id(fmt_id)) == ()


def test_a_blank_row_among_untimed_ones_is_no_line_that_is_lost() -> None:
    lyrics = Lyrics((Line("a", 0), Line("b"), Line("  ")))
    assert losses(lyrics, by_id("lrc")) == (("untimed line", 1),)


def test_untimed_lyrics_lose_nothing_as_their_text_is_written() -> None:
    assert losses(Lyrics((Line("a"), Line("b"))), by_id("lrc")) == ()


def test_rows_that_players_skip() -> None:
    assert late_rows_sentence(Lyrics((Line("a", 5_999_999),))) is None
    told = late_rows_sentence(Lyrics((Line("a", 6_000_000),)))
    assert told is not None
    assert told.startswith("1 row begins after 99 minutes")


def test_a_start_before_the_first_word_is_named_where_words_say_when_a_line_begins() -> None:
    early = Line("a b", 500, words=(Word("a ", 900), Word("b", 1200)))
    lyrics = Lyrics((early, Line("c", 2000, words=(Word("c", 2000),)), Line("d", 3000)))
    assert losses(lyrics, by_id("ultrastar")) == (("line start before its words", 1),)
    assert losses(lyrics, by_id("elrc")) == ()
