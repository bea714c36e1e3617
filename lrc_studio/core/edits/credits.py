"""Rows of a lyric file that nobody sings: who wrote the song, web addresses, marks of the tool that made the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lrc_studio.core.edits.lines import delete_lines
from lrc_studio.core.edits.rows import rows_in
from lrc_studio.core.lyrics import Lyrics

EDGE_ROWS = 10
"""“Written by …” without a colon may be sung; only so near to the beginning or the end it is taken for a credit."""
_LONGEST_CHARS = 200


class Why(StrEnum):
    """What a row says instead of lyrics."""

    CREDIT = "who made the song"
    ADDRESS = "a web address"
    MARK = "the mark of a tool or site"


@dataclass(frozen=True, slots=True)
class Credit:
    """A row (from 0) that looks like no lyrics, and why."""

    row: int
    why: Why


# A role and a colon, as the filters of LyricsX and the headers of NetEase's and QQ Music's files have them.
_ROLES = (
    *("作词", "作詞", "词", "詞", "作曲", "曲", "编曲", "編曲", "制作人", "製作人", "制作", "製作", "监制", "監製"),
    *("混音", "母带", "母帶", "录音", "錄音", "和声", "和聲", "吉他", "演唱", "歌手", "原唱", "出品", "发行", "發行"),
    *("收录", "収録", "歌词", "歌詞", "翻译", "翻譯", "歌", "唄", "作词作曲", "작사", "작곡", "편곡", "노래"),
    *("lyrics", "lyricist", "words", "music", "composer", "writer", "writers", "songwriter", "songwriters", "producer"),
    *("producers", "arranger", "arrangement", "title", "artist", "singer", "album", "translation", "translator"),
    *("vocals", "mixing", "mastering", "publisher", "label", "copyright", "слова", "музыка", "текст", "paroles"),
    *("musique", "letra", "música", "musik", "text", "by"),
)
_DONE = (
    r"(?:lyrics?|words|music|written|composed|produced|arranged|mixed|mastered|performed|sung|translated|transcribed"
    r"|synced|synchroni[sz]ed|timed|subtitled|subtitles|captions|lrc|text|recorded)"
)
_CREDIT = re.compile(
    rf"(?:{'|'.join(map(re.escape, sorted(_ROLES, key=len, reverse=True)))})"
    r"(?:\s*(?:/|&|and|、|和|与|·)\s*\w{1,20})?\s*[:：∶]",
    re.IGNORECASE,
)
_DONE_BY_COLON = re.compile(rf"{_DONE}(?:\s*(?:/|&|,|and)\s*{_DONE}){{0,4}}\s+by\s*[:：∶]", re.IGNORECASE)
_DONE_BY = re.compile(rf"{_DONE}(?:\s*(?:/|&|,|and)\s*{_DONE}){{0,4}}\s+by\s+\S", re.IGNORECASE)
_ADDRESS = re.compile(
    r"https?://|\bwww\.\w|(?<![\w@.])[a-z0-9-]{2,40}\.(?:com|net|org|info|cn|io|ru|de|jp|kr|tv|app)\b", re.IGNORECASE
)
# Marks as they stand in files and on clipboards: LRC makers, Whisper's invented subtitles, what Genius puts around.
_MARK = re.compile(
    r"\b(?:lrc|lyrics?|subtitles?|karaoke)\s+(?:generator|maker|editor|converter|studio)\b"
    r"|\b(?:made|created|generated|synced|powered|provided|licensed)\s+(?:with|by|using)\s+\S*(?:lrc|lyric|musixmatch)"
    r"|\bamara\.org\b|^you might also like$|^\d{1,6}\s*contributors?\b|^\d{0,6}embed$|^see .{1,80} live$"
    r"|^\W*(?:未经(?:著作权人|许可)|此歌曲为没有填词的纯音乐)",
    re.IGNORECASE,
)


def credit_rows(lyrics: Lyrics) -> tuple[Credit, ...]:
    """The rows that look like credits, addresses or marks, in order; verified rows are never among them.

    The rules are those of LyricsX's filters (a role and a colon), widened by what stands in files of NetEase, QQ
    Music and LRC makers and in text copied from Genius. They can be wrong, so a person confirms each row.
    """
    sung = [row for row, line in enumerate(lyrics.lines) if line.text.strip()]
    edge = set(sung[:EDGE_ROWS]) | set(sung[-EDGE_ROWS:])
    found = ((row, _why(lyrics.lines[row].text.strip(), row in edge)) for row in sung if not lyrics.lines[row].locked)
    return tuple(Credit(row, why) for row, why in found if why)


def remove_credits(lyrics: Lyrics, rows: Iterable[int]) -> Lyrics:
    """The lyrics without these rows; verified ones stay, and a section label moves on to the next line."""
    return delete_lines(lyrics, [row for row in rows_in(lyrics, rows) if not lyrics.lines[row].locked])


def _why(text: str, at_edge: bool) -> Why | None:
    if len(text) > _LONGEST_CHARS:
        return None
    bare = text.strip("()[]【】（）《》 -–—*♪#").strip()
    if _MARK.search(bare):
        return Why.MARK
    if _ADDRESS.search(bare):
        return Why.ADDRESS
    if _CREDIT.match(bare) or _DONE_BY_COLON.match(bare) or (at_edge and _DONE_BY.match(bare)):
        return Why.CREDIT
    return None
