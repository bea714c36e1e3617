"""The Play menu."""

from __future__ import annotations

from lrc_studio.core.timeline import effective_end, line_at, next_start, previous_start
from lrc_studio.ui.actions.spec import Action, has_song
from lrc_studio.ui.session import Session

PRE_ROLL_MS = 500


def play_line(session: Session, pre_roll_ms: int = 0) -> None:
    """Play the current line alone, from `pre_roll_ms` before its start."""
    row = session.selection.current
    if row is None:
        return
    start = session.document.lyrics.lines[row].start_ms
    if start is not None:
        end = effective_end(session.document.lyrics, row, session.song.duration_ms)
        session.player.play(max(0, start - pre_roll_ms), end)


def _has_timed_current(session: Session) -> bool:
    row = session.selection.current
    return has_song(session) and row is not None and session.document.lyrics.lines[row].start_ms is not None


def _to(session: Session, ms: int | None) -> None:
    if ms is not None:
        session.selection.select_one(line_at(session.document.lyrics, ms))
        session.player.seek(ms)
        session.viewport.reveal(ms, ms + 1000)


def _previous_line(session: Session) -> None:
    _to(session, previous_start(session.document.lyrics, session.player.position_ms - PRE_ROLL_MS))


def _next_line(session: Session) -> None:
    _to(session, next_start(session.document.lyrics, session.player.position_ms))


def _step(session: Session, sign: int) -> None:
    session.player.seek(session.player.position_ms + sign * session.settings.seek_ms)
    session.viewport.page_to(session.player.position_ms)


ACTIONS = (
    Action("play.toggle", "Play or pause", lambda s: s.player.toggle(), ("Space", "Ctrl+Return", "Return"), "Play", 0,
           "play.toggle", "", has_song),
    Action("play.line", "Play the line", play_line, ("R",), "Play", 0, "play.line", "", _has_timed_current),
    Action("play.before", "Play from before the line", lambda s: play_line(s, PRE_ROLL_MS), ("Q",), "Play", 0,
           "play.before", "Half a second earlier.", _has_timed_current),
    Action("play.previous_line", "Previous line", _previous_line, ("Ctrl+Up",), "Play", 1, "play.previous_line", "",
           has_song),
    Action("play.next_line", "Next line", _next_line, ("Ctrl+Down",), "Play", 1, "play.next_line", "", has_song),
    Action("play.back", "Back", lambda s: _step(s, -1), ("Left",), "Play", 1, "", "", has_song),
    Action("play.forward", "Forward", lambda s: _step(s, 1), ("Right",), "Play", 1, "", "", has_song),
    Action("play.start", "To the start", lambda s: _to_start(s), ("Ctrl+Home",), "Play", 1, "", "", has_song),
    Action("play.time", "Go to a time…", lambda s: s.asked.emit("go_to_time"), ("Ctrl+G",), "Play", 1, "", "",
           has_song),
)  # fmt: skip


def _to_start(session: Session) -> None:
    session.player.seek(0)
    session.viewport.page_to(0)
