"""The Time menu's second half: many times at once, and the magnet."""

from __future__ import annotations

from collections.abc import Callable

from lrc_studio.core import edits
from lrc_studio.core.edits.moving import own_start
from lrc_studio.core.errors import InputError
from lrc_studio.core.fit import fit
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.timecode import format_time
from lrc_studio.ui.actions.spec import Action, has_current, has_song
from lrc_studio.ui.actions.time import counted
from lrc_studio.ui.session import Session
from lrc_studio.ui.verified import Change, edit_times

_SMALL_GAP_MS = 400


def _on_selected(
    verb: str, change: Callable[[Session, tuple[int, ...]], Change], nothing: str
) -> Callable[[Session], object]:
    """Do `change` to the selected lines; `verb` names it, `{}` stands for the lines. `nothing` says why it did none."""

    def run(session: Session) -> None:
        rows = session.selection.rows
        if rows:
            edit_times(session, verb.format(counted(rows)), change(session, rows), nothing=nothing)

    return run


def _end_at_next(_session: Session, rows: tuple[int, ...]) -> Change:
    return lambda old, verified_too: edits.end_at_next(old, rows, verified_too)


def _close_gaps(_session: Session, rows: tuple[int, ...]) -> Change:
    return lambda old, verified_too: edits.close_gaps(old, rows, _SMALL_GAP_MS, verified_too)


def _lengthen(session: Session, rows: tuple[int, ...]) -> Change:
    least_ms = session.settings.shortest_ms
    return lambda old, verified_too: edits.lengthen(old, rows, least_ms, verified_too)


def _distribute(by_letters: bool) -> Callable[[Session, tuple[int, ...]], Change]:
    def change(session: Session, rows: tuple[int, ...]) -> Change:
        level, language, song_ms = session.modes.level, session.modes.song_language, session.song.duration_ms

        def spread(old: Lyrics, verified_too: bool) -> Lyrics:
            return edits.distribute(old, rows, level, by_letters, song_ms, language, verified_too)

        return spread

    return change


def shift(session: Session, by_ms: int, rows: range | tuple[int, ...], label: str = "") -> None:
    """Move all times of `rows` by `by_ms`."""

    def change(old: Lyrics, verified_too: bool) -> Lyrics:
        return edits.shift(old, by_ms, rows, verified_too)

    if rows:
        named = label or f"shift {counted(tuple(rows))} by {by_ms:+d} ms"
        edit_times(session, named, change, nothing="Nothing to move: the times are there already.")


def _is_now(from_here_on: bool) -> Callable[[Session], object]:
    """The current line starts at the playhead, and all lines (or those after it) move as much."""

    def run(session: Session) -> None:
        row = session.selection.current
        start_ms = None if row is None else own_start(session.document.lyrics.lines[row])
        if row is None or start_ms is None:
            return
        rows = range(row if from_here_on else 0, len(session.document.lyrics.lines))
        shift(session, session.player.stamp_ms - start_ms, rows)

    return run


def _stretch(session: Session) -> None:
    """The first selected line stays, the last comes to the playhead, and what is between keeps its share."""
    rows, lines, ms = session.selection.rows, session.document.lyrics.lines, session.player.stamp_ms
    timed = [row for row in rows if own_start(lines[row]) is not None]
    if len(timed) < 2:
        return
    first_ms, last_ms = own_start(lines[timed[0]]) or 0, own_start(lines[timed[-1]]) or 0
    try:
        move = fit([(first_ms, first_ms), (last_ms, ms)])
    except InputError:
        session.messages.toast("The playhead must lie behind the first selected line.", kind="info")
        return

    def change(old: Lyrics, verified_too: bool) -> Lyrics:
        return edits.stretch(old, rows, move, verified_too)

    named = f"stretch {counted(rows)} to {format_time(ms)}"
    edit_times(session, named, change, nothing="Nothing to stretch: the last line starts there already.")


def _timed(session: Session) -> bool:
    row = session.selection.current
    return row is not None and own_start(session.document.lyrics.lines[row]) is not None


def _here(session: Session) -> bool:
    return has_song(session) and _timed(session)


def _two_timed(session: Session) -> bool:
    lines = session.document.lyrics.lines
    return has_song(session) and sum(own_start(lines[row]) is not None for row in session.selection.rows) > 1


def _any_timed(session: Session) -> bool:
    return session.document.lyrics.timed


def _magnet(session: Session) -> None:
    session.change_settings(magnet=not session.settings.magnet)


_ENDS = _on_selected(
    "end {} at the next start", _end_at_next, "Nothing to change: it ends there already, or nothing begins after it."
)
_GAPS = _on_selected("close the gaps of {}", _close_gaps, "Nothing to close: there is no small gap.")
_LENGTHS = _on_selected("lengthen {}", _lengthen, "Nothing to lengthen: all is long enough, or has no room.")
_NO_SPREAD = "Nothing to spread: the words are there already, or their line has no start or no end."
_SPREAD = _on_selected("spread the words of {}", _distribute(False), _NO_SPREAD)
_SPREAD_LETTERS = _on_selected("spread the words of {} by letters", _distribute(True), _NO_SPREAD)

ACTIONS = (
    Action("time.shift", "Shift times…", lambda s: s.asked.emit("shift"), ("Ctrl+Shift+A",), "Time", 6, "time.shift",
           "All lines, the selected ones, or this one and what follows.", _any_timed),
    Action("time.now", "This line is now", _is_now(False), ("Ctrl+Shift+L",), "Time", 6, "time.here",
           "The line starts at the playhead and all other lines move as much.", _here),
    Action("time.now_on", "This line and what follows is now", _is_now(True), ("Ctrl+Shift+M",), "Time", 6, "", "",
           _here),
    Action("time.stretch", "Stretch to the playhead", _stretch, ("Ctrl+Shift+E",), "Time", 6, "time.stretch",
           "The first selected line stays and the last comes to the playhead; the others keep their share.",
           _two_timed),
    Action("time.snap", "Snap to the sound…", lambda s: s.asked.emit("snap"), ("Ctrl+M",), "Time", 6, "time.snap",
           "Starts go to the nearest beginning in the sound; shown before it is done.", _any_timed),
    Action("time.end_next", "End = next start", _ENDS, ("Ctrl+L",), "Time", 7, "time.linked", "", has_current),
    Action("time.close_gaps", "Close gaps", _GAPS, ("Ctrl+Shift+G",), "Time", 7, "time.close_gaps",
           "Lines and words that nearly reach the next one go on until there.", has_current),
    Action("time.lengthen", "Least length", _LENGTHS, (), "Time", 7, "",
           "What is too short to be read lasts longer, as far as there is room.", has_current),
    Action("time.spread", "Spread words by syllables", _SPREAD, ("Ctrl+D",), "Time", 7, "time.distribute",
           "Evenly over the time of their line.", has_current),
    Action("time.spread_letters", "Spread words by letters", _SPREAD_LETTERS, (), "Time", 7, "", "", has_current),
    Action("time.magnet", "Magnet", _magnet, ("M",), "Time", 8, "time.snap",
           "What is dragged is drawn to beginnings in the sound and to its neighbours; Alt switches it off.",
           checked=lambda s: s.settings.magnet),
)  # fmt: skip
