"""What mpv takes for markup in a text: ffmpeg's tags in LRC and SubRip, and the braces and breaks of libass.

The rules were found by asking mpv 0.35.1 with ffmpeg 5.1.9 for some sixty texts, and from pictures drawn by libass.
"""

from __future__ import annotations

import re

# A name of letters, digits and `_` right after the bracket is a tag whatever it says, blanks before it go with the
# known names alone; so `a < b & c > d` is one, and a row `<spoken>` is empty.
_TAG = re.compile(r"</?(?:(?:[A-Za-z0-9_/]+| *(?:[bisu]|font|br))(?: [^<>]*)?)?>", re.IGNORECASE)
_BREAK = re.compile(r"</? *br(?: [^<>]*)?>", re.IGNORECASE)
_BLOCK = re.compile(r"\\([{}])|\{[^}]*\}|\\([Nnh])")


def untagged(text: str) -> str:
    """A text of LRC or SubRip as ffmpeg hands it to libass, its tags taken out."""
    return _TAG.sub("", _BREAK.sub(r"\\N", text)) if "<" in text else text


def drawn(text: str) -> str:
    r"""A text as libass draws it: what stands in braces is gone, `\N` breaks the row, `\{` is a brace."""
    return _BLOCK.sub(_drawn, text).strip() if "{" in text or "\\" in text else text.strip()


def _drawn(match: re.Match[str]) -> str:
    if match[2]:
        return "\u00a0" if match[2] == "h" else "\n"
    return match[1] or ""
