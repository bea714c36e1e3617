"""The rest of the proof: ends, singers, background, sections and side texts, as far as the document says them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats.base import Format, WriteOptions

_INVISIBLE = dict.fromkeys((0xFEFF, 0x200B, 0x2060))
_TOLD_TAGS = ("ti", "ar", "al")
_MOST_SINGERS = 9  # of an UltraStar song; more share a part
Pair = tuple[Line, Line]


def rest_differs(
    meant: Lyrics, read: Lyrics, pairs: list[tuple[int, Line, Line]], fmt: Format, options: WriteOptions
) -> int | None:
    """The number of the first line of which the file says something else than the document; None where there is none.

    `pairs` are (number, line meant, line read). What the document leaves open may be anything, as formats have to say
    some of it; times may differ by a step of the format.
    """
    keeps, step_ms = fmt.kept(options), fmt.step_ms(options)
    moved_ms = meant.offset_ms - read.offset_ms
    checks: list[tuple[str, Callable[[Line, Line], bool]]] = [
        ("ends", lambda one, other: _same_end(one, other, moved_ms, step_ms)),
        ("word_ends", lambda one, other: _same_word_ends(one, other, moved_ms, step_ms)),
        ("background", lambda one, other: one.background == other.background),
        ("translations", lambda one, other: _says(one.translation, other.translation)),
        ("romanizations", lambda one, other: _says(one.romanization, other.romanization)),
    ]
    if "lines" in keeps:
        checks.append(("sections", lambda one, other: _says(one.section, other.section)))
    for number, one, other in pairs:
        if any(kept in keeps and not same(one, other) for kept, same in checks):
            return number
    if "voices" in keeps and (found := _other_singer(pairs)) is not None:
        return found
    return 1 if "tags" in keeps and not all(_says(meant.tag(key), read.tag(key)) for key in _TOLD_TAGS) else None


def _same_end(one: Line, other: Line, moved_ms: int, step_ms: int) -> bool:
    start_ms, end_ms = one.start_ms, one.end_ms
    if start_ms is None or end_ms is None or end_ms - moved_ms <= max(0, start_ms - moved_ms) + step_ms:
        return True  # not after its start: no end that a player could use
    return other.end_ms is not None and abs(end_ms - moved_ms - other.end_ms) <= step_ms


def _same_word_ends(one: Line, other: Line, moved_ms: int, step_ms: int) -> bool:
    """Whether the ends of words that stand apart are the same; formats cut those short that overlap."""
    ends = [max(0, ms - moved_ms) for ms in _clear_ends(one, step_ms, moved_ms)]
    known = [word.end_ms for word in other.words if word.end_ms is not None]
    return all(_near(ms, known, step_ms) for ms in ends)


def _clear_ends(line: Line, step_ms: int, moved_ms: int) -> Iterator[int]:
    sung = [word for word in line.words if word.text.strip()]
    for word, after in pairwise(sung):
        timed = word.start_ms is not None and word.end_ms is not None and after.start_ms is not None
        if timed and moved_ms <= word.start_ms <= word.end_ms - 2 * step_ms and word.end_ms <= after.start_ms:  # type: ignore[operator]
            yield word.end_ms  # type: ignore[misc]


def _near(ms: int, known: Iterable[int], step_ms: int) -> bool:
    return any(abs(ms - each) <= step_ms for each in known)


def _says(meant: str | None, read: str | None) -> bool:
    """Whether a side text is read as meant; one that has no signs to show is none."""
    wanted = _bare(meant)
    return not wanted or wanted == _bare(read)


def _bare(text: str | None) -> str:
    """A text without blanks and signs that cannot be seen, which formats may change."""
    return "".join(sign for sign in (text or "").translate(_INVISIBLE) if sign.isprintable() and not sign.isspace())


def _other_singer(pairs: list[tuple[int, Line, Line]]) -> int | None:
    """The first line that another sings: formats may rename singers, but not let one sing for another."""
    names = {_bare(one.voice) for _, one, _ in pairs}
    if len(names) > _MOST_SINGERS:
        return None
    there: dict[str, str] = {}
    here: dict[str, str] = {}
    for number, one, other in pairs:
        meant, read = _bare(one.voice), _bare(other.voice)
        if there.setdefault(meant, read) != read or here.setdefault(read, meant) != meant:
            return number
    return None
