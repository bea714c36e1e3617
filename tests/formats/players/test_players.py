"""What each player shows of a file, by the rules that were found in the real ones."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import by_id
from lrc_studio.formats.base import WriteOptions
from lrc_studio.formats.players import AMLL, FFMPEG, KODI, LRC_PLAYERS, LRCGET, NAVIDROME, OPENLYRICS, Player

Rows = list[tuple[int, str]]


def rows(player: Player, text: str) -> Rows:
    return [(shown.start_ms, shown.text) for shown in player.play(text)]


SAFE = "[ti:A]\n[ar:B]\n[00:01.50]One\n[01:02.25]Two\n[99:59.99]\n"


@pytest.mark.parametrize("player", LRC_PLAYERS, ids=lambda player: player.id)
def test_all_agree_on_the_safe_shape(player: Player) -> None:
    shown = player.play(SAFE)
    assert [(each.start_ms, each.end_ms, each.text, each.row) for each in shown] == [
        (1500, 62_250, "One", 3),
        (62_250, 5_999_990, "Two", 4),
        (5_999_990, None, "", 5),
    ]


CASES: list[tuple[Player, str, Rows]] = [
    (FFMPEG, "[00:01.50][Chorus] la\n", [(1500, "Chorus] la")]),
    (FFMPEG, "\ufeff[00:01.50]One\n[00:02.00]Two\n", [(2000, "Two")]),
    (FFMPEG, "[offset:500]\n[00:01.500]One\n", [(1500, "One")]),  # half a millisecond
    (FFMPEG, "[00:01.50]<00:01.50>a <00:02.00>b\n", [(1500, "<00:01.50>a <00:02.00>b")]),
    (FFMPEG, " [00:01.50]One\n[00:61.00]Two\n[00:03]Three\n", [(3000, "Three")]),
    (FFMPEG, "[00:01.50]One", [(1500, "One\0")]),
    (NAVIDROME, "[100:00.00]Late\n[00:01.00]One\n", [(1000, "One")]),
    (NAVIDROME, "[00:01.00]One\nand more\n", [(1000, "One\nand more")]),
    (NAVIDROME, "[00:01.00]a <00:02.00>b\n", [(1000, "b")]),
    (NAVIDROME, "[00:01.00]You &amp; <i>me</i>\n", [(1000, "You & me")]),
    (NAVIDROME, "[offset:500]\n[00:01.00]One\n", [(1000, "One")]),
    (NAVIDROME, "[00:02.00][00:01.00]One\n", [(1000, "One"), (2000, "One")]),
    (OPENLYRICS, "[00:01]One\n[00:02.5]Two\n[01:00:03.50]Three\n", [(2500, "Two"), (3_603_500, "Three")]),
    (OPENLYRICS, "[offset:500]\n[00:01.00]One\n", [(500, "One")]),
    (OPENLYRICS, "[offset:+500]\n[00:01.00]One\n", [(1000, "One")]),
    (OPENLYRICS, "[00:01.00]One\n[00:01.00]Uno\n", [(1000, "One\nUno")]),
    (KODI, "[00:01.50]One\n[00:02.500]Two\n[00:03]Three\n", [(1500, "One"), (2000, "Two"), (3000, "Three")]),
    (KODI, "[00:01.00]Me @ home\n[00:02.00]Baby: come\n[00:03.00]Stay\n", [(3000, "Stay")]),
    (KODI, "[00:01.00]b\n[00:01.00]a\n", [(1000, "a"), (1000, "b")]),
    (KODI, "[offset: 500]\n[00:01.00]One\n", [(500, "One")]),
    (KODI, "[offset:+500]\n[00:01.00]One\n", [(1000, "One")]),
    (LRCGET, "[00:01]One\n[100:00.00]Late\n[00:02.5]Two\n", [(2500, "Two")]),
    (LRCGET, "[00:01.00][00:02.00] One \n", [(1000, "One"), (2000, "One")]),
]


@pytest.mark.parametrize(("player", "text", "expected"), CASES)
def test_each_has_its_own_ways(player: Player, text: str, expected: Rows) -> None:
    assert rows(player, text) == expected


def test_word_marks_are_read_by_navidrome_alone() -> None:
    text = "[00:01.00]<00:01.00>Hold <00:01.50>on<00:02.00>\n"
    assert [(shown.text, shown.words_ms) for shown in NAVIDROME.play(text)] == [("Hold on", (1000, 1500))]
    assert all("<" in player.play(text)[0].text for player in (FFMPEG, OPENLYRICS, KODI, LRCGET))


def test_mpv_has_room_for_one_row() -> None:
    shown = FFMPEG.play("[00:01.00]One\n[00:01.00]Uno\n[00:02.00]Two\n")
    assert [(each.text, each.covered) for each in shown] == [("One", True), ("Uno", False), ("Two", False)]


@pytest.mark.parametrize("player", LRC_PLAYERS, ids=lambda player: player.id)
@pytest.mark.parametrize("text", ["", "\n\n", "[", "[0", "]]]]", "<00:01.00>", "\ufeff", "[:]", "\0" * 9])
def test_nothing_breaks_a_player(player: Player, text: str) -> None:
    assert player.play(text) == []


def test_amll_needs_a_key_and_takes_the_last_background() -> None:
    line = Line("a b", 1000, 2000, (Word("a ", 1000, 1400), Word("b", 1400, 2000)))
    lyrics = Lyrics((line, Line("(ooh)", 1500, 3000, background=True), Line("(aah)", 1800, 3500, background=True)))
    fmt = by_id("ttml")
    assert fmt.write is not None
    text = fmt.write(lyrics, WriteOptions())
    shown = [(each.start_ms, each.end_ms, each.text, each.words_ms) for each in AMLL.play(text)]
    assert shown == [(1000, 3000, "a b", (1000, 1400)), (1500, 3000, "ooh", ()), (1800, 3500, "(aah)", ())]
    assert [each.start_ms for each in AMLL.play(text.replace(' itunes:key="L1"', ""))] == [1500, 1800]
    assert AMLL.play("<tt><p>") == []


PROBED = (
    "[ti:x]\n[00:01.00]One\n[00:02.00]Two\n[00:02.00]Three\n[00:03.00][Chorus] hi\n[00:04.00]  sp <00:04.50>mark \n"
    "[00:05.00]\n[100:00.00]late\n[00:06.50][00:07.50]rep\n[00:08.00] [00:09.00]rep2\n[00:60.00]sixty\n[00:61.00]no\n"
    "[01:01:50]colon\n[00:10]whole\n [00:11.00]lead\n[00:12.00]123 dots\n[offset:250000]\n[00:20.00]moved\n"
)


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not there")
def test_mpv_is_simulated_as_ffprobe_reads(tmp_path: Path) -> None:
    path = tmp_path / "in.lrc"
    path.write_text(PROBED, encoding="utf-8")
    command = ["ffprobe", "-v", "error", "-f", "lrc", "-show_entries", "packet=pts_time,duration_time,data"]
    answer = subprocess.run([*command, "-show_data", "-of", "json", path], capture_output=True, text=True, check=True)
    packets = json.loads(answer.stdout)["packets"]
    read = [(round(float(packet["pts_time"]) * 1000), _text(packet["data"])) for packet in packets]
    assert read == rows(FFMPEG, PROBED)
    shown = FFMPEG.play(PROBED)
    assert [packet.get("duration_time") is None for packet in packets] == [each.covered for each in shown]


def _text(dump: str) -> str:
    """The text of ffprobe's hexadecimal picture of a packet."""
    digits = "".join(row[10:50].replace(" ", "") for row in dump.split("\n") if row)
    return bytes.fromhex(digits).decode("utf-8").rstrip()
