"""Each profile writes what its player reads without any loss of times, and the writers' choices do what they say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lrc_studio.core.errors import UsageError
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import FORMATS, by_id
from lrc_studio.formats.base import WriteOptions
from lrc_studio.formats.losses import losses
from lrc_studio.formats.players.outcome import meant_rows, pairs_of, troubles_of
from lrc_studio.formats.profiles import PROFILES, Profile, profile_by_id

SONG = Lyrics(
    (
        Line("Hold on", 1000, 2000, (Word("Hold ", 1000, 1500), Word("on", 1500, 2000)), voice="Ann"),
        Line("灯台の火", 3004, 4000, voice="v1"),
        Line("(ooh)", 4100, 4900, background=True),
        Line("Again", 5000, 6000),
        Line("", 6000),
        Line("שלום", 25_000, 26_000),
        Line("Again", 27_000, 29_000),
    ),
    (("ti", "Harbour Lights"),),
    100,
)


def written(format_id: str, **choices: object) -> str:
    fmt = by_id(format_id)
    assert fmt.write is not None
    return fmt.write(SONG, WriteOptions(**choices))  # type: ignore[arg-type]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_the_players_of_a_profile_show_it_right(profile: Profile) -> None:
    fmt = by_id(profile.format_id)
    assert fmt.write is not None
    text = fmt.write(SONG, profile.options)
    players = [player for player in profile.players if profile.format_id in player.formats]
    assert players
    for player in players:
        assert troubles_of(pairs_of(meant_rows(SONG), player.play(text))) == (), player.id


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_a_profile_is_whole(profile: Profile) -> None:
    assert profile.format_id in {fmt.id for fmt in FORMATS if fmt.write}
    assert profile_by_id(profile.id) is profile
    assert all(profile_by_id(name.upper()) is profile for name in profile.names)
    assert profile.options.digits == 2


def test_the_profiles_asked_for_are_there_and_no_other() -> None:
    assert {profile.id for profile in PROFILES} == {"generic", "mpv", "navidrome", "foobar", "kodi", "lrclib", "apple"}
    with pytest.raises(UsageError, match="generic, mpv, navidrome"):
        profile_by_id("walkman")


def test_a_long_gap_gets_an_empty_row_where_asked() -> None:
    late = replace(SONG, lines=(Line("One", 1100, 2100), Line("Two", 2200), Line("Three", 9000)))
    fmt = by_id("lrc")
    assert fmt.write is not None
    assert fmt.write(late, WriteOptions(gap_rows=True)) == (
        "[ti:Harbour Lights]\n[00:01.00]One\n[00:02.10]Two\n[00:08.90]Three\n"  # nobody knows where Two ends
    )
    late = replace(late, lines=(late.lines[0], late.lines[2]))
    assert fmt.write(late, WriteOptions(gap_rows=True)) == (
        "[ti:Harbour Lights]\n[00:01.00]One\n[00:02.00]\n[00:08.90]Three\n"
    )


def test_repeated_lines_share_a_row_where_asked_and_read_back() -> None:
    text = written("lrc", compact=True)
    assert "[00:04.90][00:26.90]Again\n" in text
    again = by_id("lrc").read
    assert again is not None
    assert [(line.start_ms, line.text) for line in again(text).lyrics.lines] == [
        *((900, "Hold on"), (2900, "灯台の火"), (4000, "(ooh)"), (4900, "Again"), (5900, ""), (24_900, "שלום")),
        (26_900, "Again"),
    ]


def test_lines_that_begin_together_keep_their_order() -> None:
    lyrics = Lyrics((Line("a", 1000), Line("b", 2000), Line("a", 2000)))
    fmt = by_id("lrc")
    assert fmt.write is not None
    assert fmt.write(lyrics, WriteOptions(compact=True)) == "[00:01.00]a\n[00:02.00]b\n[00:02.00]a\n"


@pytest.mark.parametrize("format_id", ["lrc", "elrc"])
def test_singers_and_background_travel_as_prefixes_where_asked(format_id: str) -> None:
    text = written(format_id, prefixes=True)
    assert "[00:02.90]v1: 灯台の火\n" in text
    assert "[00:04.00][bg:(ooh)]\n" in text
    fmt = by_id(format_id)
    assert fmt.read is not None
    lines = fmt.read(text).lyrics.lines
    assert [line.voice for line in lines[:4]] == ["v2", "v1", None, None]
    assert [line.background for line in lines[:4]] == [False, False, True, False]
    assert lines[0].text == "Hold on"
    lost = dict(losses(SONG, fmt, WriteOptions(prefixes=True)))
    assert lost["singer's name"] == 1
    assert "voices" not in lost
    assert "background mark" not in lost


def test_words_can_be_left_out() -> None:
    assert "<" not in written("elrc", words=False)
    assert dict(losses(SONG, by_id("elrc"), WriteOptions(words=False)))["word times"] == 2
