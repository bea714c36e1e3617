"""Timed tokens, as services give them, to lines and words: nothing sung is lost, every repair is reported."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lrc_studio.core.words.breaks import has_lost_ends, without_lost_ends
from lrc_studio.core.words.building import build, sung_tokens
from lrc_studio.core.words.doubts import BLANKS_ADDED, sentences
from lrc_studio.core.words.headings import rows_of, with_openers_moved
from lrc_studio.core.words.tokens import Reading, Token, plain, spaced

__all__ = ["Reading", "Token", "lines_from", "needs_lyric_text"]


def lines_from(tokens: Sequence[Token], lyric_text: str | None = None) -> Reading:
    """The lines that tokens make up, every sung letter in them, in order.

    Headings and directions become sections, backing vocals in parentheses stay. Lines end where the text has line
    ends; where it lost them they are those of `lyric_text`, else they are guessed. Times out of order or missing are
    estimates (origin "interpolated", confidence under 0.65), tokens stretched over a break are cut. The doubts say
    what was done. Lines and words have no times where no token has any.
    """
    clean = plain(tokens)
    wide = spaced(clean)
    text = _text(wide)
    rows, doubts = without_lost_ends(text, _pauses(wide), plain_text(lyric_text))
    lines, fixes = build(rows, sung_tokens(text, rows, wide))
    if not lines:
        return Reading(())
    return Reading(tuple(lines), (*doubts, *([BLANKS_ADDED] if wide != clean else []), *sentences(fixes)))


def needs_lyric_text(tokens: Sequence[Token]) -> bool:
    """Whether the tokens lost their line ends, so that a lyric text would tell `lines_from` where lines begin."""
    text = _text(spaced(plain(tokens)))
    return has_lost_ends(text, rows_of(text), known=True)


def plain_text(text: str | None) -> str | None:
    """A lyric text made plain in the way that tokens are; None where there is none."""
    made = "".join(token.text for token in plain([Token(text, None, None)])) if text else ""
    return made if made.strip() else None


def _text(tokens: Sequence[Token]) -> str:
    return with_openers_moved("".join(token.text for token in tokens))


def _pauses(tokens: Sequence[Token]) -> dict[int, int]:
    """How long nothing is sung before the text of a token, in ms, by its place in the text."""
    found: dict[int, int] = {}
    place = 0
    for before, token in pairwise(tokens):
        place += len(before.text)
        if before.end_ms is not None and token.start_ms is not None:
            found[place + len(token.text) - len(token.text.lstrip())] = token.start_ms - before.end_ms
    return found
