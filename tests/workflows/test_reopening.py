"""A file in every encoding of the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from lrc_studio.core.errors import InputError
from lrc_studio.storage.files import ENCODINGS, encoding_label
from lrc_studio.workflows.open_lyrics import open_lyrics, read_pasted
from lrc_studio.workflows.reopening import SAMPLE_BYTES, same_encoding, spellings

TEXT = "[00:01.00]灯台の火が波をかぞえる\n[00:03.00]港は眠る\n"


def test_the_right_one_reads_every_sign(tmp_path: Path) -> None:
    path = tmp_path / "song.lrc"
    path.write_bytes(TEXT.encode("cp932"))
    found = {each.encoding: each for each in spellings(path)}
    assert list(found) == [name for name, _ in ENCODINGS]
    assert found["cp932"].text == TEXT
    assert found["cp932"].unreadable == 0
    assert found["utf-8"].unreadable > 0
    assert found["cp1251"].text != TEXT


def test_a_character_on_the_edge_of_the_sample_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(("a" + "灯" * SAMPLE_BYTES).encode())
    assert spellings(path)[0].unreadable == 0


def test_names_of_one_encoding() -> None:
    assert same_encoding("euc_kr", "cp949")
    assert same_encoding("gb2312", "gb18030")
    assert not same_encoding("cp1251", "cp1252")
    assert encoding_label("shift_jis") == "Japanese (Shift-JIS)"
    assert encoding_label("utf-32-le") == "UTF-32-LE"
    assert encoding_label("nonsense") == "nonsense"


def test_opened_as_asked_and_sure_of_it(tmp_path: Path) -> None:
    path = tmp_path / "song.lrc"
    path.write_bytes(TEXT.encode("cp932"))
    guessed, asked = open_lyrics(path), open_lyrics(path, encoding="cp1251")
    assert not guessed.encoding_sure
    assert asked.encoding_sure
    assert asked.encoding == "cp1251"
    assert asked.lyrics.lines[0].text != guessed.lyrics.lines[0].text
    path.write_text(TEXT, encoding="utf-8")
    assert open_lyrics(path).encoding_sure


@pytest.mark.parametrize(
    ("text", "format_id"),
    [
        ("One\nTwo", "txt"),
        ("[00:01.00]One\n[00:02.00]Two", "lrc"),
        ("[00:01.00]<00:01.00>One <00:01.50>two", "elrc"),
        ("1\n00:00:01,000 --> 00:00:02,000\nOne\n", "srt"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n", "vtt"),
        ("#TITLE:A\n#BPM:300\n#GAP:0\n: 0 4 0 One\nE\n", "ultrastar"),
        ('<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">One</p></div></body></tt>', "ttml"),
        ("[Chorus]\nOne\nTwo", "txt"),
        ("\ufeff[00:01.00]One\n[00:02.00]Two", "lrc"),
    ],
)
def test_pasted_text_is_read_as_what_it_is(text: str, format_id: str) -> None:
    opened = read_pasted(text)
    assert opened.format_id == format_id
    assert opened.lyrics.lines[0].text.startswith("One")


def test_pasted_junk_is_refused() -> None:
    with pytest.raises(InputError, match="clipboard"):
        read_pasted("\0\1\2" * 100)
