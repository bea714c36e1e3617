"""What mpv and Chromium show of subtitles, by what the real ones were seen to show."""

from __future__ import annotations

import pytest

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import by_id
from lrc_studio.formats.base import WriteOptions
from lrc_studio.formats.players import CHROMIUM, MPV_ASS, MPV_SRT, MPV_VTT, SUBTITLE_PLAYERS, Player
from lrc_studio.formats.players.markup import drawn, untagged


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a < b & c > d", "a  d"),
        ("a <\u200b b & c > d", "a <\u200b b & c > d"),
        ("<i>it</i> <b>b", "it b"),
        ("<foo>bar</foo>", "bar"),
        ("<font color=red>q</font>", "q"),
        ("<00:01.50>Hold <00:02.00>on", "<00:01.50>Hold <00:02.00>on"),
        ("a << b >> c", "a <> c"),
        ("a <br> b", "a \n b"),
        ("<>x", "x"),
        ("</>x", "x"),
        ("< >x", "< >x"),
        ("< 1 > 0", "< 1 > 0"),
        ("<é>x", "<é>x"),
        ("a<b", "a<b"),
        ("{sure} or", "or"),
        ("{\\an8}hi", "hi"),
        ("a {b", "a {b"),
        ("a\\b \\N c", "a\\b \n c"),
        ("\\{sure\\} or", "{sure} or"),
        ("x &amp; y", "x &amp; y"),
    ],
)
def test_mpv_takes_tags_and_braces_out(text: str, shown: str) -> None:
    assert drawn(untagged(text)) == shown
    assert [each.text for each in MPV_SRT.play(f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n")] == [shown]


def test_subrip_in_mpv() -> None:
    text = (
        "\ufeff1\r\n00:00:01,46 --> 00:00:02,5\r\nOne\r\n\r\nmore\r\n\r\n2\r\n"
        "100:00:00.000 --> 100:00:01.000\r\nLate\r\n3\r\n00:00:03,000 --> 00:00:04,000\r\n\r\n"
    )
    assert [(each.start_ms, each.end_ms, each.text, each.row) for each in MPV_SRT.play(text)] == [
        (1046, 2005, "One\n\nmore", 3),
        (360_000_000, 360_001_000, "Late", 9),
    ]


VTT = (
    "WEBVTT\n\nNOTE\nno\n\nfirst\n00:01.000 --> 00:02.000 align:start\n"
    "<v Ann>Hold <00:00:01.500>on &amp; {x} &copy; <\n\n"
    "00:00:02,000 --> 00:00:03,000\ncomma\n\n100:00:00.000 --> 100:00:01.000\nLate\n"
)


def test_web_subtitles_in_mpv_and_chromium() -> None:
    assert [(each.start_ms, each.end_ms, each.text, each.row) for each in MPV_VTT.play(VTT)] == [
        (1000, 2000, "Hold on & {x} &copy;", 8),
        (360_000_000, 360_001_000, "Late", 14),
    ]
    assert [each.text for each in CHROMIUM.play(VTT)] == ["Hold on & {x} ©", "Late"]
    styled = VTT.replace("NOTE", "STYLE")
    assert MPV_VTT.play(styled) == []
    assert len(CHROMIUM.play(styled)) == 2
    assert MPV_VTT.play(VTT.removeprefix("WEBVTT")) == CHROMIUM.play(VTT.removeprefix("WEBVTT")) == []


def test_karaoke_is_added_up_from_the_event_s_start() -> None:
    text = (
        "[Events]\nComment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,no\n"
        "Dialogue: 0,0:00:01.00,0:00:02.50,Default,Ann,0,0,0,,{\\k10}{\\kf20}Hold {\\k10\\K30}on, {\\i1}you \\{x\\}\n"
        "Dialogue: 0,0:00:00.50,1:00:02.50,Default,,0,0,0,,{a}Two\\Nrows\n"
    )
    assert [(each.start_ms, each.end_ms, each.text, each.words_ms, each.row) for each in MPV_ASS.play(text)] == [
        (500, 3_602_500, "Two\nrows", (), 4),
        (1000, 2500, "Hold on, you {x}", (1100, 1400), 3),
    ]


def test_our_own_karaoke_is_shown_word_by_word() -> None:
    words = (Word("Hold ", 1000, 1400), Word("on ", 1500, 1900), Word("{tight}", 2000, 2400))
    fmt = by_id("ass")
    assert fmt.write is not None
    (shown,) = MPV_ASS.play(fmt.write(Lyrics((Line("Hold on {tight}", 1000, 2500, words),)), WriteOptions()))
    assert (shown.text, shown.words_ms, shown.end_ms) == ("Hold on {tight}", (1000, 1500, 2000), 2500)


@pytest.mark.parametrize("player", SUBTITLE_PLAYERS, ids=lambda player: player.id)
@pytest.mark.parametrize("text", ["", "\n\n", "-->", "WEBVTT", "Dialogue:", "\ufeff", "1\n", "{", "<"])
def test_nothing_breaks_a_player(player: Player, text: str) -> None:
    assert player.play(text) == []
