"""Lines and words out of tokens, rows and spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lrc_studio.core.lyrics import Line, Origin, Word
from lrc_studio.core.words.doubts import Fix
from lrc_studio.core.words.headings import Row
from lrc_studio.core.words.timing import Span, Stretch, shares, spans_of
from lrc_studio.core.words.tokens import Token, letters_in

ESTIMATED = 0.4
"""The confidence of a time between neighbours: a person should listen."""

SHARED = 0.6
"""The confidence of a time inside a timed piece of several words."""

_SHORTEST_MS = 20
_PIECE = re.compile(r"\s*\S+\s*")
_SIGNS = re.compile(r"[\s!-/:-@\[-`{-~¡-©«-±´-¸»¿‐-⁞、-〟（），．：；？！［］｛｝…]+")
_OPENING = ("(", "[", "{", "（", "「", "『", "“", "‘", "«", "¿", "¡", '"', "'")


@dataclass(frozen=True, slots=True)
class Part:
    """What a token has in a row."""

    row: int
    text: str


@dataclass(slots=True)
class Sung:
    """A token that is sung: its parts by row, and whether a heading is in it too."""

    token: Token
    parts: list[Part]
    headed: bool


def sung_tokens(text: str, rows: Sequence[Row], tokens: Sequence[Token]) -> list[Sung]:
    """The tokens that have something in a row that is sung, in order. `text` is the tokens' texts joined."""
    found: list[Sung] = []
    first, start = 0, 0
    for token in tokens:
        end = start + len(token.text)
        while first < len(rows) and rows[first].end <= start:
            first += 1
        sung = Sung(token, [], False)
        place = first
        while place < len(rows) and rows[place].start < end:
            _take(sung, place, rows[place], text[max(start, rows[place].start) : min(end, rows[place].end)])
            place += 1
        if sung.parts:
            found.append(sung)
        start = end
    return found


def build(rows: Sequence[Row], sung: Sequence[Sung]) -> tuple[list[Line], list[tuple[Fix, int]]]:
    """The lines of the rows that are sung, and each repair with the line, from 0, of the word it was done to."""
    stretches = [_stretch(item) for item in sung]
    words: dict[int, list[Word]] = {}
    fixes: list[tuple[Fix, int]] = []
    for item, span in zip(sung, spans_of(stretches), strict=True):
        fixes += [(fix, item.parts[0].row) for fix in span.fixes]
        for row, word in _words(item, span):
            words.setdefault(row, []).append(word)
            if word.confidence == SHARED:
                fixes.append((Fix.SHARED, row))
    lines, number = _lines(rows, words)
    return lines, [(fix, number[row]) for fix, row in fixes if row in number]


def _take(sung: Sung, place: int, row: Row, text: str) -> None:
    if not text.strip():
        if row.heading is None and text and sung.parts and sung.parts[-1].row == place:
            sung.parts[-1] = Part(place, sung.parts[-1].text + text)
        return
    if row.heading is None:
        sung.parts.append(Part(place, text))
    else:
        sung.headed = True


def _stretch(sung: Sung) -> Stretch:
    letters = tuple(letters_in(part.text) for part in sung.parts)
    return Stretch(sung.token, letters, sum(len(_pieces(part.text)) for part in sung.parts), sung.headed)


# ---- words ----------------------------------------------------------------------------------------------------------


def _words(sung: Sung, span: Span) -> Iterator[tuple[int, Word]]:
    """The token's words with their rows; the first has the token's own start, the others a share of its time."""
    pieces = [(part.row, piece) for part in sung.parts for piece in _pieces(part.text)]
    if span.gap is not None and span.start_ms is not None and span.end_ms is not None:
        last = sum(row < sung.parts[-1].row for row, _ in pieces)
        parts = _shared(pieces[:last], span.start_ms, span.gap[0]) + _shared(pieces[last:], span.gap[1], span.end_ms)
    else:
        parts = _shared(pieces, span.start_ms, span.end_ms)
    for place, ((row, piece), (start_ms, end_ms)) in enumerate(zip(pieces, parts, strict=True)):
        guessed = span.guessed or place > 0
        confidence = ESTIMATED if span.guessed else SHARED if guessed else None
        timed = start_ms is not None
        origin = Origin.INTERPOLATED if guessed and timed else Origin.PROVIDER
        yield row, Word(piece, start_ms, end_ms, origin, confidence if timed else None)


def _pieces(text: str) -> list[str]:
    """The words in a text with the blanks around them; signs alone go with the word before."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        if pieces and _SIGNS.fullmatch(piece):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _shared(
    pieces: Sequence[tuple[int, str]], start_ms: int | None, end_ms: int | None
) -> list[tuple[int | None, int | None]]:
    if start_ms is None:
        return [(None, None)] * len(pieces)
    if len(pieces) == 1:
        return [(start_ms, end_ms)]
    weights = [max(1, letters_in(piece)) for _, piece in pieces]
    return [*shares(start_ms, start_ms if end_ms is None else end_ms, weights)]


# ---- lines ----------------------------------------------------------------------------------------------------------


def _lines(rows: Sequence[Row], words: dict[int, list[Word]]) -> tuple[list[Line], dict[int, int]]:
    """The lines, and for each row the number of its line; headings before a line, several too, are its section."""
    lines: list[Line] = []
    number: dict[int, int] = {}
    labels: list[str] = []
    for place, row in enumerate(rows):
        if row.heading:
            labels.append(row.heading)
        elif place in words:
            number[place] = len(lines)
            lines.append(_line(_tidy(words[place]), " / ".join(labels) or None))
            labels = []
    return _not_too_short(lines), number


def _tidy(words: Sequence[Word]) -> list[Word]:
    """The words of a line: blanks at its ends gone, signs alone joined to a neighbour, parts without length too."""
    done: list[Word] = []
    lead = ""
    for word in words:
        text = word.text.lstrip()
        blanks = word.text[: len(word.text) - len(text)]
        if lead:
            lead += blanks
        elif done and blanks:
            done[-1] = replace(done[-1], text=done[-1].text + blanks)
        if _SIGNS.fullmatch(text) and (not done or text.strip().endswith(_OPENING)):
            lead += text
        elif _SIGNS.fullmatch(text):
            done[-1] = replace(done[-1], text=done[-1].text + lead + text)
            lead = ""
        else:
            done.append(replace(word, text=lead + text))
            lead = ""
    if lead:
        done = [*done[:-1], replace(done[-1], text=done[-1].text + lead)] if done else [replace(words[0], text=lead)]
    done[-1] = replace(done[-1], text=done[-1].text.rstrip())
    return _joined(done)


def _joined(words: Sequence[Word]) -> list[Word]:
    """The words with those parts that have no length joined to the next part of the same word, else to the last."""
    done: list[Word] = []
    for word in words:
        before = done[-1] if done else None
        if before is None or before.text[-1:].isspace() or not (_is_empty(before) or _is_empty(word)):
            done.append(word)
        else:
            end_ms = word.end_ms if word.end_ms is not None else before.end_ms
            done[-1] = replace(before, text=before.text + word.text, end_ms=end_ms)
    return done


def _is_empty(word: Word) -> bool:
    return word.start_ms is not None and word.start_ms == word.end_ms


def _line(words: Sequence[Word], section: str | None) -> Line:
    first, last = words[0], words[-1]
    text = "".join(word.text for word in words)
    return Line(
        text,
        first.start_ms,
        last.end_ms,
        tuple(words) if first.start_ms is not None else (),
        background=_in_parentheses(text),
        section=section,
        origin=first.origin,
        confidence=first.confidence,
    )


def _in_parentheses(text: str) -> bool:
    """Whether the whole text is backing vocals."""
    return bool(re.fullmatch(r"(?:[(（][^()（）]*[)）][\s,.!?;…-]*)+", text))


def _not_too_short(lines: Sequence[Line]) -> list[Line]:
    """The lines with words that have no length shown for a moment, as far as the next start leaves room."""
    done: list[Line] = []
    next_ms: int | None = None
    for line in reversed(lines):
        words = list(line.words)
        for place in range(len(words) - 1, -1, -1):
            word = words[place]
            if word.start_ms is not None and word.end_ms is not None:
                least_ms = word.start_ms + _SHORTEST_MS
                room_ms = least_ms if next_ms is None else min(least_ms, next_ms)
                words[place] = replace(word, end_ms=max(word.end_ms, room_ms)) if word.end_ms < room_ms else word
            next_ms = word.start_ms if word.start_ms is not None else next_ms
        end_ms = words[-1].end_ms if words else line.end_ms
        done.append(replace(line, words=tuple(words), end_ms=end_ms))
    return done[::-1]
