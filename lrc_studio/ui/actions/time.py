"""The Time menu: stamping, nudging and clearing."""

from __future__ import annotations

from collections.abc import Callable

from lrc_studio.core import edits
from lrc_studio.core.edits.units import Unit
from lrc_studio.core.lyrics import Lyrics, Origin
from lrc_studio.core.timecode import format_time
from lrc_studio.ui.actions.spec import Action, has_current, has_song
from lrc_studio.ui.session import Session
from lrc_studio.ui.verified import edit_times, unless_verified


def can_stamp(session: Session) -> bool:
    """Whether the playhead has a time to give and a line to give it to."""
    return has_song(session) and has_current(session)


def counted(rows: tuple[int, ...]) -> str:
    """How an undo label names the lines: "line 5" or "12 lines"."""
    return f"line {rows[0] + 1}" if len(rows) == 1 else f"{len(rows)} lines"


def current_unit(session: Session) -> Unit | None:
    """The word or syllable that is current; None at the level of lines, or with several lines selected."""
    row = session.selection.current
    if row is None or session.modes.level == "line" or len(session.selection.rows) > 1:
        return None
    found = session.modes.units(session.document.lyrics.lines[row])
    return found[min(session.modes.place, len(found) - 1)] if found else None


def _named(session: Session, row: int) -> str:
    if current_unit(session) is None:
        return f"line {row + 1}"
    return f"{session.modes.level} {session.modes.place + 1} of line {row + 1}"


def _stamp(session: Session, go_on: bool = False) -> None:
    row, ms = session.selection.current, session.player.stamp_ms
    if row is None:
        return

    def follow() -> None:
        if go_on and row + 1 < len(session.document.lyrics.lines):
            session.selection.select_one(row + 1)

    label = f"stamp line {row + 1} at {format_time(ms)}"
    edit_times(session, label, unless_verified(row, lambda old: edits.stamp(old, row, ms)), then=follow)


def _set_start(session: Session) -> None:
    """The current line's start, or word's, alone: what comes later keeps its times."""
    row, ms, unit = session.selection.current, session.player.stamp_ms, current_unit(session)
    if row is None:
        return
    place, level, language = session.modes.place, session.modes.level, session.modes.language

    def change(old: Lyrics) -> Lyrics:
        if unit is None:
            return edits.start_at(old, row, ms)
        if unit.start_ms is None:
            return edits.begin_unit(old, row, place, level, ms, language)
        return edits.drag_unit(old, row, place, level, "start", ms, language=language)[0]

    edit_times(session, f"start {_named(session, row)} at {format_time(ms)}", unless_verified(row, change))


def _set_end(session: Session) -> None:
    row, ms, unit = session.selection.current, session.player.stamp_ms, current_unit(session)
    if row is None:
        return
    place, level, language = session.modes.place, session.modes.level, session.modes.language

    def change(old: Lyrics) -> Lyrics:
        if unit is None:
            return edits.set_end(old, row, ms, Origin.TAPPED)
        return edits.drag_unit(old, row, place, level, "end", ms, language=language)[0]

    edit_times(session, f"end {_named(session, row)} at {format_time(ms)}", unless_verified(row, change))


def nudge(session: Session, by_ms: int, part: str = "both") -> None:
    """Move the selected lines by `by_ms` (`part`: both, start or end); held keys become one undo step."""
    rows = session.selection.rows

    def change(old: Lyrics, verified_too: bool) -> Lyrics:
        moved = [row for row in rows if verified_too or not old.lines[row].locked]
        return edits.nudge(old, moved, by_ms, part, verified_too and len(rows) > 1)  # type: ignore[arg-type]

    if rows:
        key = f"nudge:{part}:{rows}"
        edit_times(session, f"nudge {counted(rows)} by {by_ms:+d} ms", change, key)


def _nudge_current(session: Session, by_ms: int) -> None:
    """The current word at the level of words, else the selected lines."""
    row, unit = session.selection.current, current_unit(session)
    if row is None or unit is None or unit.start_ms is None:
        nudge(session, by_ms)
        return
    place, level, language = session.modes.place, session.modes.level, session.modes.language
    to_ms = unit.start_ms + by_ms

    def change(old: Lyrics) -> Lyrics:
        return edits.drag_unit(old, row, place, level, "both", to_ms, language=language)[0]

    key = f"nudge:{row}:{level}:{place}"
    edit_times(session, f"nudge {_named(session, row)} by {by_ms:+d} ms", unless_verified(row, change), key)


def _nudge(size: str, sign: int) -> Callable[[Session], object]:
    return lambda s: _nudge_current(s, sign * getattr(s.settings, f"nudge_{size}_ms"))


def _clear(session: Session) -> None:
    rows = session.selection.rows

    def change(old: Lyrics, verified_too: bool) -> Lyrics:
        return edits.clear_times(old, [row for row in rows if verified_too or not old.lines[row].locked])

    if rows:
        named = counted(rows)
        edit_times(session, f"clear the times of {named}", change, nothing="Nothing to clear: there is no time.")


ACTIONS = (
    Action("time.stamp", "Stamp and go on", lambda s: _stamp(s, go_on=True), ("Ctrl+Space",), "Time", 4, "time.stamp",
           "The line starts at the playhead and moves there as a whole; the next one becomes current.",
           can_stamp, repeats=False),
    Action("time.set_start", "Start at the playhead", _set_start, ("[",), "Time", 4, "time.here",
           "The start alone: its end and later words stay.", can_stamp),
    Action("time.set_end", "End at the playhead", _set_end, ("]",), "Time", 4, "", "", can_stamp),
    Action("line.edit_time", "Type a time", lambda s: s.asked.emit("edit_time"), ("Shift+F2",), "Time", 4, "", "",
           has_current),
    Action("time.nudge_earlier", "Nudge earlier", _nudge("small", -1), ("Alt+Left",), "Time", 5, "time.nudge", "",
           has_current),
    Action("time.nudge_later", "Nudge later", _nudge("small", 1), ("Alt+Right",), "Time", 5, "", "", has_current),
    Action("time.nudge_earlier_large", "Nudge earlier, large step", _nudge("large", -1), ("Alt+Shift+Left",), "Time", 5,
           "", "", has_current),
    Action("time.nudge_later_large", "Nudge later, large step", _nudge("large", 1), ("Alt+Shift+Right",), "Time", 5,
           "", "", has_current),
    Action("time.clear", "Clear times", _clear, ("Shift+Backspace",), "Time", 5, "time.take_back", "", has_current),
)  # fmt: skip
