"""What is looked for in the sound: sung words and pins."""

from __future__ import annotations

from lrc_studio.align.plan import Pin, plan_of
from lrc_studio.core.lyrics import Line, Lyrics, Word


def test_only_words_with_sounds_are_looked_for() -> None:
    lyrics = Lyrics((Line("[Chorus]"), Line("Oh — yes (x2)"), Line(""), Line("♪"), Line("No")))
    plan = plan_of(lyrics)
    assert ["".join(word.text for word in words) for words in plan.words] == [line.text for line in lyrics.lines]
    assert [(item.line, item.word, item.closing) for item in plan.sung] == [(1, 0, False), (1, 2, True), (4, 0, True)]


def test_the_language_asked_for_wins_over_the_guess() -> None:
    lyrics = Lyrics((Line("Die Rose"),))
    german, english = plan_of(lyrics, "de-AT").sung, plan_of(lyrics, "en").sung
    assert german[0].phones == ("D", "IY")
    assert english[0].phones == ("D", "AY")


def test_locked_lines_and_words_become_pins() -> None:
    words = (Word("One "), Word("two ", 2504, 2996, locked=True), Word("three"))
    lines = (Line("Free", 100, 200), Line("A locked line", 1000, 1500, locked=True), Line("One two three", words=words))
    assert plan_of(Lyrics(lines), "en").pins == (
        Pin(1, False, 100),
        Pin(3, True, 150),
        Pin(5, False, 250),
        Pin(5, True, 300),
    )
