"""The Time menu: stamping and nudging."""

from __future__ import annotations

from collections.abc import Callable

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Lyrics, Origin
from lrc_studio.core.timecode import format_time
from lrc_studio.ui.actions.spec import Action, has_current, has_song
from lrc_studio.ui.session import Session


def _can_stamp(session: Session) -> bool:
    return has_song(session) and has_current(session)


def counted(rows: tuple[int, ...]) -> str:
    """How an undo label names the lines: "line 5" or "12 lines"."""
    return f"line {rows[0] + 1}" if len(rows) == 1 else f"{len(rows)} lines"


def _stamp(session: Session, go_on: bool = False) -> None:
    row, ms = session.selection.current, session.player.stamp_ms
    if row is None:
        return
    session.document.edit(f"stamp line {row + 1} at {format_time(ms)}", lambda old: edits.stamp(old, row, ms))
    if go_on and row + 1 < len(session.document.lyrics.lines):
        session.selection.select_one(row + 1)


def _set_end(session: Session) -> None:
    row, ms = session.selection.current, session.player.stamp_ms
    if row is None:
        return
    label = f"end line {row + 1} at {format_time(ms)}"
    session.document.edit(label, lambda old: edits.set_end(old, row, ms, Origin.TAPPED))


def nudge(session: Session, by_ms: int, part: str = "both") -> None:
    """Move the selected lines by `by_ms` (`part`: both, start or end); held keys become one undo step."""
    rows = session.selection.rows
    label = f"nudge {counted(rows)} by {by_ms:+d} ms" if rows else ""

    def change(old: Lyrics) -> Lyrics:
        return edits.nudge(old, rows, by_ms, part)  # type: ignore[arg-type]

    if rows:
        session.document.edit(label, change, f"nudge:{part}:{rows}")


def _nudge(size: str, sign: int) -> Callable[[Session], object]:
    return lambda s: nudge(s, sign * getattr(s.settings, f"nudge_{size}_ms"))


def _clear(session: Session) -> None:
    rows = session.selection.rows
    session.document.edit(f"clear the times of {counted(rows)}", lambda old: edits.clear_times(old, rows))


ACTIONS = (
    Action("time.stamp", "Stamp and go on", lambda s: _stamp(s, go_on=True), ("Ctrl+Space",), "Time", 0, "time.stamp",
           "The line starts at the playhead; the next line becomes current.", _can_stamp),
    Action("time.set_start", "Start at the playhead", _stamp, ("[", "F11"), "Time", 0, "time.here", "", _can_stamp),
    Action("time.set_end", "End at the playhead", _set_end, ("]", "F12"), "Time", 0, "", "", _can_stamp),
    Action("time.nudge_earlier", "Nudge earlier", _nudge("small", -1), ("Alt+Left",), "Time", 1, "time.nudge", "",
           has_current),
    Action("time.nudge_later", "Nudge later", _nudge("small", 1), ("Alt+Right",), "Time", 1, "", "", has_current),
    Action("time.nudge_earlier_large", "Nudge earlier, large step", _nudge("large", -1), ("Alt+Shift+Left",), "Time", 1,
           "", "", has_current),
    Action("time.nudge_later_large", "Nudge later, large step", _nudge("large", 1), ("Alt+Shift+Right",), "Time", 1,
           "", "", has_current),
    Action("line.edit_time", "Type a time", lambda s: s.asked.emit("edit_time"), ("Shift+F2",), "Time", 2, "", "",
           has_current),
    Action("time.clear", "Clear times", _clear, ("Shift+Backspace",), "Time", 2, "time.take_back", "", has_current),
)  # fmt: skip
