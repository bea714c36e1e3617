"""Edits that ask first where they would change a time that a person has verified."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.verified import disturbed
from lrc_studio.ui.messages import Question
from lrc_studio.ui.session import Session

Change = Callable[[Lyrics, bool], Lyrics]
"""Lyrics and whether verified times change too, to lyrics."""


@dataclass(frozen=True, slots=True)
class Words:
    """How an edit names what it does to verified lines."""

    verb: str
    does: str


MOVE = Words("Move", "move")
DELETE = Words("Delete", "delete")
REPLACE = Words("Replace", "replace")
CHANGE = Words("Change", "change")


def unless_verified(row: int, change: Callable[[Lyrics], Lyrics]) -> Change:
    """A change of one line that leaves a verified one alone unless it is asked for."""
    return lambda old, verified_too: old if old.lines[row].locked and not verified_too else change(old)


def either_way(change: Callable[[Lyrics], Lyrics]) -> Change:
    """A change that is done as a whole or not at all."""
    return lambda old, _verified_too: change(old)


def edit_times(
    session: Session,
    label: str,
    change: Change,
    merge_key: str = "",
    then: Callable[[], object] | None = None,
    words: Words = MOVE,
    nothing: str = "",
) -> None:
    """Do `change` as one undo step, and `then` what follows; ask first where verified times would not stay.

    Where it changes nothing there is no step, and `nothing` is told: else the next undo would surprise.

    What can be done around them is offered too. Times that automatic changes find need no question: those keep what
    is verified (`edits.take_answer`); taps pass over it and say so.
    """

    old = session.document.lyrics
    made = change(old, True)

    def changed(lyrics: Lyrics, all_of_them: bool) -> Lyrics:
        """Long lyrics take long: what was made to look at it is not made again."""
        return made if all_of_them and lyrics is old else change(lyrics, all_of_them)

    def do(all_of_them: bool) -> None:
        done = session.document.edit(label, lambda lyrics: changed(lyrics, all_of_them), merge_key)
        if nothing and not done:
            session.messages.toast(nothing, kind="info")
        if then:
            then()

    count = len(disturbed(old, made))
    if not count:
        do(True)
        return
    kept = change(old, False)
    session.messages.ask(question(words, count, kept != old and not disturbed(old, kept), do))


def question(words: Words, count: int, parts: bool, do: Callable[[bool], object]) -> Question:
    """What is asked where `count` verified lines would not stay; `parts`: the rest can be done without them."""
    one = count == 1
    noun = "line" if one else f"{count} lines"
    return Question(
        f"{words.verb} {'a' if one else count} verified {'line' if one else 'lines'} too?",
        f"You marked {'its time' if one else 'their times'} as right. This would {words.does} the verified {noun}.",
        f"{words.verb} all" if parts else words.verb,
        lambda: do(True),
        other="Leave verified lines" if parts else "",
        otherwise=lambda: do(False),
    )
