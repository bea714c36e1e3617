"""A provider's answer as one edit: its times come in, what a person wrote or verified stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from lrc_studio.core.diff import changed_span
from lrc_studio.core.edits.matching import matching
from lrc_studio.core.edits.moving import own_start
from lrc_studio.core.edits.rows import without_lost_sections
from lrc_studio.core.edits.text import with_text
from lrc_studio.core.edits.times import shift
from lrc_studio.core.lyrics import Line, Lyrics, Word


def take_answer(old: Lyrics, answer: Lyrics) -> Lyrics:
    """The lyrics with the answer's times, confidences, waveform and source; the same object where nothing changes.

    Lines belong together by place where count and texts agree, else by their texts. Of `old` stay: verified lines
    and words with their times, spelling, sections, voices, side texts, tags, the offset and the song; verified lines
    and blank rows stay even where the answer has no such line. Where the answer has other text, the answer's stands.
    A line the answer could not time keeps the time it had.
    """
    # A stamp sounds at stamp - offset: the answer's stamps are moved to mean the same under the old offset.
    answer = shift(answer, old.offset_ms - answer.offset_ms, include_locked=True)
    lines = tuple(without_lost_sections(_merged(old.lines, answer.lines)))
    missing = tuple((key, value) for key, value in answer.tags if old.tag(key) is None)
    taken = replace(
        old,
        lines=old.lines if lines == old.lines else lines,
        tags=(*old.tags, *missing),
        audio=old.audio or answer.audio,
        waveform=answer.waveform or old.waveform,
        source=answer.source or old.source,
    )
    return old if taken == old else taken


def _merged(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """The lines that stand afterwards flagged True, and between them those of `old` that go, flagged False."""
    old_keys, new_keys = [_key(line.text) for line in old], [_key(line.text) for line in new]
    span = changed_span(old_keys, new_keys)
    end_old, end_new = span.first + span.removed, span.first + span.added
    yield from _pairs(old[: span.first], new[: span.first])
    middle_old, middle_new = old[span.first : end_old], new[span.first : end_new]
    blocks = matching(old_keys[span.first : end_old], new_keys[span.first : end_new])
    for equal, old_from, old_to, new_from, new_to in blocks:
        match = _pairs if equal else _unmatched
        yield from match(middle_old[old_from:old_to], middle_new[new_from:new_to])
    yield from _pairs(old[end_old:], new[end_new:])


def _key(text: str) -> str:
    """The text without what services change in it: case, punctuation, blanks."""
    key = "".join(char for char in text.casefold() if char.isalnum())
    return key or text.strip()


def _pairs(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    return ((_taken(before, after), True) for before, after in zip(old, new, strict=True))


def _unmatched(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """The answer's lines, and woven into them by time what must not be lost of the old ones."""
    fresh = list(new)
    for line in old:
        start_ms = own_start(line)
        while fresh and line.locked and start_ms is not None and (own_start(fresh[0]) or 0) < start_ms:
            yield fresh.pop(0), True
        yield line, line.locked or not line.text.strip()
    yield from ((line, True) for line in fresh)


def _taken(old: Line, new: Line) -> Line:
    if old.locked or own_start(new) is None:
        return old
    spelt = with_text(new, old.text)
    return replace(
        spelt,
        words=_with_verified_words(old.words, spelt.words),
        voice=old.voice or new.voice,
        background=old.background or new.background,
        section=old.section or new.section,
        translation=old.translation or new.translation,
        romanization=old.romanization or new.romanization,
    )


def _with_verified_words(old: Sequence[Word], new: tuple[Word, ...]) -> tuple[Word, ...]:
    if not any(word.locked for word in old):
        return new
    if not new:
        return tuple(
            word if word.locked else replace(word, start_ms=None, end_ms=None, confidence=None) for word in old
        )
    words = list(new)
    matcher = SequenceMatcher(None, [_key(word.text) for word in old], [_key(word.text) for word in new], False)
    for old_at, new_at, count in matcher.get_matching_blocks():
        for before, place in zip(old[old_at : old_at + count], range(new_at, new_at + count), strict=True):
            if before.locked:
                words[place] = replace(before, text=words[place].text)
    return tuple(words)
