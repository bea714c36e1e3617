"""The list of formats and finding one by id, name and content."""

from __future__ import annotations

import pytest

from lrc_studio.core.errors import UsageError
from lrc_studio.formats import FORMATS, by_id, by_suffix, detect
from lrc_studio.formats.base import KEEPS_ALL

PLAIN = "[ti:x]\n[00:01.00]one\n[00:02.00]two\n"
WORDS = "[00:01.00]<00:01.00>one<00:02.00>\n"
PROJECT = '{"format": "lrc-studio", "version": 1, "lines": []}'


def test_ids_are_in_order_and_suffixes_are_nobody_elses() -> None:
    assert [fmt.id for fmt in FORMATS[:4]] == ["lrc", "elrc", "json", "txt"]
    suffixes = [suffix for fmt in FORMATS for suffix in fmt.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(fmt.keeps <= KEEPS_ALL for fmt in FORMATS)


def test_an_unknown_id_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="lrc, elrc, json, txt"):
        by_id("mp3")


@pytest.mark.parametrize(
    ("name", "fmt_id"),
    [("a.lrc", "lrc"), ("A.ELRC", "elrc"), ("x/y.lrcstudio", "json"), ("a.json", "json"), ("a.txt", "txt")],
)
def test_by_suffix(name: str, fmt_id: str) -> None:
    found = by_suffix(name)
    assert found is not None
    assert found.id == fmt_id


@pytest.mark.parametrize("name", ["a.mp3", "lrc", ""])
def test_no_suffix_of_ours(name: str) -> None:
    assert by_suffix(name) is None


@pytest.mark.parametrize(
    ("name", "text", "fmt_id"),
    [
        ("a.lrc", PLAIN, "lrc"),
        ("a.lrc", WORDS, "lrc"),
        ("a.elrc", WORDS, "elrc"),
        ("a.elrc", "", "elrc"),
        ("", WORDS, "elrc"),
        ("", PLAIN, "lrc"),
        ("", "[au: instrumental]\n", "lrc"),
        ("", "Only words\nto sing\n", "txt"),
        ("", PROJECT, "json"),
        ("", "", "txt"),
        ("a.lrc", PROJECT, "json"),
        ("a.txt", PROJECT, "json"),
        ("a.txt", PLAIN, "lrc"),
        ("a.json", PLAIN, "lrc"),
        ("a.json", '{"broken', "json"),
        ("a.lrc", "untimed words\nto sing", "lrc"),
        ("a.txt", "words\n" * 10 + "[00:01.00] at one second\n", "txt"),
        ("a.mp3", PLAIN, "lrc"),
    ],
)
def test_a_certain_content_wins_over_the_name(name: str, text: str, fmt_id: str) -> None:
    assert detect(name, text).id == fmt_id
