"""Songs on which other programs read our files: each has what some reader stumbles over."""

from __future__ import annotations

from collections.abc import Iterable

from lrc_studio.core.lyrics import Line, Lyrics, Word

MINUTE_MS = 60_000


def _lines(texts: Iterable[str], first_ms: int = 1_230, step_ms: int = 3_010, lasts_ms: int = 2_480) -> Lyrics:
    """Lines with ends and gaps between them, on hundredths of a second, which is as fine as most formats are."""
    starts = ((first_ms + place * step_ms, text) for place, text in enumerate(texts))
    return Lyrics(tuple(Line(text, at_ms, at_ms + lasts_ms) for at_ms, text in starts))


def _worded(rows: Iterable[str], first_ms: int = 1_000) -> Lyrics:
    """Lines of words ("|" between them), each 310 ms long and 20 ms apart."""
    lines = []
    for place, row in enumerate(rows):
        at_ms = first_ms + place * 4_000
        words = [
            Word(text, at_ms + 330 * number, at_ms + 330 * number + 310) for number, text in enumerate(row.split("|"))
        ]
        lines.append(Line(row.replace("|", ""), at_ms, words[-1].end_ms, tuple(words)))
    return Lyrics(tuple(lines))


def _duet() -> Lyrics:
    said = (("Ann", "Who is there", False), ("Bob", "Only me", False), ("Ann", "only you", True), ("Bob", "Us", False))
    lines = (
        Line(text, 1_000 + 3_000 * place, 3_500 + 3_000 * place, voice=voice, background=behind)
        for place, (voice, text, behind) in enumerate(said)
    )
    return Lyrics(tuple(lines), (("ti", "Door"), ("ar", "Ann & Bob")))


def _sides() -> Lyrics:
    rows = (("灯台の火", "tōdai no hi", "The lighthouse"), ("波をかぞえる", "nami o kazoeru", "counts the waves"))
    return Lyrics(
        tuple(
            Line(text, 1_000 + 3_000 * place, 3_500 + 3_000 * place, romanization=roman, translation=english)
            for place, (text, roman, english) in enumerate(rows)
        )
    )


def songs() -> dict[str, Lyrics]:
    """The songs by name."""
    return {
        "English": _lines(("Hold on tight", "Let the harbour sleep", 'Don\'t count—the "windows"', "Low…")),
        "Japanese": _lines(("灯台の火が波をかぞえる", "港は眠る", "窓をかぞえて、ゆっくり", "「低く」")),
        "Chinese, words": _worded(("灯|塔|数|着|浪", "港|口|睡|了")),
        "Korean": _lines(("등대의 불이 파도를 센다", "항구는 잠든다", "창문을 세어 봐")),
        "Arabic": _lines(("المنارة تعدّ الأمواج", "الميناء نائم", "عُدّ النوافذ، ببطء")),
        "Hebrew, words": _worded(("המגדלור |סופר |גלים", "הנמל |ישן")),
        "Emoji": _lines(("👩‍👩‍👧 family 🎤", "flags 🇯🇵🇪🇺 and ❤️‍🔥", "1️⃣ 👍🏽 𝄞")),
        "Thai and Hindi": _lines(("ประภาคารนับคลื่น", "प्रकाशस्तंभ लहरें गिनता है", "e\u0301 is é decomposed")),
        "English, words": _worded(("Hold |on |tight", "Let |the |har|bour |sleep", "Sing")),
        "Duet with background": _duet(),
        "Over 100 minutes": _lines(
            ("before the hour", "past the hour", "past 100 minutes", "and on"), 59 * MINUTE_MS, 21 * MINUTE_MS
        ),
        "Signs of markup": _lines(
            ("a < b & c > d", "tom & jerry; 100 % {sure} or not", "back\\slash / (round) 'quote'", "x &amp; y #1 *")
        ),
        "Translation and romanization": _sides(),
        "Offset": Lyrics(_lines(("A second sooner", "than it says")).lines, (("ti", "Early"),), offset_ms=1_000),
        "Quick lines": _lines((f"line {number}" for number in range(1, 25)), 100, 210, 200),
    }
