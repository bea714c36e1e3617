"""What goes wrong in a player is found by itself, counted, and said in a sentence."""

from __future__ import annotations

import pytest

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats.players import FFMPEG, KODI, LRC_PLAYERS, LRCGET, NAVIDROME, Player, Shown
from lrc_studio.formats.players.outcome import Trouble, meant_rows, pairs_of, troubles_of
from lrc_studio.formats.players.telling import sentences

SONG = Lyrics(
    (
        Line("Hold on", 1000, 2000, (Word("Hold ", 1000, 1500), Word("on", 1500, 2000))),
        Line("Baby: stay", 3000, 4000),
        Line("Again", 5000, 6000),
        Line("Again", 25_000, 26_000),
    )
)
WRITTEN = "[00:01.00]Hold on\n[00:03.00]Baby: stay\n[00:05.00]Again\n[00:25.00]Again\n[00:26.00]\n"


def troubles(player: Player, text: str, lyrics: Lyrics = SONG) -> tuple[Trouble, ...]:
    return troubles_of(pairs_of(meant_rows(lyrics), player.play(text)))


@pytest.mark.parametrize(
    ("player", "text", "expected"),
    [
        (LRCGET, WRITTEN, Trouble("long", 1, 3, 20_000)),
        (KODI, WRITTEN, Trouble("dropped", 1, 2)),
        (LRCGET, WRITTEN.replace("Hold", "<00:01.00>Hold"), Trouble("marks", 1, 1)),
        (NAVIDROME, WRITTEN.replace("stay", "<b>stay</b> here"), Trouble("text", 1, 2)),
        (KODI, WRITTEN.replace("05.00", "05.900"), Trouble("dropped", 1, 2)),
        (LRCGET, WRITTEN.replace("05.00", "04.10"), Trouble("time", 1, 3, -900)),
        (FFMPEG, WRITTEN.replace("03.00", "05.00"), Trouble("covered", 1, 2)),
        (LRCGET, WRITTEN.replace("[00:05.00]Again\n", ""), Trouble("dropped", 1, 3)),
        (FFMPEG, "\ufeff" + WRITTEN, Trouble("dropped", 1, 1)),
        (LRCGET, WRITTEN.removesuffix("[00:26.00]\n"), Trouble("long", 2, 3, 20_000)),
    ],
)
def test_each_trouble_is_found(player: Player, text: str, expected: Trouble) -> None:
    assert expected in troubles(player, text)


def test_a_dropped_fraction_is_a_difference_of_times() -> None:
    lyrics = Lyrics((Line("One", 1900), Line("Two", 2500)))
    assert troubles(KODI, "[00:01.900]One\n[00:02.500]Two\n", lyrics) == (Trouble("time", 2, 1, -900),)


def test_nothing_wrong_is_nothing_said() -> None:
    lyrics = Lyrics((Line("One", 1900, 2400), Line("Two", 2500)), offset_ms=100)
    for player in LRC_PLAYERS:
        assert troubles(player, "[00:01.80]One\n[00:02.40]Two\n[00:06.40]\n", lyrics) == ()


def test_the_end_of_the_song_ends_the_last_row() -> None:
    lyrics = Lyrics((Line("One", 1000, 2000),))
    pairs = pairs_of(meant_rows(lyrics), LRCGET.play("[00:01.00]One\n"))
    assert troubles_of(pairs, 4000) == ()
    assert troubles_of(pairs, 9000) == (Trouble("long", 1, 1, 8000),)
    assert troubles_of(pairs) == (Trouble("long", 1, 1, 0),)


def test_untimed_lyrics_are_followed_by_nobody() -> None:
    assert troubles(FFMPEG, "One\n", Lyrics((Line("One"),))) == (Trouble("untimed", 1, 1),)


def test_sentences_are_shared_by_players() -> None:
    assert sentences([("Navidrome", [Trouble("dropped", 1, 14)]), ("LRCGET", [Trouble("dropped", 1, 14)])]) == (
        "Navidrome and LRCGET do not show line 14.",
    )
    assert sentences([("Kodi", [Trouble("time", 20, 3, -980), Trouble("marks", 2, 4)])]) == (
        "Kodi shows 20 rows, from line 3 on, up to 0.98 s early.",
        "Kodi shows the times of words as text in 2 rows, from line 4 on.",
    )
    assert sentences([("mpv", [Trouble("long", 1, 14, 13_200)])]) == ("Line 14 stays for 13 s in mpv.",)
    assert sentences([("mpv", [Trouble("long", 1, 14)])]) == ("Line 14 stays to the end of the song in mpv.",)
    assert sentences([("mpv", [Trouble("untimed", 1, 1)])]) == ("Nothing is timed, so mpv cannot follow the song.",)


def test_signs_that_nobody_sees_change_no_text() -> None:
    lyrics = Lyrics((Line("a < b", 1000, 2000),))
    assert troubles_of(pairs_of(meant_rows(lyrics), [Shown(1000, "a <\u200b b", 1, 2000)])) == ()
