"""Words and the text they make: cutting a text into words, and keeping word times when the text changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from lrc_studio.core.lyrics import Word

# Two spellings this alike are taken for one word corrected, which keeps its time.
_SAME_WORD_RATIO = 0.5

Group = tuple[Word, ...]


def pieces_of(text: str) -> list[str]:
    """The text cut after each run of blanks; joined they are the text, a blank at the front goes with the first."""
    pieces = re.findall(r"\S+\s*", text)
    if pieces:
        pieces[0] = text[: len(text) - len(text.lstrip())] + pieces[0]
    return pieces


def retimed_words(old: Sequence[Word], text: str) -> tuple[Word, ...]:
    """The words of `text`, with the times of those in `old` that are unchanged or only spelt differently.

    The others are not timed. Empty where no word keeps a time, for then only the line is timed.
    """
    groups = _groups(old)
    pieces = _phrases(pieces_of(text), [_key(group).split() for group in groups])
    matcher = SequenceMatcher(None, [_key(group) for group in groups], [_bare(piece) for piece in pieces], False)
    words: list[Word] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        partners = _partners(groups[old_from:old_to], pieces[new_from:new_to])
        for piece, group in zip(pieces[new_from:new_to], partners, strict=True):
            words.extend(_respelt(group, piece, same=kind == "equal"))
    return tuple(words) if any(word.start_ms is not None for word in words) else ()


def _phrases(pieces: list[str], keys: Sequence[Sequence[str]]) -> list[str]:
    """The pieces, with those put together again that one timed word of several pieces held before."""
    place = 0
    for key in (key for key in keys if len(key) > 1):
        bare = [piece.strip() for piece in pieces]
        starts = range(place, len(pieces) - len(key) + 1)
        at = next((start for start in starts if bare[start : start + len(key)] == list(key)), None)
        if at is not None:
            pieces = [*pieces[:at], "".join(pieces[at : at + len(key)]), *pieces[at + len(key) :]]
            place = at + 1
    return pieces


def _partners(groups: Sequence[Group], pieces: Sequence[str]) -> Iterator[Group]:
    """For each new piece the old words whose times it may take: by place where the counts agree, else by likeness."""
    if len(groups) == len(pieces):
        yield from groups
        return
    place = 0
    for piece in pieces:
        at = next((index for index in range(place, len(groups)) if _alike(_key(groups[index]), _bare(piece))), None)
        yield () if at is None else groups[at]
        place = place if at is None else at + 1


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, False).ratio() >= _SAME_WORD_RATIO


def _bare(piece: str) -> str:
    return " ".join(piece.split())


def _groups(words: Sequence[Word]) -> list[Group]:
    """Words that make one piece of text together, such as syllables."""
    groups: list[Group] = []
    open_group: list[Word] = []
    for word in words:
        open_group.append(word)
        if word.text[-1:].isspace():
            groups.append(tuple(open_group))
            open_group = []
    return [*groups, tuple(open_group)] if open_group else groups


def _key(group: Group) -> str:
    return _bare("".join(word.text for word in group))


def _respelt(group: Group, piece: str, same: bool) -> Iterator[Word]:
    if len(group) == 1:
        yield replace(group[0], text=piece) if same or _alike(_key(group), _bare(piece)) else Word(piece)
        return
    yield from _kept_from_both_ends(list(group), piece)


def _kept_from_both_ends(group: list[Word], piece: str) -> Iterator[Word]:
    """The parts of a piece (syllables, or a line without blanks) that still stand at its front or its back."""
    core = piece.strip()
    lead = piece[: len(piece) - len(piece.lstrip())]
    trail = piece[len(piece.rstrip()) :] if core else ""
    front: list[Word] = []
    while group and group[0].text.strip() and core.startswith(group[0].text.strip()):
        front.append(replace(group[0], text=group[0].text.strip()))
        core = core[len(group.pop(0).text.strip()) :]
    back: list[Word] = []
    while group and group[-1].text.strip() and core.endswith(group[-1].text.strip()):
        back.insert(0, replace(group[-1], text=group[-1].text.strip()))
        core = core[: len(core) - len(group.pop().text.strip())]
    middle = [replace(group[0], text=core) if len(group) == 1 else Word(core)] if core else []
    parts = [*front, *middle, *back]
    if parts:
        parts[0] = replace(parts[0], text=lead + parts[0].text)
        parts[-1] = replace(parts[-1], text=parts[-1].text + trail)
    yield from parts
