"""Edits of times that ask first where they would move what a person has verified."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.messages import Question
from lrc_studio.ui.session import Session

Change = Callable[[Lyrics, bool], Lyrics]
"""Lyrics and whether verified times move too, to lyrics."""


def unless_verified(row: int, change: Callable[[Lyrics], Lyrics]) -> Change:
    """A change of one line that leaves a verified one alone unless it is asked for."""
    return lambda old, verified_too: old if old.lines[row].locked and not verified_too else change(old)


def edit_times(
    session: Session,
    label: str,
    rows: Iterable[int],
    change: Change,
    merge_key: str = "",
    then: Callable[[], object] | None = None,
) -> None:
    """Do `change` to `rows` as one undo step, and `then` what follows; ask first where it concerns verified times."""

    def do(all_of_them: bool) -> None:
        session.document.edit(label, lambda lyrics: change(lyrics, all_of_them), merge_key)
        if then:
            then()

    old = session.document.lyrics
    if not any(_verified(old.lines[row]) for row in rows if row < len(old.lines)):
        do(False)
        return
    kept, moved = change(old, False), change(old, True)
    count = _different(kept, moved)
    if not count:
        do(False)
        return
    noun = "line" if count == 1 else f"{count} lines"
    session.messages.ask(
        Question(
            f"Move {'a' if count == 1 else count} verified {'line' if count == 1 else 'lines'} too?",
            f"You marked {'its time' if count == 1 else 'their times'} as right. This would move the verified {noun}.",
            "Move all" if kept != old else "Move",
            lambda: do(True),
            other="Leave verified lines" if kept != old else "",
            otherwise=lambda: do(False),
        )
    )


def _verified(line: Line) -> bool:
    return line.locked or any(word.locked for word in line.words)


def _different(one: Lyrics, other: Lyrics) -> int:
    return sum(1 for a, b in zip(one.lines, other.lines, strict=False) if a is not b and a != b)
