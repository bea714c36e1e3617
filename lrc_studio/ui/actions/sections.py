"""Sections as bookmarks: one begins at the line that sounds, and keys go from one to the next."""

from __future__ import annotations

from collections.abc import Callable

from lrc_studio.core import edits
from lrc_studio.core.sections import section_starts
from lrc_studio.core.timeline import line_at
from lrc_studio.ui.actions.spec import Action, has_lines, may_write
from lrc_studio.ui.actions.view import show_side, side_shows
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.session import Session

_BACK_MS = 1000
"""So near behind a section's start, "previous section" means the one before it."""


def _row(session: Session) -> int | None:
    """The line that sounds while the song plays, else the current one, as before the first line too."""
    sounds = line_at(session.document.lyrics, session.player.stamp_ms) if session.player.playing else None
    return session.selection.current if sounds is None else sounds


def _begin(session: Session) -> None:
    """Begin a section at the line, or end the one that begins there."""
    row = _row(session)
    if row is None:
        return
    lines = session.document.lyrics.lines
    if lines[row].section:
        session.document.edit(f"take the section from line {row + 1}", lambda old: edits.set_section(old, row, None))
        return
    name = f"Section {sum(1 for line in lines[:row] if line.section) + 1}"
    session.document.edit(f"begin a section at line {row + 1}", lambda old: edits.set_section(old, row, name))
    session.messages.toast(f"“{name}” begins at line {row + 1}", Choice("Name it", lambda: _name(session, row)))


def _name(session: Session, row: int) -> None:
    """Lead to the field where the section gets its name."""
    session.selection.select_one(row)
    if not side_shows(session, "line"):
        show_side("line")(session)
    session.asked.emit("name_section")


def _go(step: int) -> Callable[[Session], object]:
    def go(session: Session) -> None:
        """By time where the sections have some, else by rows."""
        sections = section_starts(session.document.lyrics)
        timed = sorted((ms, row) for row, ms, _ in sections if ms is not None)
        if session.song.sound is not None and timed:
            at_ms = session.player.position_ms
            on = [each for each in timed if each[0] > at_ms] if step > 0 else _before(timed, at_ms)
            found = on[0 if step > 0 else -1] if on else None
            if found:
                session.selection.select_one(found[1])
                session.player.seek(found[0])
                session.viewport.reveal(found[0])
            return
        at = session.selection.current if session.selection.current is not None else -1
        rows = [row for row, _, _ in sections if (row - at) * step > 0]
        if rows:
            session.selection.select_one(rows[0 if step > 0 else -1])

    return go


def _before(timed: list[tuple[int, int]], at_ms: int) -> list[tuple[int, int]]:
    return [each for each in timed if each[0] < at_ms - _BACK_MS]


def _can_begin(session: Session) -> bool:
    return has_lines(session) and may_write(session)


def _has_sections(session: Session) -> bool:
    return bool(section_starts(session.document.lyrics))


ACTIONS = (
    Action("section.begin", "Begin a section here", _begin, ("B",), "Lyrics", 4, "line.section",
           "At the line that sounds, or at the current one; again takes it away.", _can_begin),
    Action("section.next", "Next section", _go(1), ("Ctrl+PgDown",), "Play", 3, "", "", _has_sections),
    Action("section.previous", "Previous section", _go(-1), ("Ctrl+PgUp",), "Play", 3, "", "", _has_sections),
)  # fmt: skip
